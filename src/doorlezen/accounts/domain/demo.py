"""The invented people of the demo: one for every role, with an address that cannot receive mail."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from doorlezen.accounts.domain.people import admit
from doorlezen.accounts.domain.queries import HERE
from doorlezen.accounts.models import Membership, Organisation, Person
from doorlezen.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role

DOMAIN = "demo.doorlezen.invalid"
NAMES = {
    Role.DIRECTOR: "Dirkje Verhulst",
    Role.ADVISER: "Amina Bakkali",
    Role.FINANCE: "Frits Hoekzema",
    Role.LEESCONSULENT: "Lotte Pietersen",
    Role.GEMEENTE_OFFICER: "Geert Oosterling",
    Role.SCHOOL_CONTACT: "Selma Kaya",
    Role.POI_ADVISER: "Pauline Veldkamp",
    Role.NATIONAL_READER: "Naomi Lindeman",
    Role.ADMINISTRATOR: "Bram Altena",
}


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to be, and where they work in which role."""

    person: Person
    organisation: Organisation
    role: Role


@transaction.atomic
def make_demo_people(*organisations: Organisation) -> list[DemoPerson]:
    """One person for every role at each of these organisations; the ones that are there already stay."""
    today = timezone.now().astimezone(HERE).date()
    for organisation in organisations:
        for role in ROLES_OF_KIND[OrganisationKind(organisation.kind)]:
            email = f"{role.value}@{organisation.slug}.{DOMAIN}"
            person = Person.objects.filter(email=email).first() or admit(
                email=email, name=NAMES[role], password=None
            )
            Membership.everywhere.get_or_create(
                person=person, organisation=organisation, role=role, defaults={"since": today}
            )
    return demo_people()


def demo_people() -> list[DemoPerson]:
    """The invented people, by organisation and role."""
    found = (
        Membership.everywhere.filter(person__email__endswith=f".{DOMAIN}", person__is_active=True)
        .select_related("person", "organisation")
        .order_by("organisation__kind", "organisation__name", "role", "id")
    )
    return [DemoPerson(one.person, one.organisation, Role(one.role)) for one in found]
