"""Levels: hours per pupil as exact fractions, and the highest that every school with hours can have.

The lowest hours per pupil is not a linear goal, but it only takes the values that some option has. With the
options below a level left out, whether that level can be had is one linear question.
"""

from collections.abc import Mapping
from fractions import Fraction

from doorlezen.engine.allocation.keys.terms import schools_reached
from doorlezen.engine.allocation.posed.requirements import Choice
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values
from doorlezen.engine.allocation.solving.pursuit import Pursuit, Reached


def levels_of(model: Model, program: Program) -> dict[Choice, Fraction]:
    """Quarter-hours per pupil of every choice that gives hours to a school with pupils."""
    quarters = {
        Choice(school.code, option.id): (option.quarters, school.pupils)
        for school in model.problem.schools
        for option in model.options(school.code)
    }
    return {
        choice: Fraction(*quarters[choice])
        for menu in program.menus
        for choice in menu
        if all(quarters[choice])
    }


def with_floor(program: Program, levels: Mapping[Choice, Fraction], floor: Fraction) -> Program:
    """The same program without the choices that give hours, but fewer per pupil than ``floor``."""
    menus = [[choice for choice in menu if levels.get(choice, floor) >= floor] for menu in program.menus]
    return program._replace(menus=menus)


def lowest(values: Values, levels: Mapping[Choice, Fraction]) -> Fraction | None:
    """The fewest quarter-hours per pupil of the schools that get hours; None where none does."""
    return min((level for choice, level in levels.items() if values.get(choice)), default=None)


def lift_the_lowest(model: Model, pursuit: Pursuit) -> None:
    """Give the school with the fewest hours per pupil as many as possible, by halving the levels.

    What is recorded is the place of the level among all levels there are; the hours follow from the plan.
    """
    if pursuit.values is None:
        return
    levels = levels_of(model, pursuit.program)
    order = sorted(set(levels.values()))
    if (had := lowest(pursuit.values, levels)) is None:
        return
    low, high = order.index(had), len(order) - 1
    bound = high
    while low < high:
        middle = (low + high + 1) // 2
        found = pursuit.search(schools_reached(model), with_floor(pursuit.program, levels, order[middle]))
        if found.values is not None:
            had = lowest(found.values, levels)
            assert had is not None, "the schools that are reached have a level"
            pursuit.values, low = found.values, order.index(had)
        else:
            high = middle - 1
            bound = min(bound, high) if found.infeasible else bound
    pursuit.program = with_floor(pursuit.program, levels, order[low])
    pursuit.reached.append(Reached("lowest", low, max(low, bound)))
