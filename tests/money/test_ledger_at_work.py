"""Whatever is entered, in whatever order and by however many: nothing below zero, and every sum is one."""

import dataclasses
import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django_scopes import scope
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorlezen.accounts.actor import Actor
from doorlezen.language import InputError
from doorlezen.money.domain.balances import balances_by
from doorlezen.money.domain.ledger import MoneyMove, PaidFor, correct, enter
from doorlezen.money.models import HELD, EntryKind, LibraryPurse, PaidKind, PaidThing, PurseEntry
from tests.examples import examples
from tests.money.purses import DAY, YEAR, a_move, a_purse, finance
from tests.people import Neighbourhood, a_neighbourhood

KINDS = [kind for kind in EntryKind if kind != EntryKind.CORRECTION]
MOVES = st.tuples(
    st.integers(0, 1), st.sampled_from(KINDS), st.integers(1, 60),
    st.sampled_from(["00AP00", "01BR00"]), st.sampled_from(["consulent", "collectie"]),
    st.none() | st.sampled_from(["a", "b"]),
)  # fmt: skip
DEEDS = st.lists(MOVES | st.integers(0, 30), max_size=40)
"""Moves, and numbers: correct the entry so many places back."""


class ByHand:
    """The same in plain numbers, written from the rules: a purse is a bag of cents per account and line."""

    ways = {
        "grant": ("", "free"), "give_back": ("free", ""), "reserve": ("free", "reserved"),
        "release": ("reserved", "free"), "commit": ("free", "committed"),
        "commit_reserved": ("reserved", "committed"), "uncommit": ("committed", "free"),
        "spend": ("committed", "spent"), "refund": ("spent", "committed"),
    }  # fmt: skip

    def __init__(self) -> None:
        self.bags: list[Counter[tuple[str, tuple[str, str]]]] = [Counter(), Counter()]
        self.paid: Counter[str] = Counter()

    def move(self, purse: int, source: str, target: str, cents: int, line: tuple[str, str]) -> bool:
        bag, nobody = self.bags[purse], ("", "")
        of_source, of_target = [nobody if one in ("free", "") else line for one in (source, target)]
        if source and bag[source, of_source] < cents:
            return False
        if source:
            bag[source, of_source] -= cents
        if target:
            bag[target, of_target] += cents
        return True

    def pay(self, thing: str | None, cents: int) -> bool:
        return thing is None or 0 <= self.paid[thing] + cents <= 50

    def held(self, purse: int) -> list[int]:
        of: Counter[str] = Counter()
        for (account, _), cents in self.bags[purse].items():
            of[account] += cents
        return [of[account] for account in HELD]


@pytest.fixture
def actor(neighbourhood: Neighbourhood) -> Actor:
    return finance(neighbourhood)


@pytest.mark.django_db
@given(deeds=DEEDS)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(100), deadline=None
)
def test_whatever_is_entered_the_ledger_equals_a_count_by_hand(actor: Actor, deeds: list[Any]) -> None:
    with transaction.atomic():
        purses = [a_purse(actor, name=f"pot {uuid.uuid4()}") for _ in range(2)]
        hand, entries = ByHand(), []
        for deed in deeds:
            if isinstance(deed, int):
                _correct(actor, purses, hand, entries, deed)
            else:
                _enter(actor, purses, hand, entries, deed)
            with scope(organisation=actor.organisation):
                now = [LibraryPurse.objects.get(pk=purse.pk) for purse in purses]
            assert [[getattr(one, account) for account in HELD] for one in now] == [
                hand.held(0),
                hand.held(1),
            ]
        _sums_are_equal(actor, purses)
        transaction.set_rollback(True)


def _enter(
    actor: Actor, purses: list[LibraryPurse], hand: ByHand, entries: list[Any], deed: tuple[Any, ...]
) -> None:
    purse, kind, cents, code, bouwsteen, thing = deed
    if kind not in (EntryKind.SPEND, EntryKind.REFUND):
        thing = None
    paid = thing and PaidFor(PaidKind.VISIT, thing, 50)
    line = (code, bouwsteen)
    signed = cents if kind == EntryKind.SPEND else -cents
    expected = hand.pay(thing, signed) and hand.move(purse, *hand.ways[kind], cents, line)
    move = a_move(kind, cents, code=code, bouwsteen=bouwsteen, paid=paid)
    assert _is_done(lambda: enter(actor, purse=purses[purse].pk, move=move)) is expected
    if expected:
        if thing:
            hand.paid[thing] += signed
        entries.append((purse, kind, cents, line, thing, move.id))


