"""Why a demand costs what it costs: asked on the page, worked out by a job, told to each their part."""

import html
import re
import threading
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.work import MOST_ATTEMPTS, WorkStatus, begin, ending
from doorlezen.engine.allocation import read_plan, read_problem
from doorlezen.engine.allocation.explain import Questions, explain
from doorlezen.language import InputError, hours, money
from doorlezen.planning.proposals import explaining, queries
from doorlezen.planning.proposals.models import DemandExplanation, Proposal
from doorlezen.planning.queue_places import EXPLAINED_BY_ITSELF
from tests.people import Neighbourhood
from tests.planning import proposing

LINGE = "/o/bibliotheek-de-linge"
YEAR = "2026-2027"
NUMBER = 1
"""Tiel's demand, which costs something."""


@pytest.fixture
def proposal(neighbourhood: Neighbourhood) -> Proposal:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    return proposing.share(actor, proposal=proposing.a_proposal(actor).pk)


def page(client: Client, base: str, proposal: Proposal) -> str:
    return client.get(f"{base}/plannen/{proposal.pk}/eisen/{NUMBER}/").content.decode()


@pytest.fixture
def unasked(proposal: Proposal) -> Proposal:
    """The same, as one that was stored before anybody asked for anything."""
    with scopes_disabled():
        DemandExplanation.objects.all().delete()
    ProcrastinateJob.objects.filter(task_name=DemandExplanation.TASK).delete()
    return proposal


def work() -> list[int]:
    """Do the jobs that wait, as a worker does; their explanations."""
    jobs = ProcrastinateJob.objects.filter(task_name=DemandExplanation.TASK, status="todo").order_by("id")
    asked = [job.args["row"] for job in jobs]
    for explanation in asked:
        explaining.explain_demand(explanation, stop=threading.Event())
    return asked


def test_it_is_asked_worked_out_and_told(neighbourhood: Neighbourhood, unasked: Proposal) -> None:
    proposal = unasked
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert "Reken het uit" in page(client, LINGE, proposal)
    at = f"{LINGE}/plannen/{proposal.pk}/eisen/{NUMBER}/"
    assert client.post(at)["Location"] == at
    assert "Het antwoord wordt uitgerekend." in page(client, LINGE, proposal)
    client.post(at)  # asking again does not ask twice
    assert len(work()) == 1
    told = page(client, LINGE, proposal)
    assert "van de waarde van dit plan; alleen" in told
    assert "punt" not in html.unescape(told[told.index("<main") : told.index("</main>")]).lower()
    assert f'href="{LINGE}/plannen/' in told[told.index("Het beste plan zonder deze eis") :]
    assert "Het beste plan zonder deze eis; zo weinig mogelijk scholen veranderen" in told
    foot = told[told.index("<tfoot") :]
    first = re.search(r"<t[hd][^>]*>(.*?)</t[hd]>", foot)
    assert first is not None
    assert first[1] == "Samen"
    client.post(at)
    assert len(work()) == 1  # the job of before; what is known is not asked for


