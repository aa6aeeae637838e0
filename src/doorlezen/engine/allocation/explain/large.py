"""Why this plan, for a country: exact as long as nothing changes elsewhere, and bounds where all may change.

Of a country no plan is proven the best to the last point, so that what another plan would be worth is known
between two proven ends (`Bounds`). What stops a school, and what a demand or a fund moves, is asked of the
schools that are planned together, with all others as they are in the plan (`focus`): those answers are exact.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial

from doorlezen.engine.allocation.explain.bounds import gained
from doorlezen.engine.allocation.explain.demands import explain_demand
from doorlezen.engine.allocation.explain.exact import Exact
from doorlezen.engine.allocation.explain.extra import with_people
from doorlezen.engine.allocation.explain.focus import focus
from doorlezen.engine.allocation.explain.funds import BLOCK as CENTS
from doorlezen.engine.allocation.explain.funds import BLOCKS, FundAnswer, Point, explain_fund, holding
from doorlezen.engine.allocation.explain.limits import Limit, without
from doorlezen.engine.allocation.explain.people import BLOCK as QUARTERS
from doorlezen.engine.allocation.explain.questions import Explanation, Questions
from doorlezen.engine.allocation.explain.schools import explain_school
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements import Choice, Pay
from doorlezen.engine.allocation.solving.parts.nearby import Between, Nearby
from doorlezen.engine.allocation.solving.parts.split import Parts
from doorlezen.engine.allocation.solving.values import OutOfTimeError
from doorlezen.engine.effort import Effort

GAP = 0.0001
"""How near to the best the search for bounds goes before it is close enough."""

Told = Callable[[str, str, int, int], None]


def explain_large(
    problem: Problem,
    plan: Plan,
    questions: Questions,
    parts: Parts,
    *,
    effort: Effort,
    patience: float,
    progress: Told | None = None,
) -> Explanation:
    """Explain a plan of a problem in parts: the answers where nothing changes elsewhere, and the bounds.

    What is about many parts at once has bounds alone. What the time was too short for is in ``not_reached``.
    """
    large = _Large(problem, plan, parts, effort, patience)
    told = Explanation(elsewhere_as_is=True)
    asked: list[tuple[str, str, Callable[[], None]]] = [
        *(("school", code, partial(large.school, told, code)) for code in questions.schools),
        *(("demand", name, partial(large.demand, told, name)) for name in questions.demands),
        *(("fund", name, partial(large.fund, told, name)) for name in questions.funds),
        *([("people", "", partial(large.people, told))] if questions.people else []),
    ]
    for done, (what, which, answer) in enumerate(asked):
        if progress:
            progress(what, which, done, len(asked))
        try:
            answer()
        except OutOfTimeError:
            told.not_reached.append((what, which))
    return told


class _Large:
    """One plan of a problem in parts, and what is known of problems near it."""

    def __init__(self, problem: Problem, plan: Plan, parts: Parts, effort: Effort, patience: float) -> None:
        self.problem = problem
        self.plan = plan
        self.parts = parts
        self.effort = effort
        self.patience = patience
        self._home = {
            menu[0].school: number for number, part in enumerate(parts.programs) for menu in part.menus
        }
        self._exact: dict[int, Exact] = {}

    def school(self, told: Explanation, code: str) -> None:
        """What stops its next step within its part, and what that step is worth to the whole."""
        answer = explain_school(self._beside(self._home[code]), code)
        told.schools.append(answer)
        if answer.next_quarters is not None:
            step = frozenset(
                option.id for option in self.problem.options(code) if option.quarters == answer.next_quarters
            )
            then = self._nearby.best(self.problem, {code: step})
            if then is not None and answer.loss is not None:
                then = self._at_least(then, code, step)
            told.bounds.append(gained("school", code, 0, now=self._nearby.now, then=then, eases=False))

    def demand(self, told: Explanation, name: str) -> None:
        """What the demand moves within its part, and what the whole would be worth without it."""
        home = self._only_home(name)
        if home is not None:
            told.demands.append(explain_demand(self._beside(home), name))
        freed = without(self.problem, [Limit("demand", name)])
        then = self._nearby.best(freed)
        told.bounds.append(gained("demand", name, 0, now=self._nearby.now, then=then, eases=True))

    def fund(self, told: Explanation, name: str) -> None:
        """What the fund does within its part, and what more or less of it is worth to the whole."""
        fund = self.problem.fund[name]
        homes = {self._home[code] for code in fund.schools}
        if fund.cents is None or len(homes) == 1:
            told.funds.append(self._of_the_whole(explain_fund(self._beside(min(homes)), name), min(homes)))
        for blocks in BLOCKS if fund.cents is not None else ():
            cents = blocks * CENTS
            if blocks and fund.cents is not None and fund.cents + cents >= 0:
                then = self._nearby.best(holding(self.problem, name, fund.cents + cents))
                now = self._nearby.now
                told.bounds.append(gained("fund", name, cents, now=now, then=then, eases=cents > 0))

    def _of_the_whole(self, answer: FundAnswer, number: int) -> FundAnswer:
        """The answer with values of the whole plan: that of the part, and what all others are worth."""
        own = self._beside(number).plan
        assert own is not None
        assert own.objective is not None
        assert self.plan.objective is not None
        others = self.plan.objective - own.objective
        return replace(
            answer,
            points=tuple(
                Point(point.cents, None if point.value is None else point.value + others)
                for point in answer.points
            ),
            keeps=tuple(replace(keeps, value=keeps.value + others) for keeps in answer.keeps),
        )

    def people(self, told: Explanation) -> None:
        """What four hours a week more and fewer are worth to the whole."""
        if (capacity := self.problem.capacity_quarters) is None:
            return
        for quarters in (-min(QUARTERS, capacity), QUARTERS) if capacity else (QUARTERS,):
            then = self._nearby.best(with_people(self.problem, {self.problem.school_year: quarters}))
            now = self._nearby.now
            told.bounds.append(gained("people", "", quarters, now=now, then=then, eases=quarters > 0))

    @cached_property
    def _nearby(self) -> Nearby:
        chosen: dict[Choice | Pay, int] = {Choice(*choice): 1 for choice in self.plan.choices.items()}
        present = chosen | {Pay(row.fund, row.school, row.bouwsteen): row.cents for row in self.plan.payments}
        wanted = replace(self.effort, gap=max(GAP, self.effort.gap))
        return Nearby(self.problem, self.parts, present, wanted)

    def _beside(self, number: int) -> Exact:
        """Exact answers about one part, with everything elsewhere as it is."""
        if number not in self._exact:
            codes = [menu[0].school for menu in self.parts.programs[number].menus]
            part, plan = focus(self.problem, self.plan, codes)
            self._exact[number] = Exact(part, plan, self.effort, patience=self.patience)
        return self._exact[number]

    def _at_least(self, then: Between, code: str, step: frozenset[str]) -> Between:
        """The bounds, where the best plan of the part with this step counts too: nothing else changes."""
        exact = self._beside(self._home[code])
        forced = exact.nearest(exact.problem, {code: step})
        assert forced is not None, "there is a plan with this step"
        assert exact.plan is not None
        assert exact.plan.objective is not None
        assert self.plan.objective is not None
        value = self.plan.objective - exact.plan.objective + forced.value
        return Between(max(value, value if then.at_least is None else then.at_least), then.at_most)

    def _only_home(self, name: str) -> int | None:
        """The one part that a demand is about; None where it is about several."""
        demand = next(demand for demand in self.problem.requirements if demand.id == name)
        homes = {self._home[code] for code in demand.about(self.problem.fund)}
        return homes.pop() if len(homes) == 1 else None
