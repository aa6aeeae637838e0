"""And if …? A scenario with one change, planned beside it: the same engine, and so the same figure.

A change is one place of the library file. Its plan is found at once where that is quick, else by a worker;
either way the schools get what a full calculation of the changed scenario gives them.
"""

import hashlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, Literal

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.kept import Kept
from doorlezen.desk.work import WorkStatus
from doorlezen.engine.allocation import Effort, Plan, Problem, Progress, read_plan, solve
from doorlezen.engine.allocation.posed.writing import write_problem
from doorlezen.engine.allocation.solving.parts.decompose import FEWEST_SCHOOLS
from doorlezen.language import FieldError, hours, money, t
from doorlezen.planning.build import Built
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.library.writing import new_id
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation
from doorlezen.planning.queue_places import asked_on_a_page
from doorlezen.planning.scenarios.calculating import AT_FIRST
from doorlezen.planning.scenarios.content import NAME, hours_of

ChangeKind = Literal["money", "days", "demand", "school"]
DAY = Decimal("0.2")
"""One day of somebody's week, in fte."""
HOURS_A_DAY = 8
AT_ONCE = 1.0
"""A plan that is found within so many seconds is shown on the page that asks; else a worker finds it."""
WAIT = 0.5
"""So many seconds a page waits for its turn; then a worker does it."""
PROVEN = {"optimal", "infeasible"}
ASKED = HowGood(seconds=AT_FIRST)
_turn = threading.BoundedSemaphore(1)
"""One plan at a time is found by a process that answers pages."""
_found: Kept[Plan] = Kept(32)


@dataclass(frozen=True)
class WhatIf:
    """One change: ``amount`` more cents (or less) in the fund ``of``; so many days a week of a leesconsulent
    more (or less); without the demand ``of``; or the school ``of`` gets ``amount`` quarter-hours a week."""

    kind: ChangeKind
    of: str = ""
    amount: int = 0

    @property
    def part(self) -> str:
        """The part of the scenario that changes."""
        return {"money": "geld", "days": "mensen", "demand": "eisen", "school": "eisen"}[self.kind]


def changed(tree: Mapping[str, Any], change: WhatIf, *, name: str = "") -> dict[str, Any]:
    """The library file with that one change; ``name``: of the school. Raises FieldError where the file does
    not say what is to be changed, or there would be less than nothing."""
    match change.kind:
        case "money":
            return _more_money(tree, change)
        case "days":
            return _more_days(tree, change)
        case "demand":
            return _without_demand(tree, change)
        case "school":
            return _fixed_hours(tree, change, name)


def _more_money(tree: Mapping[str, Any], change: WhatIf) -> dict[str, Any]:
    funds = list(tree.get("fund", []))
    for place, fund in enumerate(funds):
        if fund.get("id") == change.of and "total" in fund:
            euros = Decimal(str(fund["total"])) + Decimal(change.amount) / 100
            if euros < 0:
                most = money(int(Decimal(str(fund["total"])) * 100))
                raise FieldError("amount", t("in deze pot zit {most}; er kan niet meer uit", most=most))
            funds[place] = {**fund, "total": f"{euros:.2f}"}
            return {**tree, "fund": funds}
    raise FieldError("of", t("kies een pot waarvan het bedrag is ingevuld"))


def _more_days(tree: Mapping[str, Any], change: WhatIf) -> dict[str, Any]:
    people = dict(tree.get("leesconsulent", {}))
    for key, day in (("fte", DAY), ("hours_per_week", Decimal(HOURS_A_DAY))):
        if key in people:
            left = Decimal(str(people[key])) + change.amount * day
            if left < 0:
                raise FieldError("amount", t("zoveel dagen zijn er niet"))
            people[key] = int(left) if left == int(left) else left
            return {**tree, "leesconsulent": people}
    raise FieldError("amount", t("er is geen grens aan de uren ingevuld; dan maakt een dag geen verschil"))


def _without_demand(tree: Mapping[str, Any], change: WhatIf) -> dict[str, Any]:
    demands = list(tree.get("demand", []))
    left = [demand for demand in demands if demand.get("id") != change.of]
    if len(left) == len(demands):
        raise FieldError("of", t("kies een eis die er staat"))
    return {**tree, "demand": left}


