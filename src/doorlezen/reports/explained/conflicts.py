"""A conflict: which demands cannot hold together, and the ways out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from doorlezen.engine.allocation.explain import ConflictAnswer, More, MoreOverYears, Softer
from doorlezen.language import hours, money, n, school_year, t
from doorlezen.planning.scale_words import amount
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.story_names import StoryNames


def tell_conflict(
    answer: ConflictAnswer, names: StoryNames, *, unknown: Collection[str] = ()
) -> StorySection:
    """The demands that clash, what they clash over, and every way out that was verified.

    ``unknown``: of ``money`` and ``people``, those of which it is not known whether any amount is enough.
    """
    outs = [f"– {out.line}" for out in outs_of(answer, names, unknown=unknown)]
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
    if {"money", "people"} <= set(unknown) and not answer.softer:
        lines.append(not_in_one_group())
    return StorySection(t("De knoop"), tuple(lines))


@dataclass(frozen=True)
class OutTold:
    """What is said of a way out. ``what``: the demand ``which`` made softer, ``money``, ``people`` or
    ``both``; "" where this is not enough."""

    line: str
    what: Literal["softer", "money", "people", "both", ""] = ""
    which: str = ""


def outs_of(answer: ConflictAnswer, names: StoryNames, *, unknown: Collection[str] = ()) -> list[OutTold]:
    """What is said of every way out, those that are enough first; parameters as of `tell_conflict`."""
    outs = [
        OutTold(_softer(of, names)) if of.value is None else OutTold(_softer(of, names), "softer", of.id)
        for of in answer.softer
    ]
    return sorted(outs + _more(answer, unknown), key=lambda out: not out.what)


def not_in_one_group() -> str:
    """Why there are no ways out by more means of a large problem."""
    return t(
        "Deze knoop ligt niet bij de scholen van één groep, maar in geld of mensen die velen delen. "
        "Bij zoveel scholen zijn uitwegen daarvoor niet op tijd te bewijzen."
    )


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


def _softer(softer: Softer, names: StoryNames) -> str:
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
            "{demand}: deze eis helemaal loslaten is genoeg.",
            demand=demand,
        )
    return t(
        "{demand}: {softer} in plaats van {demanded} is genoeg.",
        demand=demand,
        softer=amount(softer.scale, softer.value),
        demanded=amount(softer.scale, softer.scale.demanded),
    )


def _more(answer: ConflictAnswer, unknown: Collection[str]) -> list[OutTold]:
    if not unknown and answer.both:
        return [OutTold(_both_out(answer.both), "both")]
    if not unknown and answer.money is None and answer.people is None:
        return [OutTold(t("Meer geld en meer mensen lossen dit niet op."))]
    outs = [
        OutTold(_money_out(answer.money), "" if answer.money is None else "money"),
        OutTold(_people_out(answer.people), "" if answer.people is None else "people"),
    ]
    return [out for out, of in zip(outs, ("money", "people"), strict=True) if of not in unknown]


def _both_out(more: More) -> str:
    if isinstance(more, MoreOverYears):
        return t(
            "Meer leesconsulenten en dan meer geld: samen genoeg. Uren per week: {hours}. Geld: {money}.",
            hours=_in_years(more.quarters_in, hours),
            money=_in_years(more.cents_in, money),
        )
    return t(
        "{hours} uur per week meer van leesconsulenten en dan {money} meer geld: samen genoeg.",
        hours=hours(more.quarters),
        money=money(more.cents),
    )


def _money_out(more: More | None) -> str:
    if more is None:
        return t("Meer geld alleen lost dit niet op.")
    if isinstance(more, MoreOverYears):
        return t(
            "Meer geld dat alles mag betalen, is genoeg: {money}.",
            money=_in_years(more.cents_in, money),
        )
    return t(
        "{money} meer geld dat alles mag betalen, is genoeg.",
        money=money(more.cents),
    )


def _people_out(more: More | None) -> str:
    if more is None:
        return t("Meer uren van leesconsulenten alleen lossen dit niet op.")
    if isinstance(more, MoreOverYears):
        return t(
            "Meer uren van leesconsulenten is genoeg, per week: {hours}.",
            hours=_in_years(more.quarters_in, hours),
        )
    return t(
        "{hours} uur per week meer van leesconsulenten is genoeg.",
        hours=hours(more.quarters),
    )


def _in_years(amounts: Mapping[str, int], shown: Callable[[int], str]) -> str:
    """How much in which years: "€ 500 in 2026–2027, € 200 in 2027–2028"."""
    return ", ".join(
        t("{amount} in {year}", amount=shown(amount), year=school_year(year))
        for year, amount in sorted(amounts.items())
    )
