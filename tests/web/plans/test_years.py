"""A plan of several school years on the site: each page is about one of them, and leads to the others."""

import json
import re
import threading
from typing import Any

import pytest
from django.test import Client
from django_scopes import scopes_disabled
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.roles import Role
from doorlezen.engine.allocation import Plan, Problem, read_plan, read_problem
from doorlezen.engine.allocation.posed.names import at
from doorlezen.language import InputError
from doorlezen.planning.proposals import explaining, queries
from doorlezen.planning.proposals.models import DemandExplanation, Proposal, ProposedSchool
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from tests.people import Neighbourhood
from tests.planning import proposing

LINGE = "/o/bibliotheek-de-linge"
FIRST, SECOND = YEARS = ("2026-2027", "2027-2028")
SCHOOL = "00AP00"


def over_two_years() -> dict[str, Any]:
    """The small area over two years: the scheme becomes less, Buren demands of the first alone."""
    value = proposing.a_problem()
    del value["school_year"]
    value["funds"][0]["cents"] = {FIRST: 1_734_500, SECOND: 600_000}
    value["requirements"][1]["years"] = [FIRST]
    return value | {"format": "doorlezen-problem/2", "school_years": list(YEARS)}


@pytest.fixture(scope="module")
def files() -> tuple[bytes, bytes]:
    problem = proposing.as_bytes(over_two_years())
    return problem, proposing.solved(problem)


@pytest.fixture
def plan(files: tuple[bytes, bytes]) -> tuple[Problem, Plan]:
    return read_problem(files[0]), read_plan(files[1])


@pytest.fixture
def proposal(neighbourhood: Neighbourhood, files: tuple[bytes, bytes]) -> Proposal:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    problem, made = files
    stored = store_proposal(actor, problem=GivenFile("p.json", problem), plan=GivenFile("plan.json", made))
    return proposing.share(actor, proposal=stored.pk)


def page(client: Client, proposal: Proposal, rest: str = "", base: str = LINGE) -> str:
    answer = client.get(f"{base}/plannen/{proposal.pk}/{rest}")
    assert answer.status_code == 200, rest
    # every answer has tokens of its own for its forms
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"[A-Za-z0-9]{64}", "", main)


def hours_of(plan: tuple[Problem, Plan], year: str, code: str) -> int:
    problem, made = plan
    return problem.option(at(year, code), made.choices[at(year, code)]).quarters


def test_it_is_kept_a_year_at_a_time(proposal: Proposal, plan: tuple[Problem, Plan]) -> None:
    problem, made = plan
    assert (proposal.school_year, proposal.plan_status) == (FIRST, "optimal")
    with scopes_disabled():
        rows = {(row.school_year, row.code): row for row in ProposedSchool.objects.all()}
        paid = sum(pays.cents for row in rows.values() for pays in row.payments.all())
    assert rows.keys() == {(year, code) for year in YEARS for code in problem.codes}
    assert {key: row.quarters for key, row in rows.items()} == {key: hours_of(plan, *key) for key in rows}
    assert all(
        row.last_year_quarters == hours_of(plan, FIRST, code)
        for (year, code), row in rows.items()
        if year == SECOND
    )
    assert paid == sum(row.cents for row in made.payments)


def test_each_page_is_about_a_year_and_leads_to_the_other(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    first, second = page(client, proposal), page(client, proposal, f"?jaar={SECOND}")
    assert first == page(client, proposal, f"?jaar={FIRST}")
    assert '<strong aria-current="page">2026–2027</strong>' in first
    assert f'<a class="nl-link" href="?jaar={SECOND}">2027–2028</a>' in first
    assert '<strong aria-current="page">2027–2028</strong>' in second
    assert "Impulsregeling" in first
    assert "Plan 1 voor 2026–2027, schooljaar 2027–2028" in second
    # whoever goes on from a page stays in its year
    inside = set(
        re.findall(rf'href="{LINGE}/plannen/2026-2027-1/((?:gemeenten|scholen|eisen)/[^"]*)"', second)
    )
    assert inside
    assert all(where.endswith(f"?jaar={SECOND}") for where in inside)
    for where in sorted(inside):
        assert "2027–2028" in page(client, proposal, where)
    assert client.get(f"{LINGE}/plannen/{proposal.pk}/?jaar=2030-2031").status_code == 404


def test_what_a_school_gets_is_told_for_each_year(
    neighbourhood: Neighbourhood, proposal: Proposal, plan: tuple[Problem, Plan]
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    told = queries.what_schools_get(actor, SCHOOL)
    assert [(row.school_year, row.quarters) for row in told] == [
        (year, hours_of(plan, year, SCHOOL)) for year in YEARS
    ]


def test_a_year_is_taken_away_as_a_file_of_its_own(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    for year in YEARS:
        answer = client.get(f"{LINGE}/plannen/{proposal.pk}/plan.xlsx?jaar={year}")
        name = f'attachment; filename="plan-{proposal.number}-{year}.xlsx"'
        assert (answer.status_code, answer["Content-Disposition"]) == (200, name)


def test_why_a_demand_costs_something_is_told_in_its_years(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    for job in ProcrastinateJob.objects.filter(task_name=DemandExplanation.TASK, status="todo").order_by(
        "id"
    ):
        explaining.explain_demand(job.args["row"], stop=threading.Event())
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    for year, count in ((FIRST, 3), (SECOND, 2)):
        found = set(re.findall(r"eisen/(\d+)/", page(client, proposal, f"?jaar={year}")))
        assert len(found) == count
        for number in sorted(found):
            told = page(client, proposal, f"eisen/{number}/?jaar={year}")
            assert "Het antwoord wordt uitgerekend." not in told
            assert re.search("(?i)deze eis kost|kost niets", told), told
    ids = [queries.demand_id(proposal, number, SECOND) for number in (1, 2)]
    assert ids == ["r-0281", "r-library"]


def test_a_plan_of_years_that_is_wrong_is_refused(
    neighbourhood: Neighbourhood, files: tuple[bytes, bytes]
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    made = json.loads(files[1])
    made["payments"][0]["cents"] += 1
    with pytest.raises(InputError) as refused:
        store_proposal(
            actor,
            problem=GivenFile("p.json", files[0]),
            plan=GivenFile("plan.json", proposing.as_bytes(made)),
        )
    assert f"{FIRST}: " in str(refused.value)
