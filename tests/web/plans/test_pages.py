"""The pages of a plan: there for who may see them, in a fixed number of queries."""

from typing import Any

import pytest
from django.test import Client

from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.sharing import share
from doorlezen.web.pages.plans import stories
from tests.people import Neighbourhood
from tests.planning import proposing

LINGE = "/o/bibliotheek-de-linge"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Every test begins as a process does."""
    stories.remembered.forget()


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)


@pytest.fixture
def proposal(neighbourhood: Neighbourhood) -> Proposal:
    return proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))


@pytest.fixture
def shared_proposal(neighbourhood: Neighbourhood, proposal: Proposal) -> Proposal:
    return share(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR), proposal=proposal.pk)


PAGES = ("", "gemeenten/0281/", "scholen/00AP00/", "eisen/1/")


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_of_a_plan_open(director: Client, proposal: Proposal, page: str) -> None:
    answer = director.get(f"{LINGE}/plannen/{proposal.pk}/{page}")
    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1
    assert b"style=" not in answer.content


def test_the_list_says_what_to_do_where_there_is_nothing(
    director: Client, neighbourhood: Neighbourhood
) -> None:
    assert "Er is nog geen plan" in director.get(f"{LINGE}/plannen/").content.decode()
    reader = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    assert "Zodra het er staat" in reader.get(f"{LINGE}/plannen/").content.decode()
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert "Er is nog geen plan met je gedeeld" in officer.get("/o/gemeente-tiel/plannen/").content.decode()
