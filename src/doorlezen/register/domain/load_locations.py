"""Load where schools stand."""

from doorlezen.language import date, t
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
from doorlezen.register.models import Kind, Location
from doorlezen.register.readers.cell_values import date_in_name
from doorlezen.register.readers.locations import read_locations


def load_locations(offered: Offered, origin: Origin) -> FileReport:
    """Add a list of coordinates as a new edition, unless these bytes are there already."""
    if report := already_loaded(offered):
        return report
    listed = read_locations(offered.source)
    in_name = None if offered.peildatum else date_in_name(offered.source.name)
    day = peildatum_of(offered, in_name)
    edition = add_edition(offered, origin, peildatum=day, rows=len(listed.rows))
    report = FileReport(Kind.LOCATIONS, edition, before(edition))
    if in_name:
        report.notes.append(t("Peildatum {day} komt uit de naam van het bestand", day=date(day)))
    report.note_unread(listed.unknown_columns)
    report.refused = noted(listed.refused)
    compare(
        report,
        now={row.code: (row.row, (row.longitude, row.latitude)) for row in listed.rows},
        old={
            code: tuple(degrees)
            for code, *degrees in Location.objects.filter(edition=report.before)
            .order_by("school_id")
            .values_list("school_id", "longitude", "latitude")
        },
        what_changed=lambda old, now: f"{old[0]}, {old[1]} → {now[0]}, {now[1]}",
    )
    add_schools(row.code for row in listed.rows)
    copy_rows(
        Location,
        ["school", "edition", "row", "longitude", "latitude"],
        ((row.code, edition.pk, row.row, row.longitude, row.latitude) for row in listed.rows),
    )
    note_unjoined(report, {row.code: row.row for row in listed.rows})
    return report
