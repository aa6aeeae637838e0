"""Load DUO's historical overview of pupils: an edition per year, all of the same file."""

from collections.abc import Iterable
from dataclasses import replace

from doorlezen.language import date, n, t, whole
from doorlezen.register.domain.editions import (
    Offered,
    Origin,
    add_edition,
    add_schools,
    before,
    compare,
    copy_rows,
)
from doorlezen.register.domain.load_result import FileReport, noted
from doorlezen.register.domain.new_gemeenten import name_gemeenten
from doorlezen.register.models import PRIMARY, Address, Edition, Kind, PupilCount
from doorlezen.register.readers.pupil_history import (
    SCHOOL_TYPES,
    HistoryRow,
    PupilHistory,
    peildatum,
    read_pupil_history,
)

TITLE = "Leerlingen per schoolvestiging, historisch overzicht"


def load_history(offered: Offered, origin: Origin) -> FileReport:
    """Add the counts of every year as an edition of 1 October of that year. The report is about the newest.

    Whoever calls has seen to it that these bytes are not there yet.
    """
    history = read_pupil_history(offered.source)
    origin = replace(origin, title=origin.title.replace(_usual_title(origin), TITLE))
    editions = _editions(offered, origin, history)
    newest = editions[history.years[-1]]
    report = FileReport(Kind.PUPILS, newest, _before(newest, editions.values()))
    report.refused = noted(history.refused)
    report.notes = list(_notes(history))
    report.note_unread(history.unknown_columns)
    _compare(report, history)
    _write(history, editions)
    return report


def _usual_title(origin: Origin) -> str:
    return origin.title.partition(" (")[0]


def _editions(offered: Offered, origin: Origin, history: PupilHistory) -> dict[int, Edition]:
    types = " ".join(kind for kind in SCHOOL_TYPES if kind in history.types)
    rows = dict.fromkeys(history.years, 0)
    for row in history.rows:
        for year, _ in row.counts:
            rows[year] += 1
    return {
        year: add_edition(offered, origin, peildatum=peildatum(year), rows=rows[year], school_types=types)
        for year in history.years
    }


def _before(newest: Edition, ours: Iterable[Edition]) -> Edition | None:
    """The newest edition of pupils that was there before this file."""
    own = {edition.pk for edition in ours}
    earlier = before(newest)
    while earlier is not None and earlier.pk in own:
        earlier = before(earlier)
    return earlier


def _compare(report: FileReport, history: PupilHistory) -> None:
    year = history.years[-1]
    now = {row.code: (row.row, dict(row.counts).get(year, 0)) for row in history.rows}
    counted = PupilCount.objects.filter(edition=report.before).order_by("school_id")
    compare(
        report,
        now={code: found for code, found in now.items() if found[1] != 0},
        old=dict(counted.values_list("school_id", "pupils")),
        what_changed=lambda old, new: f"{_count(old)} → {_count(new)}",
    )


def _count(pupils: int | None) -> str:
    return t("onbekend") if pupils is None else whole(pupils)


def _write(history: PupilHistory, editions: dict[int, Edition]) -> None:
    add_schools(row.code for row in history.rows)
    copy_rows(
        PupilCount,
        ["school", "edition", "row", "pupils", "school_type"],
        (
            (row.code, editions[year].pk, row.row, pupils, row.school_type)
            for row in history.rows
            for year, pupils in row.counts
        ),
    )
    named = [row for row in history.rows if row.gemeente]
    name_gemeenten({row.gemeente: row.gemeente_name for row in named if row.gemeente_name}, may_rename=False)
    copy_rows(
        Address,
        [
            *("school", "edition", "row", "name", "street", "house_number", "postcode", "place"),
            *("gemeente_id", "province", "denomination", "board_number", "holiday_region", "website"),
        ],
        (_address(row, editions[row.last_counted]) for row in named if row.name and row.gemeente_name),
    )


def _address(row: HistoryRow, edition: Edition) -> tuple[object, ...]:
    return (
        *(row.code, edition.pk, row.row, row.name, "", "", "", ""),
        *(row.gemeente, "", row.denomination, row.board_number, "", ""),
    )


def _notes(history: PupilHistory) -> Iterable[str]:
    first, last = peildatum(history.years[0]), peildatum(history.years[-1])
    yield t(
        "Tellingen van {years} jaren: {first} tot en met {last}",
        years=len(history.years),
        first=date(first),
        last=date(last),
    )
    counts = ", ".join(
        f"{kind.upper()} {whole(history.types[kind])}" for kind in SCHOOL_TYPES if history.types.get(kind)
    )
    yield t("Soorten school: {counts}", counts=counts)
    if any(kind != PRIMARY for kind in history.types):
        yield t("Lijsten en cijfers over basisscholen tellen de andere soorten niet mee")
    if history.empty:
        yield n(
            "{count} rij zonder leerlingen in al die jaren is niet bewaard",
            "{count} rijen zonder leerlingen in al die jaren zijn niet bewaard",
            history.empty,
        )
