"""Many gemeenten and schools invited at once, from a list: each row is judged, all are invited or none."""

import datetime
import unicodedata
from dataclasses import dataclass

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.partners import PartnerPlace, invite_partner, partners, places
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.headed import HeadedList, HeadedRow, ReadColumn, RowFault, read_table
from doorlezen.documents.source import Source
from doorlezen.language import InputError, checked_mail_address, checked_name, t

MOST_ROWS = 1000
COLUMNS = {
    "code": ReadColumn(("vestigingscode",), needed=False),
    "gemeente": ReadColumn(("gemeente",), needed=False),
    "name": ReadColumn(("naam", "contactpersoon")),
    "email": ReadColumn(("e-mailadres", "email", "e-mail", "mailadres")),
}


@dataclass(frozen=True)
class PartnerRow:
    """A row of the list: whom it is about, and what is wrong with it (in which column), or nothing.

    ``known``: was invited or takes part already, so that nothing happens.
    """

    row: int
    code: str
    called: str
    name: str
    email: str
    fault: RowFault | None = None
    known: bool = False


@dataclass(frozen=True)
class PartnerList:
    """A list that was read. ``rows``: those with a mail address, in order; ``empty``: so many without one."""

    rows: tuple[PartnerRow, ...]
    empty: int

    @property
    def wrong(self) -> list[PartnerRow]:
        """The rows that stand in the way."""
        return [row for row in self.rows if row.fault]

    @property
    def to_invite(self) -> list[PartnerRow]:
        """The rows of which somebody will be invited."""
        return [row for row in self.rows if not row.fault and not row.known]


def judge(actor: Actor, source: Source, *, at: datetime.datetime) -> PartnerList:
    """What inviting everybody of this list would do; nothing is kept. Raises Refused, and InputError for a
    file that is no such list."""
    require("partners.invite", actor)
    table = read_table(source, COLUMNS, ignored=(t("school"),), published=False)
    if not {"code", "gemeente"} & set(table.headers):
        what = t("er is geen kolom vestigingscode en geen kolom gemeente; gebruik de lijst om in te vullen")
        raise InputError(table.name, what)
    table.require_at_most(MOST_ROWS)
    there, rows, empty = places(actor), [], 0
    misshapen = {fault.row: fault for fault in table.misshapen}
    for line in table.lines:
        if not line.cells["email"] and not line.cells["name"] and not line.broken:
            empty += 1
        else:
            rows.append(_read(table, line, there, misshapen.get(line.row)))
    if not rows:
        raise InputError(table.name, t("in geen enkele rij staat een e-mailadres; vul er een in"))
    return PartnerList(tuple(_tried(actor, _once(_known(actor, rows, at)), there, at)), empty)


@transaction.atomic
def invite_all(actor: Actor, rows: list[tuple[str, str, str]], *, at: datetime.datetime) -> int:
    """Invite them all, or nobody: (code, name, mail address) each. How many. Raises Refused or InputError."""
    require("partners.invite", actor)
    there = places(actor)
    for code, name, email in rows:
        if code not in there:
            raise InputError(code, t("hoort niet meer bij je bibliotheek; lees de lijst opnieuw"))
        invite_partner(actor, place=there[code], name=name, email=email, at=at)
    return len(rows)


def _read(
    table: HeadedList, line: HeadedRow, there: dict[str, PartnerPlace], misshapen: RowFault | None
) -> PartnerRow:
    cells = {key: line.cells.get(key, "") for key in COLUMNS}
    fault = misshapen or next(iter(table.broken(line)), None)
    place: PartnerPlace | None = None
    try:
        place = _place(cells, there)
    except InputError as wrong:
        fault = fault or table.refuse(line, wrong.where, wrong.what)
    for key, check in (("email", checked_mail_address), ("name", checked_name)):
        try:
            if key == "email" or cells[key]:
                check(cells[key], where=key)
        except InputError as wrong:
            fault = fault or table.refuse(line, key, wrong.what)
    called = place.called if place else cells["code"] or cells["gemeente"]
    return PartnerRow(line.row, place.code if place else "", called, cells["name"], cells["email"], fault)


def _place(cells: dict[str, str], there: dict[str, PartnerPlace]) -> PartnerPlace:
    code = cells["code"].upper()
    if code:
        if code not in there or there[code].kind is not OrganisationKind.SCHOOL:
            raise InputError("code", t("{code} is geen open school van je bibliotheek", code=cells["code"]))
        return there[code]
    wanted = cells["gemeente"]
    if not wanted:
        raise InputError("gemeente", t("vul een vestigingscode of een gemeente in"))
    for place in there.values():
        names = {_plain(place.name), _plain(place.called), place.code, place.code.lstrip("0")}
        if place.kind is OrganisationKind.GEMEENTE and _plain(wanted) in names:
            return place
    raise InputError("gemeente", t("{name} is geen gemeente van je bibliotheek", name=wanted))


def _known(actor: Actor, rows: list[PartnerRow], at: datetime.datetime) -> list[PartnerRow]:
    """Where somebody takes part already, or has a link that still works, all stays as it is."""
    all_of_them = partners(actor, at=at)
    there = {partner.place.code for partner in all_of_them if partner.since}
    waiting = {
        (partner.place.code, invitation.email)
        for partner in all_of_them
        for invitation in partner.invitations
        if invitation.accepted_at is None and invitation.expires_at > at
    }
    return [
        _with(row, known=True)
        if not row.fault and (row.code in there or (row.code, row.email.lower()) in waiting)
        else row
        for row in rows
    ]


def _once(rows: list[PartnerRow]) -> list[PartnerRow]:
    seen: dict[tuple[str, str], int] = {}
    judged = []
    for row in rows:
        first = seen.setdefault((row.code, row.email.lower()), row.row)
        if not row.fault and first != row.row:
            what = t("stond al in rij {row}; haal een van de twee weg", row=first)
            row = _with(row, fault=RowFault(row.row, COLUMNS["email"].names[0], what))
        judged.append(row)
    return judged


def _tried(
    actor: Actor, rows: list[PartnerRow], there: dict[str, PartnerPlace], at: datetime.datetime
) -> list[PartnerRow]:
    """Each invited as if it were real, and all of it undone: what stands in the way is what would."""
    judged = []
    with transaction.atomic():
        for row in rows:
            if not row.fault and not row.known:
                try:
                    invite_partner(actor, place=there[row.code], name=row.name, email=row.email, at=at)
                except InputError as wrong:
                    column = COLUMNS["email" if wrong.where in {"email", row.email.lower()} else "gemeente"]
                    said = wrong.what if column.names[0] == "e-mailadres" else str(wrong)
                    row = _with(row, fault=RowFault(row.row, column.names[0], said))
            judged.append(row)
        transaction.set_rollback(True)
    return judged


def _with(row: PartnerRow, *, fault: RowFault | None = None, known: bool = False) -> PartnerRow:
    return PartnerRow(row.row, row.code, row.called, row.name, row.email, fault, known)


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).casefold().split())
