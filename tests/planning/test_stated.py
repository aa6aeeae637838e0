"""What a gemeente asks of a library: who writes it down, answers and sees it, how it becomes a demand."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.planning.scenarios import making, queries
from doorlezen.planning.stated import stated_queries, stating
from doorlezen.planning.stated.models import StatedDemand, StatedStatus
from doorlezen.register.models import Gemeente
from tests.people import Neighbourhood
from tests.planning.small import of_the_linge
from tests.planning.stated import ASKED, SINCE, a_stated_demand

OWN = of_the_linge()


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def anew(stated: StatedDemand) -> StatedDemand:
    return StatedDemand._base_manager.select_related("gemeente").get(pk=stated.pk)


def test_the_gemeente_asks_and_the_library_answers(neighbourhood: Neighbourhood, adviser: Actor) -> None:
    asked = a_stated_demand(neighbourhood)
    assert stated_queries.unanswered(adviser) == [asked]
    stating.answer(adviser, stated=asked, text="Dat kan.", now=timezone.now())
    assert stated_queries.unanswered(adviser) == []
    officer = neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    (seen,) = stated_queries.stated_for(officer)
    assert (seen.status, seen.answer, seen.answered_by) == ("answered", "Dat kan.", adviser.person)
    stating.decline(adviser, stated=anew(asked), text="Toch niet.", now=timezone.now())
    assert (anew(asked).status, anew(asked).answer) == ("declined", "Toch niet.")


def test_it_becomes_a_demand_of_a_scenario_once(neighbourhood: Neighbourhood, adviser: Actor) -> None:
    asked = a_stated_demand(neighbourhood)
    made = making.take_in(adviser, file=Source("x.toml", OWN.encode()), now=timezone.now())

    def take_over(kind: str = "max_hours") -> None:
        stating.take_over(adviser, stated=anew(asked), scenario=made.pk, kind=kind, now=timezone.now())

    take_over()
    assert queries.opened(adviser, made.pk).tree["demand"][-1] == {
        "id": f"wens-{asked.pk}",
        "by": "0281",
        "text": ASKED,
        "kind": "max_hours",
        "schools": "all",
    }
    assert anew(asked).status == StatedStatus.IN_SCENARIO
    with pytest.raises(InputError, match="staat al in x"):
        take_over()
    with pytest.raises(InputError, match="kies wat voor eis dit is"):
        take_over("houd")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"text": " \u200b "}, "schrijf op wat er gevraagd wordt"),
        ({"until": SINCE - datetime.timedelta(days=1)}, "dit ligt voor de eerste dag"),
        ({"gemeente": "0216"}, "deze gemeente hoort niet bij je organisatie"),
        ({"library": "maas"}, "deze gemeente hoort niet bij je organisatie"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    neighbourhood: Neighbourhood, changes: dict[str, Any], line: str
) -> None:
    officer = neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    asked: dict[str, Any] = {
        "library": neighbourhood.linge,
        "gemeente": "0281",
        "text": "Iets",
        "until": None,
        **changes,
    }
    if asked["library"] == "maas":
        asked["library"] = neighbourhood.maas
    asked["gemeente"] = Gemeente.objects.get(code=asked["gemeente"])
    with pytest.raises(InputError, match=line):
        stating.state(officer, is_hard=False, source="", since=SINCE, now=timezone.now(), **asked)
    assert StatedDemand._base_manager.count() == 0


def test_an_answer_has_words(neighbourhood: Neighbourhood, adviser: Actor) -> None:
    asked = a_stated_demand(neighbourhood)
    with pytest.raises(InputError, match="schrijf er een zin bij"):
        stating.answer(adviser, stated=asked, text=" ", now=timezone.now())
    assert anew(asked).status == StatedStatus.PROPOSED


def test_each_sees_what_is_asked_by_the_own_gemeente_or_of_the_own_library(
    neighbourhood: Neighbourhood,
) -> None:
    asked = a_stated_demand(neighbourhood)
    seen = {}
    for organisation in neighbourhood.organisations:
        for role in organisation.possible_roles:
            actor = neighbourhood.actor(organisation, role)
            try:
                seen[organisation.slug, role.value] = [one.pk for one in stated_queries.stated_for(actor)]
            except Refused:
                continue
            if seen[organisation.slug, role.value]:
                continue
            with pytest.raises((Refused, InputError)):
                stating.answer(actor, stated=asked, text="x", now=timezone.now())
            with pytest.raises((Refused, InputError)):
                stating.withdraw(actor, stated=asked)
    linge = ("director", "adviser", "finance", "leesconsulent")
    assert {who for who, found in seen.items() if found} == {
        *(("bibliotheek-de-linge", role) for role in linge),
        ("gemeente-tiel", "gemeente-officer"),
    }
    assert anew(asked).status == StatedStatus.PROPOSED


def test_what_was_withdrawn_is_over(neighbourhood: Neighbourhood, adviser: Actor) -> None:
    asked = a_stated_demand(neighbourhood)
    officer = neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    stating.withdraw(officer, stated=asked)
    with pytest.raises(InputError, match="dit is ingetrokken"):
        stating.answer(adviser, stated=anew(asked), text="x", now=timezone.now())
