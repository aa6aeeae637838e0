"""A conflict: which demands cannot hold together, and the ways out."""

from doorlezen.engine.allocation.explain import ConflictAnswer, More, Softer
from doorlezen.language import hours, money, n, t, whole
from doorlezen.reports.explained.figures import amount
from doorlezen.reports.explained.names import Names
from doorlezen.reports.explained.passage import Passage


def tell_conflict(answer: ConflictAnswer, names: Names) -> Passage:
    """The demands that clash and every way out that was verified."""
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
    lines.append(t("De goedkoopste uitwegen, elk nagerekend:"))
    lines += [_softer(softer, names) for softer in answer.softer]
    lines += _more(answer)
    return Passage(t("De knoop"), tuple(lines))


def _softer(softer: Softer, names: Names) -> str:
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


def _more(answer: ConflictAnswer) -> list[str]:
    if answer.both:
        return [
            t(
                "– {hours} uur per week meer van leesconsulenten en dan {money} meer geld: samen genoeg "
                "(waarde {value}).",
                hours=hours(answer.both.quarters),
                money=money(answer.both.cents),
                value=whole(answer.both.objective),
            )
        ]
    if answer.money is None and answer.people is None:
        return [t("– Meer geld en meer mensen lossen dit niet op.")]
    return [_money_out(answer.money), _people_out(answer.people)]


def _money_out(more: More | None) -> str:
    if more is None:
        return t("– Meer geld alleen lost dit niet op.")
    return t(
        "– {money} meer geld dat alles mag betalen, is genoeg (waarde {value}).",
        money=money(more.cents),
        value=whole(more.objective),
    )


def _people_out(more: More | None) -> str:
    if more is None:
        return t("– Meer uren van leesconsulenten alleen lossen dit niet op.")
    return t(
        "– {hours} uur per week meer van leesconsulenten is genoeg (waarde {value}).",
        hours=hours(more.quarters),
        value=whole(more.objective),
    )
