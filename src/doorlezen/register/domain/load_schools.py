"""Load a list of schools: names, addresses and gemeenten, one edition beside the other."""

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
    peildatum_of,
)
from doorlezen.register.domain.known_before import what_is_known
from doorlezen.register.domain.load_result import FileReport, Noted, noted
from doorlezen.register.domain.new_gemeenten import name_gemeenten
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Address, Edition, Kind
from doorlezen.register.readers.cell_values import date_in_name
from doorlezen.register.readers.schools import SchoolList, read_schools

_KEPT = (
    "name",
    "street",
    "house_number",
    "postcode",
    "place",
    "gemeente_id",
    "province",
    "denomination",
    "board_number",
    "holiday_region",
    "website",
)
_NAMED = ("name", "street", "house_number", "postcode", "place", "gemeente_id")
"""The values whose change is reported."""


def load_schools(offered: Offered, origin: Origin) -> FileReport:
    """Add a list of schools as a new edition, unless these bytes are there already."""
    if report := already_loaded(offered):
        return report
    listed = read_schools(offered.source, earlier=what_is_known())
    in_name = None if offered.peildatum else date_in_name(offered.source.name)
    day = peildatum_of(offered, in_name)
    edition = add_edition(offered, origin, peildatum=day, rows=len(listed.rows))
    report = FileReport(Kind.SCHOOLS, edition, before(edition))
    if in_name:
        report.notes.append(t("Peildatum {day} komt uit de naam van het bestand", day=date(day)))
    _write(edition, listed)
    _note(report, listed)
    return report


def _write(edition: Edition, listed: SchoolList) -> None:
    add_schools(row.code for row in listed.rows)
    newer = Edition.objects.filter(kind=Kind.SCHOOLS, peildatum__gt=edition.peildatum)
    names = {row.gemeente: row.gemeente_name for row in listed.rows}
    name_gemeenten(names, may_rename=not newer.exists())
    copy_rows(
        Address,
        ["school", "edition", "row", *_KEPT],
        (
            (row.code, edition.pk, row.row, *(getattr(row, name.removesuffix("_id")) for name in _KEPT))
            for row in listed.rows
        ),
    )


def _note(report: FileReport, listed: SchoolList) -> None:
    report.refused = noted(listed.refused)
    report.filled = noted([*listed.filled, *listed.mended])
    report.implausible = noted(listed.doubtful) + [
        Noted(row.row, "", t("{column} leeg gelaten: {what}", column=row.column, what=row.what))
        for row in listed.blanked
    ]
    report.note_unread(listed.unknown_columns)
    compare(
        report,
        now={
            row.code: (row.row, tuple(getattr(row, name.removesuffix("_id")) for name in _NAMED))
            for row in listed.rows
        },
        old={
            code: tuple(values)
            for code, *values in Address.objects.filter(edition=report.before)
            .order_by("school_id")
            .values_list("school_id", *_NAMED)
        },
        what_changed=_what_changed,
        what_is_new=_name_and_place,
    )


def _what_changed(old: tuple[str, ...], now: tuple[str, ...]) -> str:
    names = (t("naam"), t("straat"), t("huisnummer"), t("postcode"), t("plaats"), t("gemeente"))
    changes = [
        f"{name} {was or '–'} → {becomes or '–'}"
        for name, was, becomes in zip(names, old, now, strict=True)
        if was != becomes
    ]
    return "; ".join(changes)


def _name_and_place(values: tuple[str, ...]) -> str:
    known = dict(zip(_NAMED, values, strict=True))
    return f"{known['name']}, {as_written(known['place'])}"
