"""A linear program of choices and payments: what a solver is given, whole or in parts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term

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


def without_bystanders(program: Program) -> Program:
    """The same question whether there is a plan, without the schools that can stand aside.

    Such a school has a choice that no rule minds: each rule that it shares with others is only a limit that
    all its other choices and payments draw on, and that choice does not; its own rules hold with it, unpaid.
    Giving it that choice never hinders anybody, so that there is a plan with these schools exactly where
    there is one without.
    """
    menu_of = {menu[0].school: menu for menu in program.menus if menu}
    aside: dict[str, set[Choice]] = {school: set(menu) for school, menu in menu_of.items()}
    for row in program.rows:
        terms: dict[str, list[Term]] = {}
        for factor, variable in row.terms:
            terms.setdefault(variable.school, []).append((factor, variable))
        for school, own in terms.items():
            if aside.get(school):  # a school without any choice left stays
                aside[school] &= _unminded(row, own, menu_of[school], alone=len(terms) == 1)
    gone = {school for school, choices in aside.items() if choices}
    return Program(
        [menu for menu in program.menus if not menu or menu[0].school not in gone],
        {pay: most for pay, most in program.most.items() if pay.school not in gone},
        [
            row._replace(terms=[term for term in row.terms if term[1].school not in gone])
            for row in program.rows
            if not row.terms or any(variable.school not in gone for _, variable in row.terms)
        ],
    )


def _unminded(row: Row, own: Sequence[Term], menu: Sequence[Choice], *, alone: bool) -> set[Choice]:
    """The choices of a school that, with nothing paid, keep this row or leave the most room under it."""
    worth: dict[Choice | Pay, int] = {}
    for factor, variable in own:
        worth[variable] = worth.get(variable, 0) + factor
    if alone:
        return {
            choice for choice in menu if holds(Row([(worth.get(choice, 0), choice)], *row[1:]), {choice: 1})
        }
    draws = row.least is None and all(factor >= 0 for factor in worth.values())
    gives = row.most is None and all(factor <= 0 for factor in worth.values())
    return {choice for choice in menu if not worth.get(choice)} if draws or gives else set()
