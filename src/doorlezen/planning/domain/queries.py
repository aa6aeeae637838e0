"""Questions about calculations."""

from collections.abc import Collection

from doorlezen.desk.work import FINAL
from doorlezen.planning.models import Calculation


def ended(calculations: Collection[int]) -> list[Calculation]:
    """Those of these calculations, by id, that are done, refused or failed; without their problem; by id."""
    found = Calculation.objects.filter(pk__in=calculations, status__in=FINAL).defer("problem").order_by("id")
    return list(found)


def problem_of(calculation: int) -> bytes:
    """The bytes of the problem file of a calculation, by its id."""
    return bytes(Calculation.objects.values_list("problem", flat=True).get(pk=calculation))