def test_the_page_of_a_demand_reads_no_files_the_second_time(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert page(client, LINGE, proposal)
    with CaptureQueriesContext(connection) as asked:
        assert page(client, LINGE, proposal)
    assert [query["sql"] for query in asked if '"planning_proposal"."problem",' in query["sql"]] == []


def test_what_is_kept_is_what_the_engine_says(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.FINANCE)
    demand = queries.demand_id(proposal, NUMBER, YEAR)
    explaining.ask_why(actor, proposal, demand)
    work()
    known = explaining.explanation_of(proposal, demand)
    assert known is not None
    files = proposing.files()
    problem, plan = read_problem(files["problem"].data), read_plan(files["plan"].data)
    assert explaining.answer_in(known, YEAR) == explain(problem, plan, Questions(demands=[demand])).demands[0]


def test_stopped_halfway_it_goes_back_into_the_queue(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    asked = explaining.ask_why(actor, proposal, queries.demand_id(proposal, NUMBER, YEAR))
    ProcrastinateJob.objects.filter(task_name=DemandExplanation.TASK).delete()  # a worker has it in hand
    stop = threading.Event()
    stop.set()
    explaining.explain_demand(asked.pk, stop=stop)
    assert ProcrastinateJob.objects.filter(task_name=DemandExplanation.TASK, status="todo").count() == 1
    with scopes_disabled():
        assert DemandExplanation.objects.get(pk=asked.pk).status == WorkStatus.WAITING


def test_what_ends_its_worker_every_time_is_told_and_can_be_asked_again(
    neighbourhood: Neighbourhood, unasked: Proposal
) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    at = f"{LINGE}/plannen/{unasked.pk}/eisen/{NUMBER}/"
    client.post(at)
    for _ in range(MOST_ATTEMPTS):  # as a worker does that is killed each time
        with scopes_disabled():
            assert begin(DemandExplanation, DemandExplanation.objects.get().pk) is not None
    work()
    told = page(client, LINGE, unasked)
    assert "Het uitrekenen brak onverwacht af. Je kunt het nog eens vragen." in told
    assert "Reken het uit" in told
    ProcrastinateJob.objects.filter(task_name=DemandExplanation.TASK).delete()  # it is done
    client.post(at)
    assert len(work()) == 1
    assert "van de waarde van dit plan; alleen" in page(client, LINGE, unasked)


def test_a_worker_that_was_taken_for_dead_writes_nothing(unasked: Proposal) -> None:
    with scopes_disabled():
        asked = DemandExplanation.objects.create(proposal_id=unasked.pk, demand="r-0281")
    dead, alive = begin(DemandExplanation, asked.pk), begin(DemandExplanation, asked.pk)
    assert dead is not None
    assert alive is not None
    with ending(dead) as row:
        assert row is None
    with ending(alive) as row:
        assert row is not None
        assert row.attempts == 2


def test_a_gemeente_reads_what_moves_at_its_own_schools(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert officer.post(f"/o/gemeente-tiel/plannen/{proposal.pk}/eisen/{NUMBER}/").status_code == 302
    work()
    told = page(officer, "/o/gemeente-tiel", proposal)
    assert "van de waarde van dit plan; alleen" in told
    assert [word for word in ("Buren", "Klepper", "2.100 punten") if word in told] == []
    tag = next(tag for tag in tags(officer, "/o/gemeente-tiel", proposal) if "per week" in tag)
    assert re.search(r"\d uur per week bij je eigen scholen door deze eis", tag)
    assert "€" in tag
    first = html.unescape(officer.get("/o/gemeente-tiel/").text)
    brought = r"Je eigen scholen krijgen er|Bij je eigen scholen kost"
    assert re.search(rf"De enige eis is vervuld\. ({brought})", first)
    for number in (2, 3):
        at = f"/o/gemeente-tiel/plannen/{proposal.pk}/eisen/{number}/"
        assert (officer.get(at).status_code, officer.post(at).status_code) == (404, 404)


def test_who_sees_no_prices_asks_in_vain(neighbourhood: Neighbourhood, unasked: Proposal) -> None:
    proposal = unasked
    client = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    told = page(client, LINGE, proposal)
    assert "Wat een eis kost, zien directeur, adviseur en financiën." in told
    assert client.post(f"{LINGE}/plannen/{proposal.pk}/eisen/{NUMBER}/").status_code == 403
    with pytest.raises(Refused):
        explaining.ask_why(neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT), proposal, "r-0281")
    assert work() == []


def test_of_a_plan_that_is_not_proven_nothing_is_explained(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    value: dict[str, Any] = proposing.conflicting()
    stored = proposing.a_proposal(actor, value)
    with pytest.raises(InputError, match="dit plan is niet bewezen het beste"):
        explaining.ask_why(actor, stored, "r-least")
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert "Alleen van een plan dat bewezen het beste is" in page(client, LINGE, stored)


def tags(client: Client, base: str, proposal: Proposal) -> list[str]:
    """The price tags of the plan page: what stands large, its unit and the lines under it."""
    read = client.get(f"{base}/plannen/{proposal.pk}/").content.decode()
    found = re.findall(r'<article class="price-tag">(.*?)</article>', read, re.DOTALL)
    return [
        " ".join(html.unescape(re.sub(r"<details.*|<[^>]+>", " ", tag, flags=re.DOTALL)).split())
        for tag in found
    ]


def test_a_stored_plan_has_its_demands_worked_out_by_itself(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    before = client.get(f"{LINGE}/plannen/{proposal.pk}/").content.decode()
    assert "van de waarde van dit plan" in tags(client, LINGE, proposal)[0]
    assert re.search(r"van \d eis(en)? worden nog uitgerekend", before)
    jobs = ProcrastinateJob.objects.filter(task_name=DemandExplanation.TASK, status="todo")
    assert {job.priority for job in jobs} == {EXPLAINED_BY_ITSELF.priority}
    assert len(work()) == 3
    shown = tags(client, LINGE, proposal)
    assert "worden nog uitgerekend" not in client.get(f"{LINGE}/plannen/{proposal.pk}/").content.decode()
    files = proposing.files()
    problem, plan = read_problem(files["problem"].data), read_plan(files["plan"].data)
    answers = explain(problem, plan, Questions.everything_but_schools(problem)).demands
    dear = sorted(answers, key=lambda answer: -(answer.price.given_the_others or 0))
    assert len(shown) == len(dear) == 3
    for tag, answer in zip(shown, dear, strict=True):
        gained = [move for move in answer.moved if move.quarters > 0]
        assert f" {hours(sum(move.quarters for move in gained))} uur " in tag
        if answer.price.given_the_others:
            euros = " ".join(money(sum(move.cents for move in gained)).split())
            assert f"{euros} per schooljaar" in tag


def test_a_gemeente_sees_no_hours_of_others_on_its_tag(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    work()
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    (tag,) = tags(officer, "/o/gemeente-tiel", proposal)
    with scopes_disabled():
        kept = DemandExplanation.objects.get(demand="r-0281").answer[YEAR]
    own = [move for move in kept["moved"] if move["municipality"] == "0281"]
    brought = sum(move["quarters_before"] - move["quarters_after"] for move in own)
    others = [move for move in kept["moved"] if move["municipality"] != "0281"]
    assert others  # there is something that could leak
    assert f"Je eigen scholen krijgen er {hours(brought)} uur per week door" in tag
    assert "gaat weg bij" not in tag


def test_the_workbook_carries_the_same_hours(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)

    def gone() -> object:
        data = client.get(f"{LINGE}/plannen/{proposal.pk}/plan.xlsx").content
        rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("Eisen").to_python()
        head = next(row for row in rows if row[0] == "nr")
        return next(row for row in rows if row[0] == "r-0281")[head.index("weg bij andere scholen")]

    assert gone() == "onbekend"
    work()
    tag = next(tag for tag in tags(client, LINGE, proposal) if tag.startswith("Tiel:"))
    known = gone()
    assert isinstance(known, float)
    assert f" {hours(int(4 * known))} uur " in tag
