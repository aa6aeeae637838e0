"""Why this plan, in words: the exact answers of the engine as passages, for the terminal and the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

from doorlezen.engine.allocation.explain import (
    Block,
    ConflictAnswer,
    DemandAnswer,
    Explanation,
    FundAnswer,
    More,
    Move,
    PeopleAnswer,
    Scale,
    SchoolAnswer,
    Softer,
)
from doorlezen.language import hours, money, n, t, whole
from doorlezen.reports.explained_names import Names
from doorlezen.reports.prices import share_of
from doorlezen.reports.steps import draw_steps
from doorlezen.reports.story import Story
from doorlezen.reports.tables import Column, Table


@dataclass(frozen=True)
class Picture:
    """A drawing with what it shows in words, and its caption."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Passage:
    """What is told about one thing: a heading, sentences, tables, and perhaps a drawing."""

    heading: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    picture: Picture | None = None


def passages(story: Story, told: Explanation) -> list[Passage]:
    """Everything that was answered, in the order of the answers; last what there was no time for."""
    names = Names(story)
    parts = [_school(answer, story, names) for answer in told.schools]
    parts += [_demand(answer, story, names) for answer in told.demands]
    parts += [_fund(answer, index, story, names) for index, answer in enumerate(told.funds)]
    parts += [_people(told.people, story, names)] if told.people else []
    parts += [_conflict(told.conflict, names)] if told.conflict else []
    if told.not_reached:
        lines = tuple(names.question(what, which) for what, which in told.not_reached)
        parts.append(Passage(t("Hier was de tijd te kort voor"), lines))
    return parts


def _points(points: int, story: Story) -> str:
    """Points with their share of the plan's value: "1.200 punten (0,4% van de waarde van dit plan)"."""
    share = share_of(points, story.objective)
    amount = n("{points} punt", "{points} punten", points, points=whole(points))
    return amount if share is None else t("{amount} ({share} van dit plan)", amount=amount, share=share)


# a school ---------------------------------------------------------------------------------------------------


def _school(answer: SchoolAnswer, story: Story, names: Names) -> Passage:
    lines = [
        t(
            "Deze school krijgt {hours} uur per week. Dat kost {money} per schooljaar.",
            hours=hours(answer.quarters),
            money=money(answer.cents),
        )
        if answer.quarters
        else t("Deze school krijgt geen uren.")
    ]
    if answer.next_quarters is None:
        lines.append(t("Meer uren kan deze school niet kiezen."))
        return Passage(names.school(answer.code), tuple(lines))
    lines.append(
        t(
            "De volgende stap is {hours} uur per week, voor {money}.",
            hours=hours(answer.next_quarters),
            money=money(answer.next_cents),
        )
    )
    lines += [_what_stops(answer, names), *_what_it_takes(answer, names), *_who_loses(answer, story)]
    caption = t("Wie er dan iets anders krijgt; zo weinig mogelijk scholen veranderen")
    return Passage(names.school(answer.code), tuple(lines), _moves(answer.moved, caption, names))


def _what_stops(answer: SchoolAnswer, names: Names) -> str:
    rules = "; ".join(names.limit(limit) for limit in (*answer.lifts, *answer.together))
    if answer.possible:
        return t("Die stap past, maar maakt het plan niet meer waard.")
    if answer.together:
        return t(
            "Als alle andere scholen houden wat ze hebben, is het niet genoeg om één regel los te laten. "
            "Samen genoeg, en geen ervan te missen: {rules}.",
            rules=rules,
        )
    if not answer.lifts:
        return t(
            "Als alle andere scholen houden wat ze hebben, past de stap niet, welke regels je ook loslaat."
        )
    if len(answer.lifts) == 1:
        return t(
            "Als alle andere scholen houden wat ze hebben, houdt dit de stap tegen: {rules}.", rules=rules
        )
    return t(
        "Als alle andere scholen houden wat ze hebben, houdt dit de stap tegen: {rules}. Valt één daarvan "
        "weg, dan past de stap.",
        rules=rules,
    )


def _what_it_takes(answer: SchoolAnswer, names: Names) -> list[str]:
    """The least more with which no school gets fewer hours."""
    if answer.possible:
        return []
    if answer.both is not None:
        return [
            t(
                "Zonder dat een school uren verliest, is hiervoor minstens {hours} uur per week meer nodig, "
                "en dan minstens {money}{from_funds}.",
                hours=hours(answer.both.quarters),
                money=money(answer.both.all_cents),
                from_funds=names.purses(answer.both.cents),
            )
        ]
    if answer.money is None and answer.people is None:
        return [
            t("Hoeveel geld en mensen er ook bij komen: zonder dat een school uren verliest, kan het niet.")
        ]
    lines = []
    if answer.money is None:
        lines.append(t("Meer geld alleen helpt niet."))
    elif not answer.money.all_cents:
        lines.append(t("Er is geen extra geld voor nodig, en geen school verliest uren."))
    else:
        lines.append(
            t(
                "Met {money} meer kan het, zonder dat een school uren verliest{from_funds}.",
                money=money(answer.money.all_cents),
                from_funds=names.purses(answer.money.cents),
            )
        )
    if answer.people is None:
        lines.append(t("Meer tijd van leesconsulenten alleen helpt niet."))
    elif answer.people:
        lines.append(
            t(
                "Met {hours} uur per week meer van leesconsulenten kan het, "
                "zonder dat een school uren verliest.",
                hours=hours(answer.people),
            )
        )
    return lines


