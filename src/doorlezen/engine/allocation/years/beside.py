"""Demands of one year beside years that stay as they are planned.

What compares a year with others compares it with hours that are known: those before the plan begins, those
of the year before and of the year after.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements import Outcome, Requirement, Row, Space
from doorlezen.engine.allocation.requirements.base import Apart, Field, Part
from doorlezen.engine.allocation.requirements.keep import Keep
from doorlezen.engine.allocation.years.demands import MaxDrop


@dataclass(frozen=True, eq=False)
class Beside:
    """The quarter-hours of every school, by code, that do not change.

    ``start``: before the plan begins; ``before``: in the year before (of the first year: ``start``);
    ``after``: in the year after (None: this is the last).
    """

    start: Mapping[str, int]
    before: Mapping[str, int]
    after: Mapping[str, int] | None


@dataclass(frozen=True)
class KeepSinceStart(Keep):
    """``keep`` in a later year: a percentage of the hours before the plan began, not of the year before."""

    beside: Beside

    def rows(self, space: Space) -> Iterator[Row]:
        for code in self.schools:
            yield Row(space.quarters(code, 100), self.percent * self.beside.start[code])

    def holds(self, outcome: Outcome) -> bool:
        start = self.beside.start
        return all(100 * outcome.quarters[code] >= self.percent * start[code] for code in self.schools)


@dataclass(frozen=True)
class _Drop(Requirement):
    """``max_drop`` as one year feels it: ``into`` it from the year before, ``onward`` to the year after."""

    apart = Apart.EACH
    schools: tuple[str, ...]
    beside: Beside
    into: bool
    onward: bool

    def _steps(self, code: str) -> Iterator[tuple[int | None, int | None]]:
        """The hours on both sides of every step; None for those of the year itself."""
        if self.into:
            yield self.beside.before[code], None
        if self.onward and self.beside.after is not None:
            yield None, self.beside.after[code]

    def rows(self, space: Space) -> Iterator[Row]:
        for code in self.schools:
            for before, after in self._steps(code):
                if before is not None:
                    yield Row(space.quarters(code), self._floor(before))
                elif after is not None and (most := self._ceiling(after)) is not None:
                    yield Row(space.quarters(code, -1), -most)

    def holds(self, outcome: Outcome) -> bool:
        return all(
            self._gentle(
                outcome.quarters[code] if before is None else before,
                outcome.quarters[code] if after is None else after,
            )
            for code in self.schools
            for before, after in self._steps(code)
        )

    @abstractmethod
    def _floor(self, before: int) -> int:
        """The fewest quarter-hours after so many the year before."""

    @abstractmethod
    def _ceiling(self, after: int) -> int | None:
        """The most quarter-hours from which so few may remain; None: no limit."""

    @abstractmethod
    def _gentle(self, before: int, after: int) -> bool:
        """Whether the drop is small enough."""


@dataclass(frozen=True)
class DropInQuarters(_Drop):
    kind = "drop_in_quarters"
    fields = {"schools": Field(Part.SCHOOLS), "quarters": Field(Part.QUARTERS)}
    gives_way = "quarters"
    quarters: int

    def loosest(self, problem: Problem) -> int:
        most = [max(problem.longest(code), self.beside.before[code]) for code in self.schools]
        return max(self.quarters, *most, 0)

    def _floor(self, before: int) -> int:
        return before - self.quarters

    def _ceiling(self, after: int) -> int | None:
        return after + self.quarters

    def _gentle(self, before: int, after: int) -> bool:
        return before - after <= self.quarters


@dataclass(frozen=True)
class DropInPercent(_Drop):
    kind = "drop_in_percent"
    fields = {"schools": Field(Part.SCHOOLS), "percent": Field(Part.PERCENT)}
    gives_way = "percent"
    percent: int

    def loosest(self, problem: Problem) -> int:
        return 100

    def _floor(self, before: int) -> int:
        return -(-(100 - self.percent) * before // 100)

    def _ceiling(self, after: int) -> int | None:
        return None if self.percent == 100 else 100 * after // (100 - self.percent)

    def _gentle(self, before: int, after: int) -> bool:
        return 100 * (before - after) <= self.percent * before


def drop_beside(demand: MaxDrop, year: str, beside: Beside) -> Requirement | None:
    """``max_drop`` as this year feels it; None where it is about no step into or out of this year."""
    into = any(year == later for _, later in demand.steps)
    onward = any(year == earlier for earlier, _ in demand.steps)
    if not into and not onward:
        return None
    own = (demand.id, demand.by, demand.text, demand.schools, beside, into, onward)
    if demand.percent is not None:
        return DropInPercent(*own, percent=demand.percent)
    assert demand.quarters is not None, "a drop is in quarters or in percent"
    return DropInQuarters(*own, quarters=demand.quarters)
