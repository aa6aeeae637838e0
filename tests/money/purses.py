"""A purse to test with, and moves in it."""

import datetime
import uuid

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.money.domain.ledger import MoneyLine, MoneyMove, PaidFor
from doorlezen.money.models import WITHOUT_SCHOOL, EntryKind, LibraryPurse
from doorlezen.register.models import School
from tests.people import Neighbourhood, actor_of

DAY = datetime.date(2026, 9, 1)
YEAR = "2026-2027"


def finance(neighbourhood: Neighbourhood) -> Actor:
    """Who books the money of De Linge."""
    library = neighbourhood.linge
    return actor_of(neighbourhood.person(library, Role.FINANCE), library)


def a_purse(actor: Actor, *, name: str = "MBV", **of: object) -> LibraryPurse:
    """An open purse without a cent in it."""
    made: LibraryPurse = LibraryPurse.objects.create(
        organisation=actor.organisation, school_year=YEAR, name=name, plan_key=name.lower(),
        opened_at=timezone.now(), **of,
    )  # fmt: skip
    return made


def a_move(
    kind: EntryKind,
    cents: int,
    *,
    code: str = "00AP00",
    bouwsteen: str = "consulent",
    id: uuid.UUID | None = None,
    paid: PaidFor | None = None,
    day: datetime.date = DAY,
) -> MoneyMove:
    """One move, of a school and bouwsteen where its kind has them."""
    line = None if kind in WITHOUT_SCHOOL else MoneyLine(School.objects.get(pk=code), bouwsteen)
    return MoneyMove(id or uuid.uuid4(), kind, cents, day, line, paid=paid)
