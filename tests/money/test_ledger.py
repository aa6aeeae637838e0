"""The ledger of a purse: what may be entered, what is refused and why, and that nothing is ever overdrawn."""

import dataclasses
import uuid

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.language import InputError, money
from doorlezen.money.domain.balances import balances_by
from doorlezen.money.domain.ledger import PaidFor, correct, enter
from doorlezen.money.domain.library_purses import close_purse, reopen_purse
from doorlezen.money.models import EntryKind, LibraryPurse, PaidKind, PaidThing, PurseEntry
from tests.money.purses import DAY, YEAR, a_move, a_purse, finance
from tests.people import Neighbourhood, actor_of

pytestmark = pytest.mark.django_db
KIND = EntryKind


@pytest.fixture
def actor(neighbourhood: Neighbourhood) -> Actor:
    return finance(neighbourhood)


@pytest.fixture
def purse(actor: Actor) -> LibraryPurse:
    made = a_purse(actor)
    enter(actor, purse=made.pk, move=a_move(KIND.GRANT, 100_000))
    return made


def held(purse: LibraryPurse) -> tuple[int, int, int, int]:
    with scope(organisation=purse.organisation):
        now = LibraryPurse.objects.get(pk=purse.pk)
    return now.free, now.reserved, now.committed, now.spent


def test_money_goes_from_granted_to_spent_in_two_phases(actor: Actor, purse: LibraryPurse) -> None:
    for kind, cents, after in [
        (KIND.RESERVE, 60_000, (40_000, 60_000, 0, 0)),
        (KIND.COMMIT_RESERVED, 50_000, (40_000, 10_000, 50_000, 0)),
        (KIND.RELEASE, 10_000, (50_000, 0, 50_000, 0)),
        (KIND.COMMIT, 20_000, (30_000, 0, 70_000, 0)),
        (KIND.SPEND, 45_000, (30_000, 0, 25_000, 45_000)),
        (KIND.REFUND, 5_000, (30_000, 0, 30_000, 40_000)),
        (KIND.UNCOMMIT, 30_000, (60_000, 0, 0, 40_000)),
        (KIND.GIVE_BACK, 60_000, (0, 0, 0, 40_000)),
    ]:
        enter(actor, purse=purse.pk, move=a_move(kind, cents))
        assert held(purse) == after


def test_a_purse_that_is_short_says_what_is_in_it(actor: Actor, purse: LibraryPurse) -> None:
    with pytest.raises(InputError) as refused:
        enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 100_001))
    assert refused.value.what == (f"in MBV is {money(100_000)} vrij; dat is te weinig voor {money(100_001)}")
    assert held(purse) == (100_000, 0, 0, 0)


def test_what_is_for_one_school_and_bouwsteen_is_not_spent_at_another(
    actor: Actor, purse: LibraryPurse
) -> None:
    enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 50_000))
    enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 10_000, code="01BR00"))
    for move in (
        a_move(KIND.COMMIT_RESERVED, 10_001, code="01BR00"),
        a_move(KIND.COMMIT_RESERVED, 1, bouwsteen="collectie"),
    ):
        with pytest.raises(InputError) as refused:
            enter(actor, purse=purse.pk, move=move)
        assert refused.value.what.startswith("voor deze school en bouwsteen is in MBV ")


def test_what_is_sent_twice_is_one_entry(actor: Actor, purse: LibraryPurse) -> None:
    move = a_move(KIND.RESERVE, 500)
    assert enter(actor, purse=purse.pk, move=move) == enter(actor, purse=purse.pk, move=move)
    assert held(purse) == (99_500, 500, 0, 0)


