"""A demand: its price, what it moves, and how soft it must be to cost nothing."""

from collections.abc import Sequence

from doorlezen.engine.allocation.explain import DemandAnswer, Move
from doorlezen.language import hours, money, percent, t
from doorlezen.planning.scale_words import amount
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.shared_figures import moves_table, part_of, signed
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.prices import PriceTag
from doorlezen.reports.story import Story


def tell_demand(
    answer: DemandAnswer,
    story: Story,
    names: StoryNames,
    *,
    tag: PriceTag | None = None,
    besides: str | None = None,
) -> StorySection:
    """What this demand does. ``tag``: tell its price as this tag does.

    ``besides``: one more sentence about its price.
    """
    lines = [t("Deze eis is vervuld.") if answer.met else t("Deze eis is niet vervuld.")]
    lines += _price(answer, story) if tag is None else [tag.sentence]
    lines += [besides] if besides else []
    if not answer.price.given_the_others:
        return StorySection(names.demand(answer.id), tuple(lines))
    lines.append(softer(answer, whole=not story.part))
    if answer.moved:
        lines.append(_per_gemeente(answer.moved, names))
    caption = t("Het beste plan zonder deze eis; zo weinig mogelijk scholen veranderen")
    return StorySection(names.demand(answer.id), tuple(lines), moves_table(answer.moved, caption, names))


def _price(answer: DemandAnswer, story: Story) -> list[str]:
    others, alone = answer.price
    lines = [t("Naast de andere eisen kost deze eis niets.")]
    if others:
        lines = [
            t(
                "Naast de andere eisen kost deze eis {share} van de waarde van dit plan.",
                share=part_of(others, story.objective),
            )
        ]
    if alone:
        lines.append(t("Als enige eis zou deze eis {share} kosten.", share=part_of(alone, story.objective)))
    elif others:
        lines.append(t("Als enige eis zou deze eis niets kosten."))
    return lines


def softer(answer: DemandAnswer, *, whole: bool) -> str:
    """The cheapest way to soften a demand: where it costs nothing any more, else where it costs half or less.

    ``whole``: for who sees the whole plan, what other schools get then too. Empty for what costs nothing.
    """
    if not answer.price.given_the_others:
        return ""
    demanded = amount(answer.scale, answer.scale.demanded)
    if answer.free_at != answer.scale.loosest:
        return t(
            "Deze eis kost al niets meer bij {value} in plaats van {demanded}.",
            value=amount(answer.scale, answer.free_at),
            demanded=demanded,
        )
    never = t("Deze eis kost pas niets meer als de eis niets meer vraagt.")
    if answer.cheaper is None:
        return never
    less = t(
        "Bij {value} in plaats van {demanded} kost de eis nog {share} van wat die nu kost.",
        value=amount(answer.scale, answer.cheaper.value),
        demanded=demanded,
        share=percent(answer.cheaper.price, answer.price.given_the_others),
    )
    more = sum(move.quarters for move in answer.cheaper.moved if move.quarters > 0)
    if whole and more:
        less += " " + t("Dan krijgen andere scholen samen {hours} uur per week meer.", hours=hours(more))
    return f"{never} {less}"


def _per_gemeente(moved: Sequence[Move], names: StoryNames) -> str:
    """In one sentence where hours and euros would go to, and come from, without the demand."""
    quarters: dict[str, int] = {}
    cents: dict[str, int] = {}
    for move in moved:
        quarters[move.municipality] = quarters.get(move.municipality, 0) + move.quarters
        cents[move.municipality] = cents.get(move.municipality, 0) + move.cents
    parts = [
        t(
            "{gemeente} {hours} uur ({money})",
            gemeente=names.gemeente(code),
            hours=signed(hours(total), total),
            money=signed(money(cents[code]), cents[code]),
        )
        for code, total in sorted(quarters.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return t("Zonder deze eis, per week en per schooljaar: {parts}.", parts="; ".join(parts))
