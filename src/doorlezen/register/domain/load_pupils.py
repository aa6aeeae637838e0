"""Load the number of pupils of each school on a peildatum."""

from doorlezen.documents.headed import heads
from doorlezen.language import t, whole
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
)
from doorlezen.register.domain.load_history import load_history
from doorlezen.register.domain.load_result import FileReport, noted
from doorlezen.register.models import PRIMARY, Kind, PupilCount
from doorlezen.register.readers.pupil_history import is_history
from doorlezen.register.readers.pupils import read_pupils


def load_pupils(offered: Offered, origin: Origin) -> FileReport:
    """Add a file of pupils as a new edition, or one per year, unless these bytes are there already."""
    if report := already_loaded(offered):
        return report
    if is_history(heads(offered.source)):
        return load_history(offered, origin)
    listed = read_pupils(offered.source)
    edition = add_edition(offered, origin, peildatum=listed.day, rows=len(listed.rows), school_types=PRIMARY)
    report = FileReport(Kind.PUPILS, edition, before(edition))
    report.refused = noted(listed.refused)
    if listed.others:
        counts = ", ".join(f"{name} {whole(number)}" for name, number in listed.others.items())
        report.notes.append(t("Andere schoolsoorten, geteld en niet bewaard: {counts}", counts=counts))
    report.note_unread(listed.unknown_columns)
    masked = sum(row.pupils is None for row in listed.rows)
    if masked:
        report.notes.append(
            t("Bij {count} scholen is het aantal leerlingen onbekend (zoals <5)", count=whole(masked))
        )
    compare(
        report,
        now={row.code: (row.row, row.pupils) for row in listed.rows},
        old=dict(
            PupilCount.objects.filter(edition=report.before)
            .order_by("school_id")
            .values_list("school_id", "pupils")
        ),
        what_changed=lambda old, now: f"{_count(old)} → {_count(now)}",
    )
    add_schools(row.code for row in listed.rows)
    copy_rows(
        PupilCount,
        ["school", "edition", "row", "pupils", "school_type"],
        ((row.code, edition.pk, row.row, row.pupils, row.school_type) for row in listed.rows),
    )
    note_unjoined(report, {row.code: row.row for row in listed.rows})
    return report


def _count(pupils: int | None) -> str:
    return t("onbekend") if pupils is None else whole(pupils)
