"""The training plan: what nobody can, who learns it when, what that costs and from when it pays."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.language import FieldError, InputError
from doorlezen.planning.scenarios import editing, making, queries
from doorlezen.register.models import Address
from doorlezen.relations.domain.school_year_days import SchoolYearDays, school_days_of
from doorlezen.team.domain.competence_list import ask_competence, say_course_cost
from doorlezen.team.domain.member_details import say_competence
from doorlezen.team.domain.members import add_member
from doorlezen.team.domain.planned_schools import PlannedSchool
from doorlezen.team.domain.training import TrainingPlan, plan_course, training_plan, unplan_course
from doorlezen.team.domain.training_in_scenario import take_training_over
from doorlezen.team.models import PlannedCourse, TeamMember
from tests.people import LONG_AGO, Neighbourhood
from tests.planning.small import of_the_linge

pytestmark = pytest.mark.django_db
DAY = datetime.date
TODAY = DAY(2026, 12, 1)
NOW = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)
SCHOOLS = (
    PlannedSchool("00AP00", "De Bogerd", "0281", "Tiel", 8, "with_score", None),
    PlannedSchool("01BR00", "De Klepper", "0214", "Buren", 10, "with_score", None),
)


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Iterator[Actor]:
    """An adviser whose schools lie in Midden: both ask Open Boek, De Klepper multilingual families too."""
    Address.objects.update(holiday_region="Midden")
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        ask_competence(actor, competence="open-boek", profile="with_score")
        ask_competence(actor, competence="meertalig", school=Address.objects.get(school="01BR00").school)
        say_course_cost(actor, key="open-boek", cents=45_000, source="offerte", quarters=120)
        yield actor


def somebody(actor: Actor, name: str, until: datetime.date | None = None) -> TeamMember:
    return add_member(
        actor,
        name=name,
        function="leesconsulent",
        since=LONG_AGO,
        until=until,
        contract_quarters=96,
        schools_quarters=80,
        half_days={"mo-am": 210},
    )


def the_plan(actor: Actor) -> TrainingPlan:
    days: dict[str, SchoolYearDays] = school_days_of(actor, school_year="2026-2027")
    return training_plan(actor, SCHOOLS, days, on=TODAY)


def told(plan: TrainingPlan) -> list[tuple[datetime.date, list[str], int, int | None, str]]:
    return [
        (step.on, [school.code for school in step.opened], step.left, step.until_then, step.whole_year)
        for step in plan.steps
    ]


def test_when_it_pays_is_counted_by_what_schools_ask(leader: Actor) -> None:
    noor, sam = somebody(leader, "Noor"), somebody(leader, "Sam")
    assert [school.code for school in the_plan(leader).missing] == ["00AP00", "01BR00"]
    plan_course(leader, member=noor, competence="open-boek", first=DAY(2027, 1, 4), last=DAY(2027, 1, 31))
    # the other half at another person opens De Klepper for nobody
    plan_course(leader, member=sam, competence="meertalig", first=DAY(2027, 1, 4), last=DAY(2027, 2, 28))
    plan = the_plan(leader)
    # weeks with school from 1 December to 31 January: 3 before kerst and 4 after it
    assert told(plan) == [(DAY(2027, 2, 1), ["00AP00"], 1, 8 * 7, "2027-2028")]
    assert (plan.cents, plan.course_quarters) == (None, None)
    plan_course(leader, member=noor, competence="meertalig", first=DAY(2027, 3, 1), last=DAY(2027, 7, 31))
    say_course_cost(leader, key="meertalig", cents=30_050, source="offerte", quarters=40)
    plan = the_plan(leader)
    assert [(step[0], step[1], step[2], step[4]) for step in told(plan)] == [
        (DAY(2027, 2, 1), ["00AP00"], 1, "2027-2028"),
        (DAY(2027, 8, 1), ["01BR00"], 0, "2027-2028"),
    ]
    assert (plan.cents, plan.course_quarters, plan.opened_quarters) == (105_100, 200, 18)
    # 1,051 euros for 4.5 hours a week in 41 weeks
    assert plan.cents_per_hour(41) == 570


def test_who_leaves_and_a_course_that_is_past_open_nothing(leader: Actor) -> None:
    gone = somebody(leader, "Gaat", until=DAY(2027, 3, 1))
    noor = somebody(leader, "Noor")
    with pytest.raises(FieldError, match="Gaat werkt hier tot en met 1 maart 2027"):
        plan_course(leader, member=gone, competence="open-boek", first=DAY(2027, 2, 1), last=DAY(2027, 3, 1))
    plan_course(leader, member=noor, competence="open-boek", first=DAY(2026, 10, 1), last=DAY(2026, 11, 30))
    plan = the_plan(leader)
    assert ([line.is_over for line in plan.lines], plan.steps, len(plan.missing)) == ([True], (), 2)
    say_competence(leader, member=noor, competence="open-boek", course_on=DAY(2026, 11, 30), holds_until=None)
    plan = the_plan(leader)
    assert (plan.lines, [school.code for school in plan.missing]) == ((), ["01BR00"])
    with pytest.raises(FieldError, match="Noor kan dit al"):
        plan_course(leader, member=noor, competence="open-boek", first=TODAY, last=TODAY)


@pytest.mark.parametrize(
    ("competence", "first", "last", "wrong"),
    [
        ("toveren", TODAY, TODAY, "kies uit de lijst"),
        ("open-boek", TODAY, DAY(2026, 11, 30), "de laatste dag komt na de eerste"),
        ("open-boek", TODAY, DAY(2030, 12, 1), "hooguit drie jaar later"),
    ],
)
def test_courses_that_cannot_be(
    leader: Actor, competence: str, first: datetime.date, last: datetime.date, wrong: str
) -> None:
    noor = somebody(leader, "Noor")
    with pytest.raises(FieldError, match=wrong):
        plan_course(leader, member=noor, competence=competence, first=first, last=last)
    assert not PlannedCourse.objects.exists()


def test_only_who_leads_the_team_plans(leader: Actor, neighbourhood: Neighbourhood) -> None:
    noor = somebody(leader, "Noor")
    reader = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    with pytest.raises(Refused):
        plan_course(reader, member=noor, competence="open-boek", first=TODAY, last=TODAY)
    course = plan_course(leader, member=noor, competence="open-boek", first=TODAY, last=TODAY)
    with pytest.raises(Refused):
        unplan_course(reader, course=course.pk)
    other = neighbourhood.actor(neighbourhood.maas, Role.ADVISER)
    with scope(organisation=neighbourhood.maas):
        with pytest.raises(PlannedCourse.DoesNotExist):
            unplan_course(other, course=course.pk)
        with pytest.raises(Refused):
            plan_course(other, member=noor, competence="open-boek", first=TODAY, last=TODAY)
    unplan_course(leader, course=course.pk)
    assert not PlannedCourse.objects.exists()


def test_a_scenario_takes_the_numbers_and_no_names(leader: Actor) -> None:
    made = making.take_in(
        leader, file=Source("linge.toml", of_the_linge().encode()), title="Proef", now=NOW
    ).pk

    def taken() -> list[dict[str, object]]:
        take_training_over(leader, plan=the_plan(leader), scenario=made, today=TODAY, now=NOW)
        return list(queries.opened(leader, made).tree["course"])

    with pytest.raises(InputError, match="geen cursus in het plan begint in 2026–2027"):
        taken()
    for name in ("Noor Kantlijn", "Sam Bladzij"):
        plan_course(
            leader,
            member=somebody(leader, name),
            competence="open-boek",
            first=DAY(2027, 1, 4),
            last=DAY(2027, 1, 31),
        )
    expected = {
        "id": "open-boek", "counts": True, "name": "Open Boek", "people": 2, "cost": 450, "hours": 30,
        "source": "offerte", "date": TODAY, "by": "adviseur",
    }  # fmt: skip
    assert taken() == [expected]
    assert "Noor" not in queries.opened(leader, made).version.text
    # taken over again: the numbers follow, what somebody chose in the scenario stays
    opened = queries.opened(leader, made)
    chosen = {**opened.tree, "course": [{**expected, "counts": False, "fund": "eigen"}]}
    editing.save(leader, scenario=made, seen=opened.version.number, tree=chosen, part="mensen", now=NOW)
    say_course_cost(leader, key="open-boek", cents=50_050, source="offerte 2", quarters=121)
    assert taken() == [
        {
            **expected,
            "counts": False,
            "fund": "eigen",
            "cost": "500.50",
            "hours": Decimal("30.25"),
            "source": "offerte 2",
        }
    ]
