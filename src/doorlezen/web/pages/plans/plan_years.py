"""The school years of a plan: each page is about one of them, and leads to the others."""

from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.language import school_year
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import key_of
from doorlezen.reports.story import Story
from doorlezen.web.addresses import address
from doorlezen.web.pages.plans.stories import school_years_of

YEAR = "jaar"
"""The part of an address that says which of several years a page is about."""


def in_year(story: Story) -> str:
    """The end of an address that leads to the same school year; "" where there is one."""
    return f"?{YEAR}={story.school_year}" if story.one_of_years else ""


def place(actor: Actor, proposal: Proposal, story: Story, name: str, **at: Any) -> str:
    """The address of a page of this plan, in the same school year."""
    return address(actor, f"plans:{name}", pk=key_of(actor, proposal), **at) + in_year(story)


def years_of(proposal: Proposal, story: Story) -> list[tuple[str, str, bool]]:
    """Of a plan of several years each: its name, where the page that one is on leads to it, and whether that
    is this one. Else empty."""
    if not story.one_of_years:
        return []
    return [
        (school_year(year), f"?{YEAR}={year}", year == story.school_year)
        for year in school_years_of(proposal)
    ]
