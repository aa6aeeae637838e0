"""From the adopted plan to purses in which what it pays is reserved."""

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError
from doorlezen.money.domain.balances import balances_by, purses_of
from doorlezen.money.domain.ledger import enter
from doorlezen.money.domain.library_purses import open_purses, reserve_plan
from doorlezen.money.models import EntryKind, LibraryPurse
from doorlezen.planning.proposals import deciding
from doorlezen.planning.proposals.models import Proposal, ProposedPayment
from doorlezen.register.models import School
from tests.money.purses import DAY, YEAR, a_move, a_purse, finance
from tests.people import Neighbourhood
from tests.planning.proposing import a_problem, a_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(neighbourhood: Neighbourhood) -> Actor:
    return finance(neighbourhood)


@pytest.fixture
def plan(neighbourhood: Neighbourhood) -> Proposal:
    """An adopted plan, with all its schools in the register."""
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    made = a_proposal(director)
    now = timezone.now()
    deciding.propose(director, proposal=made.pk, now=now)
    adopted = deciding.adopt(director, proposal=made.pk, now=now)
    with scope(organisation=neighbourhood.linge):
        codes = {one.school.code for one in ProposedPayment.objects.select_related("school")}
    School.objects.bulk_create([School(code=code) for code in sorted(codes)], ignore_conflicts=True)
    return adopted


def payments(plan: Proposal) -> dict[tuple[str, ...], int]:
    with scope(organisation=plan.organisation):
        rows = ProposedPayment.objects.filter(school__proposal=plan).select_related("school")
        return {(one.fund, one.school.code, one.bouwsteen): one.cents for one in rows if one.cents}


def grant_all(actor: Actor, plan: Proposal) -> None:
    for purse in open_purses(actor, proposal=plan.pk, now=timezone.now()):
        cents = sum(cents for (fund, *_), cents in payments(plan).items() if fund == purse.plan_key)
        if cents:
            enter(actor, purse=purse.pk, move=a_move(EntryKind.GRANT, cents))


def test_every_fund_of_the_plan_has_a_purse_that_pays_what_the_fund_may(actor: Actor, plan: Proposal) -> None:
    first = open_purses(actor, proposal=plan.pk, now=timezone.now())
    assert {one.plan_key for one in first} >= {"mbv2", "gem-0281", "gem-0214"}
    by_key = {one.plan_key: one for one in first}
    assert by_key["mbv2"].bouwstenen == ["expertise"]
    assert open_purses(actor, proposal=plan.pk, now=timezone.now()) == first
    assert purses_of(actor, school_year=YEAR) == first


def test_what_the_plan_pays_is_reserved_to_the_cent_and_once(actor: Actor, plan: Proposal) -> None:
    grant_all(actor, plan)
    asked = payments(plan)
    assert reserve_plan(actor, proposal=plan.pk, day=DAY) == len(asked) > 3
    assert reserve_plan(actor, proposal=plan.pk, day=DAY) == 0
    assert reserve_plan(actor, proposal=plan.pk, day=DAY.replace(month=10)) == 0
    keys = {str(one.pk): one.plan_key for one in purses_of(actor, school_year=YEAR)}
    found = balances_by(actor, school_year=YEAR, by=["purse", "school", "bouwsteen"])
    reserved = {(keys[purse], *line): sums["reserved"] for (purse, *line), sums in found.items() if line[0]}
    assert reserved == asked
    assert {one.free for one in purses_of(actor, school_year=YEAR)} == {0}


def test_where_one_purse_is_a_cent_short_nothing_is_reserved(actor: Actor, plan: Proposal) -> None:
    grant_all(actor, plan)
    purse = max(purses_of(actor, school_year=YEAR), key=lambda one: one.free)
    enter(actor, purse=purse.pk, move=a_move(EntryKind.GIVE_BACK, 1))
    with pytest.raises(InputError) as refused:
        reserve_plan(actor, proposal=plan.pk, day=DAY)
    assert refused.value.what.startswith(f"in {purse.name} is ")
    assert {one.reserved for one in purses_of(actor, school_year=YEAR)} == {0}


def test_a_plan_that_is_not_adopted_and_a_purse_that_is_not_open_are_refused(
    neighbourhood: Neighbourhood, actor: Actor, plan: Proposal
) -> None:
    with pytest.raises(InputError):
        reserve_plan(actor, proposal=plan.pk, day=DAY)
    draft = a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), a_problem(title="Ander plan"))
    for deed in (
        lambda: open_purses(actor, proposal=draft.pk, now=timezone.now()),
        lambda: reserve_plan(actor, proposal=draft.pk, day=DAY),
    ):
        with pytest.raises(InputError):
            deed()
    assert purses_of(actor, school_year=YEAR) == []


def test_a_school_that_left_the_register_is_named(actor: Actor, plan: Proposal) -> None:
    grant_all(actor, plan)
    gone = sorted({code for _, code, _ in payments(plan) if "XX" in code})[0]
    School.objects.filter(pk=gone).delete()
    with pytest.raises(InputError) as refused:
        reserve_plan(actor, proposal=plan.pk, day=DAY)
    assert refused.value.what == f"school {gone} van het plan staat niet in het register"


def test_a_purse_for_all_schools_pays_those_of_the_library_only(actor: Actor) -> None:
    purse: LibraryPurse = a_purse(actor)
    enter(actor, purse=purse.pk, move=a_move(EntryKind.GRANT, 10))
    with pytest.raises(InputError) as refused:
        enter(actor, purse=purse.pk, move=a_move(EntryKind.RESERVE, 10, code="02CK00"))
    assert (refused.value.field, refused.value.what) == ("school", "kies een school van je bibliotheek")
