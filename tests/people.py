"""Organisations and people to test with: two neighbouring libraries, so that there is data that could leak.

``a_neighbourhood()`` (fixture ``neighbourhood``) makes two libraries side by side with their gemeenten, a
school and a POI each, the national programme, and a person for every role everywhere. ``client_of(person)``
is a browser in which that person is logged in, with a second factor.
"""

import datetime
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from allauth.account.internal.flows import login
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils.text import slugify

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Membership, Organisation, Person
from doorlezen.accounts.roles import ROLES_OF_KIND, OrganisationKind, Role
from doorlezen.register.domain.current import list_anew
from doorlezen.register.models import Address, Edition, Gemeente, Kind, School

LONG_AGO = datetime.date(2020, 8, 1)


def an_organisation(
    kind: OrganisationKind,
    name: str,
    *,
    gemeenten: Iterable[Gemeente] = (),
    school: School | None = None,
    supports: Iterable[Organisation] = (),
) -> Organisation:
    """An organisation whose address is its name in small letters: bibliotheek-de-linge."""
    gemeenten = list(gemeenten)
    code = gemeenten[0].code if kind is OrganisationKind.GEMEENTE and gemeenten else school and school.code
    made = Organisation.objects.create(
        kind=kind, name=name, slug=slugify(name), school=school, register_code=code
    )
    # rows of their own at once: asking whether they are there already is half of the work of a world
    pairs = Organisation.gemeenten.through, Organisation.supports.through
    pairs[0].objects.bulk_create(pairs[0](organisation=made, gemeente=one) for one in gemeenten)
    pairs[1].objects.bulk_create(pairs[1](from_organisation=made, to_organisation=one) for one in supports)
    return made


def a_person(
    name: str,
    *roles: tuple[Organisation, Role],
    password: str | None = None,
    since: datetime.date = LONG_AGO,
    until: datetime.date | None = None,
) -> Person:
    """Somebody with these roles; mail address sanne-de-wit@voorbeeld.example for "Sanne de Wit".

    Without a password nobody can log in by form as this person (``client_of`` can), and making one is quick.
    """
    (person,) = people({name: roles}, password=password, since=since, until=until)
    return person


def people(
    roles_of: Mapping[str, Iterable[tuple[Organisation, Role]]],
    *,
    password: str | None = None,
    since: datetime.date = LONG_AGO,
    until: datetime.date | None = None,
) -> list[Person]:
    """As ``a_person`` for everybody in ``roles_of``, by name: in three queries, however many they are."""
    made = [Person(email=f"{slugify(name)}@voorbeeld.example", name=name) for name in roles_of]
    for person in made:
        person.set_password(password)
    Person.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in made
    )
    held = [(person, *one) for person, roles in zip(made, roles_of.values(), strict=True) for one in roles]
    for _, organisation, role in held:
        assert role in organisation.possible_roles, f"{role} at a {organisation.kind}"
    Membership.everywhere.bulk_create(
        Membership(person=person, organisation=organisation, role=role, since=since, until=until)
        for person, organisation, role in held
    )
    return made


def client_of(person: Person | None, *, strong: bool = True, csrf: bool = False) -> Client:
    """A browser at http://localhost in which ``person`` is logged in (None: nobody is).

    ``strong``: logged in with a second factor as well. ``csrf``: the browser's CSRF token is checked.
    """
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=csrf)
    if person is None:
        return client
    client.force_login(person)
    now = time.time()
    session = client.session
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": now, "email": person.email},
        *([{"method": "mfa", "at": now, "type": "totp"}] if strong else []),
    ]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()
    return client


def actor_of(person: Person, organisation: Organisation, *, administering: bool = False) -> Actor:
    """``person`` as domain functions know her at ``organisation``, with the roles that she has there."""
    held = Membership.everywhere.filter(person=person, organisation=organisation).order_by("role")
    roles = frozenset(Role(membership.role) for membership in held)
    return Actor(person, organisation, roles, administering)


