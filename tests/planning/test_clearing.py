"""What was calculated and is of no use goes after its term; what a plan or a scenario rests on stays."""

import datetime

import pytest
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.scenarios import calculating, queries, what_if
from doorlezen.planning.scenarios.clearing import TERM, clear_calculations
from doorlezen.planning.scenarios.models import Scenario, ScenarioCalculation
from doorlezen.planning.scenarios.posing import posed
from tests.people import Neighbourhood
from tests.planning.calculating import TEXT, a_scenario, work_it_off
from tests.planning.test_calculating import changed
from tests.web.schools.figures import figures

DAY = datetime.timedelta(days=1)


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    figures()
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def asked(actor: Actor, scenario: Scenario, *, ago: datetime.timedelta, **people: int) -> int:
    """The number of what a scenario asked so long ago, after its people changed."""
    if people:
        changed(actor, scenario, **people)
    then = timezone.now() - ago
    row = calculating.calculate(actor, scenario=scenario.pk, now=then)
    Calculation.objects.filter(pk=row.calculation_id).update(asked_at=then)
    return row.pk


def left() -> list[int]:
    with scopes_disabled():
        return list(ScenarioCalculation.objects.order_by("pk").values_list("pk", flat=True))


def stopped(actor: Actor, scenario: Scenario) -> None:
    calculating.stop(actor, scenario=scenario.pk)


def test_what_gave_no_plan_and_is_not_the_last_goes_after_its_term(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    kept = asked(adviser, scenario, ago=TERM + 3 * DAY)
    work_it_off()
    asked(adviser, scenario, ago=TERM + 2 * DAY, hours_per_week=8)
    stopped(adviser, scenario)
    young = asked(adviser, scenario, ago=TERM - DAY, hours_per_week=7)
    stopped(adviser, scenario)
    other = a_scenario(adviser, TEXT.replace("hours_per_week = 10", "hours_per_week = 5"))
    last = asked(adviser, other, ago=TERM + DAY)
    stopped(adviser, other)
    assert clear_calculations(timezone.now()) == 1
    assert left() == [kept, young, last]
    assert Calculation.objects.count() == 3
    with scopes_disabled():
        assert Proposal.objects.count() == 1
    assert clear_calculations(timezone.now() + 2 * DAY) == 0  # the young one is the last of its scenario


def test_what_ifs_go_and_what_a_command_or_a_worker_is_busy_with_stays(adviser: Actor) -> None:
    tree = queries.opened(adviser, a_scenario(adviser).pk).tree
    what_if.ask_worker(adviser, posed(tree))
    of_a_command = ask_for_plan(b"{}", name="rivierengebied.json", asked=HowGood())
    later = timezone.now() + TERM + DAY
    assert clear_calculations(later) == 0  # it waits for a worker still
    work_it_off()
    assert clear_calculations(timezone.now()) == 0
    assert clear_calculations(later) == 1
    assert [one.pk for one in Calculation.objects.all()] == [of_a_command.pk]
