"""A solver that tries everything, for what asks a solver and is tested without ours."""

import json
from itertools import combinations

from doorlezen.engine.roster import Roster, RosterProblem, ServedSchool, VisitTime, write_roster_problem
from doorlezen.engine.roster.posed.rostered import no_roster, rostered
from tests.engine.roster.roster_brute import Assignment, RosterBrute


def solved_by_brute_force(problem: RosterProblem) -> Roster:
    """The best roster, or a smallest conflict."""
    brute = RosterBrute(json.loads(write_roster_problem(problem)))
    if (best := brute.best()) is None:
        sizes = range(1, len(brute.demands) + 1)
        every = (frozenset(few) for size in sizes for few in combinations(sorted(brute.demands), size))
        return no_roster(
            problem, conflict=tuple(sorted(next(few for few in every if brute.best(few) is None)))
        )
    met = next(met for met, value in brute.best_by_met.items() if brute.demands <= met and value == best)
    return rostered(problem, as_served(brute.assignment[met]), bound=None, proven=True)


def as_served(assignment: Assignment) -> dict[str, ServedSchool]:
    """An assignment of brute force as a roster says it."""
    return {
        code: ServedSchool(person, tuple(VisitTime(*time) for time in times))
        for code, (person, times) in assignment.items()
    }