@pytest.mark.parametrize("other", [{"cents": 501}, {"reference": "F-1"}, {"kind": KIND.COMMIT}])
def test_another_entry_under_the_same_number_is_refused(
    actor: Actor, purse: LibraryPurse, other: dict[str, object]
) -> None:
    move = a_move(KIND.RESERVE, 500)
    enter(actor, purse=purse.pk, move=move)
    with pytest.raises(InputError):
        enter(actor, purse=purse.pk, move=dataclasses.replace(move, **other))  # type: ignore[arg-type]
    second = a_purse(actor, name="OAB")
    enter(actor, purse=second.pk, move=a_move(KIND.GRANT, 500))
    with pytest.raises(InputError):
        enter(actor, purse=second.pk, move=move)
    assert (held(purse), held(second)) == ((99_500, 500, 0, 0), (500, 0, 0, 0))


@pytest.mark.parametrize("of", [{"schools": ["01BR00"]}, {"bouwstenen": ["collectie"]}])
def test_a_purse_pays_only_what_it_may(actor: Actor, of: dict[str, object]) -> None:
    purse = a_purse(actor, **of)
    enter(actor, purse=purse.pk, move=a_move(KIND.GRANT, 100))
    with pytest.raises(InputError):
        enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 100))
    enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 100, code="01BR00", bouwsteen="collectie"))
    assert held(purse) == (0, 100, 0, 0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"cents": 0}, "cents"),
        ({"cents": -5}, "cents"),
        ({"cents": 10**12 + 1}, "cents"),
        ({"reference": "Anne Vos"}, "reference"),
        ({"reference": "x" * 41}, "reference"),
        ({"line": None}, "school"),
        ({"kind": KIND.GRANT}, "school"),
        ({"kind": KIND.CORRECTION}, "kind"),
        ({"paid": PaidFor(PaidKind.VISIT, "1", 5)}, "paid"),
    ],
)
def test_what_no_purse_could_take_is_refused_at_its_field(
    actor: Actor, purse: LibraryPurse, changed: dict[str, object], field: str
) -> None:
    move = dataclasses.replace(a_move(KIND.RESERVE, 5), **changed)  # type: ignore[arg-type]
    with pytest.raises(InputError) as refused:
        enter(actor, purse=purse.pk, move=move)
    assert refused.value.field == field
    assert held(purse) == (100_000, 0, 0, 0)


def test_a_correction_is_the_opposite_and_is_made_once(actor: Actor, purse: LibraryPurse) -> None:
    wrong = enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 700))
    number = uuid.uuid4()
    made = correct(actor, purse=purse.pk, entry=wrong.pk, id=number, day=DAY)
    assert correct(actor, purse=purse.pk, entry=wrong.pk, id=number, day=DAY) == made
    assert held(purse) == (100_000, 0, 0, 0)
    for entry in (wrong, made):
        with pytest.raises(InputError):
            correct(actor, purse=purse.pk, entry=entry.pk, id=uuid.uuid4(), day=DAY)


def test_what_was_passed_on_already_cannot_be_corrected_away(actor: Actor, purse: LibraryPurse) -> None:
    reserved = enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 700))
    enter(actor, purse=purse.pk, move=a_move(KIND.COMMIT_RESERVED, 700))
    with pytest.raises(InputError):
        correct(actor, purse=purse.pk, entry=reserved.pk, id=uuid.uuid4(), day=DAY)
    assert held(purse) == (99_300, 0, 700, 0)


def test_one_visit_is_paid_at_most_once_over_all_purses(actor: Actor, purse: LibraryPurse) -> None:
    second = a_purse(actor, name="OAB")
    enter(actor, purse=second.pk, move=a_move(KIND.GRANT, 100_000))
    visit = PaidFor(PaidKind.VISIT, "17", 9_000)
    for one in (purse, second):
        enter(actor, purse=one.pk, move=a_move(KIND.COMMIT, 9_000))
    first = enter(actor, purse=purse.pk, move=a_move(KIND.SPEND, 6_000, paid=visit))
    enter(actor, purse=second.pk, move=a_move(KIND.SPEND, 3_000, paid=visit))
    with pytest.raises(InputError) as refused:
        enter(actor, purse=second.pk, move=a_move(KIND.SPEND, 1, paid=visit))
    told = f"dit kostte {money(9_000)} en daarvan is {money(9_000)} al betaald, uit alle potten samen"
    assert refused.value.what == told
    correct(actor, purse=purse.pk, entry=first.pk, id=uuid.uuid4(), day=DAY)
    enter(actor, purse=second.pk, move=a_move(KIND.SPEND, 6_000, paid=visit))
    with pytest.raises(InputError):
        enter(
            actor, purse=second.pk, move=a_move(KIND.SPEND, 1, paid=dataclasses.replace(visit, cents=99_999))
        )
    with scope(organisation=actor.organisation):
        assert [one.paid for one in PaidThing.objects.all()] == [9_000]


