"""A plan that cannot be, untied: a copy of its scenario in which one of the ways out is taken."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.engine.allocation.explain.knot import ConflictAnswer, More, Softer
from doorlezen.language import InputError, clean_line, hours, money, t
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.library.writing import named, new_id
from doorlezen.planning.proposals.finding_ways_out import known_ways_out, ways_out_of
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import plan_name
from doorlezen.planning.scale_words import amount
from doorlezen.planning.scenarios import making
from doorlezen.planning.scenarios.content import NAME, hours_of
from doorlezen.planning.scenarios.models import Scenario, ScenarioCalculation
from doorlezen.planning.scenarios.queries import tree_at
from doorlezen.planning.scenarios.starting import role_of

WayOutKind = Literal["softer", "money", "people", "both"]
KINDS: tuple[WayOutKind, ...] = get_args(WayOutKind)
Tree = Mapping[str, Any]


@dataclass(frozen=True)
class WayOut:
    """Which way out: the demand ``which`` made softer, or more means."""

    what: WayOutKind
    which: str = ""

    def __str__(self) -> str:
        return f"{self.what}:{self.which}"

    @classmethod
    def read(cls, text: str) -> "WayOut":
        """What `str` wrote. Raises InputError."""
        given, _, which = text.partition(":")
        for what in KINDS:
            if what == given:
                return cls(what, which)
        raise InputError("", t("kies een van de uitwegen"))


def scenario_behind(actor: Actor, proposal: Proposal) -> ScenarioCalculation | None:
    """The calculation of a scenario of the actor's library that this plan came out of; the newest."""
    with scope(organisation=actor.organisation):
        rows = ScenarioCalculation.objects.filter(proposal_id=proposal.pk).select_related("scenario")
        found = rows.defer("sources").order_by("-asked_at", "-id").first()
    return found if isinstance(found, ScenarioCalculation) else None


def take_way_out(actor: Actor, *, proposal: Proposal, way: WayOut, now: datetime.datetime) -> Scenario:
    """Make a scenario like the one that the plan came out of, with this way out in it.

    Asked twice it is the same scenario. Raises Refused, and InputError where the plan came out of no scenario
    that is still there as it was, or the way out was not found.
    """
    require("scenarios.make", actor)
    behind, known = scenario_behind(actor, proposal), ways_out_of(proposal)
    found = None if known is None else known_ways_out(known)
    if behind is None or found is None:
        raise InputError("", t("bij dit plan is nog geen uitweg bekend"))
    tree = tree_at(actor, behind.scenario, behind.version)
    if tree is None:
        what = t("van het scenario is deze versie er niet meer; bereken het scenario opnieuw")
        raise InputError("", what)
    ground = {
        "source": t("uitweg van {plan}", plan=plan_name(proposal).lower()),
        "date": timezone.localdate(now),
        "by": role_of(actor),
    }
    changed, told = with_way_out(tree, found.conflict, way, ground)
    title = clean_line(t("{title}: {change}", title=behind.scenario.title, change=told))[:200]
    with scope(organisation=actor.organisation):
        same = Scenario.objects.filter(copied_from=behind.scenario, title=title, version=1)
        made = same.filter(archived_at=None).order_by("-id").first()
    if isinstance(made, Scenario):
        return made
    return making.make(actor, title=title, tree=changed, now=now, copied_from=behind.scenario)


def with_way_out(
    tree: Tree, conflict: ConflictAnswer, way: WayOut, ground: Mapping[str, Any]
) -> tuple[dict[str, Any], str]:
    """The library file with a way out in it, and what was changed, in a few words.

    ``ground``: source, date and by of what is new. Raises InputError where it is no way out of this conflict.
    """
    match way.what:
        case "softer":
            softer = next((of for of in conflict.softer if of.id == way.which and of.value is not None), None)
            if softer is not None:
                return _softened(tree, softer, ground)
        case "money" | "people" | "both":
            more: More | None = getattr(conflict, way.what)
            if more is not None:
                return _with_more(tree, more, ground)
    raise InputError("", t("kies een van de uitwegen"))


def _softened(tree: Tree, softer: Softer, ground: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Without the demand, where only that is soft enough; else with another number in it."""
    demands = list(named(tree).get("demand", []))
    place = next((at for at, demand in enumerate(demands) if demand.get("id") == softer.id), None)
    if place is None or softer.value is None:
        raise InputError("", t("deze eis staat niet meer in het scenario"))
    demand = demands[place]
    if softer.value == softer.scale.loosest:
        del demands[place]
        return {**tree, "demand": demands}, t("zonder “{demand}”", demand=demand.get("text", ""))
    words = t(
        "{then} in plaats van {now}",
        then=amount(softer.scale, softer.value),
        now=amount(softer.scale, softer.scale.demanded),
    )
    asked = demand.get("text", "")
    # the words of who asked stay theirs; what was made of them stands behind
    text = t("{text} ({change}, {source})", text=asked, change=words, source=ground["source"])
    key, value = _as_written(softer)
    rest = {name: part for name, part in demand.items() if name not in {"percent", key}}
    demands[place] = {**rest, "text": text, key: value}
    return {**tree, "demand": demands}, t("“{demand}”: {change}", demand=asked, change=words)


def _as_written(softer: Softer) -> tuple[str, Any]:
    """The key and the value of the number that gives way, as a library file writes them."""
    value = softer.value or 0
    match softer.scale.unit:
        case "quarters":
            return softer.scale.parameter.replace("quarters", "hours"), hours_of(value)
        case "cents":
            return "amount", _euros(value)
        case _:
            return softer.scale.parameter, value


def _with_more(tree: Tree, more: More, ground: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """With more hours of the people, and one more purse that may pay everything at every school."""
    changed, told = dict(tree), []
    if more.quarters:
        changed["leesconsulent"] = _more_hours(tree, more.quarters, ground)
        told.append(t("{hours} uur per week meer", hours=hours(more.quarters)))
    if more.cents:
        funds = list(tree.get("fund", []))
        bouwstenen = dict.fromkeys(str(line.get("bouwsteen")) for line in tree.get("cost", []))
        purse = {
            "id": new_id("extra", iter([str(fund.get("id")) for fund in funds])),
            "name": t("Extra geld"),
            "kind": "library",
            "total": _euros(more.cents),
            "bouwstenen": list(bouwstenen),
        }
        changed["fund"] = [*funds, {**purse, **ground}]
        told.append(t("{money} meer geld", money=money(more.cents)))
    return changed, t("{one} en {other}", one=told[0], other=told[1]) if len(told) > 1 else told[0]


def _more_hours(tree: Tree, quarters: int, ground: Mapping[str, Any]) -> dict[str, Any]:
    """The people with so many quarter-hours more, in hours a week; what they cost keeps its source."""
    library = examine(tree, name=NAME).library
    if library is None or library.leesconsulenten.capacity_quarters is None:
        raise InputError("", t("er is geen grens aan de uren ingevuld; meer uren maken geen verschil"))
    was = tree["leesconsulent"]
    before = library.leesconsulenten.ground.source
    source = t("{before}; de uren: {source}", before=before, source=ground["source"])
    in_fte = {"fte", "hours_per_fte", "percent_at_schools"}
    kept = {key: value for key, value in was.items() if key not in in_fte}
    capacity = hours_of(library.leesconsulenten.capacity_quarters + quarters)
    return {**kept, "hours_per_week": capacity, **ground, "source": source}


def _euros(cents: int) -> str:
    return f"{Decimal(cents) / 100:.2f}"
