"""A fund: what more or less money would do, and what keeps it from being spent."""

from doorlezen.engine.allocation.explain import FundAnswer
from doorlezen.language import hours, money, t
from doorlezen.reports.explained.passage import StoryDrawing, StorySection
from doorlezen.reports.explained.shared_figures import part_of, signed
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.steps import draw_steps
from doorlezen.reports.story import Story
from doorlezen.reports.tables import ReportColumn, ReportTable


def tell_fund(
    answer: FundAnswer, index: int, story: Story, names: StoryNames, *, besides: str | None = None
) -> StorySection:
    """What this fund does; ``index`` tells its drawing from others on the page.

    ``besides``: one more sentence on what it holds.
    """
    name = names.fund(answer.id)
    if answer.cents is None:
        text = t("Deze pot heeft geen maximum. Het plan besteedt {money}.", money=money(answer.spent))
        return StorySection(name, (text,))
    lines = [
        *([besides] if besides else []),
        t("Het plan besteedt {spent} van de {cents}.", spent=money(answer.spent), cents=money(answer.cents)),
        *_enough(answer, answer.cents, names),
        *_unspent(answer, answer.cents, story, names),
    ]
    caption = t("Wat het beste plan waard is als deze pot meer of minder bevat")
    rows = tuple(
        (
            money(point.cents),
            signed(money(point.cents - answer.cents), point.cents - answer.cents),
            t("geen plan") if point.value is None else _difference(point.value, story),
        )
        for point in answer.points
    )
    columns = (
        ReportColumn(t("in de pot")),
        ReportColumn(t("verschil")),
        ReportColumn(t("waarde"), t("tegenover dit plan")),
    )
    table = ReportTable(caption, columns, rows)
    return StorySection(name, tuple(lines), (table,), _curve(answer, answer.cents, index, name, story))


def _difference(value: int, story: Story) -> str:
    more = value - (story.objective or 0)
    share = part_of(abs(more), story.objective)
    return f"−{share}" if more < 0 else signed(share, more)


def _enough(answer: FundAnswer, cents: int, names: StoryNames) -> list[str]:
    if answer.enough is None:
        return []
    enough = money(answer.enough)
    if answer.enough <= cents:
        return [
            t("Meer geld in deze pot maakt het plan niet meer waard; {enough} is genoeg.", enough=enough)
            if answer.enough
            else _who_pays_then(answer, names)
        ]
    return [t("Vanaf {enough} in deze pot maakt meer geld niet meer uit.", enough=enough)]


def _unspent(answer: FundAnswer, cents: int, story: Story, names: StoryNames) -> list[str]:
    if answer.spent == cents:
        return []
    if answer.spendable == cents:
        rest = money(cents - answer.spent)
        return [t("Er blijft {rest} over, maar een even goed plan kan alles besteden.", rest=rest)]
    lines = [_left(answer, cents)]
    for keeps in answer.keeps:
        more = keeps.value - (story.objective or 0)
        worth = (
            t("het plan wordt dan {share} meer waard", share=part_of(more, story.objective))
            if more
            else t("het plan wordt daar niet meer waard van")
        )
        more_money = money(keeps.spendable - answer.spendable)
        if keeps.quarters is not None:
            lines.append(
                t(
                    "Dit houdt geld tegen: {rule}. Met {hours} uur per week meer kan er {money} meer uit; "
                    "{worth}.",
                    rule=names.limit(keeps.limit),
                    hours=hours(keeps.quarters),
                    money=more_money,
                    worth=worth,
                )
            )
            continue
        lines.append(
            t(
                "Dit houdt geld tegen: {rule}. Zonder die regel kan er {money} meer uit; {worth}.",
                rule=names.limit(keeps.limit),
                money=more_money,
                worth=worth,
            )
        )
    if not answer.keeps and not answer.undecided:
        lines.append(t("Er is niet één regel die dit geld alleen tegenhoudt."))
    if answer.undecided:
        rules = "; ".join(names.limit(limit) for limit in answer.undecided)
        lines.append(t("Hiervan is niet op tijd bewezen of het geld tegenhoudt: {rules}.", rules=rules))
    return lines


def _left(answer: FundAnswer, cents: int) -> str:
    """What the plan leaves, and how much of that an equally good plan could spend."""
    left, rest = money(cents - answer.spent), money(cents - answer.spendable)
    if answer.spent == answer.spendable:
        return t("Er blijft {left} over; geen even goed plan besteedt meer uit deze pot.", left=left)
    return t(
        "Er blijft {left} over. Een even goed plan kan daarvan nog {avoidable} besteden; {rest} blijft "
        "altijd over.",
        left=left,
        avoidable=money(answer.spendable - answer.spent),
        rest=rest,
    )


def _who_pays_then(answer: FundAnswer, names: StoryNames) -> str:
    """Who pays instead of a fund that the best plan can do without."""
    even = t("Zonder deze pot is het beste plan even veel waard.")
    if not answer.instead:
        return even
    parts = "; ".join(
        t("{fund} {then} in plaats van {now}", fund=names.fund(name), then=money(then), now=money(now))
        for name, (now, then) in answer.instead.items()
    )
    return even + " " + t("Dan betalen andere potten: {parts}.", parts=parts)


def _curve(answer: FundAnswer, cents: int, index: int, name: str, story: Story) -> StoryDrawing | None:
    known = [point for point in answer.points if point.value is not None]
    if len({point.value for point in answer.points}) == 1 or not known:
        return None
    alt = "; ".join(
        t("bij {money}: {value}", money=money(point.cents), value=_difference(point.value, story))
        if point.value is not None
        else t("bij {money}: geen plan", money=money(point.cents))
        for point in answer.points
    )
    text = t("Waarde van het beste plan tegenover dit plan, {values}.", values=alt)
    title = t("Meer of minder geld in {fund}", fund=name)
    svg = draw_steps(
        [(point.cents, point.value) for point in answer.points],
        cents,
        name=f"steps-{index}",
        title=title,
        text=text,
        told=lambda value: _difference(value, story),
    )
    caption = t(
        "{title}. Elke stip is uitgerekend; daartussen is de waarde minstens die van de lijn.", title=title
    )
    return StoryDrawing(svg, text, caption)
