"""A program in whole numbers for CP-SAT, written down row by row as the solver reads it."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from doorlezen.engine.cp_sat import run
from doorlezen.engine.effort import Effort
from doorlezen.language import InputError, t

LEAST, MOST = -(2**63), 2**63 - 1
Terms = Iterable[tuple[int, int]]
"""Factor and variable."""


class WholeAnswer(NamedTuple):
    """The values of all variables (None: none found), their worth, and what there is at most."""

    values: list[int] | None
    objective: int | None
    bound: int | None
    infeasible: bool

    @property
    def proven(self) -> bool:
        """Whether nothing is better."""
        return self.objective is not None and self.objective == self.bound


class WholeNumbers:
    """Variables are numbered from 0 in the order of their making; each is 0 or 1 unless it says otherwise."""

    def __init__(self) -> None:
        from ortools.sat.python import cp_model_helper

        self._proto = cp_model_helper.CpModelProto()
        self._aim: dict[int, int] = {}
        self._count = 0

    def variable(self, most: int = 1) -> int:
        """A variable from 0 to ``most``."""
        self._proto.variables.add().domain.extend((0, most))
        self._count += 1
        return self._count - 1

    def at_most_one(self, variables: Iterable[int]) -> None:
        """No two of these are 1."""
        self._proto.constraints.add().at_most_one.literals.extend(list(variables))

    def row(self, terms: Terms, least: int | None, most: int | None) -> None:
        """The sum of factor × variable lies between these (None: no limit)."""
        if least is not None and most is not None and least > most:
            self._proto.constraints.add().bool_or.literals.extend([])
            return
        factors = _together(terms)
        linear = self._proto.constraints.add().linear
        linear.vars.extend(list(factors))
        linear.coeffs.extend(list(factors.values()))
        linear.domain.extend((LEAST if least is None else least, MOST if most is None else most))

    def aim(self, terms: Terms) -> None:
        """What is sought: the most of these terms, stored negated."""
        self._aim = _together(terms)
        self._proto.clear_objective()
        self._proto.objective.scaling_factor = -1
        self._proto.objective.vars.extend(list(self._aim))
        self._proto.objective.coeffs.extend([-factor for factor in self._aim.values()])

    def hint(self, values: Mapping[int, int]) -> None:
        """Tell where a good answer may lie."""
        self._proto.clear_solution_hint()
        self._proto.solution_hint.vars.extend(list(values))
        self._proto.solution_hint.values.extend(list(values.values()))

    def maximise(
        self, effort: Effort, *, progress: Callable[[int | None, int], None] | None = None
    ) -> WholeAnswer:
        """The best answer within the effort; stops at once when asked to."""
        from ortools.sat.python import cp_model_helper

        parameters = cp_model_helper.SatParameters()
        parameters.num_workers = effort.workers
        if effort.workers == 1:
            parameters.linearization_level = 2
        parameters.random_seed = 1
        parameters.catch_sigint_signal = False
        parameters.relative_gap_limit = effort.gap
        if effort.seconds_left is not None:
            parameters.max_time_in_seconds = effort.seconds_left
        answer = run(parameters, self._proto, effort.stop, progress)
        if answer.status == cp_model_helper.INFEASIBLE:
            return WholeAnswer(None, None, None, infeasible=True)
        if answer.status == cp_model_helper.MODEL_INVALID:
            raise InputError("roster-problem", t("de getallen zijn te groot om er exact mee te rekenen"))
        bound = -int(answer.inner_objective_lower_bound)
        if answer.status == cp_model_helper.UNKNOWN:
            # 0 is also what stands there when the time was over before anything was worked out
            known = bound if self._aim and bound else None
            return WholeAnswer(None, None, known, infeasible=False)
        values = list(answer.solution)
        objective = sum(factor * values[variable] for variable, factor in self._aim.items())
        return WholeAnswer(values, objective, bound if self._aim else objective, infeasible=False)


def _together(terms: Terms) -> dict[int, int]:
    """Each variable once, in order, without those that count 0."""
    factors: dict[int, int] = {}
    for factor, variable in terms:
        factors[variable] = factors.get(variable, 0) + factor
    return {variable: factor for variable, factor in sorted(factors.items()) if factor}
