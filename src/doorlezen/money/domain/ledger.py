"""Every move of money goes through here: the purse is locked, the rules are asked, one entry is written.

A purse is never overdrawn, and no school and bouwsteen in it is: what was reserved or committed for one
cannot be spent at another.
"""

import datetime
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q, Sum
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import FieldError, InputError, money, t
from doorlezen.money.models import (
    HELD,
    MOVES,
    WITHOUT_SCHOOL,
    Account,
    EntryKind,
    LibraryPurse,
    PaidKind,
    PaidThing,
    PurseEntry,
)
from doorlezen.register.models import Listing, School

MOST_CENTS = 10**12
_REFERENCE = re.compile(r"[\w./-]{0,40}", re.ASCII)


@dataclass(frozen=True)
class MoneyLine:
    """For which school and bouwsteen."""

    school: School
    bouwsteen: str


@dataclass(frozen=True)
class PaidFor:
    """What money is spent on: its kind and number, and what it cost in all, in cents."""

    kind: PaidKind
    key: str
    cents: int


@dataclass(frozen=True)
class MoneyMove:
    """What somebody enters. ``id``: made by who sends it. ``line``: None for the purse as a whole."""

    id: uuid.UUID
    kind: EntryKind
    cents: int
    day: datetime.date
    line: MoneyLine | None = None
    reference: str = ""
    paid: PaidFor | None = None


def enter(actor: Actor, *, purse: int, move: MoneyMove) -> PurseEntry:
    """Write one entry; what was sent before under this id is that entry again.

    Raises LibraryPurse.DoesNotExist, Refused, FieldError, and InputError where the purse is short or closed,
    may not pay this, or another entry has this id.
    """
    require("money.move", actor)
    with locked_purse(actor, purse) as found:
        return enter_in(actor, found, move)


def enter_in(actor: Actor, purse: LibraryPurse, move: MoneyMove) -> PurseEntry:
    """The same in a purse that is locked already, in the transaction of who locked it."""
    _check(move)
    before: PurseEntry | None = PurseEntry.objects.filter(pk=move.id).first()
    if before is not None:
        if _is_same(before, purse, move):
            return before
        raise _other_entry()
    _refuse_closed(purse)
    source, target = MOVES[move.kind]
    if move.line is not None:
        _check_allowed(actor, purse, move.line)
    entry = _write(purse, move, source, target)
    after = {"entry_kind": str(move.kind), "entry_cents": move.cents}
    record(actor, "money.entered", purse, after=after)
    return entry


def correct(actor: Actor, *, purse: int, entry: uuid.UUID, id: uuid.UUID, day: datetime.date) -> PurseEntry:
    """Put a wrong entry right by its opposite. ``id``: of the correction, made by who sends it.

    Raises PurseEntry.DoesNotExist, Refused, and InputError where it is corrected already, is a correction
    itself, or what it brought is not there any more.
    """
    require("money.move", actor)
    with locked_purse(actor, purse) as found:
        wrong = PurseEntry.objects.select_related("school").get(purse=found, pk=entry)
        before: PurseEntry | None = PurseEntry.objects.filter(pk=id).first()
        if before is not None:
            if before.corrects_id == wrong.pk:
                return before
            raise _other_entry()
        _refuse_closed(found)
        if wrong.kind == EntryKind.CORRECTION:
            raise InputError("", t("een correctie corrigeer je niet; boek opnieuw wat er had moeten staan"))
        if PurseEntry.objects.filter(corrects=wrong).exists():
            raise InputError("", t("deze boeking is al gecorrigeerd"))
        line = None if wrong.school is None else MoneyLine(wrong.school, wrong.bouwsteen)
        move = MoneyMove(id, EntryKind.CORRECTION, wrong.cents, day, line, wrong.reference)
        made = _write(found, move, Account(wrong.target), Account(wrong.source), corrects=wrong)
        after = {"entry_kind": wrong.kind, "entry_cents": wrong.cents}
        record(actor, "money.corrected", found, after=after)
        return made


@contextmanager
def locked_purse(actor: Actor, purse: int) -> Iterator[LibraryPurse]:
    """The purse, locked until the end of the transaction: two never share the last euro."""
    with transaction.atomic(), scope(organisation=actor.organisation):
        yield LibraryPurse.objects.select_for_update().get(pk=purse)


def _other_entry() -> FieldError:
    return FieldError("id", t("onder dit nummer staat al een andere boeking"))


def _refuse_closed(purse: LibraryPurse) -> None:
    if purse.closed_at is not None:
        raise InputError("", t("deze pot is afgesloten; open hem eerst weer"))


def _check(move: MoneyMove) -> None:
    """Raise FieldError for what no purse could take."""
    if move.kind == EntryKind.CORRECTION:
        raise FieldError("kind", t("een correctie maak je bij de boeking die fout is"))
    if not 1 <= move.cents <= MOST_CENTS:
        raise FieldError("cents", t("vul een bedrag in, meer dan € 0"))
    if _REFERENCE.fullmatch(move.reference) is None:
        what = t("vul een nummer in van hooguit 40 letters en cijfers, zonder spaties")
        raise FieldError("reference", what)
    if (move.line is None) != (move.kind in WITHOUT_SCHOOL):
        raise FieldError("school", t("kies een school en een bouwsteen"))
    if move.paid is not None and move.kind not in (EntryKind.SPEND, EntryKind.REFUND):
        raise FieldError(
            "paid", t("alleen wat besteed of terugontvangen is, hoort bij een bezoek of factuur")
        )


