"""Words that somebody typed about visits go when their time is over; the hours stay, to be accounted for."""

import datetime

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.visits.activity_kinds import activity_kinds
from doorlezen.visits.models import Visit, VisitChange, VisitQuestion, VisitReport

TERM = datetime.timedelta(days=2 * 366)
"""After the day of the visit: a school year, and the one after it, in which it is looked back upon."""


@transaction.atomic
def forget_old_words(*, now: datetime.datetime) -> int:
    """Take the words away, everywhere, that are older than `TERM`; how many texts."""
    latest = (now - TERM).date()
    with scopes_disabled():
        visits = Visit.objects.filter(day__lt=latest).exclude(remark="").update(remark="")
        reports = VisitReport.objects.filter(day__lt=latest)
        notes = reports.exclude(note="").update(note="")
        own = reports.exclude(activity__in=["", *activity_kinds()]).update(activity="")
        questions = VisitQuestion.objects.filter(visit__day__lt=latest).exclude(remark="").update(remark="")
        changes, _ = VisitChange.objects.filter(accepted_at__lt=now - TERM).delete()
    return int(visits + notes + own + questions + changes)
