"""People who left long ago: name and mail address are blanked; the audit trail keeps their number."""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.domain.audit import record_of_the_house
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.models import Invitation, Membership, Organisation, Person

TERM = datetime.timedelta(days=365)
"""How long after the last day of the last role; docs/people.md says why."""


def shred_who_left(at: datetime.datetime | None = None) -> int:
    """Blank everybody whose last role ended more than TERM ago, and old invitations; how many people."""
    now = at or timezone.now()
    left_before = day_of(now) - TERM
    gone = (
        Person.objects.filter(shredded_at__isnull=True)
        .annotate(left=Max("memberships__until"))
        .filter(left__lt=left_before)
        .exclude(Q(memberships__until__isnull=True))
        .order_by("id")
    )
    people = list(gone)
    for person in people:
        shred(person, at=now)
    with scopes_disabled():
        Invitation.objects.filter(expires_at__lt=now - TERM).exclude(email="").update(email="", name="")
    return len(people)


@transaction.atomic
def shred(person: Person, *, at: datetime.datetime) -> None:
    """Blank this person for good: nobody can log in as them or find out who they were."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    for session in UserSession.objects.filter(user=person).order_by("id"):
        session.end()
    with scopes_disabled():
        Invitation.objects.filter(email__iexact=person.email).update(email="", name="")
        _tell_where_they_worked(person)
    person.name = ""
    person.email = f"vertrokken-{person.pk}@doorlezen.invalid"
    person.is_active = False
    person.shredded_at = at
    person.set_unusable_password()
    person.save()


def _tell_where_they_worked(person: Person) -> None:
    worked = Membership.everywhere.filter(person=person).values("organisation_id")
    for organisation in Organisation.objects.filter(pk__in=worked).order_by("id"):
        record_of_the_house(organisation, "people.shredded", person)
