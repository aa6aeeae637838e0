"""A linear program of choices and payments: what a solver is given, whole or in parts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from doorlezen.engine.allocation.requirements import Choice, Pay, Row, Term

Values = Mapping[Choice | Pay, int]
"""A value for every variable; one that is not there is 0."""


class Program(NamedTuple):
    """Menus of which exactly one choice is made, payments from 0 to their most, and rows that must hold."""

    menus: Sequence[Sequence[Choice]]
    most: Mapping[Pay, int]
    rows: Sequence[Row]


def total(terms: Iterable[Term], values: Values) -> int:
    """The sum of factor × value."""
    return sum(factor * values.get(variable, 0) for factor, variable in terms)


def holds(row: Row, values: Values) -> bool:
    """Whether these values keep a row."""
    amount = total(row.terms, values)
    return (row.least is None or amount >= row.least) and (row.most is None or amount <= row.most)


def simplify(program: Program) -> Program:
    """The same program without the choices that a rule for their school alone forbids, and without that rule.

    Such a rule (keep 75% of last year, at most six hours) is a plain yes or no per option. Left in place it
    only says something about averages of options, which is where a relaxation loses most.
    A menu may become empty: then there is no plan.
    """
    menus = {menu[0].school: list(menu) for menu in program.menus if menu}
    empty = [menu for menu in program.menus if not menu]
    rows = []
    for row in program.rows:
        if (school := _only_school(row)) is None:
            rows.append(row)
        else:
            menus[school] = [choice for choice in menus[school] if _allows(row, choice)]
    return Program([*menus.values(), *empty], program.most, rows)


def _only_school(row: Row) -> str | None:
    """The school whose choices are all that this row is about; None where it is about more."""
    school = None
    for _, variable in row.terms:
        if isinstance(variable, Pay) or (school is not None and variable.school != school):
            return None
        school = variable.school
    return school


def _allows(row: Row, choice: Choice) -> bool:
    value = sum(factor for factor, variable in row.terms if variable == choice)
    return (row.least is None or value >= row.least) and (row.most is None or value <= row.most)
