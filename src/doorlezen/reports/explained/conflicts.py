"""A conflict: which demands cannot hold together, and the ways out."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from doorlezen.engine.allocation.explain import ConflictAnswer, More, MoreOverYears, Softer
from doorlezen.language import decimal, hours, money, n, school_year, t, whole
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.shared_figures import amount
from doorlezen.reports.explained.story_names import StoryNames


def tell_conflict(
    answer: ConflictAnswer, names: StoryNames, *, unknown: Collection[str] = ()
) -> StorySection:
    """The demands that clash and every way out that was verified.

    ``unknown``: of ``money`` and ``people``, those of which it is not known whether any amount is enough.
    """
    lines = [
        n(
            "Deze eis kan op zichzelf niet, met dit geld en deze mensen:",
            "Deze {count} eisen kunnen niet samen; zonder één ervan kan de rest wel:",
            len(answer.demands),
        )
        if answer.demands
        else t("Het ligt niet aan een eis: het geld en de mensen alleen laten al geen plan toe.")
    ]
    lines += [f"– {names.demand(name)}" for name in answer.demands]
    outs = [_softer(softer, names) for softer in answer.softer] + _more(answer, unknown)
    lines += [t("De goedkoopste uitwegen, elk nagerekend:"), *outs] if outs else []
    if {"money", "people"} <= set(unknown):
        lines.append(
            t(
                "Deze knoop ligt niet bij de scholen van één groep, maar in geld of mensen die velen delen. "
                "Bij zoveel scholen zijn uitwegen daarvoor niet op tijd te bewijzen."
            )
        )
    if answer.gap and (answer.money or any(softer.objective is not None for softer in answer.softer)):
        share = f"{decimal(Decimal(str(100 * answer.gap)), 1)}%"
        lines.append(t("Elke waarde is van een plan dat hooguit {share} onder het beste ligt.", share=share))
    return StorySection(t("De knoop"), tuple(lines))


def _softer(softer: Softer, names: StoryNames) -> str:
    demand = names.demand(softer.id)
    if softer.value is None:
        rest = "; ".join(names.demand(name) for name in softer.remaining)
        if not rest:
            return t("– {demand}: deze eis loslaten is niet genoeg.", demand=demand)
        return t(
            "– {demand}: deze eis loslaten is niet genoeg, want dit botst dan nog: {rest}.",
            demand=demand,
            rest=rest,
        )
    if softer.value == softer.scale.loosest:
        return t(
            "– {demand}: deze eis helemaal loslaten is genoeg (waarde {value}).",
            demand=demand,
            value=whole(softer.objective or 0),
        )
    return t(
        "– {demand}: {softer} in plaats van {demanded} is genoeg (waarde {value}).",
        demand=demand,
        softer=amount(softer.scale, softer.value),
        demanded=amount(softer.scale, softer.scale.demanded),
        value=whole(softer.objective or 0),
    )


def _more(answer: ConflictAnswer, unknown: Collection[str]) -> list[str]:
    if unknown:
        money_out = [] if "money" in unknown else [_money_out(answer.money)]
        return money_out + ([] if "people" in unknown else [_people_out(answer.people)])
    if answer.both:
        return [_both_out(answer.both)]
    if answer.money is None and answer.people is None:
        return [t("– Meer geld en meer mensen lossen dit niet op.")]
    return [_money_out(answer.money), _people_out(answer.people)]


def _both_out(more: More) -> str:
    value = whole(more.objective)
    if isinstance(more, MoreOverYears):
        return t(
            "– Meer leesconsulenten en dan meer geld: samen genoeg. Uren per week: {hours}. Geld: {money} "
            "(waarde {value}).",
            hours=_in_years(more.quarters_in, hours),
            money=_in_years(more.cents_in, money),
            value=value,
        )
    return t(
        "– {hours} uur per week meer van leesconsulenten en dan {money} meer geld: samen genoeg "
        "(waarde {value}).",
        hours=hours(more.quarters),
        money=money(more.cents),
        value=value,
    )


def _money_out(more: More | None) -> str:
    if more is None:
        return t("– Meer geld alleen lost dit niet op.")
    if isinstance(more, MoreOverYears):
        return t(
            "– Meer geld dat alles mag betalen, is genoeg: {money} (waarde {value}).",
            money=_in_years(more.cents_in, money),
            value=whole(more.objective),
        )
    return t(
        "– {money} meer geld dat alles mag betalen, is genoeg (waarde {value}).",
        money=money(more.cents),
        value=whole(more.objective),
    )


def _people_out(more: More | None) -> str:
    if more is None:
        return t("– Meer uren van leesconsulenten alleen lossen dit niet op.")
    if isinstance(more, MoreOverYears):
        return t(
            "– Meer uren van leesconsulenten is genoeg, per week: {hours} (waarde {value}).",
            hours=_in_years(more.quarters_in, hours),
            value=whole(more.objective),
        )
    return t(
        "– {hours} uur per week meer van leesconsulenten is genoeg (waarde {value}).",
        hours=hours(more.quarters),
        value=whole(more.objective),
    )


def _in_years(amounts: Mapping[str, int], shown: Callable[[int], str]) -> str:
    """How much in which years: "€ 500 in 2026–2027, € 200 in 2027–2028"."""
    return ", ".join(
        t("{amount} in {year}", amount=shown(amount), year=school_year(year))
        for year, amount in sorted(amounts.items())
    )
