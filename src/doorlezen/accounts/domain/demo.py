"""The invented people of the demo: one for every role, with an address that cannot receive mail."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from doorlezen.accounts.domain.people import admit
from doorlezen.accounts.models import Membership, Organisation, Person
from doorlezen.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role
from doorlezen.language import HERE

DOMAIN = "demo.doorlezen.example"
_FIRST = (
    "Aaf", "Bas", "Cato", "Douwe", "Eefje", "Fenna", "Gijs", "Hanne", "Ilse", "Jorrit", "Kee",
    "Lieve", "Mees", "Nienke", "Otto", "Puck", "Quirine", "Roos", "Siebe", "Teun",
)  # fmt: skip
_LAST = (
    "Bladwijzer", "Boekenlegger", "Drukproef", "Eindrijm", "Flaptekst", "Ganzenveer", "Hoofdletter",
    "Inktlint", "Kantlijn", "Kapittel", "Klinkerman", "Leesteken", "Omslag", "Paginanoot",
    "Rijmelaar", "Schutblad", "Snelschrift", "Titelblad", "Vulpenning", "Zetspiegel",
)  # fmt: skip


def invented_name(number: int) -> str:
    """The name of the so manyth invented person; nobody is called so, and no two are called the same."""
    first, last = number % len(_FIRST), (7 * number + number // len(_FIRST)) % len(_LAST)
    return f"{_FIRST[first]} {_LAST[last]}"


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
            person = demo_person(f"{role.value}@{organisation.slug}.{DOMAIN}")
            Membership.everywhere.get_or_create(
                person=person, organisation=organisation, role=role, defaults={"since": today}
            )
    return demo_people()


def demo_person(email: str) -> Person:
    """The invented person with this address, made now where there is none yet."""
    known = Person.objects.filter(email=email).first()
    if known is not None:
        if not known.is_active:
            known.is_active = True
            known.save(update_fields=["is_active"])
        return known
    there = Person.objects.filter(email__endswith=f".{DOMAIN}").count()
    return admit(email=email, name=invented_name(there), password=None)


def is_invented(person: Person) -> bool:
    """Whether this is somebody of the demo, by an address that nobody can have."""
    return person.email.endswith(f".{DOMAIN}")


@transaction.atomic
def begin_or_end(*, demo: bool) -> int:
    """When the site starts: with a demo its people can be chosen, without one they are nobody any more.

    Their sessions end, and whatever they could log in with is taken away. Returns how many people changed.
    """
    invented = Person.objects.filter(email__endswith=f".{DOMAIN}")
    if demo:
        return invented.filter(is_active=False, shredded_at__isnull=True).update(is_active=True)
    if not invented.filter(is_active=True).exists():
        return 0
    numbers = {str(number) for number in invented.values_list("pk", flat=True)}
    for session in Session.objects.order_by("pk").iterator():
        if session.get_decoded().get(SESSION_KEY) in numbers:
            session.delete()
    for kind in (Authenticator, SocialAccount):
        kind.objects.filter(user__in=invented).delete()
    return invented.filter(is_active=True).update(is_active=False, password=make_password(None))


def demo_people() -> list[DemoPerson]:
    """The invented people, by organisation and, in the order of `Role`, by role."""
    found = (
        Membership.everywhere.filter(person__email__endswith=f".{DOMAIN}", person__is_active=True)
        .select_related("person", "organisation")
        .order_by("organisation__kind", "organisation__name", "id")
    )
    people = [DemoPerson(one.person, one.organisation, Role(one.role)) for one in found]
    roles = list(Role)

    def place(one: DemoPerson) -> tuple[str, str, int, int]:
        there = one.organisation
        return there.kind, there.name, there.pk, roles.index(one.role)

    return sorted(people, key=place)
