"""The schools that get hours in the plan that the library adopted: what a team has to carry."""

from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.planning.proposals.models import Proposal, ProposedSchool
from doorlezen.planning.proposals.queries import files_of, proposals_for
from doorlezen.register.models import Listing
from doorlezen.team.models import AskingProfile


@dataclass(frozen=True)
class PlannedSchool:
    """A school with hours in the plan: quarter-hours a week, and the profile that its plan gave it."""

    code: str
    name: str
    gemeente: str
    gemeente_name: str
    quarters: int
    profile: str
    listing: Listing | None


def adopted_plan(actor: Actor) -> Proposal | None:
    """The plan that the library adopted for its latest school year; None: none yet."""
    adopted = [one for one in proposals_for(actor) if one.holds]
    return max(adopted, key=lambda one: (one.school_year, one.pk), default=None)


def planned_schools(plan: Proposal) -> list[PlannedSchool]:
    """The schools with hours in the first year of a plan, by gemeente and name."""
    problem = read_problem(files_of(plan.pk).problem)
    posed = {school.code: school for school in problem.schools}
    rows = ProposedSchool.objects.filter(proposal=plan, school_year=plan.school_year, quarters__gt=0)
    given = {row.code: row for row in rows.order_by("code")}
    listed = {one.pk: one for one in Listing.objects.filter(pk__in=given).order_by("pk")}
    found = []
    for code, row in given.items():
        school, listing = posed.get(code), listed.get(code)
        scored = school is not None and school.score is not None and school.score > 0
        found.append(
            PlannedSchool(
                code=code,
                name=listing.name if listing else school.name if school else code,
                gemeente=row.gemeente,
                gemeente_name=listing.gemeente_name if listing else row.gemeente,
                quarters=row.quarters,
                profile=AskingProfile.WITH_SCORE if scored else AskingProfile.WITHOUT_SCORE,
                listing=listing,
            )
        )
    return sorted(found, key=lambda one: (one.gemeente_name, one.name, one.code))
