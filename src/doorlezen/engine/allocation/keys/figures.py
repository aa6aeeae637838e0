"""How wide, how needy and how equal a plan is: exact figures from its choices alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from doorlezen.engine.allocation.posed.problem import Problem


@dataclass(frozen=True)
class Figures:
    """What a plan comes to. Hours in quarter-hours a week; fractions are exact, None where undefined.

    ``value`` is in the problem's own points. ``served`` counts schools with hours. ``lowest`` and ``highest``
    are quarter-hours per pupil among the schools that have hours and pupils. ``gini`` is of hours per pupil
    over all pupils, those of schools without hours too: 0 = equal for every pupil, towards 1 = all for a few.
    """

    value: int
    served: int
    served_with_score: int
    quarters: int
    quarters_with_score: int
    gini: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    changed: int
    """Schools that get other hours than last year."""
    moved: int
    """Quarter-hours by which they differ from last year, up and down together."""


def quarters_of(problem: Problem, choices: Mapping[str, str]) -> dict[str, int]:
    """Quarter-hours per school, in the order of the problem."""
    return {
        school.code: problem.option(school.code, choices[school.code]).quarters for school in problem.schools
    }


def figures_of(problem: Problem, choices: Mapping[str, str]) -> Figures:
    """The figures of a plan with these choices: plain arithmetic, nothing of any solver."""
    quarters = quarters_of(problem, choices)
    served = [school for school in problem.schools if quarters[school.code]]
    with_score = [school for school in served if school.score is not None and school.score > 0]
    levels = [Fraction(quarters[school.code], school.pupils) for school in served if school.pupils]
    moves = [abs(quarters[school.code] - school.last_year_quarters) for school in problem.schools]
    return Figures(
        value=problem.value(choices),
        served=len(served),
        served_with_score=len(with_score),
        quarters=sum(quarters.values()),
        quarters_with_score=sum(quarters[school.code] for school in with_score),
        gini=gini([(quarters[school.code], school.pupils) for school in problem.schools]),
        lowest=min(levels, default=None),
        highest=max(levels, default=None),
        changed=sum(move > 0 for move in moves),
        moved=sum(moves),
    )


def gini(schools: list[tuple[int, int]]) -> Fraction | None:
    """The Gini coefficient of hours per pupil, for schools of (quarter-hours, pupils); None without hours.

    Every pupil counts for one and has the hours per pupil of the school. Half the mean difference between
    two pupils, divided by the mean: Σ |qₐ·p_b − q_b·pₐ| over ordered pairs of schools / (2 · Σp · Σq).
    """
    there = [(quarters, pupils) for quarters, pupils in schools if pupils]
    quarters, pupils = sum(q for q, _ in there), sum(p for _, p in there)
    if not quarters:
        return None
    apart = sum(abs(qa * pb - qb * pa) for qa, pa in there for qb, pb in there)
    return Fraction(apart, 2 * pupils * quarters)
