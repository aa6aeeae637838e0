"""What one change would do: the plan with it, beside the plan of the scenario as it is."""

from typing import Any

from doorlezen.desk.work import WorkStatus
from doorlezen.engine.allocation import Plan, Problem
from doorlezen.engine.allocation.solving.spending import places_in
from doorlezen.language import t
from doorlezen.planning.build import Built
from doorlezen.planning.scenarios import what_if
from doorlezen.planning.scenarios.what_if import WhatIf
from doorlezen.reports import sentences
from doorlezen.reports.compared import Beside, Compared
from doorlezen.reports.purse_styles import PURSES, Kind, label
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell
from doorlezen.web.pages.scenarios.compared_tables import ComparedLine, figures_of, in_euros, lines, moved
from doorlezen.web.pages.scenarios.what_if_forms import WhatIfForm


def shown(form: WhatIfForm, change: WhatIf, built: Built, other: Built) -> dict[str, Any]:
    """What `scenarios/_what_if.html` shows; ``built`` is the scenario as it is, ``other`` with the change."""
    page: dict[str, Any] = {"chosen": form, "change": form.told(), "part": change.part}
    before, now = what_if.plan_of(built), what_if.plan_of(other)
    if before is None or now is None:
        waits = other if now is None else built
        asked = what_if.asked(waits)
        busy = asked is not None and asked.status in {WorkStatus.WAITING, WorkStatus.RUNNING}
        too_long = asked is not None and asked.status == WorkStatus.DONE
        return page | {"later": True, "busy": busy, "too_long": too_long}
    was, becomes = tell(built.problem, before, built.sources), tell(other.problem, now, other.sources)
    page |= {"story": becomes, "headline": sentences.headline(becomes)}
    if not was.has_plan or not becomes.has_plan:
        return page
    compared = Compared(was, becomes)
    rows = [
        *lines(compared, with_left=False),
        *_left((built.problem, before, was), (other.problem, now, becomes)),
    ]
    return page | {
        "figures": figures_of(rows, t("Tegenover het scenario zoals het nu is")),
        "moved": moved(compared, lambda code: ""),
        "count": len(compared.changes),
    }


Told = tuple[Problem, Plan, Story]


def _left(before: Told, now: Told) -> list[ComparedLine]:
    """What is left of the purses that go equally late, together: which of them pays is chosen only in a
    full calculation."""
    was, becomes = left_by_place(*before), left_by_place(*now)
    return [
        in_euros(t("Blijft over: {purse}", purse=_named(kinds)), Beside(was.get(kinds), left))
        for kinds, left in becomes.items()
    ]


def _named(kinds: tuple[Kind, ...]) -> str:
    named = [label(kind) for kind in kinds]
    *most, last = named
    return t("{most} en {last}", most=", ".join(most), last=last) if most else last


def left_by_place(problem: Problem, plan: Plan, story: Story) -> dict[tuple[Kind, ...], int]:
    """Cents that are left, by the kinds of the purses that go equally late; only where each has a total."""
    places = places_in(problem, plan.choices)
    totals: dict[int, list[int | None]] = {}
    kinds: dict[int, set[Kind]] = {}
    for fund in problem.funds:
        if fund.id in places:
            totals.setdefault(places[fund.id], []).append(fund.cents)
            kinds.setdefault(places[fund.id], set()).add(story.fund[fund.id].kind)
    paid: dict[int, int] = dict.fromkeys(totals, 0)
    for payment in plan.payments:
        paid[places[payment.fund]] += payment.cents
    left: dict[tuple[Kind, ...], int] = {}
    for place in sorted(totals):
        known = [cents for cents in totals[place] if cents is not None]
        if len(known) == len(totals[place]):
            named = tuple(kind for kind in PURSES if kind in kinds[place])
            left[named] = left.get(named, 0) + sum(known) - paid[place]
    return left
