"""What cannot hold together in a roster: the schools that must be served, and what is fixed of them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from doorlezen.engine.clashing import minimal_clash
from doorlezen.engine.roster.posed.roster_problem import RosterProblem, RosterWeights

MUST, FIXED = "must", "fixed"
NO_WEIGHTS = RosterWeights(0, 0, 0, 0, 0)

Possible = Callable[[RosterProblem], bool]
"""Whether a problem has a roster; whoever cannot tell in time raises."""


def demands_of(problem: RosterProblem) -> tuple[str, ...]:
    """The names of all that a conflict can be about: ``must:CODE`` and ``fixed:CODE``."""
    return tuple(
        f"{kind}:{school.code}"
        for school in problem.schools
        for kind, there in ((MUST, school.must), (FIXED, school.fixed is not None))
        if there
    )


def under(problem: RosterProblem, demands: Collection[str]) -> RosterProblem:
    """The same problem with no other ``must`` and ``fixed`` than these."""
    kept = frozenset(demands)
    schools = tuple(
        replace(
            school,
            must=f"{MUST}:{school.code}" in kept,
            fixed=school.fixed if f"{FIXED}:{school.code}" in kept else None,
        )
        for school in problem.schools
    )
    return replace(problem, schools=schools, sha256="")


def minimal_conflict_of_roster(problem: RosterProblem, possible: Possible) -> tuple[str, ...]:
    """Names that cannot hold together, and can without any one of them. For a problem without a roster.

    ``possible`` is asked of the problem with fewer demands and without weights: any roster will do. Schools
    that need not be served stay: with one of them in between, two others may have a way that they lack.
    """

    def hold_together(demands: Sequence[str]) -> bool:
        return possible(replace(under(problem, demands), weights=NO_WEIGHTS))

    return tuple(sorted(minimal_clash(demands_of(problem), hold_together)))