def _correct(actor: Actor, purses: list[LibraryPurse], hand: ByHand, entries: list[Any], back: int) -> None:
    if back >= len(entries):
        return
    purse, kind, cents, line, thing, number = entries[-1 - back]
    source, target = hand.ways[kind]
    signed = -cents if kind == EntryKind.SPEND else cents
    expected = hand.pay(thing, signed) and hand.move(purse, target, source, cents, line)
    done = _is_done(lambda: correct(actor, purse=purses[purse].pk, entry=number, id=uuid.uuid4(), day=DAY))
    assert done is expected
    if expected:
        if thing:
            hand.paid[thing] += signed
        entries.remove((purse, kind, cents, line, thing, number))


def _is_done(deed: Any) -> bool:
    try:
        with transaction.atomic():
            deed()
    except InputError:
        return False
    return True


def _sums_are_equal(actor: Actor, purses: list[LibraryPurse]) -> None:
    """Per school = per gemeente = per bouwsteen = per purse, in every account."""

    def total(*by: Any) -> list[int]:
        groups = balances_by(actor, school_year=YEAR, by=by).values()
        return [sum(group[account] for group in groups) for account in HELD]

    assert total("purse") == total("school") == total("gemeente") == total("bouwsteen")
    with scope(organisation=actor.organisation):
        kept = [sum(LibraryPurse.objects.values_list(account, flat=True)) for account in HELD]
    assert total("purse") == kept


@pytest.fixture
def site(transactional_db: None) -> Actor:
    return finance(a_neighbourhood())


def crowd(actor: Actor, rounds: int) -> None:
    """Eight at once reach for the last € 1.000, so many times: for a plan, an agreement, and one visit."""
    for _ in range(rounds):
        first, second = (a_purse(actor, name=f"pot {uuid.uuid4()}") for _ in range(2))
        for purse in (first, second):
            enter(actor, purse=purse.pk, move=a_move(EntryKind.GRANT, 100_000))
            enter(actor, purse=purse.pk, move=a_move(EntryKind.COMMIT, 50_000))
        thing = PaidFor(PaidKind.VISIT, str(uuid.uuid4()), 30_000)
        barrier = threading.Barrier(8)

        def reach(number: int, first: Any = first, second: Any = second, thing: PaidFor = thing,
                  barrier: threading.Barrier = barrier) -> int:  # fmt: skip
            purse = second if number % 4 == 3 else first
            kind = (EntryKind.RESERVE, EntryKind.COMMIT, EntryKind.SPEND, EntryKind.SPEND)[number % 4]
            paid = thing if kind == EntryKind.SPEND else None
            move = dataclasses.replace(a_move(kind, 20_000), paid=paid)
            barrier.wait()
            try:
                return _once_and_again(actor, purse, move)
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as pool:
            done = list(pool.map(reach, range(8)))
        assert set(done) <= {0, 1}
        assert [done[number] for number in (2, 3, 6, 7)].count(1) == 1  # € 300 pays € 200 once
        assert [done[number] for number in (0, 1, 4, 5)].count(1) == 2  # € 500 free, € 200 each
        with scope(organisation=actor.organisation):
            now = LibraryPurse.objects.get(pk=first.pk)
            assert (now.free, now.reserved + now.committed + now.spent) == (10_000, 90_000)
            assert PaidThing.objects.get(key=thing.key).paid == 20_000


def _once_and_again(actor: Actor, purse: LibraryPurse, move: MoneyMove) -> int:
    """Send it twice, as a browser does that lost the answer: how many entries that made."""
    for _ in range(2):
        try:
            enter(actor, purse=purse.pk, move=move)
        except InputError:
            return 0
    with scope(organisation=actor.organisation):
        return int(PurseEntry.objects.filter(pk=move.id).count())


def test_eight_at_once_never_share_the_last_euro(site: Actor) -> None:
    crowd(site, rounds=12)


@pytest.mark.long
def test_a_thousand_times_eight_never_share_the_last_euro(site: Actor) -> None:
    crowd(site, rounds=1_000)
