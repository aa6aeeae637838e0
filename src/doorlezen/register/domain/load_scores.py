"""Load a workbook of achterstandsscores, and check whether its figures hold together."""

from decimal import Decimal

from doorlezen.engine.score import PUBLISHED
from doorlezen.language import decimal, t
from doorlezen.register.domain import plausibility
from doorlezen.register.domain.editions import (
    Offered,
    Origin,
    add_edition,
    add_schools,
    already_loaded,
    before,
    compare,
    copy_rows,
    note_unjoined,
    peildatum_of,
)
from doorlezen.register.domain.load_result import FileReport, noted
from doorlezen.register.models import Edition, Kind, Score
from doorlezen.register.readers.scores import read_scores


def load_scores(offered: Offered, origin: Origin) -> FileReport:
    """Add a workbook of scores as a new edition, unless these bytes are there already."""
    if report := already_loaded(offered):
        return report
    tables = read_scores(offered.source)
    day = peildatum_of(offered, tables.day)
    schools = plausibility.join(tables)
    constants = tables.constants or PUBLISHED.get(day.year)
    drempel = plausibility.drempel(schools, constants)
    edition = add_edition(
        offered,
        origin,
        peildatum=day,
        rows=len(schools),
        mark=tables.mark,
        mean=constants.mean if constants else None,
        lowest_mean=constants.lowest_mean if constants else None,
        drempel_per_pupil=drempel,
    )
    report = FileReport(Kind.SCORES, edition, before(edition))
    report.refused = noted(tables.refused)
    report.implausible = list(plausibility.doubts(schools, drempel))
    report.notes = list(plausibility.notes(tables, schools, drempel))
    compare(
        report,
        now={school.code: (school.row, school.met.met if school.met else None) for school in schools},
        old=dict(
            Score.objects.filter(edition=report.before)
            .order_by("school_id")
            .values_list("school_id", "met_drempel")
        ),
        what_changed=lambda old, now: f"{_points(old)} → {_points(now)}",
    )
    _write(edition, schools)
    note_unjoined(report, {school.code: school.row for school in schools})
    return report


def _points(score: Decimal | None) -> str:
    return t("onbekend") if score is None else decimal(score)


def _write(edition: Edition, schools: list[plausibility.Joined]) -> None:
    add_schools(school.code for school in schools)
    copy_rows(
        Score,
        [
            "school",
            "edition",
            "row",
            "row_zonder",
            "pupils",
            "met_drempel",
            "zonder_drempel",
            "zonder_lower_half",
            "zonder_upper_half",
            "footnotes",
        ],
        (
            (
                school.code,
                edition.pk,
                school.row,
                school.zonder and school.zonder.row,
                school.met and school.met.pupils,
                school.met and school.met.met,
                school.zonder and school.zonder.zonder,
                school.zonder and school.zonder.lower,
                school.zonder and school.zonder.upper,
                school.footnotes,
            )
            for school in schools
        ),
    )
