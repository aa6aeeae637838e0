"""What other scores do to a plan: who lies near is told at once, the rest is worked out when it is asked."""

import threading
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client
from django_scopes import scopes_disabled
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.roles import Role
from doorlezen.desk.work import WorkStatus
from doorlezen.engine.allocation.futures import Flip
from doorlezen.planning.models import ScoresWeighed
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from doorlezen.planning.proposals.weighing_scores import near_of, read_weighing, weigh
from tests.people import Neighbourhood
from tests.planning import proposing

pytestmark = pytest.mark.django_db
AT = "/o/bibliotheek-de-linge/plannen/2026-2027-1/andere-scores/"


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)


@pytest.fixture
def proposal(neighbourhood: Neighbourhood) -> Proposal:
    return proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))


def weighed() -> ScoresWeighed:
    with scopes_disabled():
        found = ScoresWeighed.objects.get()
    assert isinstance(found, ScoresWeighed)
    return found


def read(client: Client, address: str = AT) -> str:
    return unescape(client.get(address).text)


def test_who_lies_near_is_told_and_the_rest_when_it_is_asked(
    director: Client, proposal: Proposal, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    near = near_of(proposal)
    assert near is not None
    codes = [flip.school for flip in near.flips]
    assert codes == [
        school.code
        for school in near.problem.schools
        if school.score and school.score <= Decimal("0.1") * school.pupils
    ]
    assert 0 < len(codes) < len(near.problem.schools)
    page = read(director)
    assert "0,1 punt per leerling of minder van de drempel" in page
    assert [code for code in near.problem.school if f"· {code}" in page] == codes
    assert "Reken het uit" in page
    assert director.post(AT)["Location"] == AT
    director.post(AT)
    assert "Andere scores worden doorgerekend." in read(director)
    # what comes in the place of the progress holds nothing that stands around it
    part = unescape(director.get(AT, headers={"hx-request": "true"}).text)
    assert "Andere scores worden doorgerekend." in part
    assert "punt per leerling" not in part
    assert "<table" not in part
    weigh(weighed().pk, stop=threading.Event())
    answer = read_weighing(weighed())
    assert answer is not None
    told = read(director)
    assert "als ze allemaal dalen" in told.lower()
    assert {risk.school for risk in answer.risks} <= set(near.problem.school)
    assert all(f"· {risk.school}" in told for risk in answer.risks)
    assert "punten" not in told.partition("<main")[2]
    assert "Wat een school zonder score telt en kan kiezen, staat niet bij dit plan" in told
    with django_assert_num_queries(7):
        director.get(AT)


def test_what_a_school_becomes_that_falls_counts_where_the_sources_tell_it(
    neighbourhood: Neighbourhood, director: Client
) -> None:
    files = proposing.files()
    problem = files["problem"].data
    first = near_of(proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)))
    assert first is not None
    codes = {flip.school for flip in first.flips}
    paid = [payment for payment in first.plan.payments if payment.school in codes]
    fund = paid[0].fund
    falls = tuple(Flip(code, Decimal(0), weight=1, leaves=(fund,)) for code in sorted(codes))
    files["sources"] = GivenFile("bronnen.json", proposing.sources_of(problem, falls=falls))
    other = store_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), title="", **files)
    near = near_of(other)
    assert near is not None
    assert near.weight_follows
    assert {flip.weight for flip in near.flips} == {1}
    at = AT.replace("2026-2027-1", "2026-2027-2")
    director.post(at)
    weigh(weighed().pk, stop=threading.Event())
    assert "is gelijk gehouden" not in read(director, at)
    answer = read_weighing(weighed())
    assert answer is not None
    at_stake: dict[str, int] = {}
    for payment in paid:
        if payment.fund == fund:
            at_stake[payment.school] = at_stake.get(payment.school, 0) + payment.cents
    assert {risk.school: risk.cents for risk in answer.risks if risk.cents} == at_stake


def test_a_worker_that_stops_gives_it_back(director: Client, proposal: Proposal) -> None:
    director.post(AT)
    stop = threading.Event()
    stop.set()
    weigh(weighed().pk, stop=stop)
    assert (weighed().status, weighed().answer) == (WorkStatus.WAITING, None)


def test_who_sees_a_part_does_not_see_it(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    proposing.share(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), proposal=proposal.pk)
    partner = "plannen/bibliotheek-de-linge-2026-2027-1/"
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert officer.get(f"/o/gemeente-tiel/{partner}andere-scores/").status_code == 403
    assert "andere-scores" not in officer.get(f"/o/gemeente-tiel/{partner}").text
    poi = neighbourhood.client(neighbourhood.poi, Role.POI_ADVISER)
    assert poi.get(f"/o/poi-oost/{partner}andere-scores/").status_code == 200


def test_a_plan_that_cannot_be_has_nothing_to_weigh(neighbourhood: Neighbourhood, director: Client) -> None:
    proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), proposing.conflicting())
    assert "Er is geen plan, dus er valt niets door te rekenen." in read(director)
    director.post(AT)
    with scopes_disabled():
        assert ScoresWeighed.objects.count() == 0
