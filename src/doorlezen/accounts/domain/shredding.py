"""People who left long ago: name and mail address are blanked; the audit trail keeps their number."""

import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django_scopes import scopes_disabled

from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.models import Administering, Invitation, Membership, Organisation, Person
from doorlezen.desk.events import House, forget_old_words, forget_words, record
from doorlezen.language import HERE

TERM = datetime.timedelta(days=365)
"""How long after the last day of the last role; docs/people.md says why."""


def shred_who_left(now: datetime.datetime) -> int:
    """Blank everybody whose last role ended more than TERM ago; how many people.

    Who has no role at all and never had one counts from the day that they came in.
    """
    roles = Membership.everywhere.filter(person=OuterRef("pk"))
    last_day = roles.order_by("-until").values("until")[:1]
    gone = (
        Person.objects.filter(shredded_at__isnull=True)
        .exclude(Exists(roles.filter(until__isnull=True)))
        .annotate(left=Coalesce(Subquery(last_day), TruncDate("joined_at", tzinfo=HERE)))
        .filter(left__lt=day_of(now) - TERM)
        .order_by("id")
    )
    people = list(gone)
    for person in people:
        shred(person, at=now)
    return len(people)


def forget_old_traces(now: datetime.datetime) -> None:
    """Blank invitations, and delete the reasons of administrators and the words of the audit trail, TERM
    after they were of use."""
    with scopes_disabled():
        Invitation.objects.filter(expires_at__lt=now - TERM).exclude(email="").update(email="", name="")
        Administering.objects.filter(until__lt=now - TERM).delete()
    forget_old_words(now)


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
        Administering.objects.filter(person=person).delete()
        forget_words(person)
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
        record(House(organisation), "people.shredded", person)
