"""What stands on each page of a plan. The figures come from the story; here they only get their place."""

from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.desk.kept import Kept
from doorlezen.language import current, n, school_year, t
from doorlezen.planning.proposals.explaining import how_far
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.register.domain import register_cache
from doorlezen.reports import pages, sentences
from doorlezen.reports import tables as paper
from doorlezen.reports.prices import explained
from doorlezen.reports.story import Story
from doorlezen.web.pages.plans import plan_tables, shelves
from doorlezen.web.pages.plans.decisions import decisions_of
from doorlezen.web.pages.plans.maps import PlanMap, map_of
from doorlezen.web.pages.plans.plan_years import in_year, place, years_of
from doorlezen.web.pages.plans.price_tags import tagged
from doorlezen.web.pages.plans.shown_ways_out import shown_ways_out
from doorlezen.web.pieces import SourcedFigure, Table

MOST_IN_PASSING = 40
"""So many schools stand in a table on the page of the plan itself; more have a page of their own."""
_drawn: Kept[list[shelves.Shelf]] = Kept(32)
"""The shelves of whole pages: what is seen of the same files is drawn the same."""

_mapped: Kept[PlanMap | None] = Kept(32)
"""Their maps, by the register of that moment."""


def head_of(actor: Actor, proposal: Proposal, story: Story) -> dict[str, Any]:
    """What every page of a plan knows."""
    sight = sight_of(actor)
    return {
        "proposal": proposal,
        "story": story,
        "sight": sight,
        "at": key_of(actor, proposal),
        "name": plan_name(proposal, story.school_year),
        "year": school_year(story.school_year),
        "in_year": in_year(story),
        "years": years_of(proposal, story),
        "over": t(
            "{plan} · {state} · {status}",
            plan=plan_name(proposal, story.school_year),
            state=proposal.get_state_display(),
            status=sentences.status_short(story),
        ),
        "of_others": "" if actor.kind is OrganisationKind.LIBRARY else str(proposal.organisation),
        "invented": sentences.invented() if story.invented else "",
    }


def plan_page(actor: Actor, proposal: Proposal, story: Story) -> dict[str, Any]:
    """The plan as a whole, or the part of it that the reader sees."""
    head = head_of(actor, proposal, story)
    sight = head["sight"]
    return {
        **head,
        "headline": sentences.headline(story),
        "status": sentences.status(story),
        "unknown": sentences.unknown_scores(story.sums),
        "facts": [SourcedFigure(what, much) for what, much in sentences.facts(story, with_money=sight.money)],
        "kinds": list(story.kinds),
        "shelves": [
            (shelf, place(actor, proposal, story, "gemeente", code=shelf.code))
            for shelf in _drawn.get(
                (proposal.content_sha256, story.school_year, sight, current()), lambda: shelves.shelves(story)
            )
        ],
        "map": _mapped.get(
            (
                proposal.pk,
                proposal.content_sha256,
                story.school_year,
                actor.organisation.pk,
                sight,
                register_cache.last_edition(None),
                current(),
            ),
            lambda: map_of(story, lambda row: place(actor, proposal, story, "school", code=row.code)),
        ),
        **_who_gets_what(actor, proposal, story, money_shown=sight.money),
        "knot": pages.knot(story),
        "ways_out": shown_ways_out(actor, proposal, story),
        **demands_of(actor, proposal, story),
        "money": _money(story) if sight.money and story.has_plan else None,
        "sources": sources_of(story),
        "may_download": bool(ask("plans.download", actor)) and story.has_plan,
        "may_take_files": bool(ask("plans.files", actor)),
        "may_weigh_scores": bool(ask("plans.weigh_scores", actor)),
        "may_compare_keys": bool(ask("plans.compare_keys", actor)),
        **decisions_of(actor, proposal),
    }


def _who_gets_what(actor: Actor, proposal: Proposal, story: Story, *, money_shown: bool) -> dict[str, Any]:
    """The table per school; where that would be long, the table per gemeente and a page for the schools."""
    if not _is_long(story):
        return {"schools": _schools(actor, proposal, story, money_shown=money_shown)}
    return {
        "gemeenten": plan_tables.gemeenten(
            story,
            lambda row: place(actor, proposal, story, "gemeente", code=row.code),
            money=money_shown,
        ),
        "all_schools": n("Alle {count} school", "Alle {count} scholen", story.sums.schools),
    }


def _is_long(story: Story) -> bool:
    return story.has_plan and len(story.gemeenten) > 1 and story.sums.schools > MOST_IN_PASSING


def _schools(actor: Actor, proposal: Proposal, story: Story, *, money_shown: bool) -> Table:
    return plan_tables.schools(
        story, lambda row: place(actor, proposal, story, "school", code=row.code), money=money_shown
    )


def schools_page(actor: Actor, proposal: Proposal, story: Story) -> dict[str, Any]:
    """Every school of a plan in one table."""
    head = head_of(actor, proposal, story)
    return {
        **head,
        "headline": sentences.headline(story),
        "schools": _schools(actor, proposal, story, money_shown=head["sight"].money),
        "sources": sources_of(story),
    }


def demands_of(actor: Actor, proposal: Proposal, story: Story, party: str | None = None) -> dict[str, Any]:
    demands = tagged(actor, proposal, story, party=party)
    return {
        "demands": demands,
        "demands_sentence": sentences.demands(story) if party is None and not story.part else "",
        "reckoned": explained(in_hours=story.in_hours) if any(demand.tag for demand in demands) else "",
        "underway": _underway(proposal, story),
    }


def _underway(proposal: Proposal, story: Story) -> str:
    """How many price tags still wait for their hours, where a worker is at it."""
    waiting = [demand for demand in story.demands if demand.price and demand.price.moved is None]
    asked = len(how_far(proposal).asked) if waiting else 0
    if not asked or story.part:
        return ""
    return n(
        "De uren en euro's van {count} eis worden nog uitgerekend.",
        "De uren en euro's van {count} eisen worden nog uitgerekend.",
        min(asked, len(waiting)),
    )


def _money(story: Story) -> dict[str, Any]:
    found = [paper.funds(story)]
    if len(story.gemeenten) > 1:
        found.append(paper.money_per_gemeente(story))
    return {"sentence": sentences.funds(story), "tables": found}


def sources_of(story: Story) -> dict[str, Any]:
    """Where the figures of a story come from, for plans/_sources.html."""
    return {
        "sentence": sentences.sources(story),
        "tables": paper.sources_tables(story),
        "notes": sentences.source_notes(story),
    }