def _who_loses(answer: SchoolAnswer, story: Story) -> list[str]:
    if answer.loss is None:
        return [t("Met het geld, de mensen en de eisen van nu is er geen plan met deze stap.")]
    if not answer.loss:
        return [t("Er is een even goed plan met deze stap.")]
    return [
        t(
            "Geef je de stap toch, met het geld en de mensen van nu, dan is het plan {points} minder waard.",
            points=_points(answer.loss, story),
        )
    ]


# a demand ---------------------------------------------------------------------------------------------------


def _demand(answer: DemandAnswer, story: Story, names: Names) -> Passage:
    lines = [t("Deze eis is vervuld.") if answer.met else t("Deze eis is niet vervuld.")]
    others, alone = answer.price
    if others:
        lines.append(t("Naast de andere eisen kost zij {points}.", points=_points(others, story)))
    else:
        lines.append(t("Naast de andere eisen kost zij niets."))
    if alone:
        lines.append(t("Als enige eis zou zij {points} kosten.", points=_points(alone, story)))
    elif others:
        lines.append(t("Als enige eis zou zij niets kosten."))
    if not others:
        return Passage(names.demand(answer.id), tuple(lines))
    lines.append(_free(answer))
    lines.append(_per_gemeente(answer.moved, names))
    caption = t("Het beste plan zonder deze eis; zo weinig mogelijk scholen veranderen")
    return Passage(names.demand(answer.id), tuple(lines), _moves(answer.moved, caption, names))


def _free(answer: DemandAnswer) -> str:
    if answer.free_at == answer.scale.loosest:
        return t("Zij kost pas niets meer als zij niets meer vraagt.")
    return t(
        "Zij kost al niets meer bij {value} in plaats van {demanded}.",
        value=amount(answer.scale, answer.free_at),
        demanded=amount(answer.scale, answer.scale.demanded),
    )


def amount(scale: Scale, value: int) -> str:
    """A value of the number that can give way, with its unit."""
    match scale.parameter:
        case "percent":
            return f"{value}%"
        case "quarters":
            return t("{hours} uur per week", hours=hours(value))
        case "cents":
            return money(value)
        case _:
            return n("{count} school", "{count} scholen", value)


def _per_gemeente(moved: Sequence[Move], names: Names) -> str:
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


def signed(figure: str, value: int) -> str:
    """A figure with a plus where there is more."""
    return f"+{figure}" if value > 0 else figure


def _moves(moved: Sequence[Move], caption: str, names: Names) -> tuple[Table, ...]:
    if not moved:
        return ()
    columns = (
        Column(t("school"), align="left", width=2),
        Column(t("gemeente"), align="left", width=1),
        Column(t("uren nu"), t("per week")),
        Column(t("uren dan"), t("per week")),
        Column(t("verschil"), t("per week")),
        Column(t("verschil"), t("per jaar")),
    )
    ordered = sorted(moved, key=lambda move: (-move.quarters, -move.cents, move.school))
    rows = tuple(
        (
            names.school(move.school),
            names.gemeente(move.municipality),
            hours(move.quarters_before),
            hours(move.quarters_after),
            signed(hours(move.quarters), move.quarters),
            signed(money(move.cents), move.cents),
        )
        for move in ordered
    )
    quarters, cents = sum(move.quarters for move in moved), sum(move.cents for move in moved)
    foot = ("", t("samen"), "", "", signed(hours(quarters), quarters), signed(money(cents), cents))
    return (Table(caption, columns, rows, (foot,)),)


# a fund -----------------------------------------------------------------------------------------------------


def _fund(answer: FundAnswer, index: int, story: Story, names: Names) -> Passage:
    name = names.fund(answer.id)
    if answer.cents is None:
        text = t("Deze pot heeft geen maximum. Het plan besteedt {money}.", money=money(answer.spent))
        return Passage(name, (text,))
    lines = [
        t("Het plan besteedt {spent} van de {cents}.", spent=money(answer.spent), cents=money(answer.cents)),
        *_enough(answer, answer.cents),
        *_unspent(answer, answer.cents, story, names),
    ]
    caption = t("Wat het beste plan waard is als deze pot meer of minder bevat")
    rows = tuple(
        (
            money(point.cents),
            signed(money(point.cents - answer.cents), point.cents - answer.cents),
            t("geen plan") if point.value is None else whole(point.value),
            "" if point.value is None else _difference(point.value, story),
        )
        for point in answer.points
    )
    columns = (
        Column(t("in de pot")),
        Column(t("verschil")),
        Column(t("waarde"), t("punten")),
        Column(t("verschil"), t("punten")),
    )
    table = Table(caption, columns, rows)
    return Passage(name, tuple(lines), (table,), _curve(answer, answer.cents, index, name))


