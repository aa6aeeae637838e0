"""What stands on the pages of gemeenten."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import decimal, money, n, t, whole
from doorlezen.planning.proposals import naming
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.register.domain.listing import source
from doorlezen.register.models import Edition
from doorlezen.reports import sentences
from doorlezen.web.addresses import address
from doorlezen.web.pages.gemeenten.known import GemeenteCounts, KnownGemeente
from doorlezen.web.pages.gemeenten.plans import LeadingPlan
from doorlezen.web.pages.plans import plan_tables, shelves
from doorlezen.web.pages.plans.price_tags import tagged
from doorlezen.web.pieces import Cell, SourcedFigure, SourceNote, table_of


def list_page(actor: Actor, counts: GemeenteCounts, newest: LeadingPlan | None) -> dict[str, Any]:
    """All gemeenten in a table, with the plan that counts beside what is known."""
    known = counts.gemeenten
    page = "gemeenten:gemeente"
    columns: list[SheetColumn[KnownGemeente]] = [
        SheetColumn(t("Gemeente"), lambda one: Cell(one.name, address=address(actor, page, code=one.code))),
        SheetColumn(t("Scholen"), lambda one: one.schools, "whole"),
        SheetColumn(t("Met score"), lambda one: one.with_score, "whole"),
        SheetColumn(t("Leerlingen"), lambda one: one.pupils, "whole"),
        SheetColumn(t("Som van de scores"), lambda one: one.score, "score", unit=t("punten")),
    ]
    if any(one.collaborating is not None for one in known):
        columns.append(
            SheetColumn(t("Samenwerking"), lambda one: one.collaborating or 0, "whole", unit=t("scholen"))
        )
    if newest:
        columns.append(
            SheetColumn(plan_name(newest), partial(_hours, newest), "hours", unit=t("uur per week"))
        )
    table = table_of(
        t("De gemeenten, met hun scholen en wat het plan er doet"),
        columns,
        known,
        summed=t("Samen") if len(known) > 1 else "",
        source=_source(counts.editions),
    )
    return {
        "table": table if known else None,
        "sentence": _sentence(known),
    }


def _sentence(known: Sequence[KnownGemeente]) -> str:
    schools, with_score = sum(one.schools for one in known), sum(one.with_score for one in known)
    gemeenten = n("{count} gemeente", "{count} gemeenten", len(known))
    there = (
        n(
            "In {gemeenten} staat {number} school",
            "In {gemeenten} staan {number} scholen",
            schools,
            gemeenten=gemeenten,
            number=whole(schools),
        )
        if schools
        else t("In {gemeenten} staat geen school", gemeenten=gemeenten)
    )
    if not schools:
        return f"{there}."
    scored = (
        n(
            "{number} daarvan heeft een achterstandsscore",
            "{number} daarvan hebben een achterstandsscore",
            with_score,
            number=whole(with_score),
        )
        if with_score
        else t("geen daarvan heeft een achterstandsscore")
    )
    return f"{there}; {scored}."


def plan_name(newest: LeadingPlan) -> str:
    """The plan in a few words: "Plan 3 voor 2026–2027", of another library with its name."""
    own = naming.plan_name(newest.proposal)
    return own if newest.own else f"{own}, {newest.proposal.organisation}"


def _hours(newest: LeadingPlan, one: KnownGemeente) -> int | str:
    row = newest.of(one.code)
    return row.sums.quarters if row else t("niet in het plan")


def _source(editions: Sequence[Edition]) -> SourceNote:
    return SourceNote(edition="; ".join(source(edition) for edition in editions))


def gemeente_page(
    actor: Actor, known: KnownGemeente, newest: LeadingPlan | None, editions: Sequence[Edition]
) -> dict[str, Any]:
    """One gemeente: its schools in figures, and its cut of the plan that counts."""
    from_register = _source(editions)
    facts = [
        SourcedFigure(t("Scholen"), whole(known.schools), from_register),
        SourcedFigure(t("Met een achterstandsscore"), whole(known.with_score), from_register),
        SourcedFigure(t("Leerlingen"), whole(known.pupils), from_register),
        SourcedFigure(t("Som van de scores"), decimal(known.score), from_register),
    ]
    if known.unknown_score:
        facts.append(SourcedFigure(t("Score niet bekend"), whole(known.unknown_score), from_register))
    if known.collaborating is not None:
        own = SourceNote(edition=t("De eigen lijst met samenwerkingen"))
        facts.append(SourcedFigure(t("Samenwerking loopt"), whole(known.collaborating), own))
    return {
        "known": known,
        "sentence": _about(known),
        "facts": facts,
        "schools_address": (
            f"{address(actor, 'schools:list')}?gemeente={known.code}" if ask("schools.see", actor) else ""
        ),
        "plan": _plan(actor, known, newest),
        "sees_plans": bool(ask("plans.see", actor)),
    }


def _about(known: KnownGemeente) -> str:
    return n(
        "In {name} staat {count} school; met een achterstandsscore: {with_score}.",
        "In {name} staan {count} scholen; met een achterstandsscore: {with_score}.",
        known.schools,
        name=known.name,
        with_score=whole(known.with_score),
    )


def _plan(actor: Actor, known: KnownGemeente, newest: LeadingPlan | None) -> dict[str, Any] | None:
    row = newest.of(known.code) if newest else None
    if newest is None or row is None:
        return None
    proposal, story = newest.proposal, newest.story
    sight = sight_of(actor)
    here = {"pk": naming.key_of(actor, proposal), "code": known.code}
    return {
        "name": plan_name(newest),
        "address": address(actor, "plans:gemeente", **here),
        "sentence": sentences.gemeente(row, story),
        "kinds": list(row.sums.by_kind),
        "shelf": shelves.large_shelf(row),
        "title": t("De plank van {gemeente}", gemeente=row.name),
        "equality": plan_tables.need_and_equality(row, story),
        "cost": money(row.sums.cents) if sight.money else "",
        "demands": tagged(actor, proposal, story, party=known.code),
    }