@dataclass
class Neighbourhood:
    """Two libraries whose gemeenten touch, and everybody around them.

    ``people[organisation.slug, role]`` is the person with that role there. Every library works in two
    gemeenten; each gemeente has one school in the register. ``both`` is adviser at one library and
    leesconsulent at the other.
    """

    linge: Organisation
    maas: Organisation
    tiel: Organisation
    culemborg: Organisation
    school_in_tiel: Organisation
    school_in_culemborg: Organisation
    poi: Organisation
    other_poi: Organisation
    national: Organisation
    both: Person
    people: dict[tuple[str, Role], Person] = field(default_factory=dict)

    @property
    def organisations(self) -> tuple[Organisation, ...]:
        """All of them, in a fixed order."""
        return (
            self.linge,
            self.maas,
            self.tiel,
            self.culemborg,
            self.school_in_tiel,
            self.school_in_culemborg,
            self.poi,
            self.other_poi,
            self.national,
        )

    def person(self, organisation: Organisation, role: Role) -> Person:
        """Who has this role there."""
        return self.people[organisation.slug, role]

    def client(self, organisation: Organisation, role: Role) -> Client:
        """A browser of who has this role there, logged in with a second factor."""
        return client_of(self.person(organisation, role))

    def actor(self, organisation: Organisation, role: Role, *, administering: bool = False) -> Actor:
        """Who has this role there, as domain functions know that person."""
        return actor_of(self.person(organisation, role), organisation, administering=administering)


SCHOOLS = (
    ("00AP00", "De Bogerd", "Tiel", "0281"),
    ("01BR00", "De Klepper", "Buren", "0214"),
    ("02CK00", "De Kaardebol", "Culemborg", "0216"),
    ("03DM00", "De Meent", "West Maas en Waal", "0668"),
)
"""Invented schools: vestigingscode, name, place and gemeente; two of De Linge, two of Maas."""


def some_schools() -> dict[str, School]:
    """The invented schools, by vestigingscode, with their address in an edition of 1 October 2019."""
    edition = Edition.objects.create(
        kind=Kind.SCHOOLS,
        publisher="DUO",
        title="Schoolvestigingen basisonderwijs",
        licence="CC0-1.0",
        peildatum=datetime.date(2019, 10, 1),
        file_name="vestigingen.csv",
        sha256="0" * 64,
        rows=len(SCHOOLS),
        loaded_at=datetime.datetime(2020, 1, 15, 12, tzinfo=datetime.UTC),
    )
    gemeenten = {
        code: Gemeente.objects.get_or_create(code=code, defaults={"name": place})[0]
        for _, _, place, code in SCHOOLS
    }
    schools = {code: School(code=code) for code, *_ in SCHOOLS}
    School.objects.bulk_create(schools.values())
    Address.objects.bulk_create(
        Address(
            school=schools[code],
            edition=edition,
            row=row,
            name=name,
            place=place,
            gemeente=gemeenten[gemeente_code],
            province="Gelderland",
        )
        for row, (code, name, place, gemeente_code) in enumerate(SCHOOLS, start=2)
    )
    list_anew()
    return schools


def a_neighbourhood() -> Neighbourhood:
    """Make everything that ``Neighbourhood`` describes."""
    schools = some_schools()
    gemeente = Gemeente.objects.in_bulk(["0281", "0214", "0216", "0668"])
    kind = OrganisationKind
    linge = an_organisation(
        kind.LIBRARY, "Bibliotheek De Linge", gemeenten=[gemeente["0281"], gemeente["0214"]]
    )
    maas = an_organisation(
        kind.LIBRARY, "Bibliotheek Maas en Waal", gemeenten=[gemeente["0216"], gemeente["0668"]]
    )
    made = Neighbourhood(
        linge=linge,
        maas=maas,
        tiel=an_organisation(kind.GEMEENTE, "Gemeente Tiel", gemeenten=[gemeente["0281"]]),
        culemborg=an_organisation(kind.GEMEENTE, "Gemeente Culemborg", gemeenten=[gemeente["0216"]]),
        school_in_tiel=an_organisation(kind.SCHOOL, "School De Bogerd", school=schools["00AP00"]),
        school_in_culemborg=an_organisation(kind.SCHOOL, "School De Kaardebol", school=schools["02CK00"]),
        poi=an_organisation(kind.POI, "POI Oost", supports=[linge]),
        other_poi=an_organisation(kind.POI, "POI West", supports=[maas]),
        national=an_organisation(kind.NATIONAL, "Landelijk programma"),
        both=a_person("Bo van Beide", (linge, Role.ADVISER), (maas, Role.LEESCONSULENT)),
    )
    everywhere = {
        (organisation, role): f"{role.value} {organisation.name}"
        for organisation in made.organisations
        for role in ROLES_OF_KIND[OrganisationKind(organisation.kind)]
    }
    roles_of = {name: [one] for one, name in everywhere.items()}
    for (organisation, role), person in zip(everywhere, people(roles_of), strict=True):
        made.people[organisation.slug, role] = person
    return made
