"""Futures in words and rows: which awards are at risk, what the plan becomes, and what stability costs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from doorlezen.documents.sheets import SheetColumn, SheetTable
from doorlezen.engine.allocation.futures import Becoming, Flip, Risk, Stable
from doorlezen.engine.allocation.keys.figures import quarters_of
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem, School
from doorlezen.language import decimal, money, n, school_year, t, whole
from doorlezen.reports.keys import fraction, school_columns


@dataclass(frozen=True)
class Outlook:
    """Today's problem and best plan, the futures with theirs, the awards at risk, and the stable plan."""

    today: Problem
    plan: Plan
    becoming: tuple[Becoming, ...]
    risks: tuple[Risk, ...]
    stable: Stable
    measure: str


def flipped(today: Problem, other: Problem) -> int:
    """How many schools have a score above 0 in one of the two and not in the other."""
    differ = (code for code in today.school if _has_score(today, code) != _has_score(other, code))
    return len({today.plain(code) for code in differ})


def _has_score(problem: Problem, code: str) -> bool:
    return (problem.school[code].score or 0) > 0


def at_risk(risks: Sequence[Risk]) -> str:
    """How many awards depend on the score, and how much money."""
    if not risks:
        return t("Geen enkele toekenning hangt van deze toekomsten af.")
    cents = sum(risk.cents for risk in risks)
    said = n(
        "{count} toekenning hangt af van wat de scores worden.",
        "{count} toekenningen hangen af van wat de scores worden.",
        len(risks),
    )
    if not cents:
        return said
    at_stake = t("Hooguit {money} kan dan niet meer uit dezelfde pot komen.", money=money(cents))
    return f"{said} {at_stake}"


def survival(holds: Sequence[bool | None]) -> str:
    """In how many futures today's choices can still be had; None: not known."""
    kept, of = sum(one is True for one in holds), len(holds)
    if kept == of:
        return t("De uren van het beste plan van nu kunnen in elke toekomst blijven; soms betaalt een ander.")
    if not kept:
        return t("De uren van het beste plan van nu kunnen in geen enkele toekomst blijven.")
    return n(
        "De uren van het beste plan van nu kunnen in {kept} van {count} toekomst blijven.",
        "De uren van het beste plan van nu kunnen in {kept} van de {count} toekomsten blijven.",
        of,
        kept=kept,
    )


def offer(outlook: Outlook) -> str:
    """The stable plan and its price, or why there is none."""
    stable = outlook.stable
    if not stable.plans or stable.worst is None:
        return _no_offer(outlook)
    best = outlook.plan.objective or 0
    price = best - stable.values[0]
    share = fraction(Fraction(100 * price, abs(best)), 2) if best else "0"
    said = (
        t(
            "Het plan dat in de slechtste toekomst het beste is, haalt daar {value} punten.",
            value=whole(stable.worst.value),
        )
        if outlook.measure == "worst"
        else t(
            "Het plan met de minste spijt blijft in elke toekomst hooguit {value} punten onder het beste.",
            value=whole(-stable.worst.value),
        )
    )
    cost = (
        t("Dat kost vandaag niets.")
        if not price
        else t("Dat kost vandaag {price} punten ({share}%).", price=whole(price), share=share)
    )
    proof = t("Bewezen.") if stable.proven else t("Niet bewezen binnen de tijd.")
    return f"{said} {cost} {proof}"


def _no_offer(outlook: Outlook) -> str:
    alone = [b.future.name for b in outlook.becoming if b.plan is None and b.infeasible]
    if alone:
        return t(
            "Geen enkel plan past in elke toekomst. Al op zichzelf kan niet: {names}.", names=", ".join(alone)
        )
    if outlook.stable.infeasible:
        return t("Elke toekomst heeft een plan, maar geen enkel plan past in alle toekomsten tegelijk.")
    return t("De tijd was om voordat er een plan voor alle toekomsten was; geef de rekenaar meer tijd.")