def _fixed_hours(tree: Mapping[str, Any], change: WhatIf, name: str) -> dict[str, Any]:
    """The same hours at least and at most; what fixed them before goes."""
    own = {"codes": [change.of]}
    demands = [demand for demand in tree.get("demand", []) if not _fixes(demand, change.of)]
    for kind in ("min_hours", "max_hours"):
        demand_id = new_id(f"vast-{change.of}", iter([str(demand.get("id")) for demand in demands]))
        text = t("{school}: precies {hours} uur per week", school=name, hours=hours(change.amount))
        fixed = {"id": demand_id, "by": "library", "text": text, "kind": kind}
        demands.append({**fixed, "hours": hours_of(change.amount), "schools": own})
    return {**tree, "demand": demands}


def _fixes(demand: Mapping[str, Any], code: str) -> bool:
    return str(demand.get("id", "")).startswith(f"vast-{code}") and demand.get("schools") == {"codes": [code]}


def refuse_hours(built: Built, change: WhatIf) -> None:
    """Raise FieldError where the school of a change cannot choose these hours."""
    if change.kind != "school":
        return
    if change.of not in built.problem.school:
        raise FieldError("of", t("kies een school van dit scenario"))
    possible = sorted({option.quarters for option in built.problem.options(change.of)})
    if change.amount not in possible:
        told = ", ".join(hours(quarters) for quarters in possible)
        raise FieldError("amount", t("deze school kan kiezen uit {hours} uur per week", hours=told))


def plan_of(built: Built) -> Plan | None:
    """The best plan of a problem, where it was calculated before or is found within a second; else None.

    Of all plans of equal value the one that `calculate` gives; only which purse pays at which school may
    differ among purses that go equally late.
    """
    known = _calculated(built.problem.sha256)
    if known is not None and known.plan_status in PROVEN and known.plan is not None:
        return read_plan(bytes(known.plan))
    return plan_at_once(built.problem)


def plan_at_once(problem: Problem) -> Plan | None:
    """The best plan of a problem where it is found within a second, or was before; else None."""
    sha256 = hashlib.sha256(write_problem(problem)).hexdigest()
    try:
        return _found.get(sha256, lambda: _at_once(replace(problem, sha256=sha256)))
    except _LaterError:
        return None


class _LaterError(Exception):
    """It was not found within a second, or others were first: nothing to keep."""


def _at_once(problem: Problem) -> Plan:
    if len(problem.schools) >= FEWEST_SCHOOLS:  # taking it apart alone takes longer
        raise _LaterError
    if not _turn.acquire(timeout=WAIT):
        raise _LaterError
    try:
        effort = Effort(deadline=time.monotonic() + AT_ONCE, workers=1)
        found: list[Progress] = []
        plan = solve(problem, effort=effort, few_purses=False, progress=partial(_watch, effort, found))
    finally:
        _turn.release()
    if found:
        return replace(plan, status="infeasible")
    # cut short it may be another of the best plans, or none of them
    if effort.over or plan.status != "optimal":
        raise _LaterError
    return plan


def _watch(effort: Effort, found: list[Progress], progress: Progress) -> None:
    """That there is no plan is told at once; which demands are to blame, a full calculation says."""
    if progress.stage == "conflict":
        found.append(progress)
        effort.stop.set()


def asked(built: Built) -> Calculation | None:
    """The calculation that a worker makes of it; None where nobody asked."""
    return _calculated(built.problem.sha256)


def ask_worker(actor: Actor, built: Built) -> Calculation:
    """Have a worker find the plan of a change, without the prices of demands. Raises Refused."""
    require("scenarios.make", actor)
    return ask_for_plan(built.data, name=NAME, asked=ASKED, place=asked_on_a_page(actor.organisation.pk))


def _calculated(sha256: str) -> Calculation | None:
    """Of all that asked for the best plan of this problem the one that is furthest: proven, else underway."""
    found = Calculation.objects.filter(sha256=sha256, asked_gap=0).defer("problem")
    rows = list(found.order_by("id"))
    proven = [row for row in rows if row.plan_status in PROVEN]
    underway = [row for row in rows if row.status in {WorkStatus.WAITING, WorkStatus.RUNNING}]
    return next(iter(proven or underway or rows), None)
