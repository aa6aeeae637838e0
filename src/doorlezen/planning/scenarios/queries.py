"""Finding scenarios and what they say."""

from dataclasses import dataclass
from typing import Any

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.planning.scenarios.content import read_tree
from doorlezen.planning.scenarios.models import Scenario, ScenarioVersion


@dataclass(frozen=True)
class Opened:
    """A scenario with what its newest version says, and who made that version."""

    scenario: Scenario
    version: ScenarioVersion
    tree: dict[str, Any]


def scenarios_of(actor: Actor, *, archived: bool = False) -> list[Scenario]:
    """The scenarios of the actor's library, the last changed first. Raises Refused."""
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        found = Scenario.objects.filter(archived_at__isnull=not archived).select_related("made_by")
        return list(found.order_by("-changed_at", "-id"))


def opened(actor: Actor, scenario: int) -> Opened:
    """A scenario of the actor's library as it is now. Raises Refused and Scenario.DoesNotExist."""
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        found = Scenario.objects.select_related("made_by").get(pk=scenario)
        version = ScenarioVersion.objects.select_related("made_by").get(scenario=found, number=found.version)
    return Opened(found, version, read_tree(version.text))


def text_of_scenario(actor: Actor, scenario: int) -> tuple[Scenario, str]:
    """A scenario with its library file, as it is kept. Raises as `opened` does."""
    found = opened(actor, scenario)
    return found.scenario, found.version.text


def versions_since(actor: Actor, scenario: Scenario, number: int) -> list[ScenarioVersion]:
    """What was saved after version ``number``, the newest first. Raises Refused."""
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        found = ScenarioVersion.objects.filter(scenario=scenario, number__gt=number)
        return list(found.select_related("made_by").defer("text").order_by("-number"))


def tree_at(actor: Actor, scenario: Scenario, number: int) -> dict[str, Any] | None:
    """What a scenario said in a version; None where that is not kept. Raises Refused."""
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        version = ScenarioVersion.objects.filter(scenario=scenario, number=number).first()
    return None if version is None else read_tree(version.text)
