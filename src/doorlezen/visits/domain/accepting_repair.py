"""Take a way to go on: its changes as one, and that somebody is not there, where that is not written yet."""

import datetime

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.team.domain.member_details import add_absence
from doorlezen.team.models import AbsenceKind, TeamMember
from doorlezen.visits.domain.changing import Occasion, change
from doorlezen.visits.domain.repairing import CameBetween, WayOn
from doorlezen.visits.models import ChangeReason, VisitChange


@transaction.atomic
def accept_repair(
    actor: Actor, happening: CameBetween, way: WayOn, *, today: datetime.date, now: datetime.datetime
) -> VisitChange:
    """Carry out a way to go on. Who takes it has seen what it does, so nothing is asked again.

    Raises Refused, and InputError where something changed meanwhile.
    """
    why = ChangeReason.AWAY if happening.member is not None else ChangeReason.SCHOOL_ASKED
    made = change(actor, way.changes, Occasion(why), anyway=True, today=today, now=now)
    if happening.member is not None:
        with scope(organisation=actor.organisation):
            member = TeamMember.objects.get(pk=happening.member)
            there = member.absences.filter(first__lte=happening.last, last__gte=happening.first)
            if not there.exists():
                add_absence(
                    actor, member=member, kind=AbsenceKind.AWAY, first=happening.first, last=happening.last
                )
    return made
