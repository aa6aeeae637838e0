"""What stands on the pages of a part of a plan: a gemeente, a school, a demand."""

from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.desk.kept import Kept
from doorlezen.documents.sheets import shown
from doorlezen.language import current, hours, money, t
from doorlezen.planning.proposals.models import Proposal
from doorlezen.reports import sentences
from doorlezen.reports import tables as paper
from doorlezen.reports.prices import explained
from doorlezen.reports.story import DemandRow, GemeenteRow, SchoolRow, Story
from doorlezen.reports.telling import bouwsteen
from doorlezen.web.pages.plans import plan_tables, shelves
from doorlezen.web.pages.plans.plan_pages import demands_of, head_of, sources_of
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pages.plans.price_tags import judged, tag_of
from doorlezen.web.pages.plans.shown_reason import reason_of
from doorlezen.web.pages.plans.why import why_of
from doorlezen.web.pieces import Column, SourcedFigure, SourceNote, Table

_of_gemeente: Kept[tuple[str, str, Table | None]] = Kept(128)
"""Of a gemeente what takes longest to make: its shelf, its money's way, need beside equality."""


def gemeente_page(actor: Actor, proposal: Proposal, story: Story, row: GemeenteRow) -> dict[str, Any]:
    """One gemeente of a plan."""
    head = head_of(actor, proposal, story)
    sight = head["sight"]
    key = (proposal.content_sha256, story.school_year, sight, current(), row.code)
    shelf, drawn, equality = _of_gemeente.get(key, lambda: _drawn_gemeente(row, story))
    return {
        **head,
        "row": row,
        "sentence": sentences.gemeente(row, story),
        "unknown": sentences.unknown_scores(row.sums),
        "equality": equality,
        "kinds": list(row.sums.by_kind),
        "shelf": shelf,
        "shelf_title": t("De plank van {gemeente}", gemeente=row.name),
        "moneyway": drawn,
        "moneyway_title": t("De weg van het geld in {gemeente}", gemeente=row.name),
        "moneyway_table": paper.moneyway(row, story) if drawn else None,
        "schools": plan_tables.schools(
            story,
            lambda of: place(actor, proposal, story, "school", code=of.code),
            only=row,
            money=sight.money,
        ),
        **demands_of(actor, proposal, story, party=row.code),
        "sources": sources_of(story),
        "talk_sheet": place(actor, proposal, story, "talk-sheet", code=row.code)
        if story.has_plan and ask("plans.download", actor)
        else "",
    }


def _drawn_gemeente(row: GemeenteRow, story: Story) -> tuple[str, str, Table | None]:
    """The shelf, the money's way, and need beside equality: what takes longest to make."""
    if not story.has_plan:
        return "", shelves.moneyway(row, story), None
    return shelves.large_shelf(row), shelves.moneyway(row, story), plan_tables.need_and_equality(row, story)


def school_page(
    actor: Actor, proposal: Proposal, story: Story, row: GemeenteRow, school: SchoolRow
) -> dict[str, Any]:
    """What one school gets in a plan."""
    head = head_of(actor, proposal, story)
    return {
        **head,
        "row": row,
        "school": school,
        "sentence": _gets(school, story),
        "facts": _school_facts(school, story, money_shown=head["sight"].money),
        "paid": _paid(school, story) if school.paid else None,
        "sources": sources_of(story),
        "alone": head["sight"].school is not None,
        "reason": reason_of(actor, proposal, story, school),
        "reason_title": t("Waarom dit aantal uren?") if school.quarters else t("Waarom geen uren?"),
        "here": place(actor, proposal, story, "school", code=school.code),
    }


def _gets(school: SchoolRow, story: Story) -> str:
    if not story.has_plan:
        return t("Er is nog geen plan.")
    if not school.quarters:
        return t("{school} krijgt in dit plan geen leesconsulent.", school=school.name)
    return t(
        "{school} krijgt een leesconsulent voor {hours} uur per week.",
        school=school.name,
        hours=hours(school.quarters),
    )


def _school_facts(school: SchoolRow, story: Story, *, money_shown: bool) -> list[SourcedFigure]:
    files = SourceNote(edition=t("De gegevens van het plan; de uitgaven staan onder Bronnen."))
    known = [
        SourcedFigure(t("Achterstandsscore"), shown("score", school.score), files),
        SourcedFigure(t("Leerlingen"), str(school.pupils), files),
        SourcedFigure(t("Vorig jaar"), hours(school.last_year_quarters), unit=t("uur per week")),
    ]
    if not story.has_plan:
        return known
    facts = [
        SourcedFigure(t("In dit plan"), hours(school.quarters), unit=t("uur per week")),
        *known[2:],
        SourcedFigure(t("Verschil"), shown("change", school.change), unit=t("uur per week")),
    ]
    if money_shown:
        facts.append(SourcedFigure(t("Kosten"), money(school.cents), unit=t("per schooljaar")))
    return [*facts, *known[:2]]


def _paid(school: SchoolRow, story: Story) -> Table:
    return Table(
        t("Wie betaalt, en waaraan het gaat"),
        [
            Column(t("pot")),
            Column(t("bouwsteen")),
            Column(t("bedrag"), t("euro per jaar"), align="right", first=True),
        ],
        [
            [story.fund[paid.fund].name, bouwsteen(paid.bouwsteen), paper.exactly(paid.cents)]
            for paid in school.paid
        ],
        [[t("samen"), "", paper.exactly(school.cents)]],
    )


def demand_page(actor: Actor, proposal: Proposal, story: Story, demand: DemandRow) -> dict[str, Any]:
    """One demand: its words, its verdict, its price, and why."""
    holds, word = judged(demand, story)
    return {
        **head_of(actor, proposal, story),
        "demand": demand,
        "tag": tag_of(demand),
        "holds": holds,
        "word": word,
        "reckoned": explained(in_hours=story.in_hours) if demand.price else "",
        "why": why_of(actor, proposal, story, demand),
        "here": place(actor, proposal, story, "demand", number=demand.number),
    }