def _difference(value: int, story: Story) -> str:
    more = value - (story.objective or 0)
    return signed(whole(more).replace("-", "−"), more)


def _enough(answer: FundAnswer, cents: int) -> list[str]:
    if answer.enough is None:
        return []
    enough = money(answer.enough)
    if answer.enough <= cents:
        return [
            t("Meer geld in deze pot maakt het plan niet meer waard; {enough} is genoeg.", enough=enough)
            if answer.enough
            else t("Zonder deze pot is het beste plan even veel waard: dan betalen andere potten.")
        ]
    return [t("Vanaf {enough} in deze pot maakt meer geld niet meer uit.", enough=enough)]


def _unspent(answer: FundAnswer, cents: int, story: Story, names: Names) -> list[str]:
    if answer.spent == cents:
        return []
    if answer.spendable == cents:
        rest = money(cents - answer.spent)
        return [t("Er blijft {rest} over, maar een even goed plan kan alles besteden.", rest=rest)]
    lines = [
        t(
            "Hoe je het beste plan ook betaalt, minstens {rest} blijft in deze pot.",
            rest=money(cents - answer.spendable),
        )
    ]
    for keeps in answer.keeps:
        more = keeps.value - (story.objective or 0)
        worth = (
            t("het plan wordt dan {points} meer waard", points=_points(more, story))
            if more
            else t("het plan wordt daar niet meer waard van")
        )
        lines.append(
            t(
                "Dit houdt geld tegen: {rule}. Zonder die regel kan er {money} meer uit; {worth}.",
                rule=names.limit(keeps.limit),
                money=money(keeps.spendable - answer.spendable),
                worth=worth,
            )
        )
    if not answer.keeps and not answer.undecided:
        lines.append(t("Er is niet één regel die dit geld alleen tegenhoudt."))
    if answer.undecided:
        rules = "; ".join(names.limit(limit) for limit in answer.undecided)
        lines.append(t("Hiervan is niet op tijd bewezen of het geld tegenhoudt: {rules}.", rules=rules))
    return lines


def _curve(answer: FundAnswer, cents: int, index: int, name: str) -> Picture | None:
    known = [point for point in answer.points if point.value is not None]
    if len({point.value for point in answer.points}) == 1 or not known:
        return None
    alt = "; ".join(
        t("bij {money}: {value}", money=money(point.cents), value=whole(point.value))
        if point.value is not None
        else t("bij {money}: geen plan", money=money(point.cents))
        for point in answer.points
    )
    text = t("Waarde van het beste plan, {values}.", values=alt)
    title = t("Meer of minder geld in {fund}", fund=name)
    svg = draw_steps(
        [(point.cents, point.value) for point in answer.points],
        cents,
        name=f"steps-{index}",
        title=title,
        text=text,
    )
    caption = t(
        "{title}. Elke stip is uitgerekend; daartussen is de waarde minstens die van de lijn.", title=title
    )
    return Picture(svg, text, caption)


# people and conflicts ---------------------------------------------------------------------------------------


def _people(answer: PeopleAnswer, story: Story, names: Names) -> Passage:
    heading = t("De leesconsulenten")
    if answer.capacity is None:
        return Passage(heading, (t("Er is geen grens aan de uren van leesconsulenten opgegeven."),))
    lines = [
        t(
            "Het plan gebruikt {used} van de {all} uur per week.",
            used=hours(answer.used),
            all=hours(answer.capacity),
        ),
        *(_block(block, answer, story) for block in answer.blocks),
    ]
    tables = [
        table
        for block in answer.blocks
        for table in _moves(
            block.moved,
            t(
                "Wie iets anders krijgt met {change} uur per week",
                change=signed(hours(block.quarters), block.quarters),
            ),
            names,
        )
    ]
    return Passage(heading, tuple(lines), tuple(tables))


def _block(block: Block, answer: PeopleAnswer, story: Story) -> str:
    blocks = hours(abs(block.quarters))
    if block.value is None:
        return t("Met {hours} uur per week minder is er geen plan.", hours=blocks)
    points = _points(abs(block.value - answer.value), story)
    if block.value == answer.value:
        return (
            t("{hours} uur per week meer voegt niets toe.", hours=blocks)
            if block.quarters > 0
            else t("{hours} uur per week minder kost niets.", hours=blocks)
        )
    if block.quarters > 0:
        return t("{hours} uur per week meer maakt het plan {points} meer waard.", hours=blocks, points=points)
    return t("{hours} uur per week minder maakt het plan {points} minder waard.", hours=blocks, points=points)


def _conflict(answer: ConflictAnswer, names: Names) -> Passage:
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
