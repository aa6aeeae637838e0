"""What may be asked about a plan, and everything that is answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from doorlezen.engine.allocation.explain.bounds import Bounds
from doorlezen.engine.allocation.explain.demands import DemandAnswer
from doorlezen.engine.allocation.explain.funds import FundAnswer
from doorlezen.engine.allocation.explain.knot import ConflictAnswer
from doorlezen.engine.allocation.explain.people import PeopleAnswer
from doorlezen.engine.allocation.explain.schools import SchoolAnswer
from doorlezen.engine.allocation.posed.problem import Problem


@dataclass(frozen=True)
class Questions:
    """What to explain: schools by code, demands and funds by id, and the people."""

    schools: Sequence[str] = ()
    demands: Sequence[str] = ()
    funds: Sequence[str] = ()
    people: bool = False

    @classmethod
    def everything_but_schools(cls, problem: Problem) -> "Questions":
        """Every demand, every fund and the people: what is asked where nothing is asked in particular."""
        demands = [demand.id for demand in problem.requirements]
        return cls((), demands, [fund.id for fund in problem.funds], people=True)


@dataclass
class Explanation:
    """The answers, in the order of the questions. ``not_reached``: (what, which) for which the time was up.

    For a problem without a plan only ``conflict`` is told. ``elsewhere_as_is``: the answers about schools,
    demands and funds hold for as long as nothing changes at schools that are not planned together with
    theirs; what a change is worth where all may change is in ``bounds``.
    """

    schools: list[SchoolAnswer] = field(default_factory=list)
    demands: list[DemandAnswer] = field(default_factory=list)
    funds: list[FundAnswer] = field(default_factory=list)
    people: PeopleAnswer | None = None
    conflict: ConflictAnswer | None = None
    bounds: list[Bounds] = field(default_factory=list)
    elsewhere_as_is: bool = False
    not_reached: list[tuple[str, str]] = field(default_factory=list)
