"""What the plan of a scenario can be laid beside: its plan of before, where it came from, what counts."""

from typing import Literal, NamedTuple

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.planning.proposals.models import BLOBS, Proposal
from doorlezen.planning.proposals.queries import leading
from doorlezen.planning.scenarios.models import Scenario, ScenarioCalculation

Whence = Literal["before", "origin", "adopted", "shared"]
_WITH_A_PLAN = ("optimal", "feasible")


class Other(NamedTuple):
    """A plan by its number in addresses and in words, and what it is to the scenario: its own plan of
    ``before``, the plan of the scenario that it was copied from (``origin``), or what the library
    adopted, or else shared."""

    whence: Whence
    pk: int
    number: int


def others(actor: Actor, *, scenario: Scenario, than: int, school_year: str) -> list[Other]:
    """The plans for a school year to lay beside plan ``than`` of a scenario that `queries` found, each once.

    The first is what somebody means who just changed something. Raises Refused.
    """
    require("scenarios.see", actor)
    with scope(organisation=actor.organisation):
        found = [_newest("before", scenario.pk, than, school_year)]
        if scenario.copied_from_id is not None:
            found.append(_newest("origin", scenario.copied_from_id, than, school_year))
        counting = leading(
            Proposal.objects.filter(school_year=school_year).exclude(pk=than).defer(*BLOBS).order_by("pk")
        )
        if counting is not None:
            whence: Whence = "adopted" if counting.holds else "shared"
            found.append(Other(whence, counting.pk, counting.number))
    once: dict[int, Other] = {}
    for other in found:
        if other is not None:
            once.setdefault(other.pk, other)
    return list(once.values())


def _newest(whence: Whence, scenario: int, than: int, school_year: str) -> Other | None:
    """The newest plan that came out of a scenario, for a school year; None where there is none."""
    rows = ScenarioCalculation.objects.filter(
        scenario=scenario, proposal__school_year=school_year, proposal__plan_status__in=_WITH_A_PLAN
    ).exclude(proposal=than)
    newest = rows.order_by("-asked_at", "-id").values_list("proposal_id", "proposal__number").first()
    return None if newest is None else Other(whence, *newest)