def _check_allowed(actor: Actor, purse: LibraryPurse, line: MoneyLine) -> None:
    """Raise InputError for a school or bouwsteen that this purse may not pay."""
    if purse.schools is None and Visible(actor).school(line.school.pk) is None:
        raise InputError("", t("kies een school van je bibliotheek"), field="school")
    if purse.schools is not None and line.school.pk not in purse.schools:
        what = t("{purse} mag aan deze school niets betalen", purse=purse.name)
        raise InputError("", what, field="school")
    if purse.bouwstenen is not None and line.bouwsteen not in purse.bouwstenen:
        what = t("{purse} mag deze bouwsteen niet betalen: {name}", purse=purse.name, name=line.bouwsteen)
        raise InputError("", what, field="bouwsteen")


def _is_same(before: PurseEntry, purse: LibraryPurse, move: MoneyMove) -> bool:
    line = None if before.school_id is None else (before.school_id, before.bouwsteen)
    asked = None if move.line is None else (move.line.school.pk, move.line.bouwsteen)
    stands = (before.purse_id, before.kind, before.cents, before.day, line, before.reference)
    return stands == (purse.pk, move.kind, move.cents, move.day, asked, move.reference)


def _write(
    purse: LibraryPurse,
    move: MoneyMove,
    source: Account,
    target: Account,
    *,
    corrects: PurseEntry | None = None,
) -> PurseEntry:
    _refuse_short(purse, source, move)
    thing = _locked_thing(purse, move, corrects)
    if thing is not None:
        _settle(thing, move.cents if target == Account.SPENT else -move.cents)
    for account, cents in ((source, -move.cents), (target, move.cents)):
        if account in HELD:
            setattr(purse, account, getattr(purse, account) + cents)
    purse.save(update_fields=[*HELD])
    last = PurseEntry.objects.filter(purse=purse).order_by("-number").values_list("number", flat=True).first()
    made = PurseEntry(
        id=move.id,
        purse=purse,
        number=(last or 0) + 1,
        kind=move.kind,
        source=source,
        target=target,
        cents=move.cents,
        school=move.line.school if move.line else None,
        gemeente=_gemeente(move.line),
        bouwsteen=move.line.bouwsteen if move.line else "",
        day=move.day,
        reference=move.reference,
        paid_thing=thing,
        corrects=corrects,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # of another purse, which was not locked
        raise _other_entry() from None
    return made


def _gemeente(line: MoneyLine | None) -> str:
    """In which gemeente the school lies now: kept with the entry, because gemeenten merge."""
    if line is None:
        return ""
    found = Listing.objects.filter(school=line.school).order_by("pk").values_list("gemeente_id", flat=True)
    return found.first() or ""


def _refuse_short(purse: LibraryPurse, source: Account, move: MoneyMove) -> None:
    """Raise InputError where the purse, or the school and bouwsteen in it, has less than is moved."""
    if source not in HELD:
        return
    there = getattr(purse, source)
    if there < move.cents:
        what = t(
            "in {purse} is {there} {account}; dat is te weinig voor {asked}",
            purse=purse.name,
            there=money(there),
            account=Account(source).label,
            asked=money(move.cents),
        )
        raise InputError("", what, field="cents")
    if source == Account.FREE or move.line is None:
        return
    of_line = line_balance(purse, move.line, source)
    if of_line < move.cents:
        what = t(
            "voor deze school en bouwsteen is in {purse} {there} {account}; dat is te weinig voor {asked}",
            purse=purse.name,
            there=money(of_line),
            account=Account(source).label,
            asked=money(move.cents),
        )
        raise InputError("", what, field="cents")


def line_balance(purse: LibraryPurse, line: MoneyLine, account: Account) -> int:
    """What a school and bouwsteen have in an account of a purse, in cents."""
    of_line = PurseEntry.objects.filter(purse=purse, school=line.school, bouwsteen=line.bouwsteen)
    sums = of_line.aggregate(
        into=Sum("cents", filter=Q(target=account)), out=Sum("cents", filter=Q(source=account))
    )
    return (sums["into"] or 0) - (sums["out"] or 0)


def _locked_thing(purse: LibraryPurse, move: MoneyMove, corrects: PurseEntry | None) -> PaidThing | None:
    """What an entry pays for, or what the entry paid for that it corrects; None: nothing in particular.

    Raises InputError where it cost something else before.
    """
    locked = PaidThing.objects.select_for_update()
    if corrects is not None:
        return None if corrects.paid_thing_id is None else locked.get(pk=corrects.paid_thing_id)
    if move.paid is None:
        return None
    paid = move.paid
    PaidThing.objects.bulk_create(
        [PaidThing(organisation=purse.organisation, kind=paid.kind, key=paid.key, cents=paid.cents)],
        ignore_conflicts=True,
    )
    thing: PaidThing = locked.get(kind=paid.kind, key=paid.key)
    if thing.cents != paid.cents:
        what = t("dit kostte eerder {was}, en nu {now}", was=money(thing.cents), now=money(paid.cents))
        raise InputError("", what, field="paid")
    return thing


def _settle(thing: PaidThing, cents: int) -> None:
    """Add to what was paid for this, over all purses; less than nothing, or more than it cost, is refused."""
    if not 0 <= thing.paid + cents <= thing.cents:
        what = t(
            "dit kostte {cost} en daarvan is {paid} al betaald, uit alle potten samen",
            cost=money(thing.cents),
            paid=money(thing.paid),
        )
        raise InputError("", what, field="paid")
    thing.paid += cents
    thing.save(update_fields=["paid"])
