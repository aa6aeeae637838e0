"""What came out of a scenario: how far its calculation is, and its plan beside another."""

import datetime
from collections import Counter
from decimal import Decimal
from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.desk.kept import Kept
from doorlezen.desk.queue import workers_alive
from doorlezen.language import InputError, current, decimal, t
from doorlezen.planning.proposals import queries as plans
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.scenarios import beside
from doorlezen.planning.scenarios.calculating import CalculationStanding, best_so_far, standing
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.posing import NotReadyError, posed
from doorlezen.planning.scenarios.queries import Opened
from doorlezen.reports import pages, sentences
from doorlezen.reports.compared import Compared
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell
from doorlezen.web.addresses import address
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pages.plans.shelves import Shelf, shelves
from doorlezen.web.pages.plans.shown_ways_out import shown_ways_out
from doorlezen.web.pages.plans.stories import story_in
from doorlezen.web.pages.scenarios import to_do
from doorlezen.web.pages.scenarios.compared_tables import figures, moved
from doorlezen.web.pages.scenarios.page_words import on_page
from doorlezen.web.pages.scenarios.parts import Around

_drawn: Kept[list[Shelf]] = Kept(16)
EVERY_SECONDS = 1
BESIDE = "tegenover"
"""The part of an address that says beside which plan."""


def outcome(actor: Actor, opened: Opened, *, now: datetime.datetime, other: str = "") -> dict[str, Any]:
    """What `scenarios/_result.html` shows of a scenario that `queries` found for this actor.

    ``other``: the plan to lay it beside, by its number in addresses; else the one that says most.
    """
    scenario = opened.scenario
    how = standing(actor, scenario=scenario.pk, now=now)
    problem, refused = _now(opened)
    return {
        "scenario": scenario,
        "how": how,
        "may_make": bool(ask("scenarios.make", actor)) and scenario.archived_at is None,
        "outcome_page": address(actor, "scenarios:outcome", pk=scenario.pk),
        "outdated": how.state != "none" and how.problem != problem,
        "todo": to_do.sentences(Around(actor, opened.tree), scenario.pk, refused),
        "every_seconds": EVERY_SECONDS,
        "told": told(how),
        **_result(actor, scenario, how, other),
    }


def _now(opened: Opened) -> tuple[str, list[InputError]]:
    """The hash of what the scenario would ask now; or what keeps it from being asked."""
    try:
        return posed(opened.tree).problem.sha256, []
    except NotReadyError as wrong:
        return "", list(wrong.refused)


def told(how: CalculationStanding) -> str:
    """How far it is, in a sentence; "" where the plan says it."""
    match how.state:
        case "none" | "kept":
            return ""
        case "keeping":
            return t("Het plan is er. Het wordt bewaard.")
        case "open":
            return t(
                "In een minuut rekenen is geen plan gevonden, en ook niet bewezen dat er geen is. Reken "
                "verder, of vraag minder: dan zijn er meer plannen mogelijk."
            )
        case "waiting":
            return _waiting(how)
        case "running" if how.silent:
            return t("Het rekenen viel stil. Het gaat zo vanzelf verder.")
        case "running":
            return _running(how)
        case "stopped":
            return t("Het rekenen is gestopt.")
        case "refused":
            return on_page(how.line.removeprefix(f"{NAME}: "))
        case _:
            return t(
                "Het rekenen brak {count} keer af, misschien omdat het te veel geheugen vroeg. Je scenario "
                "staat er nog.",
                count=how.broken,
            )


def _waiting(how: CalculationStanding) -> str:
    if not workers_alive():
        return t(
            "Je scenario staat in de rij, maar er is nu geen computer die rekent. Vraag het je beheerder; je "
            "hoeft niets opnieuw te doen."
        )
    if how.broken:
        return t("Het rekenen brak af. Het begint zo opnieuw.")
    return t("Je scenario staat in de rij. Het rekenen begint zo.")


