"""The price tags of a plan, as the site shows them."""

from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.language import t
from doorlezen.planning.proposals.models import Proposal
from doorlezen.reports import sentences
from doorlezen.reports.story import DemandRow, Story
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pieces import Holds, ShownPrice


@dataclass(frozen=True)
class Tagged:
    """A demand with its verdict, its price (None where the reader sees none) and the page that says more
    ("": there is none)."""

    demand: DemandRow
    holds: Holds | None
    word: str
    tag: ShownPrice | None
    address: str


def tagged(actor: Actor, proposal: Proposal, story: Story, *, party: str | None = None) -> list[Tagged]:
    """The demands of a story, dearest first; with ``party`` only those of one gemeente."""
    return [
        tagged_demand(demand, story, place(actor, proposal, story, "demand", number=demand.number))
        for demand in story.demands
        if party is None or demand.party == party
    ]


def tagged_demand(demand: DemandRow, story: Story, where: str = "") -> Tagged:
    """One demand of a story; ``where``: the address of the page that says more."""
    holds, word = judged(demand, story)
    return Tagged(demand, holds, word, tag_of(demand) if story.has_plan else None, where)


def tag_of(demand: DemandRow) -> ShownPrice | None:
    """The price of a demand; None where it is not known or not for this reader."""
    if demand.price is None:
        return None
    price = demand.price
    return ShownPrice(
        demand=demand.text,
        by=demand.by,
        big=price.big,
        unit=price.unit,
        euros=price.euros,
        alone=price.small if price.given_the_others or price.alone else "",
        reckoned=price.sentence,
    )


def judged(demand: DemandRow, story: Story) -> tuple[Holds | None, str]:
    """Whether a demand is met, and the word for it; None where it cannot be told."""
    colour, _, word = sentences.verdict(demand, story)
    holds: dict[str, Holds] = {"leaf": "yes", "brick": "no"}
    # of a plan that cannot be there is nothing to say of the demands outside its knot
    return holds.get(colour), word or (t("niet te zeggen") if story.has_plan else "")
