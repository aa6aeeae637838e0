"""Every table of states: what is not in it is refused with a sentence, and changes nothing."""

import re
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import models, transaction
from django_scopes import scopes_disabled

import doorlezen
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk import work
from doorlezen.desk.event_names import action_names
from doorlezen.desk.models import Event
from doorlezen.desk.states import States
from doorlezen.language import InputError
from doorlezen.meetings.domain import line, questions
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import DemandExplanation
from doorlezen.planning.proposals import deciding
from doorlezen.planning.stated import stating
from doorlezen.rosters.domain import deciding_rosters
from doorlezen.rosters.models import TeamRoster
from doorlezen.webinars.domain import editing
from doorlezen.webinars.domain.saving import put
from tests.meetings.meetings import NOW, a_meeting, somebody
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.planning.stated import a_stated_demand
from tests.webinars.entries import a_webinar

pytestmark = pytest.mark.django_db


def a_question(_: Neighbourhood) -> models.Model:
    return questions.ask_question(somebody(a_meeting()), text="Wat kost het?", now=NOW)


def an_explanation(neighbourhood: Neighbourhood) -> models.Model:
    proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))
    found = DemandExplanation._base_manager.order_by("pk").first()
    assert found is not None
    return found


def a_plan(neighbourhood: Neighbourhood) -> models.Model:
    return proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))


def a_team_roster(neighbourhood: Neighbourhood) -> models.Model:
    made = TeamRoster._base_manager.create(
        organisation=neighbourhood.linge, school_year="2026-2027", number=1, problem=b"{}", answer=b"{}",
        problem_sha256="0" * 64, made_at=NOW,
    )  # fmt: skip
    assert isinstance(made, TeamRoster)
    return made


THINGS: dict[str, tuple[States, Callable[[Neighbourhood], models.Model]]] = {
    "calculation": (work.STATES, lambda _: ask_for_plan(b"{}", name="p.json", asked=HowGood())),
    "explanation": (work.STATES, an_explanation),
    "stated": (stating.STATED, a_stated_demand),
    "registration": (line.LINE, lambda _: somebody(a_meeting())),
    "plan": (deciding.DECIDING, a_plan),
    "roster": (deciding_rosters.ROSTERING, a_team_roster),
    "question": (questions.JUDGING, a_question),
    "webinar": (editing.PUBLISHING, lambda _: put(a_webinar(), actor=None, what="nieuw", now=NOW)),
}


def put_in(thing: models.Model, field: str, state: str) -> None:
    """As it would be in this state, with what the database asks for beside it."""
    also: dict[str, Any] = {}
    if isinstance(thing, work.Work):
        also["run"] = uuid.uuid4() if state == work.WorkStatus.RUNNING else None
        if state == work.WorkStatus.DONE and hasattr(thing, "plan"):
            also["plan"] = b"{}"
    type(thing)._base_manager.filter(pk=thing.pk).update(**{field: state, **also})


def stands(thing: models.Model, field: str) -> object:
    return type(thing)._base_manager.values_list(field, flat=True).get(pk=thing.pk)


@pytest.mark.parametrize("name", THINGS)
def test_what_is_not_in_the_table_is_refused_with_a_sentence(name: str, neighbourhood: Neighbourhood) -> None:
    states, make = THINGS[name]
    thing = make(neighbourhood)
    field = type(thing)._meta.get_field(states.field)
    everything = {str(value) for value, _ in field.choices or ()}
    refused = 0
    for step, (sources, to, _, _, _) in states.steps.items():
        open_to_all = States(states.field, {step: states.steps[step]._replace(may=None, event="")})
        assert {*map(str, sources), str(to)} <= everything
        for state in sorted(everything.difference(map(str, sources))):
            put_in(thing, states.field, state)
            with scopes_disabled():
                events = Event.objects.count()
                with pytest.raises(InputError) as told, transaction.atomic():
                    open_to_all.move(thing, step)
                assert (stands(thing, states.field), Event.objects.count()) == (state, events)
            assert " " in told.value.what, (step, state)
            refused += 1
    assert refused


def test_every_table_is_known_here() -> None:
    source = Path(doorlezen.__file__).parent
    written = [
        name
        for path in source.rglob("*.py")
        for name in re.findall(r"^(\w+) = States\(", path.read_text(), re.M)
    ]
    events = {step.event for states, _ in THINGS.values() for step in states.steps.values()} - {""}
    assert events <= dict(action_names()).keys()
    assert sorted(written) == ["DECIDING", "JUDGING", "LINE", "PUBLISHING", "ROSTERING", "STATED", "STATES"]
    assert len({id(states.steps) for states, _ in THINGS.values()}) == len(written)


def test_who_may_not_is_refused_before_anything_else(neighbourhood: Neighbourhood) -> None:
    question = a_question(neighbourhood)
    actor = neighbourhood.actor(neighbourhood.linge, Role.FINANCE)
    with pytest.raises(Refused), transaction.atomic():
        questions.JUDGING.move(question, "hidden", actor=actor)
    assert stands(question, "state") == "new"


def test_many_at_once_are_only_those_that_can() -> None:
    meeting = a_meeting()
    held, cancelled = somebody(meeting, "Aagje"), somebody(meeting, "Bo")
    put_in(held, "state", "held")
    put_in(cancelled, "state", "cancelled")
    assert line.LINE.move_all(meeting.registrations.all(), "not confirm", name="") == 1
    assert [stands(held, "state"), stands(cancelled, "state")] == ["expired", "cancelled"]
