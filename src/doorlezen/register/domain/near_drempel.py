"""Schools so near to the drempel that their next score may fall on the other side."""

from decimal import Decimal

from django.db.models import Count, F
from django.db.models.functions import Abs

from doorlezen.register.models import SPECIAL, Listing

NEAR = Decimal("0.1")
"""Points per pupil on either side; docs/futures.md says why."""


def near_drempel() -> dict[str, int]:
    """How many schools of each gemeente (code) lie near the drempel of the newest scores. One query.

    A school of which an edition does not tell how far it lies is not counted.
    """
    known = Listing.objects.filter(
        closed_on=None, gemeente__isnull=False, score_zonder__isnull=False, score_pupils__gt=0
    ).exclude(school_type__in=SPECIAL)
    apart = Abs(F("score_zonder") - F("score_pupils") * F("score_edition__drempel_per_pupil"))
    near = known.annotate(apart=apart).filter(apart__lte=F("score_pupils") * NEAR)
    counted = near.order_by("gemeente_id").values_list("gemeente_id").annotate(Count("pk"))
    return {str(gemeente): count for gemeente, count in counted}
