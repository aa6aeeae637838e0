"""Ask for a plan: a calculation and the job that will answer it, both or neither."""

from decimal import ROUND_DOWN, ROUND_UP, Decimal
from hashlib import sha256

from django.db import transaction

from doorlezen.desk.queue import QueuePlace
from doorlezen.desk.work import ask
from doorlezen.language import FieldError, t, whole
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation

LONGEST = Decimal(10**9)
"""No search is given more seconds than this, which is some thirty years."""


@transaction.atomic
def ask_for_plan(
    problem: bytes, *, name: str, asked: HowGood, place: QueuePlace | None = None
) -> Calculation:
    """The calculation that answers this question, asked now or before; a worker answers it in its own time.

    ``name`` is what a refusal calls the problem. The same bytes with the same ``asked`` are one calculation:
    one that is done is given as it is, one that failed gets a new chance. Inside a transaction of the caller
    the job begins when that is committed. ``place``: of that job, where somebody waits for it. Raises
    FieldError where ``asked.seconds`` is beyond all measure.
    """
    calculation, _ = Calculation.objects.get_or_create(
        sha256=sha256(problem).hexdigest(),
        asked_gap=Decimal(str(asked.gap)).quantize(
            Decimal("1e-12"), ROUND_DOWN
        ),  # at least as near as was asked
        asked_seconds=_seconds(asked.seconds),
        asked_prices=asked.prices,
        defaults={"name": name, "problem": problem},
    )
    ask(calculation, place=place)
    return calculation


def _seconds(seconds: float | None) -> Decimal | None:
    if seconds is None:
        return None
    if seconds >= LONGEST:
        raise FieldError("time_limit", t("geef minder dan {most} seconden", most=whole(int(LONGEST))))
    return Decimal(str(seconds)).quantize(Decimal("0.001"), ROUND_UP)
