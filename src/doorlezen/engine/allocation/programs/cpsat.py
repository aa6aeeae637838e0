"""Solving a model with CP-SAT: exact whole-number arithmetic, so that a proof is a proof."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.program import Program, Values, total
from doorlezen.engine.cp_sat import run
from doorlezen.engine.effort import Effort
from doorlezen.language import InputError, t

QUICK_SECONDS = 3.0

# The solver counts in 64 bits; beyond this a sum could overflow.
LARGEST_SUM = 2**62
NO_LEAST, NO_MOST = -(2**63), 2**63 - 1


@dataclass(frozen=True)
class Found:
    """What the solver found: values of every variable (None: none found) and a true upper bound.

    ``infeasible``: there is provably nothing to find. ``bound`` is None where none is known yet.
    """

    values: Values | None
    objective: int | None
    bound: int | None
    infeasible: bool
    assured: int | None = None
    """A true upper bound that rests on no solver's word, where one was sought."""

    @property
    def proven(self) -> bool:
        """Whether the values are provably the best."""
        return self.objective is not None and self.objective == self.bound

    def within(self, gap: float) -> bool:
        """Whether the values are provably at most this share below the best."""
        if self.objective is None or self.bound is None:
            return False
        return self.bound - self.objective <= gap * abs(self.objective)


class Solver:
    """One program in CP-SAT. A variable that the program does not have is 0.

    What the solver reads is filled row by row: an object per term would take longer than the solving.
    """

    def __init__(self, program: Program) -> None:
        from ortools.sat.python import cp_model_helper

        self._proto = cp_model_helper.CpModelProto()
        names: list[Choice | Pay] = [choice for menu in program.menus for choice in menu]
        self._largest = [1] * len(names) + list(program.most.values())
        names += program.most
        self._at = {variable: number for number, variable in enumerate(names)}
        for most in self._largest:
            self._proto.variables.add().domain.extend((0, most))
        for menu in program.menus:
            self._proto.constraints.add().exactly_one.literals.extend([self._at[choice] for choice in menu])
        for row in program.rows:
            self.add(row)

    def _terms(self, terms: Iterable[Term]) -> dict[int, int]:
        """The factor of each variable by its number. Raises InputError where a sum could overflow."""
        at, factors = self._at, dict[int, int]()
        for factor, variable in terms:
            if (number := at.get(variable)) is not None:
                factors[number] = factors.get(number, 0) + factor
        largest = self._largest
        if sum(abs(factor) * largest[number] for number, factor in factors.items()) >= LARGEST_SUM:
            raise InputError("problem", t("de getallen zijn te groot om er exact mee te rekenen"))
        return {number: factor for number, factor in sorted(factors.items()) if factor}

    def add(self, row: Row) -> None:
        """Pose one rule."""
        if row.least is None and row.most is None:
            return
        factors = self._terms(row.terms)
        linear = self._proto.constraints.add().linear
        linear.vars.extend(list(factors))
        linear.coeffs.extend(list(factors.values()))
        linear.domain.extend(
            (NO_LEAST if row.least is None else row.least, NO_MOST if row.most is None else row.most)
        )

    def hint(self, values: Values) -> None:
        """Tell where a good answer may lie."""
        self._proto.clear_solution_hint()
        self._proto.solution_hint.vars.extend(list(self._at.values()))
        self._proto.solution_hint.values.extend([values.get(variable, 0) for variable in self._at])

    def _aim(self, terms: Iterable[Term]) -> None:
        """What is sought: the most of these terms, stored negated."""
        factors = self._terms(terms)
        self._proto.clear_objective()
        self._proto.objective.scaling_factor = -1
        self._proto.objective.vars.extend(list(factors))
        self._proto.objective.coeffs.extend([-factor for factor in factors.values()])

    def maximise(
        self,
        terms: Sequence[Term],
        effort: Effort,
        *,
        progress: Callable[[int | None, int], None] | None = None,
        work: float | None = None,
        quick: bool = False,
        eager: bool = False,
    ) -> Found:
        """Search for the best values of ``terms`` within the effort; stops at once when asked to.

        ``progress`` is called with (best so far, bound) whenever one of them moves. ``work`` limits the work
        in the solver's own machine-independent unit, so that equal input gives equal output. ``quick``:
        without the solver's presolve, which on a problem of one library costs more than it saves; such a
        search gives up after a few seconds, since without presolve it may also go astray. ``eager``: with
        every rule in the solver's linear program from the start, which proves the best of one library in two
        thirds of the time where no hint is given.
        Raises InputError where the numbers are too large for exact arithmetic.
        """
        from ortools.sat.python import cp_model_helper

        self._aim(terms)
        parameters = cp_model_helper.SatParameters()
        parameters.num_workers = effort.workers
        if effort.workers == 1:
            # payments make these models nearly linear programs; several workers try this of themselves
            parameters.linearization_level = 2
        parameters.random_seed = 1
        parameters.catch_sigint_signal = False
        parameters.relative_gap_limit = effort.gap
        parameters.add_lp_constraints_lazily = not eager
        if effort.seconds_left is not None:
            parameters.max_time_in_seconds = effort.seconds_left
        if work is not None:
            parameters.max_deterministic_time = work
        if quick:
            parameters.cp_model_presolve = False
            parameters.cp_model_probing_level = 0
            parameters.symmetry_level = 0
            parameters.cut_level = 0
            if work is None:
                parameters.max_time_in_seconds = min(QUICK_SECONDS, parameters.max_time_in_seconds)
        answer = run(parameters, self._proto, effort.stop, progress)
        if answer.status == cp_model_helper.INFEASIBLE:
            return Found(None, None, None, infeasible=True)
        # a maximum is stored negated, in whole numbers: no rounding lies between the solver's proof and ours
        bound = -int(answer.inner_objective_lower_bound)
        if answer.status == cp_model_helper.UNKNOWN:
            return Found(None, None, None, infeasible=False)
        values = dict(zip(self._at, answer.solution, strict=True))
        objective = total(terms, values)
        return Found(values, objective, bound, infeasible=False)
