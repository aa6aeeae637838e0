"""A scenario changes: each save is a version, and two people who save do not lose each other's work."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import FieldError, InputError, clean_line, t
from doorlezen.planning.library.merging import Conflict, merge
from doorlezen.planning.scenarios.content import read_tree, text_of
from doorlezen.planning.scenarios.models import Scenario, ScenarioVersion
from doorlezen.planning.scenarios.own import owned

KEPT_VERSIONS = 200
"""So many versions of a scenario are kept: more than anybody goes back."""


@dataclass(frozen=True)
class Saved:
    """What came of a save: the ``version`` that is the newest now, and what it says.

    ``conflicts``: places that somebody else changed meanwhile too; then nothing was saved, and who typed
    chooses. ``tree`` has the own input at those places, and what the other wrote everywhere else.
    """

    version: int
    tree: Mapping[str, Any]
    conflicts: tuple[Conflict, ...] = ()


def save(
    actor: Actor, *, scenario: int, seen: int, tree: Mapping[str, Any], part: str, now: datetime.datetime
) -> Saved:
    """Keep what somebody made of the version that they had ``seen``, with what others changed since then.

    Raises Refused, Scenario.DoesNotExist, and InputError for an archived scenario, a version that is no
    longer kept, and what `content.text_of` and `own` refuse.
    """
    require("scenarios.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _to_change(scenario)
        newest = _tree(found, found.version)
        base = newest if seen == found.version else _tree(found, seen)
        merged = merge(base, newest, tree)
        if merged.conflicts:
            return Saved(found.version, merged.tree, merged.conflicts)
        if merged.tree != newest:
            tree = owned(actor.organisation, merged.tree)
            _keep(actor, found, text_of(tree), part, tree, now)
        return Saved(found.version, merged.tree)


def undo(actor: Actor, *, scenario: int, version: int, now: datetime.datetime) -> Scenario:
    """Make what the scenario said before ``version``, its newest, what it says again.

    Raises as `save` does, and InputError where somebody saved since then, or nothing was before.
    """
    require("scenarios.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _to_change(scenario)
        if found.version != version:
            raise InputError("", t("iemand heeft hierna nog iets bewaard; kijk eerst wat er nu staat"))
        if version == 1:
            raise InputError("", t("hiervoor was er nog niets"))
        part = ScenarioVersion.objects.get(scenario=found, number=version).part
        tree = _tree(found, version - 1)
        _keep(actor, found, text_of(tree), part, tree, now)
    return found


def rename(actor: Actor, *, scenario: int, title: str, now: datetime.datetime) -> Scenario:
    """Give a scenario another name. Raises as `save` does."""
    require("scenarios.make", actor)
    name = clean_line(title)[:200]
    if not name:
        raise FieldError("title", t("geef het scenario een naam"))
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = _to_change(scenario)
        if found.title != name:
            before, found.title, found.changed_at = found.title, name, now
            found.save(update_fields=["title", "changed_at"])
            record(actor, "scenarios.renamed", found, before={"title": before}, after={"title": name})
    return found


def archive(actor: Actor, *, scenario: int, now: datetime.datetime) -> Scenario:
    """Put a scenario aside; nothing happens where it is aside already. Raises Refused, DoesNotExist."""
    return _set_archived(actor, scenario, now)


def take_back(actor: Actor, *, scenario: int) -> Scenario:
    """Work on with a scenario that was put aside. Raises Refused, DoesNotExist."""
    return _set_archived(actor, scenario, None)


@transaction.atomic
def throw_away(actor: Actor, *, scenario: int) -> None:
    """Delete a scenario that lies in the archive, with its versions; plans that came out of it stay.

    Raises Refused, Scenario.DoesNotExist, and InputError where it does not lie there.
    """
    require("scenarios.make", actor)
    with scope(organisation=actor.organisation):
        found: Scenario = Scenario.objects.select_for_update().get(pk=scenario)
        if found.archived_at is None:
            raise InputError("", t("leg dit scenario eerst in het archief"))
        record(actor, "scenarios.thrown-away", found, before={"title": found.title})
        found.delete()


@transaction.atomic
def _set_archived(actor: Actor, scenario: int, at: datetime.datetime | None) -> Scenario:
    require("scenarios.make", actor)
    with scope(organisation=actor.organisation):
        found: Scenario = Scenario.objects.select_for_update().get(pk=scenario)
        if (found.archived_at is None) != (at is None):
            found.archived_at = at
            found.save(update_fields=["archived_at"])
            record(actor, "scenarios.archived" if at else "scenarios.taken-back", found)
    return found


def _to_change(scenario: int) -> Scenario:
    found: Scenario = Scenario.objects.select_for_update().get(pk=scenario)
    if found.archived_at is not None:
        raise InputError("", t("dit scenario ligt in het archief; haal het eerst terug"))
    return found


def _tree(found: Scenario, number: int) -> dict[str, Any]:
    version = ScenarioVersion.objects.filter(scenario=found, number=number).first()
    if version is None:
        raise InputError("", t("deze pagina is te lang open geweest; open die opnieuw"))
    return read_tree(version.text)


def _keep(
    actor: Actor, found: Scenario, text: str, part: str, tree: Mapping[str, Any], now: datetime.datetime
) -> None:
    found.version += 1
    found.changed_at = now
    found.school_year = str(tree.get("library", {}).get("school_year", ""))[:9]
    found.save(update_fields=["version", "changed_at", "school_year"])
    person = actor.signer
    ScenarioVersion.objects.create(
        scenario=found, number=found.version, text=text, part=part, made_at=now, made_by=person
    )
    ScenarioVersion.objects.filter(scenario=found, number__lte=found.version - KEPT_VERSIONS).delete()
    before = {"version": found.version - 1}
    record(
        actor,
        "scenarios.changed",
        found,
        before=before,
        after={"version": found.version, "scenario_part": part},
    )
