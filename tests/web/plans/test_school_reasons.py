"""Why a school gets what it gets: worked out for all schools by a job, told to each reader in own words."""

import html
import re
import threading
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django_scopes import scopes_disabled
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.roles import Role
from doorlezen.desk.work import WorkStatus
from doorlezen.engine.allocation import read_plan, read_problem, write_plan
from doorlezen.engine.allocation.explain import Questions, explain
from doorlezen.planning.models import SchoolReasons
from doorlezen.planning.proposals import school_reasons as reasons
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from tests.people import Neighbourhood
from tests.planning import proposing

LINGE = "/o/bibliotheek-de-linge"
YEAR = "2026-2027"


def tight() -> dict[str, Any]:
    """So few hours that schools go without, and no demand that stops it."""
    return proposing.a_problem(capacity_quarters=9, requirements=[])


@pytest.fixture
def proposal(neighbourhood: Neighbourhood) -> Proposal:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    return proposing.share(actor, proposal=proposing.a_proposal(actor, tight()).pk)


def work() -> list[int]:
    """Do the jobs that wait, as a worker does; their rows."""
    jobs = ProcrastinateJob.objects.filter(task_name=SchoolReasons.TASK, status="todo").order_by("id")
    asked = [job.args["row"] for job in jobs]
    for row in asked:
        reasons.explain_schools(row, stop=threading.Event())
    return asked


def read(client: Client, at: str) -> str:
    """What stands under "Waarom", as a reader hears it."""
    page = html.unescape(client.get(at).content.decode())
    found = re.search(r'<section aria-labelledby="waarom-kop">(.*?)</section>', page, re.S)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def without_hours(proposal: Proposal, gemeente: str) -> str:
    with scopes_disabled():
        return str(proposal.schools.filter(quarters=0, gemeente=gemeente).order_by("code").first().code)  # type: ignore[union-attr]


def test_every_school_of_a_stored_plan_is_explained_by_one_job(proposal: Proposal) -> None:
    assert len(work()) == 1
    with scopes_disabled():
        found = SchoolReasons.objects.get()
    problem = read_problem(proposing.files(tight())["problem"].data)
    plan = read_plan(proposing.files(tight())["plan"].data)
    codes = list(problem.codes)
    told = explain(problem, plan, Questions(schools=codes)).schools
    kept = [reasons.reason_in(found, code) for code in codes]
    assert [reason and reason.answer for reason in kept] == told
    assert found.status == WorkStatus.DONE


def test_the_library_reads_what_stops_the_next_step_and_who_has_the_hours(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    at = f"{LINGE}/plannen/{proposal.pk}/scholen/{without_hours(proposal, '0281')}/"
    assert "wordt uitgezocht" in read(client, at)
    work()
    told = read(client, at)
    assert told.startswith("Waarom geen uren? De volgende stap is 1 uur per week, voor € ")
    assert "Dit houdt die stap tegen: de uren van de leesconsulenten." in told
    assert "uur per week meer van leesconsulenten kan het, zonder dat een school uren verliest." in told
    assert "punt" not in told


def test_a_school_reads_its_own_reason_and_whom_to_ask(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    client = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    at = f"/o/{neighbourhood.school_in_tiel.slug}/plannen/{proposal.pk}/"
    director = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR).name
    assert f"Stel ze aan {director}, directeur bij {neighbourhood.linge.name}." in read(client, at)
    work()
    told = read(client, at)
    assert f"Stel ze aan {director}, directeur bij {neighbourhood.linge.name}." in told
    assert "Er zijn niet genoeg uren van leesconsulenten; ze gaan in dit plan naar andere scholen." in told
    with scopes_disabled():
        own = neighbourhood.school_in_tiel.school_id
        others = [row.code for row in proposal.schools.exclude(code=own).order_by("code")]
    assert [word for word in (*others, "€", "Subsidie", "Impulsregeling", "punt") if word in told] == []


def test_a_gemeente_reads_no_school_and_no_purse_of_another(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    work()
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    with scopes_disabled():
        elsewhere = [row.code for row in proposal.schools.exclude(gemeente="0281").order_by("code")]
        own = [row.code for row in proposal.schools.filter(gemeente="0281").order_by("code")]
    for code in own:
        told = read(officer, f"/o/gemeente-tiel/plannen/{proposal.pk}/scholen/{code}/")
        assert [word for word in (*elsewhere, "Buren", "punt") if word in told] == []


def test_what_nobody_asked_for_is_asked_with_the_button(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    with scopes_disabled():
        SchoolReasons.objects.all().delete()
    ProcrastinateJob.objects.filter(task_name=SchoolReasons.TASK).delete()
    at = f"{LINGE}/plannen/{proposal.pk}/scholen/{without_hours(proposal, '0281')}/"
    reader = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    assert read(reader, at) == "Waarom geen uren? De reden is nog niet uitgezocht."
    assert reader.post(at).status_code == 403
    client = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    assert "Zoek het uit" in read(client, at)
    assert client.post(at)["Location"] == at
    assert len(work()) == 1
    assert "Dit houdt die stap tegen" in read(client, at)
    assert "€" not in read(reader, at)


def test_stopped_halfway_it_goes_back_into_the_queue(proposal: Proposal) -> None:
    with scopes_disabled():
        asked = SchoolReasons.objects.get()
    ProcrastinateJob.objects.filter(task_name=SchoolReasons.TASK).delete()  # a worker has it in hand
    stop = threading.Event()
    stop.set()
    reasons.explain_schools(asked.pk, stop=stop)
    assert ProcrastinateJob.objects.filter(task_name=SchoolReasons.TASK, status="todo").count() == 1
    with scopes_disabled():
        assert SchoolReasons.objects.get().status == WorkStatus.WAITING


def test_a_plan_that_is_not_the_best_says_so(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    files = proposing.files(tight())
    best = read_plan(files["plan"].data)
    assert best.objective is not None
    plan = replace(best, status="feasible", bound=best.objective + 1, prices=None, money_by_use=None)
    stored = store_proposal(
        actor, problem=files["problem"], plan=GivenFile("plan.json", write_plan(plan)), sources=None
    )
    assert len(work()) == 1
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    told = read(client, f"{LINGE}/plannen/{stored.pk}/scholen/{without_hours(stored, '0281')}/")
    assert told.startswith("Waarom geen uren? De volgende stap is 1 uur per week, voor € ")
    assert told.endswith(
        "Dit houdt die stap tegen: de uren van de leesconsulenten. Wat er voor die stap nodig is, is niet "
        "bewezen."
    )


def test_a_school_without_hours_has_a_reason_also_where_not_everything_was_proven_in_time(
    neighbourhood: Neighbourhood, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reasons, "LONGEST", 0.0)
    work()
    contact = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    own = read(contact, f"/o/{neighbourhood.school_in_tiel.slug}/plannen/{proposal.pk}/")
    assert "Er zijn niet genoeg uren van leesconsulenten" in own
    assert "niet op tijd" not in own