def futures(outlook: Outlook) -> SheetTable[Becoming | None]:
    """A row for now (None) and one per future: how it differs, its best plan, what the stable plan does."""
    today = outlook.today
    now = quarters_of(today, outlook.plan.choices)
    values = dict(zip(map(id, [None, *outlook.becoming]), outlook.stable.values, strict=False))

    def other_hours(of: Becoming) -> int | str:
        if of.plan is None:
            return "–"
        there = quarters_of(of.future.problem, of.plan.choices)
        return sum(now[code] != there[code] for code in now)

    def best(of: Becoming) -> int | str:
        return t("geen plan") if of.plan is None else of.plan.objective or 0

    said = {True: t("ja"), False: t("nee"), None: t("onbekend")}
    columns: list[SheetColumn[Becoming | None]] = [
        SheetColumn(t("toekomst"), lambda of: of.future.name if of else t("nu")),
        SheetColumn(t("scholen om"), lambda of: flipped(today, of.future.problem) if of else 0, "whole"),
        SheetColumn(t("plan van nu kan"), lambda of: said[of.holds if of else True], "figure"),
        SheetColumn(t("beste waarde"), lambda of: best(of) if of else outlook.plan.objective or 0, "whole"),
        SheetColumn(t("scholen met andere uren"), lambda of: other_hours(of) if of else 0, "whole"),
        SheetColumn(t("stabiel plan"), lambda of: values.get(id(of), "–"), "whole"),
    ]
    return SheetTable(t("Wat er van het plan wordt"), columns, [None, *outlook.becoming])


def awards(outlook: Outlook) -> SheetTable[Risk]:
    """The awards at risk, a row per school."""
    stable = outlook.stable.plans
    steady = quarters_of(outlook.today, stable[0].choices) if stable else {}
    today = outlook.today

    def school(risk: Risk) -> School:
        found = today.school[risk.school]
        if not today.per_year:
            return found
        year = school_year(today.year_of(found.code))
        return replace(found, code=f"{today.plain(found.code)}, {year}")

    columns: list[SheetColumn[Risk]] = [
        *(column.of_part(school) for column in school_columns()),
        SheetColumn(t("score"), lambda risk: school(risk).score, "score"),
        SheetColumn(t("uren nu"), lambda risk: risk.quarters, "hours"),
        SheetColumn(t("laagste"), lambda risk: risk.least, "hours"),
        SheetColumn(t("hoogste"), lambda risk: risk.most, "hours"),
        SheetColumn(t("stabiel"), lambda risk: steady.get(risk.school, "–"), "hours"),
        SheetColumn(t("geld op het spel"), lambda risk: money(risk.cents), "euro"),
        SheetColumn(t("toekomsten"), lambda risk: risk.unpaid, "whole"),
    ]
    return SheetTable(t("Toekenningen die van de score afhangen"), columns, outlook.risks)


def document(outlook: Outlook, *, weight_and_menu_follow: bool) -> dict[str, Any]:
    """Everything as plain data (doorlezen-stable/1, docs/futures.md).

    ``weight_and_menu_follow``: whether a school that falls has the weight and menu of one without a score.
    """
    stable = outlook.stable
    return {
        "format": "doorlezen-stable/1",
        "problem_sha256": outlook.today.sha256,
        "measure": outlook.measure,
        "weight_and_menu_follow": weight_and_menu_follow,
        "best_today": outlook.plan.objective,
        "risks": [asdict(risk) for risk in outlook.risks],
        "futures": [
            {
                "name": becoming.future.name,
                "flipped": flipped(outlook.today, becoming.future.problem),
                "today_holds": becoming.holds,
                "infeasible": becoming.infeasible,
                **_best(becoming.plan),
            }
            for becoming in outlook.becoming
        ],
        "stable": None
        if stable.worst is None
        else {
            "worst": {"value": stable.worst.value, "bound": stable.worst.bound},
            "proven": stable.proven,
            "values": list(stable.values),
            "price_today": (outlook.plan.objective or 0) - stable.values[0],
            "choices": dict(stable.plans[0].choices),
        },
    }


def _best(plan: Plan | None) -> dict[str, Any]:
    if plan is None:
        return {"best": None, "bound": None, "choices": None}
    return {"best": plan.objective, "bound": plan.bound, "choices": dict(plan.choices)}


def near(flips: Sequence[Flip], of: int, band: Decimal) -> str:
    """How many schools may flip."""
    points = decimal(band, max(0, -int(band.as_tuple().exponent)))
    if not flips:
        return n(
            "De enige school kan niet omslaan: die ligt verder dan {band} punt per leerling van de drempel.",
            "Geen van de {count} scholen kan omslaan: alle liggen verder dan {band} punt per leerling van "
            "de drempel.",
            of,
            band=points,
        )
    return n(
        "{count} van de {of} scholen kan omslaan: {band} punt per leerling of minder van de drempel.",
        "{count} van de {of} scholen kunnen omslaan: {band} punt per leerling of minder van de drempel.",
        len(flips),
        of=of,
        band=points,
    )
