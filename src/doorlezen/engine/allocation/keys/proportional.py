"""``proportional``: proportional fairness, the sum of pupils × ln(hours per pupil) as large as possible.

No other plan then gives a larger percentage on average to pupils than it takes from others. A school without
hours would count as minus infinity, so that it counts as if it had a quarter of an hour. Because
ln(hours / pupils) = ln(hours) − ln(pupils) and the pupils are given, only pupils × ln(quarter-hours) matters.
ln is rounded once, half even, to whole thousandths per option (`SCALE`); from there everything is exact.
The rounding is at most half a thousandth per pupil.
"""

from decimal import Context, Decimal

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.posed.requirements import Choice, Term
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.pursuit import Pursuit
from doorlezen.language import t

SCALE = 1000
_EXACT = Context(prec=28)


def logarithm(quarters: int) -> int:
    """1000 × ln(quarter-hours), rounded; no hours count as one quarter-hour, so 0."""
    return int((SCALE * _EXACT.ln(Decimal(max(quarters, 1)))).to_integral_value(context=_EXACT))


def fairness(model: Model) -> list[Term]:
    """Pupils × ln(quarter-hours) of every choice, in thousandths."""
    return [
        (school.pupils * logarithm(option.quarters), Choice(school.code, option.id))
        for school in model.problem.schools
        for option in model.options(school.code)
    ]


class Proportional(Key):
    """The most proportional fairness, then need."""

    id = "proportional"

    @property
    def name(self) -> str:
        return t("naar rato")

    @property
    def aim(self) -> str:
        return t(
            "Naar het aantal leerlingen: een uur erbij telt zwaarder waar er per leerling nog weinig zijn; "
            "daarna telt behoefte."
        )

    def pursue(self, model: Model, pursuit: Pursuit) -> None:
        pursuit.maximise("fairness", fairness(model))
