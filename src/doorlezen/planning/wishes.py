"""From [[demand]] to the requirements of a problem: words become codes, percentages become numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from doorlezen.engine.allocation.posed.problem import Fund
from doorlezen.engine.allocation.posed.requirements import KINDS, Requirement
from doorlezen.language import InputError, t
from doorlezen.planning.library.demand_entries import CentsOf, CountOf, Demand, in_reach
from doorlezen.planning.library.selectors import Candidate, Selector


def build_requirement(demand: Demand, schools: Sequence[Candidate], funds: Mapping[str, Fund]) -> Requirement:
    """The requirement of the problem that says what a demand says.

    Raises InputError where the demand chooses no school, or takes a percentage of a fund without a total.
    """
    speaks_of = in_reach(demand, schools)
    chosen = {key: part.select(speaks_of) for key, part in demand.parts.items() if isinstance(part, Selector)}
    kind = KINDS[demand.kind]
    asked: dict[str, Any] = {key: field.default for key, field in kind.fields.items()}
    for key, part in demand.parts.items():
        if isinstance(part, Selector):
            asked[key] = tuple(chosen[key])
        elif isinstance(part, CountOf):
            hundredths = part.percent * len(chosen["schools"])
            asked[key] = -(-hundredths // 100) if part.round_up else hundredths // 100
        elif isinstance(part, CentsOf):
            asked[key] = _cents(part, demand, funds)
        else:
            asked[key] = part
    return kind(id=demand.id, by=demand.by, text=demand.text, **asked)


def _cents(part: CentsOf, demand: Demand, funds: Mapping[str, Fund]) -> int:
    total = 0
    named = demand.parts["funds"]
    assert isinstance(named, tuple)
    for name in named:
        cents = funds[name].cents
        if cents is None:
            what = t("{fund} heeft geen totaal; noem hier amount in plaats van percent", fund=name)
            raise InputError(f"{demand.where}.percent", what)
        total += cents
    return -(-part.percent * total // 100) if part.round_up else part.percent * total // 100
