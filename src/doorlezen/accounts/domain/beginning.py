"""The very first organisation and person of a site; everybody else is let in by somebody who is there."""

import datetime

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.people import admit, join
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.language import InputError, checked_mail_address, checked_title, t

SLUG = "landelijk"


@transaction.atomic
def begin(*, organisation: str, email: str, name: str, at: datetime.datetime) -> Person:
    """Make the national programme with its first administrator, who has no password yet.

    For whoever runs commands on the machine itself. Raises InputError where somebody is there already.
    """
    if Organisation.objects.exists() or Person.objects.exists():
        raise InputError(email, t("op deze site is al iemand; laat je door die uitnodigen"))
    organisation = checked_title(organisation, where=t("organisatie"))
    email = checked_mail_address(email, where=t("e-mailadres"))
    made = Organisation.objects.create(kind=OrganisationKind.NATIONAL, name=organisation, slug=SLUG)
    person = admit(email=email, name=name, password=None)
    with scope(organisation=made):
        join(
            person,
            organisation=made,
            role=Role.ADMINISTRATOR,
            by=Actor(person, made),
            since=day_of(at),
        )
    return person
