"""Why a demand costs what it costs, as far as it was worked out and as far as its reader may see."""

from dataclasses import dataclass, replace
from typing import Literal

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.desk.work import WorkStatus
from doorlezen.engine.allocation.explain import DemandAnswer
from doorlezen.language import t
from doorlezen.planning.proposals import explaining
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.queries import demand_id
from doorlezen.reports.explained.demands import softer, tell_demand
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.prices import PriceTag
from doorlezen.reports.story import DemandRow, Story
from doorlezen.reports.tables import ReportTable
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pieces import Cell, Column, ShownProgress, Table


@dataclass(frozen=True)
class ShownPassage:
    """Sentences and tables."""

    lines: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Why:
    """What is known: ``told`` with a passage, ``asked`` with progress, ``silent`` with a line that says why
    there is nothing to tell, ``ready`` to be asked for."""

    state: Literal["told", "asked", "silent", "ready"]
    passage: ShownPassage | None = None
    progress: ShownProgress | None = None
    line: str = ""


def softenings(actor: Actor, proposal: Proposal, story: Story) -> dict[int, str]:
    """Of every demand that this reader sees and that costs something: the cheapest way to soften it, by its
    number, as far as it was worked out."""
    if not ask("plans.see_prices", actor):
        return {}
    known = explaining.answers_of(proposal, story.school_year)
    told = (
        (demand.number, known.get(demand_id(proposal, demand.number, story.school_year)))
        for demand in story.demands
    )
    return {
        number: said
        for number, answer in told
        if answer is not None and (said := softer(answer, whole=not story.part))
    }


def ask_why(actor: Actor, proposal: Proposal, story: Story, demand: DemandRow) -> None:
    """Have it worked out. Raises Refused, and InputError where there is nothing to explain."""
    explaining.ask_why(actor, proposal, demand_id(proposal, demand.number, story.school_year))


def why_of(actor: Actor, proposal: Proposal, story: Story, demand: DemandRow) -> Why:
    """What there is to tell this reader."""
    allowed = ask("plans.see_prices", actor)
    if not allowed:
        return Why("silent", line=allowed.reason)
    if proposal.plan_status != "optimal":
        return Why(
            "silent", line=t("Alleen van een plan dat bewezen het beste is, is een prijs uit te leggen.")
        )
    known = explaining.explanation_of(proposal, demand_id(proposal, demand.number, story.school_year))
    if known is None:
        return Why("ready")
    answer = explaining.answer_in(known, story.school_year)
    if answer is not None:
        return Why("told", passage=_told(actor, proposal, answer, story, demand))
    if known.line:  # what broke off can be asked for again
        return Why("ready" if known.status == WorkStatus.FAILED else "silent", line=known.line)
    where = place(actor, proposal, story, "demand", number=demand.number)
    return Why("asked", progress=ShownProgress(t("Het antwoord wordt uitgerekend."), 0, None, where))


def _told(
    actor: Actor, proposal: Proposal, answer: DemandAnswer, story: Story, demand: DemandRow
) -> ShownPassage:
    """The passage; of a part of a plan only the schools of that part."""
    if story.part:
        here = {school.code for row in story.gemeenten for school in row.schools}
        answer = replace(answer, moved=tuple(move for move in answer.moved if move.school in here))
    tag = demand.price or PriceTag.of(answer.price, story.objective)
    passage = tell_demand(answer, story, StoryNames(story), tag=tag)
    return ShownPassage(
        passage.lines, tuple(_linked(actor, proposal, story, table) for table in passage.tables)
    )


def _linked(actor: Actor, proposal: Proposal, story: Story, table: ReportTable) -> Table:
    """The table with its schools, whose code ends their name, linked to their pages."""

    def cell(name: str) -> Cell | str:
        code = name.rpartition("(")[2].rstrip(")")
        return Cell(name, address=place(actor, proposal, story, "school", code=code))

    rows = [[cell(str(row[0])), *row[1:]] for row in table.rows]
    columns = [Column(of.head, of.unit, of.align) for of in table.columns]
    return Table(table.caption, columns, rows, table.feet)
