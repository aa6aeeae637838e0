"""Paying for choices that are made: what each part may take of every link, then each part in whole cents."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import ceil, floor

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row, Term
from doorlezen.engine.allocation.programs.cpsat import Solver
from doorlezen.engine.allocation.programs.program import Program, Values, holds
from doorlezen.engine.allocation.solving.parts.split import Parts
from doorlezen.engine.allocation.solving.tidy import choices_of, settle
from doorlezen.engine.effort import Effort
from doorlezen.engine.highs import Highs

EXACT_WORK = 4.0


def pay(parts: Parts, values: Values, effort: Effort) -> Values | None:
    """Payments for these choices within every link; None where there are none, or none were found."""
    paying, links = settled(parts, values)
    payments = whole_cents(paying, links, [], effort)
    if payments is None:
        payments = whole_cents(paying, links, _sparing(links), effort)
    return None if payments is None else choices_of(values) | payments


def settled(parts: Parts, values: Values) -> tuple[list[Program], list[Row]]:
    """What is left to decide in each part when the choices are made, and the links between the parts."""
    return [settle(program, values) for program in parts.programs], [
        _without_choices(row, values) for row in parts.links
    ]


def whole_cents(
    paying: Sequence[Program], links: Sequence[Row], wish: Sequence[tuple[float, Pay]], effort: Effort
) -> dict[Choice | Pay, int] | None:
    """Payments within every row and link, with as much of ``wish`` as there can be; None: none were found.

    A linear program divides the room under each link over the parts; each part is then paid in whole cents
    within its own room, so that no link is overrun by a rounding.
    """
    divided = _divide(paying, links, wish)
    if divided is None:
        return None
    rooms, amounts = divided

    def exactly(number: int) -> Values | None:
        own = paying[number]._replace(rows=[*paying[number].rows, *rooms[number]])
        # the amounts nearly always come out whole already: then looking is enough
        rounded: dict[Choice | Pay, int] = {pay: round(amounts[pay]) for pay in own.most}
        if all(holds(row, rounded) for row in own.rows):
            return rounded
        if not own.most:
            return None
        return Solver(own).maximise([], replace(effort, workers=1), work=EXACT_WORK).values

    with ThreadPoolExecutor(max_workers=max(1, effort.workers)) as pool:
        paid = list(pool.map(exactly, range(len(paying))))
    payments: dict[Choice | Pay, int] = {}
    for part in paid:
        if part is None:
            return None
        payments |= part
    return payments


def _sparing(links: Sequence[Row]) -> list[tuple[float, Pay]]:
    """The wish to stay far from every limit, each in proportion to its size."""
    spared: list[tuple[float, Pay]] = []
    for row in links:
        limit = max(1, abs(row.most if row.most is not None else row.least or 0))
        sign = -1 if row.most is not None else 1
        spared += [(sign * factor / limit, pay) for factor, pay in row.terms if isinstance(pay, Pay)]
    return spared


def _without_choices(row: Row, values: Values) -> Row:
    fixed = sum(factor * values.get(v, 0) for factor, v in row.terms if isinstance(v, Choice))
    pays: list[Term] = [(factor, v) for factor, v in row.terms if isinstance(v, Pay)]
    least = None if row.least is None else row.least - fixed
    most = None if row.most is None else row.most - fixed
    return Row(pays, least, most)


def _divide(
    paying: Sequence[Program], links: Sequence[Row], wish: Sequence[tuple[float, Pay]]
) -> tuple[list[list[Row]], dict[Pay, float]] | None:
    """Per part a row for every link: what it may take of it, in whole numbers that add up to the limit.

    And the amounts that the division rests on, not yet in whole cents.
    """
    highs = Highs()
    index = {pay: highs.variable(most) for part in paying for pay, most in part.most.items()}

    def known(terms: Iterable[Term]) -> list[tuple[float, int]]:
        return [(factor, index[v]) for factor, v in terms if isinstance(v, Pay) and v in index]

    for row in (*(row for part in paying for row in part.rows), *links):
        highs.row(known(row.terms), row.least, row.most)
    answer = highs.maximise([(worth, index[pay]) for worth, pay in wish if pay in index])
    if answer is None:
        return None
    amounts = {pay: answer.values[column] for pay, column in index.items()}
    part_of = {pay: number for number, part in enumerate(paying) for pay in part.most}
    rooms: list[list[Row]] = [[] for _ in paying]
    for row in links:
        own: list[list[tuple[int, Pay]]] = [[] for _ in paying]
        for factor, pay in row.terms:
            if isinstance(pay, Pay) and pay in amounts:
                own[part_of[pay]].append((factor, pay))
        used = [sum(factor * amounts[pay] for factor, pay in terms) for terms in own]
        for number, (least, most) in enumerate(_shares(row, used)):
            if own[number]:
                rooms[number].append(Row(own[number], least, most))
    return rooms, amounts


def _shares(row: Row, used: Sequence[float]) -> Iterable[tuple[int | None, int | None]]:
    """What is left under a link, divided in proportion to what each part takes of it."""
    weight = [abs(amount) + 1.0 for amount in used]
    whole = sum(weight)
    for amount, own in zip(used, weight, strict=True):
        least = most = None
        if row.most is not None:
            most = floor(amount + (row.most - sum(used)) * own / whole)
        if row.least is not None:
            least = ceil(amount - (sum(used) - row.least) * own / whole)
        yield least, most
