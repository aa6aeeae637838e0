"""A plan that cannot be: its page says what unties the demands, worked out by a job and verified."""

import html
import re
import threading

import pytest
from django.test import Client
from django_scopes import scopes_disabled
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.roles import Role
from doorlezen.engine.allocation import read_plan, read_problem
from doorlezen.engine.allocation.explain import Questions, explain
from doorlezen.planning.models import WaysOut
from doorlezen.planning.proposals import finding_ways_out
from doorlezen.planning.proposals.models import Proposal
from tests.people import Neighbourhood
from tests.planning import proposing

LINGE = "/o/bibliotheek-de-linge"


@pytest.fixture
def proposal(neighbourhood: Neighbourhood) -> Proposal:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    return proposing.a_proposal(actor, proposing.conflicting())


def work() -> int:
    """Do the jobs that wait, as a worker does."""
    jobs = ProcrastinateJob.objects.filter(task_name=WaysOut.TASK, status="todo").order_by("id")
    rows = [job.args["row"] for job in jobs]
    for row in rows:
        finding_ways_out.find_ways_out(row, stop=threading.Event())
    return len(rows)


def page(client: Client, proposal: Proposal) -> str:
    read = html.unescape(client.get(f"{LINGE}/plannen/{proposal.pk}/").content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", read[read.index("<main") :]).split())


def test_the_page_says_what_unties_it(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert "De uitwegen worden uitgezocht." in page(client, proposal)
    assert work() == 1
    told = page(client, proposal)
    assert "Ze spreken elkaar tegen, hoeveel geld en uren er ook zijn." in told
    assert "De goedkoopste uitwegen, elk nagerekend:" in told
    outs = told[told.index("De goedkoopste uitwegen, elk nagerekend:") :]
    first = "Bibliotheek De Linge: Hooguit twee scholen: deze eis helemaal loslaten is genoeg."
    assert outs.startswith(f"De goedkoopste uitwegen, elk nagerekend: {first}")
    assert [word for word in ("niet te zeggen", "punt", "waarde") if word in told] == []


def test_what_is_kept_is_what_the_engine_says(proposal: Proposal) -> None:
    work()
    files = proposing.files(proposing.conflicting())
    told = explain(read_problem(files["problem"].data), read_plan(files["plan"].data), Questions())
    with scopes_disabled():
        known = finding_ways_out.known_ways_out(WaysOut.objects.get())
    assert known is not None
    assert known.conflict == told.conflict


def test_who_sees_no_prices_reads_no_ways_out(neighbourhood: Neighbourhood, proposal: Proposal) -> None:
    work()
    reader = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    assert "is genoeg" not in page(reader, proposal)
    assert reader.post(f"{LINGE}/plannen/{proposal.pk}/").status_code == 403


def test_what_nobody_asked_for_is_asked_with_the_button(
    neighbourhood: Neighbourhood, proposal: Proposal
) -> None:
    with scopes_disabled():
        WaysOut.objects.all().delete()
    ProcrastinateJob.objects.filter(task_name=WaysOut.TASK).delete()
    client = neighbourhood.client(neighbourhood.linge, Role.FINANCE)
    assert "Zoek de uitwegen" in page(client, proposal)
    client.post(f"{LINGE}/plannen/{proposal.pk}/")
    assert work() == 1
    assert "is genoeg" in page(client, proposal)
