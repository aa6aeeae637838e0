"""Load the library's own list of collaborations: wholly or not at all, one list beside the other."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from doorlezen.documents.headed import RowFault
from doorlezen.documents.recognised import FileKind, other_than
from doorlezen.language import InputError, date, n, t
from doorlezen.register.domain import queries
from doorlezen.register.domain.editions import (
    ORIGINS,
    Offered,
    Origin,
    add_edition,
    before,
    copy_rows,
    wait_for_other_loads,
)
from doorlezen.register.domain.facts import seen
from doorlezen.register.domain.load_result import FileReport, LoadReport, Noted
from doorlezen.register.models import Collaboration, Edition, Kind
from doorlezen.register.readers.collaborations import CollaborationList, CollaborationRow, read_collaborations


class ListRefusedError(InputError):
    """A list with rows that cannot be used: ``faults`` names every one of them."""

    def __init__(self, name: str, faults: Sequence[RowFault]) -> None:
        rows = len({fault.row for fault in faults})
        what = n(
            "{count} rij klopt niet; er is niets geladen",
            "{count} rijen kloppen niet; er is niets geladen",
            rows,
        )
        super().__init__(name, what)
        self.faults = tuple(faults)

    @property
    def lines(self) -> list[str]:
        """One line per fault: file, row, column, what is wrong."""
        return [
            t("{name}, rij {row}", name=self.where, row=fault.row)
            + (f", {fault.column}" if fault.column else "")
            + f": {fault.what}"
            for fault in self.faults
        ]


def load_collaborations(
    offered: Offered, *, today: datetime.date, origin: Origin = ORIGINS[Kind.COLLABORATIONS]
) -> LoadReport:
    """Load a list as the state of ``offered.peildatum`` (None: of ``today``), unless it is the newest one.

    The newest list of its owner counts, as a whole: a line that is no longer in it has gone; the lists of
    other owners stay as they are. An older list that is given
    again becomes the newest, unlike a published file: it is how a library takes back a mistake.
    Raises `ListRefusedError` with every row that is wrong, or InputError; nothing is written then.
    """
    with transaction.atomic():
        wait_for_other_loads()
        newest = queries.newest(Kind.COLLABORATIONS, owner=offered.owner)
        if (
            newest
            and newest.sha256 == offered.source.sha256
            and offered.peildatum in {None, newest.peildatum}
        ):
            return LoadReport([FileReport(Kind.COLLABORATIONS, newest, before(newest), already_loaded=True)])
        listed = _listed(offered)
        faults = [*listed.wrong, *_unknown_schools(listed)]
        if faults:
            raise ListRefusedError(listed.name, sorted(faults, key=lambda fault: fault.row))
        edition = add_edition(offered, origin, peildatum=offered.peildatum or today, rows=len(listed.rows))
        report = FileReport(Kind.COLLABORATIONS, edition, before(edition))
        _write(edition, listed)
        _note(report, listed)
        if newest and newest.peildatum > edition.peildatum:
            newer = date(newest.peildatum)
            report.notes.append(t("Deze lijst telt niet: die van {day} is nieuwer", day=newer))
        return LoadReport([report])


def _listed(offered: Offered) -> CollaborationList:
    """The list. Raises InputError; of a file that is plainly another one it says which."""
    try:
        return read_collaborations(offered.source)
    except InputError:
        if other := other_than(offered.source, FileKind.COLLABORATIONS):
            raise other from None
        raise


def _unknown_schools(listed: CollaborationList) -> list[RowFault]:
    known = seen(None, sorted({row.code for row in listed.rows}))
    hint = t(
        "staat niet in het register; klopt de code, en zijn de lijsten van CBS en DUO geladen? Scholen voor "
        "speciaal onderwijs staan in de lijst met leerlingen"
    )
    return [
        RowFault(row.row, listed.code_column, f"{row.code} {hint}")
        for row in listed.rows
        if row.code not in known
    ]


def _write(edition: Edition, listed: CollaborationList) -> None:
    copy_rows(
        Collaboration,
        ["school", "edition", "row", "programme", "since", "until", "phase"],
        (
            (row.code, edition.pk, row.row, row.programme, row.since, row.until, row.phase)
            for row in listed.rows
        ),
    )


def _note(report: FileReport, listed: CollaborationList) -> None:
    if listed.examples:
        rows = ", ".join(map(str, listed.examples))
        report.notes.append(t("Het voorbeeld in rij {rows} is geen school en telt niet mee", rows=rows))
    report.note_unread(listed.unknown_columns)
    old = {
        (line.school_id, line.programme, line.since): line
        for line in Collaboration.objects.filter(edition=report.before).order_by("school_id", "since", "pk")
    }
    for row in listed.rows:
        line = old.pop((row.code, row.programme, row.since), None)
        if line is None:
            report.added.append(Noted(row.row, row.code, _in_words(row)))
        elif (line.until, line.phase) != (row.until, row.phase):
            report.changed.append(Noted(row.row, row.code, f"{_in_words(line)} → {_in_words(row)}"))
    report.gone = [Noted(None, line.school_id, _in_words(line)) for line in old.values()]


def _in_words(line: Collaboration | CollaborationRow) -> str:
    ends = t(" tot en met {day}", day=date(line.until)) if line.until else ""
    phase = f", {line.phase}" if line.phase else ""
    return t("{programme} sinds {day}", programme=line.programme, day=date(line.since)) + ends + phase
