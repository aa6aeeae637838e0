"""Questions about calculations and the workers that answer them."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateWorker

from doorlezen.planning.models import FINAL, Calculation

ALIVE = timedelta(seconds=30)
"""A worker gives a sign of life well within this time, unless it was told otherwise."""


def ended(calculations: Collection[int]) -> list[Calculation]:
    """Those of these calculations, by id, that are done, refused or failed; without their problem; by id."""
    found = Calculation.objects.filter(pk__in=calculations, status__in=FINAL).defer("problem").order_by("id")
    return list(found)


def problem_of(calculation: int) -> bytes:
    """The bytes of the problem file of a calculation, by its id."""
    return bytes(Calculation.objects.values_list("problem", flat=True).get(pk=calculation))


def workers_alive() -> int:
    """How many workers gave a sign of life not long ago."""
    return int(ProcrastinateWorker.objects.filter(last_heartbeat__gte=Now() - ALIVE).count())
