"""Futures in words and rows: which awards are at risk, what the plan becomes, and what stability costs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from doorlezen.engine.allocation.futures import Becoming, Flip, Risk, Stable
from doorlezen.engine.allocation.keys.figures import quarters_of
from doorlezen.engine.allocation.plan import Plan
from doorlezen.engine.allocation.problem import Problem
from doorlezen.language import decimal, hours, money, n, t, whole
from doorlezen.reports.keys import Grid, fraction


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
    return sum(_has_score(today, code) != _has_score(other, code) for code in today.school)


def _has_score(problem: Problem, code: str) -> bool:
    return (problem.school[code].score or 0) > 0


def at_risk(outlook: Outlook) -> str:
    """How many awards depend on the score, and how much money."""
    if not outlook.risks:
        return t("Geen enkele toekenning hangt van deze toekomsten af.")
    cents = sum(risk.cents for risk in outlook.risks)
    said = n(
        "{count} toekenning hangt af van wat de scores worden.",
        "{count} toekenningen hangen af van wat de scores worden.",
        len(outlook.risks),
    )
    if not cents:
        return said
    at_stake = t("Hooguit {money} kan dan niet meer uit dezelfde pot komen.", money=money(cents))
    return f"{said} {at_stake}"


def survival(outlook: Outlook) -> str:
    """In how many futures today's choices can still be had."""
    kept, of = sum(b.holds is True for b in outlook.becoming), len(outlook.becoming)
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


def futures(outlook: Outlook) -> Grid:
    """A row per future: how it differs, its best plan, and what the stable plan does in it."""
    now = quarters_of(outlook.today, outlook.plan.choices)
    heads = (
        t("toekomst"),
        t("scholen om"),
        t("plan van nu kan"),
        t("beste waarde"),
        t("scholen met andere uren"),
        t("stabiel plan"),
    )
    rows = [(t("nu"), "0", t("ja"), whole(outlook.plan.objective or 0), "0", _value(outlook, 0))]
    for place, becoming in enumerate(outlook.becoming, start=1):
        problem, plan = becoming.future.problem, becoming.plan
        other = "–"
        if plan is not None:
            there = quarters_of(problem, plan.choices)
            other = whole(sum(now[code] != there[code] for code in now))
        rows.append(
            (
                becoming.future.name,
                whole(flipped(outlook.today, problem)),
                {True: t("ja"), False: t("nee"), None: t("onbekend")}[becoming.holds],
                t("geen plan") if plan is None else whole(plan.objective or 0),
                other,
                _value(outlook, place),
            )
        )
    return Grid(t("Wat er van het plan wordt"), heads, tuple(rows))


def _value(outlook: Outlook, place: int) -> str:
    return whole(outlook.stable.values[place]) if outlook.stable.values else "–"


def awards(outlook: Outlook) -> Grid:
    """The awards at risk, a row per school."""
    stable = outlook.stable.plans
    steady = quarters_of(outlook.today, stable[0].choices) if stable else None
    heads = (
        t("code"),
        t("school"),
        t("gemeente"),
        t("score"),
        t("uren nu"),
        t("laagste"),
        t("hoogste"),
        t("stabiel"),
        t("geld op het spel"),
        t("toekomsten"),
    )
    rows = []
    for risk in outlook.risks:
        school = outlook.today.school[risk.school]
        rows.append(
            (
                school.code,
                school.name,
                school.municipality,
                t("onbekend") if school.score is None else decimal(school.score),
                hours(risk.quarters),
                hours(risk.least),
                hours(risk.most),
                "–" if steady is None else hours(steady[school.code]),
                money(risk.cents),
                whole(risk.unpaid),
            )
        )
    return Grid(t("Toekenningen die van de score afhangen"), heads, tuple(rows))


def document(outlook: Outlook) -> dict[str, Any]:
    """Everything as plain data (doorlezen-stable/1, docs/futures.md)."""
    stable = outlook.stable
    return {
        "format": "doorlezen-stable/1",
        "problem_sha256": outlook.today.sha256,
        "measure": outlook.measure,
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
