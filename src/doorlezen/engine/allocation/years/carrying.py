"""What every purse takes along from year to year, as a bookkeeper writes it down."""

from doorlezen.engine.allocation.years.plan import Carried, YearPayment
from doorlezen.engine.allocation.years.problem import YearsProblem


def carried(problem: YearsProblem, payments: tuple[YearPayment, ...]) -> tuple[Carried, ...]:
    """What every fund takes along from each year: all that is left and may go on."""
    rows = []
    for fund in problem.funds:
        brought = 0
        for year in problem.next_year:
            cents, most = fund.cents[year], fund.may_go_on(year)
            paid = sum(row.cents for row in payments if (row.year, row.fund) == (year, fund.id))
            left = 0 if cents is None else cents + brought - paid
            brought = left if most is None else min(left, most)
            if brought:
                rows.append(Carried(year, fund.id, brought))
    return tuple(sorted(rows))