def _running(how: CalculationStanding) -> str:
    match how.stage:
        case "conflict":
            return t("Er is geen plan dat aan alle eisen voldoet. We zoeken welke eisen botsen.")
        case "prices" if how.best:
            return t(
                "Het beste plan is er. We rekenen uit wat elke eis kost: {done} van {of}.",
                done=how.done,
                of=how.of,
            )
        case "equals" | "purses" if how.best:
            return t("Het beste plan is er. We kijken nog welke pot wat betaalt.")
    if not how.best:
        return t("We zoeken een eerste plan.")
    if how.permille is None:
        return t("Er is een plan. We zoeken of het beter kan.")
    if not how.permille:
        return t("Het beste plan is er. We leggen de laatste hand eraan.")
    share = decimal(Decimal(how.permille) / 10, 1)
    return t("Beste plan tot nu toe: nog hooguit {share}% beter mogelijk.", share=share)


def _result(actor: Actor, scenario: Scenario, how: CalculationStanding, other: str) -> dict[str, Any]:
    kept = how.proposal if how.state in {"kept", "stopped"} else how.so_far
    if kept is not None:
        proposal = plans.proposal(actor, kept)
        story = story_in(actor, proposal, proposal.school_year)
        assert story is not None
        return {"proposal": proposal, **_shown(actor, scenario, story, proposal, other)}
    if how.state == "stopped" and (found := best_so_far(actor, scenario=scenario.pk)) is not None:
        return _shown(actor, scenario, tell(*found), None, other)
    return {}


def _shown(
    actor: Actor, scenario: Scenario, story: Story, proposal: Proposal | None, other: str
) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "story": story,
        "headline": sentences.headline(story),
        "status": sentences.status_short(story),
        "how_far": sentences.status(story) if story.status == "feasible" else "",
        "knot": pages.knot(story),
        "ways_out": None if proposal is None else shown_ways_out(actor, proposal, story),
        "plan_page": "" if proposal is None else place(actor, proposal, story, "plan"),
    }
    if not story.has_plan:
        return shown
    than = 0 if proposal is None else proposal.pk
    found = beside.others(actor, scenario=scenario, than=than, school_year=story.school_year)
    chosen = next((one for one in found if str(one.pk) == other), found[0] if found else None)
    if chosen is None:
        return shown
    before = story_in(actor, plans.proposal(actor, chosen.pk), story.school_year)
    if before is None:
        return shown
    compared = Compared(before, story)

    def where(code: str) -> str:
        return "" if proposal is None else place(actor, proposal, story, "school", code=code)

    return shown | {
        "beside": called(chosen),
        "shelf": None if proposal is None else _shelf(compared, proposal),
        "kinds": list(story.kinds),
        "figures": figures(compared, t("Tegenover {plan}", plan=called(chosen))),
        "moved": moved(compared, where),
        "count": len(compared.changes),
        "elsewhere": [(called(one), one.pk) for one in found if one != chosen],
    }


def _shelf(compared: Compared, proposal: Proposal) -> Shelf | None:
    """The shelf of the gemeente whose schools change most; None where nothing changes."""
    moved: Counter[str] = Counter()
    for change in compared.changes:
        moved[change.row.gemeente] += abs(change.quarters)
    if not moved:
        return None
    drawn = _drawn.get((proposal.content_sha256, current()), lambda: shelves(compared.now))
    return next((shelf for shelf in drawn if shelf.code == moved.most_common(1)[0][0]), None)


def called(other: beside.Other) -> str:
    """A plan as the reader knows it."""
    match other.whence:
        case "before":
            return t("plan {number}, dat hiervoor uit dit scenario kwam", number=other.number)
        case "origin":
            return t("plan {number}, van het scenario waarmee dit begon", number=other.number)
        case "adopted":
            return t("plan {number}, dat vastgesteld is", number=other.number)
        case _:
            return t("plan {number}, dat gedeeld is", number=other.number)
