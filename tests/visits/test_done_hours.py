"""Hours planned beside hours done: every grouping adds up to the same, and each sees the own part."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

import pytest
from django.utils import timezone
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals import deciding
from doorlezen.planning.proposals.models import ProposedPayment
from doorlezen.register.models import School
from doorlezen.visits.domain.done_hours import DoneHours, done_hours, planned_quarters, split_quarters
from doorlezen.visits.models import VisitState
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.visits.visiting import SCHOOL, TODAY, a_member, a_visit, done, told

YEAR = "2026-2027"
OTHER_SCHOOL = "01BR00"
DAY = datetime.timedelta(days=1)


@given(
    st.integers(0, 400),
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**9), max_size=6),
)
def test_hours_over_purses_add_up_and_are_fair(quarters: int, cents: dict[str, int]) -> None:
    split = split_quarters(quarters, cents)
    assert sum(split.values()) == quarters
    together = sum(cents.values())
    if together:
        for name, amount in cents.items():
            assert abs(split.get(name, 0) - Fraction(quarters * amount, together)) < 1
    else:
        assert set(split) <= {""}


@pytest.mark.parametrize(("minutes", "quarters"), [(1, 1), (7, 1), (22, 1), (23, 2), (120, 8), (128, 9)])
def test_a_planned_visit_counts_in_whole_quarters(minutes: int, quarters: int) -> None:
    assert planned_quarters(minutes) == quarters


@pytest.fixture
def director(neighbourhood: Neighbourhood, db: None) -> Iterator[Actor]:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    made = proposing.a_proposal(director, proposing.a_problem())
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    deciding.propose(adviser, proposal=made.pk, now=timezone.now())
    deciding.adopt(director, proposal=made.pk, now=timezone.now())
    with scope(organisation=neighbourhood.linge):
        yield director


def a_year(director: Actor, neighbourhood: Neighbourhood) -> DoneHours:
    """Two people at two schools: told, not told, cancelled, still to come, and one that was not planned."""
    linge = director.organisation
    her = a_member(linge, neighbourhood.person(linge, Role.LEESCONSULENT))
    him = a_member(linge, None, "Otto Omslag")
    other = School.objects.get(pk=OTHER_SCHOOL)
    one = a_visit(her, linge, minutes=125)
    two = a_visit(him, linge, school=other, minutes=60)
    a_visit(her, linge, day=TODAY - DAY)
    a_visit(her, linge, day=TODAY + DAY)
    a_visit(her, linge, day=TODAY - 2 * DAY, state=VisitState.CANCELLED)
    told(director, done(one, pupils=50))
    told(director, done(two, quarters=5, bouwsteen="", school=OTHER_SCHOOL, pupils=None))
    told(director, done(quarters=3, bouwsteen="collectie", pupils=20))
    return done_hours(director, school_year=YEAR, today=TODAY)


def test_every_grouping_adds_up_to_the_same(director: Actor, neighbourhood: Neighbourhood) -> None:
    found = a_year(director, neighbourhood)
    for rows in (found.schools, found.gemeenten, found.people):
        sums = [sum(getattr(one, name) for one in rows) for name in ("planned", "until_now", "done", "told")]
        assert sums == [28, 20, 16, 3]
    assert sum(many for _, many in found.purses) == 16
    school = next(one for one in found.schools if one.code == SCHOOL)
    assert (school.planned, school.until_now, school.done, school.difference) == (24, 16, 11, -5)
    assert (school.pupils, school.most_pupils, dict(school.by_bouwsteen)) == (
        70,
        50,
        {"activiteiten": 8, "collectie": 3},
    )
    assert [(one.name, one.done) for one in found.people] == [
        ("", 3),
        ("Noor Kantlijn", 8),
        ("Otto Omslag", 5),
    ]


def test_a_purse_gets_the_hours_that_the_plan_lets_it_pay(
    director: Actor, neighbourhood: Neighbourhood
) -> None:
    found = a_year(director, neighbourhood)
    paid: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one in ProposedPayment.objects.filter(school__school_year=YEAR).select_related("school"):
        paid[one.school.code][one.bouwsteen][one.fund_name] += one.cents
    expected: Counter[str] = Counter()
    for code, bouwsteen, quarters in (
        (SCHOOL, "activiteiten", 8),
        (SCHOOL, "collectie", 3),
        (OTHER_SCHOOL, "", 5),
    ):
        everything: Counter[str] = sum(paid[code].values(), Counter())
        expected.update(split_quarters(quarters, paid[code].get(bouwsteen) or everything))
    assert dict(found.purses) == dict(expected)
    assert split_quarters(8, {"Rijk": 300, "Gemeente": 100}) == {"Rijk": 6, "Gemeente": 2}
    assert split_quarters(3, {"Rijk": 300, "Gemeente": 100, "Eigen": 100}) == {"Rijk": 2, "Eigen": 1}


def test_finance_sees_no_people_and_a_gemeente_its_own_schools_of_who_shares(
    director: Actor, neighbourhood: Neighbourhood
) -> None:
    whole = a_year(director, neighbourhood)
    finance = neighbourhood.actor(neighbourhood.linge, Role.FINANCE)
    found = done_hours(finance, school_year=YEAR, today=TODAY)
    assert (found.people, found.purses, found.schools) == ([], whole.purses, whole.schools)
    officer = neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    with scope(organisation=neighbourhood.tiel):
        seen = done_hours(officer, school_year=YEAR, today=TODAY)
    assert (seen.people, seen.purses) == ([], [])
    assert {one.gemeente for one in seen.schools} <= {"Tiel"}
    for nobody in (Role.LEESCONSULENT, Role.ADMINISTRATOR):
        with pytest.raises(Refused):
            done_hours(neighbourhood.actor(neighbourhood.linge, nobody), school_year=YEAR, today=TODAY)
    theirs = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    with scope(organisation=neighbourhood.maas):
        assert done_hours(theirs, school_year=YEAR, today=TODAY).schools == []
