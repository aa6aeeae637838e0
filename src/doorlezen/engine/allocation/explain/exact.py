"""Exact answers about changed problems: each is a solve with a proof, and none is asked twice.

A question is a problem and the options that stay open: the funds, the people and the demands may differ from
the problem that is explained, the schools and their menus never do.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from doorlezen.engine.allocation.explain.prover import PATIENCE, Prover
from doorlezen.engine.allocation.posed.plan import Plan, Price
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.programs.program import Program, Values, total
from doorlezen.engine.effort import Effort

Allowed = Mapping[str, frozenset[str]]
"""Per school the ids of the options that stay open; a school that is not there keeps its whole menu."""

EVERYTHING: Allowed = {}


@dataclass(frozen=True)
class Best:
    """A best plan: its value in points, and what it chooses and pays."""

    value: int
    values: Values

    @property
    def choices(self) -> dict[str, str]:
        """The option of every school, by code."""
        return {v.school: v.option for v, taken in self.values.items() if isinstance(v, Choice) and taken}


class Exact:
    """Solves changed problems beside one present plan (None where there is none), and remembers.

    A solve that is not proven after ``patience`` seconds raises OutOfTimeError: no answer is ever a guess.
    """

    def __init__(
        self, problem: Problem, plan: Plan | None, effort: Effort, *, patience: float = PATIENCE
    ) -> None:
        self.problem = problem
        self.plan = plan
        self.prover = Prover(effort, patience)
        self.workers = max(1, effort.workers)
        self.effort = self.prover.effort
        self._remembered: dict[tuple[object, ...], object] = {}

    @cached_property
    def present(self) -> Values:
        """The present plan as values of variables; nothing where there is no plan."""
        if self.plan is None:
            return {}
        chosen: dict[Choice | Pay, int] = {Choice(*choice): 1 for choice in self.plan.choices.items()}
        return chosen | {Pay(row.fund, row.school, row.bouwsteen): row.cents for row in self.plan.payments}

    def best(self, problem: Problem, allowed: Allowed = EVERYTHING) -> int | None:
        """The exact best value in points; None where there is no plan. Raises OutOfTimeError."""
        found = self.nearest(problem, allowed)
        return None if found is None else found.value

    def nearest(self, problem: Problem, allowed: Allowed = EVERYTHING) -> Best | None:
        """Of the plans with the best value one that changes the fewest schools of the present plan.

        One solve: the value counts so heavily that no number of kept schools can outweigh a point of it.
        """
        key = ("nearest", *_key(problem, allowed))
        if key not in self._remembered:
            self._remembered[key] = self._nearest(problem, allowed)
        found = self._remembered[key]
        assert found is None or isinstance(found, Best)
        return found

    def _nearest(self, problem: Problem, allowed: Allowed) -> Best | None:
        model = Model(problem)
        value = model.objective()
        kept: list[Term] = [(1, choice) for choice in self.present if isinstance(choice, Choice)]
        heavy = [(factor * (len(kept) + 1), variable) for factor, variable in value]
        program = narrow(model.program(problem.requirements), allowed)
        found = self.prover.solve(program, heavy + kept, quick=True)
        return None if found is None else Best(total(value, found), found)

    def spending(self, problem: Problem, fund: str, *, most: bool) -> tuple[int, int] | None:
        """The best value, and the most (or fewest) cents this fund pays in any plan worth as much.

        None: no plan. One solve: the value counts so heavily that no sum of cents outweighs a point of it.
        """
        key = ("spending", *_key(problem, EVERYTHING), fund, most)
        if key not in self._remembered:
            model = Model(problem)
            value = model.objective()
            paid: list[Term] = [(1 if most else -1, pay) for pay in model.most if pay.fund == fund]
            weight = sum(cents for pay, cents in model.most.items() if pay.fund == fund) + 1
            heavy = [(factor * weight, variable) for factor, variable in value]
            program = model.program(problem.requirements)
            found = self.prover.solve(program, heavy + paid, quick=True)
            self._remembered[key] = None if found is None else (total(value, found), abs(total(paid, found)))
        answer = self._remembered[key]
        assert answer is None or isinstance(answer, tuple)
        return answer

    def least(self, program: Program, terms: Iterable[Term]) -> Values | None:
        """Values of this program with the smallest sum of ``terms``; None where there are none."""
        return self.prover.solve(program, [(-factor, variable) for factor, variable in terms])

    def payable(self, problem: Problem, choices: Mapping[str, str]) -> bool:
        """Whether these choices keep every rule of the problem, with some way to pay them."""
        if not _enough_people(problem, choices):
            return False
        model = Model(problem)
        taken: Values = {Choice(*choice): 1 for choice in choices.items()}
        rows = [*model.rows(), *(row for demand in problem.requirements for row in demand.rows(model))]
        left: list[Row] = []
        for row in rows:
            pays: list[Term] = [(factor, v) for factor, v in row.terms if isinstance(v, Pay)]
            fixed = sum(factor * taken.get(v, 0) for factor, v in row.terms if isinstance(v, Choice))
            least = None if row.least is None else row.least - fixed
            most = None if row.most is None else row.most - fixed
            if pays:
                left.append(Row(pays, least, most))
            elif (least is not None and least > 0) or (most is not None and most < 0):
                return False
        return self.prover.solve(Program([], model.most, left), []) is not None

    def price(self, demand: str) -> Price:
        """What a demand costs in points, given the others and alone. Raises OutOfTimeError."""
        everything = self.problem.requirements
        others = tuple(other for other in everything if other.id != demand)
        only = tuple(other for other in everything if other.id == demand)
        sets = (others, everything, (), only)
        values = [self.best(replace(self.problem, requirements=demands)) for demands in sets]
        without, with_all, with_none, with_only = values
        return Price(
            None if without is None or with_all is None else without - with_all,
            None if with_none is None or with_only is None else with_none - with_only,
        )


def _enough_people(problem: Problem, choices: Mapping[str, str]) -> bool:
    """Whether the people suffice: quickly added up, and mostly what there is too little of."""
    needed = Counter[str]()
    for code, option in choices.items():
        needed[problem.year_of(code)] += problem.option(code, option).quarters
    return all(most is None or needed[year] <= most for year, most in problem.capacity.items())


def narrow(program: Program, allowed: Allowed) -> Program:
    """The program with only the allowed choices in its menus."""
    menus = [
        [choice for choice in menu if choice.option in allowed.get(choice.school, {choice.option})]
        for menu in program.menus
    ]
    return program._replace(menus=menus)


def _key(problem: Problem, allowed: Allowed) -> tuple[object, ...]:
    return (
        tuple(problem.capacity.items()),
        problem.funds,
        problem.requirements,
        tuple(sorted(allowed.items(), key=lambda pair: pair[0])),
    )
