"""What was calculated and is of no use any more is thrown away, after a term."""

import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django_scopes import scopes_disabled

from doorlezen.desk.work import FINAL
from doorlezen.planning.models import Calculation
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.models import ScenarioCalculation
from doorlezen.planning.trials.models import Trial

TERM = datetime.timedelta(days=30)
"""So long is kept what came of no use: of a scenario what was asked before the last time and gave no plan,
and what-ifs that a worker found. A month is longer than people go back, and each has the size of a whole
problem."""


@transaction.atomic
def clear_calculations(now: datetime.datetime) -> int:
    """Delete calculations over their term that no plan, no scenario and no trial rests on; how many.

    Those that a command asked for stay: whoever runs commands fetches their answers later.
    """
    with scopes_disabled():
        last = ScenarioCalculation.objects.filter(scenario=OuterRef("scenario")).order_by("-asked_at", "-id")
        old = ScenarioCalculation.objects.filter(asked_at__lt=now - TERM, proposal=None)
        over = old.annotate(last=Subquery(last.values("pk")[:1])).exclude(pk=F("last"))
        ScenarioCalculation.objects.filter(pk__in=list(over.values_list("pk", flat=True))).delete()
        of_a_scenario = ScenarioCalculation.objects.filter(calculation=OuterRef("pk"))
        of_a_trial = Trial.objects.filter(calculation=OuterRef("pk"))
        unused = Calculation.objects.filter(
            ~Exists(of_a_scenario),
            ~Exists(of_a_trial),
            Q(name=NAME, asked_at__lt=now - TERM, status__in=FINAL),
        )
        deleted, _ = unused.delete()
    return deleted
