"""What came out of a scenario last, in a few figures, beside the part that somebody edits."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from doorlezen.accounts.actor import Actor
from doorlezen.language import t, whole
from doorlezen.planning.proposals import queries as plans
from doorlezen.planning.scenarios.calculating import standing
from doorlezen.planning.scenarios.queries import Opened
from doorlezen.reports import sentences
from doorlezen.reports.story import Story
from doorlezen.web.addresses import address
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pages.plans.stories import story_in
from doorlezen.web.pieces import SourcedFigure

SHOWN = "laatste"
"""What the form of a part sends where the last result stands beside it."""
_OLDER = '<p class="last-result__older" id="laatste-ouder" role="status" hx-swap-oob="true">{}</p>'


@dataclass(frozen=True)
class LastResult:
    """The newest plan of a scenario, made of its ``version``; the scenario is now at version ``now``."""

    number: int
    plan: str
    outcome: str
    headline: str
    status: str
    facts: list[SourcedFigure]
    version: int
    now: int


def last_result(actor: Actor, opened: Opened) -> LastResult | None:
    """The newest plan of a scenario that ``queries`` found for this actor; None: there is none."""
    how = standing(actor, scenario=opened.scenario.pk, now=timezone.now())
    if how.proposal is None:
        return None
    proposal = plans.proposal(actor, how.proposal)
    story = story_in(actor, proposal, proposal.school_year)
    assert story is not None
    return LastResult(
        number=proposal.number,
        plan=place(actor, proposal, story, "plan"),
        outcome=address(actor, "scenarios:outcome", pk=opened.scenario.pk),
        headline=sentences.headline(story),
        status=sentences.status_short(story),
        facts=[SourcedFigure(what, much) for what, much in _facts(story)],
        version=how.version,
        now=opened.version.number,
    )


def _facts(story: Story) -> list[tuple[str, str]]:
    schools = [(t("Scholen met uren"), whole(story.sums.reached))] if story.has_plan else []
    return [*schools, *sentences.facts(story)]


def hours_in_it(actor: Actor, opened: Opened) -> dict[str, int]:
    """The quarter-hours that each school gets in that plan, by its code; empty where there is none."""
    how = standing(actor, scenario=opened.scenario.pk, now=timezone.now())
    if how.proposal is None:
        return {}
    proposal = plans.proposal(actor, how.proposal)
    story = story_in(actor, proposal, proposal.school_year)
    assert story is not None
    return {row.code: row.quarters for gemeente in story.gemeenten for row in gemeente.schools}


def told_while_typing(changed: bool) -> SafeString:
    """The line under the last result, put in its place by a script: whether what is typed is in it."""
    told = t("Wat je nu typt, zit hier nog niet in. Bewaar en bereken om te zien wat het doet.")
    return format_html(_OLDER, told if changed else "")
