"""A conflict: which demands cannot hold together, and the ways out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from doorlezen.engine.allocation.explain import ConflictAnswer, More, MoreOverYears, Softer
from doorlezen.language import decimal, hours, money, n, school_year, t, whole
from doorlezen.planning.scale_words import amount
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.story_names import StoryNames

Worth = Callable[[int | None], str]
"""What is said of the value after a way out."""


def tell_conflict(
    answer: ConflictAnswer, names: StoryNames, *, unknown: Collection[str] = (), with_values: bool = True
) -> StorySection:
    """The demands that clash, what they clash over, and every way out that was verified.

    ``unknown``: of ``money`` and ``people``, those of which it is not known whether any amount is enough.
    ``with_values``: with what the best plan after each way out is worth, in points.
    """
    outs = [f"– {out.line}" for out in outs_of(answer, names, unknown=unknown, with_values=with_values)]
    lines = [
        n(
            "Deze eis kan op zichzelf niet, met dit geld en deze mensen:",
            "Deze {count} eisen kunnen niet samen; zonder één ervan kunnen de andere van deze knoop wel "
            "samen:",
            len(answer.demands),
        )
        if answer.demands
        else t("Het ligt niet aan een eis: het geld en de mensen alleen laten al geen plan toe.")
    ]
    lines += [f"– {names.demand(name)}" for name in answer.demands]
    lines += clash_over(answer, unknown)
    lines += [t("De goedkoopste uitwegen, elk nagerekend:"), *outs] if outs else []
    if {"money", "people"} <= set(unknown):
        lines.append(not_in_one_group())
    if (
        with_values
        and answer.gap
        and (answer.money or any(softer.objective is not None for softer in answer.softer))
    ):
        share = f"{decimal(Decimal(str(100 * answer.gap)), 1)}%"
        lines.append(t("Elke waarde is van een plan dat hooguit {share} onder het beste ligt.", share=share))
    return StorySection(t("De knoop"), tuple(lines))


@dataclass(frozen=True)
class OutTold:
    """What is said of a way out. ``what``: the demand ``which`` made softer, ``money``, ``people`` or
    ``both``; "" where this is not enough."""

    line: str
    what: Literal["softer", "money", "people", "both", ""] = ""
    which: str = ""


def outs_of(
    answer: ConflictAnswer, names: StoryNames, *, unknown: Collection[str] = (), with_values: bool = False
) -> list[OutTold]:
    """What is said of every way out, those that are enough first; parameters as of `tell_conflict`."""
    worth = _worth if with_values else _nothing
    outs = [
        OutTold(_softer(of, names, worth))
        if of.value is None
        else OutTold(_softer(of, names, worth), "softer", of.id)
        for of in answer.softer
    ]
    return sorted(outs + _more(answer, unknown, worth), key=lambda out: not out.what)


def not_in_one_group() -> str:
    """Why there are no ways out by more means of a large problem."""
    return t(
        "Deze knoop ligt niet bij de scholen van één groep, maar in geld of mensen die velen delen. "
        "Bij zoveel scholen zijn uitwegen daarvoor niet op tijd te bewijzen."
    )


def _worth(value: int | None) -> str:
    return " " + t("(waarde {value})", value=whole(value or 0))


def _nothing(_value: int | None) -> str:
    return ""


def clash_over(answer: ConflictAnswer, unknown: Collection[str]) -> list[str]:
    """What the ways out show: whether it is time, money, both, or the demands themselves."""
    if unknown or not answer.demands:
        return []
    count = len(answer.demands)
    if answer.people is not None and answer.money is None:
        return [
            n(
                "Deze eis vraagt meer uren van leesconsulenten dan er zijn; meer geld helpt niet.",
                "Ze vragen samen meer uren van leesconsulenten dan er zijn; meer geld helpt niet.",
                count,
            )
        ]
    if answer.money is not None and answer.people is None:
        return [
            n(
                "Deze eis vraagt meer geld dan er voor is; meer uren van leesconsulenten helpen niet.",
                "Ze vragen samen meer geld dan er voor is; meer uren van leesconsulenten helpen niet.",
                count,
            )
        ]
    if answer.both is not None:
        return [
            n(
                "Deze eis vraagt meer uren van leesconsulenten en meer geld dan er zijn.",
                "Ze vragen samen meer uren van leesconsulenten en meer geld dan er zijn.",
                count,
            )
        ]
    if answer.money is None and answer.people is None:
        return [
            n(
                "Deze eis kan nooit, hoeveel geld en uren er ook zijn.",
                "Ze spreken elkaar tegen, hoeveel geld en uren er ook zijn.",
                count,
            )
        ]
    return [t("Meer uren van leesconsulenten of meer geld: elk alleen is genoeg.")]


def _softer(softer: Softer, names: StoryNames, worth: Worth) -> str:
    demand = names.demand(softer.id)
    if softer.value is None:
        rest = "; ".join(names.demand(name) for name in softer.remaining)
        if not rest:
            return t("{demand}: deze eis loslaten is niet genoeg.", demand=demand)
        return t(
            "{demand}: deze eis loslaten is niet genoeg, want dit botst dan nog: {rest}.",
            demand=demand,
            rest=rest,
        )
    if softer.value == softer.scale.loosest:
        return t(
            "{demand}: deze eis helemaal loslaten is genoeg{worth}.",
            demand=demand,
            worth=worth(softer.objective),
        )
    return t(
        "{demand}: {softer} in plaats van {demanded} is genoeg{worth}.",
        demand=demand,
        softer=amount(softer.scale, softer.value),
        demanded=amount(softer.scale, softer.scale.demanded),
        worth=worth(softer.objective),
    )


def _more(answer: ConflictAnswer, unknown: Collection[str], worth: Worth) -> list[OutTold]:
    if not unknown and answer.both:
        return [OutTold(_both_out(answer.both, worth), "both")]
    if not unknown and answer.money is None and answer.people is None:
        return [OutTold(t("Meer geld en meer mensen lossen dit niet op."))]
    outs = [
        OutTold(_money_out(answer.money, worth), "" if answer.money is None else "money"),
        OutTold(_people_out(answer.people, worth), "" if answer.people is None else "people"),
    ]
    return [out for out, of in zip(outs, ("money", "people"), strict=True) if of not in unknown]


def _both_out(more: More, worth: Worth) -> str:
    if isinstance(more, MoreOverYears):
        return t(
            "Meer leesconsulenten en dan meer geld: samen genoeg. Uren per week: {hours}. Geld: {money}"
            "{worth}.",
            hours=_in_years(more.quarters_in, hours),
            money=_in_years(more.cents_in, money),
            worth=worth(more.objective),
        )
    return t(
        "{hours} uur per week meer van leesconsulenten en dan {money} meer geld: samen genoeg{worth}.",
        hours=hours(more.quarters),
        money=money(more.cents),
        worth=worth(more.objective),
    )


def _money_out(more: More | None, worth: Worth) -> str:
    if more is None:
        return t("Meer geld alleen lost dit niet op.")
    if isinstance(more, MoreOverYears):
        return t(
            "Meer geld dat alles mag betalen, is genoeg: {money}{worth}.",
            money=_in_years(more.cents_in, money),
            worth=worth(more.objective),
        )
    return t(
        "{money} meer geld dat alles mag betalen, is genoeg{worth}.",
        money=money(more.cents),
        worth=worth(more.objective),
    )


def _people_out(more: More | None, worth: Worth) -> str:
    if more is None:
        return t("Meer uren van leesconsulenten alleen lossen dit niet op.")
    if isinstance(more, MoreOverYears):
        return t(
            "Meer uren van leesconsulenten is genoeg, per week: {hours}{worth}.",
            hours=_in_years(more.quarters_in, hours),
            worth=worth(more.objective),
        )
    return t(
        "{hours} uur per week meer van leesconsulenten is genoeg{worth}.",
        hours=hours(more.quarters),
        worth=worth(more.objective),
    )


def _in_years(amounts: Mapping[str, int], shown: Callable[[int], str]) -> str:
    """How much in which years: "€ 500 in 2026–2027, € 200 in 2027–2028"."""
    return ", ".join(
        t("{amount} in {year}", amount=shown(amount), year=school_year(year))
        for year, amount in sorted(amounts.items())
    )
