"""What becomes of a roster when something changes: the difference of two, and who solves."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from doorlezen.engine.roster.check_roster import check_roster
from doorlezen.engine.roster.knots import NO_WEIGHTS
from doorlezen.engine.roster.posed.roster_answer import Roster, RosterTerms
from doorlezen.engine.roster.posed.roster_problem import RosterProblem, RosterWeights
from doorlezen.engine.roster.posed.rostered import rostered

ONLY_CONTINUITY = RosterWeights(minute=0, continuity=1, travel=0, wish=0, over_target=0)
RosterSolver = Callable[[RosterProblem], Roster]
"""Gives the best roster of a problem, or the best that it found in the time that it has."""


@dataclass(frozen=True)
class RosterChange:
    """From one roster to another of the same schools. Codes in order.

    ``proven``: there is no way in which fewer schools get another person, or nobody. ``objective``: how much
    more it is worth (mostly below 0). ``terms``: how much each sum becomes more.
    """

    objective: int
    terms: RosterTerms
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    other_person: tuple[str, ...]
    proven: bool


def checked_answer(problem: RosterProblem, solver: RosterSolver) -> Roster | None:
    """What the solver gives; None where time was too short. Raises AssertionError for a wrong roster."""
    roster = solver(problem)
    if roster.status == "unknown":
        return None
    if wrong := check_roster(problem, roster):
        raise AssertionError(f"a way out that is none: {wrong[0]}")
    return roster


def possible(problem: RosterProblem, solver: RosterSolver) -> bool | None:
    """Whether a problem has a roster, whatever it is worth; None where time was too short."""
    roster = checked_answer(replace(problem, weights=NO_WEIGHTS, sha256=""), solver)
    return None if roster is None else roster.status != "infeasible"


def nearest(
    problem: RosterProblem, before: Roster, asked: RosterProblem, solver: RosterSolver
) -> Roster | None:
    """The roster of a changed problem that the fewest schools notice, as one of ``problem``; None where time
    was too short. ``optimal``: they are the fewest.
    """
    schools = tuple(
        replace(
            school, last_year=before.schools[school.code].person if school.code in before.schools else None
        )
        for school in asked.schools
    )
    kept = replace(asked, schools=schools, weights=ONLY_CONTINUITY, sha256="")
    found = checked_answer(kept, solver)
    if found is None or found.status == "infeasible":
        return None
    return replace(rostered(problem, found.schools, bound=None), status=found.status)


def change(before: Roster, after: Roster) -> RosterChange:
    """The difference of two rosters, of which neither is empty-handed; ``after`` as `nearest` gives it."""
    if before.objective is None or before.terms is None or after.objective is None or after.terms is None:
        raise ValueError("no roster to compare")
    terms = (new - old for old, new in zip(before.terms, after.terms, strict=True))
    both = before.schools.keys() & after.schools.keys()
    return RosterChange(
        objective=after.objective - before.objective,
        terms=RosterTerms(*terms),
        lost=tuple(sorted(before.schools.keys() - after.schools.keys())),
        gained=tuple(sorted(after.schools.keys() - before.schools.keys())),
        other_person=tuple(
            sorted(code for code in both if before.schools[code].person != after.schools[code].person)
        ),
        proven=after.status == "optimal",
    )