def test_a_closed_purse_takes_nothing_until_it_is_opened_again(actor: Actor, purse: LibraryPurse) -> None:
    close_purse(actor, purse=purse.pk, now=purse.opened_at)
    with pytest.raises(InputError):
        enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 1))
    with pytest.raises(InputError):
        close_purse(actor, purse=purse.pk, now=purse.opened_at)
    reopen_purse(actor, purse=purse.pk)
    enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 1))
    with pytest.raises(InputError):
        reopen_purse(actor, purse=purse.pk)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.LEESCONSULENT, Role.ADMINISTRATOR])
def test_only_director_and_finance_move_money(
    neighbourhood: Neighbourhood, purse: LibraryPurse, role: Role
) -> None:
    her = actor_of(neighbourhood.person(neighbourhood.linge, role), neighbourhood.linge)
    with pytest.raises(Refused):
        enter(her, purse=purse.pk, move=a_move(KIND.RESERVE, 1))


def test_a_purse_of_another_library_is_not_there(neighbourhood: Neighbourhood, purse: LibraryPurse) -> None:
    theirs = actor_of(neighbourhood.person(neighbourhood.maas, Role.FINANCE), neighbourhood.maas)
    with pytest.raises(LibraryPurse.DoesNotExist):
        enter(theirs, purse=purse.pk, move=a_move(KIND.RESERVE, 1))
    assert balances_by(theirs, school_year=YEAR, by=["purse"]) == {}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE money_purseentry SET cents = 1",
        "DELETE FROM money_purseentry",
        "TRUNCATE money_purseentry CASCADE",
    ],
)
def test_the_database_keeps_entries_as_they_are(purse: LibraryPurse, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute(statement)
    assert held(purse) == (100_000, 0, 0, 0)


def test_the_database_itself_refuses_what_is_overdrawn(purse: LibraryPurse) -> None:
    with scope(organisation=purse.organisation), pytest.raises(IntegrityError), transaction.atomic():
        LibraryPurse.objects.update(free=-1)


def test_each_entry_stands_in_the_logbook(actor: Actor, purse: LibraryPurse) -> None:
    with scope(organisation=actor.organisation):
        events = Event.objects.filter(action="money.entered").order_by("pk")
        assert [event.after for event in events] == [{"entry_kind": "grant", "entry_cents": 100_000}]


def test_a_report_of_a_moment_does_not_change_by_what_comes_later(actor: Actor, purse: LibraryPurse) -> None:
    enter(actor, purse=purse.pk, move=a_move(KIND.RESERVE, 300))
    with scope(organisation=actor.organisation):
        last = PurseEntry.objects.order_by("-recorded_at").values_list("recorded_at", flat=True).first()
    by: list[str] = ["purse", "school", "bouwsteen"]
    before = balances_by(actor, school_year=YEAR, by=by, known_at=last)  # type: ignore[arg-type]
    enter(actor, purse=purse.pk, move=a_move(KIND.COMMIT, 200, day=DAY.replace(year=2025)))
    assert balances_by(actor, school_year=YEAR, by=by, known_at=last) == before  # type: ignore[arg-type]
    assert balances_by(actor, school_year=YEAR, by=by) != before  # type: ignore[arg-type]
