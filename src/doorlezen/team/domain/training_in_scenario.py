"""The training plan as a choice of a scenario: numbers of people, money and hours, and no names."""

import datetime
from collections import Counter
from decimal import Decimal
from typing import Any

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, school_year, school_year_of, t
from doorlezen.planning.scenarios import editing, queries
from doorlezen.planning.scenarios.content import hours_of
from doorlezen.planning.scenarios.starting import role_of
from doorlezen.team.domain.training import TrainingPlan

PART = "mensen"
"""The part of a scenario in which courses stand."""


@transaction.atomic
def take_training_over(
    actor: Actor, *, plan: TrainingPlan, scenario: int, today: datetime.date, now: datetime.datetime
) -> int:
    """Put the courses that begin in the school year of a scenario into it, one per kind; how many kinds.

    What a kind costs and how many people follow it gives way to what is planned now; the purse and whether it
    counts stay as somebody chose. Raises Refused, Scenario.DoesNotExist, and InputError where no course
    begins in that year.
    """
    require("team.see", actor)
    found = queries.opened(actor, scenario)
    year = str(found.tree.get("library", {}).get("school_year", ""))
    lines = [line for line in plan.lines if school_year_of(line.course.first) == year]
    if not lines:
        raise InputError("", t("geen cursus in het plan begint in {year}", year=school_year(year)))
    people = Counter(line.kind.key for line in lines)
    kinds = {line.kind.key: line.kind for line in lines}
    there = {str(item.get("id")): dict(item) for item in found.tree.get("course", [])}
    for key, kind in kinds.items():
        was = there.get(key, {"id": key, "counts": True})
        item: dict[str, Any] = {**was, "name": kind.name, "people": people[key]}
        if kind.course_cents is not None:
            item["cost"] = _euros(kind.course_cents)
        if kind.course_quarters is not None:
            item["hours"] = hours_of(kind.course_quarters)
        if kind.source:
            item |= {"source": kind.source, "date": today, "by": role_of(actor)}
        there[key] = item
    tree = {**found.tree, "course": list(there.values())}
    editing.save(actor, scenario=scenario, seen=found.version.number, tree=tree, part=PART, now=now)
    return len(kinds)


def _euros(cents: int) -> int | str:
    """An amount as a library file writes it."""
    return cents // 100 if cents % 100 == 0 else f"{Decimal(cents) / 100:.2f}"
