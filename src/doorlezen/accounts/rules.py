"""Who may do what with people and organisations, and with what everybody shares: schools, gemeenten and the
register. docs/people.md says it in a table."""

from django.utils import timezone
from django.utils.translation import gettext_lazy
from rules.predicates import Predicate

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.models import Membership, Organisation, Person
from doorlezen.accounts.permissions import administering, at, grant, holds, member
from doorlezen.accounts.roles import OrganisationKind, Role


def _is_somebody_else(actor: Actor, person: Person) -> bool:
    return actor.person.pk != person.pk


def _is_own(actor: Actor, membership: Membership) -> bool:
    return actor.person.pk == membership.person_id


somebody_else = Predicate(_is_somebody_else, name="somebody-else")
own = Predicate(_is_own, name="own")


def _nobody_administers(actor: Actor) -> bool:
    roles = Membership.everywhere.filter(organisation=actor.organisation, role=Role.ADMINISTRATOR)
    today = day_of(timezone.now())
    return not any(role.runs_on(today) for role in roles.order_by("id"))


nobody_administers = Predicate(_nobody_administers, name="nobody-administers")
"""A gemeente that came by its library has no administrator: who works there lets colleagues in."""
lets_in = (
    holds(Role.DIRECTOR, Role.SCHOOL_CONTACT)
    | administering
    | (holds(Role.GEMEENTE_OFFICER) & nobody_administers)
)

grant("home.see", member, gettext_lazy("Je hoort niet bij deze organisatie."))
grant(
    "people.see",
    holds(Role.ADVISER) | lets_in,
    gettext_lazy(
        "Alleen directeur en adviseur zien wie hier werken, en een beheerder die de rechten heeft aangezet."
    ),
)
grant(
    "people.invite",
    lets_in,
    gettext_lazy("Alleen de directeur nodigt mensen uit, of een beheerder die de rechten heeft aangezet."),
)
grant(
    "people.give-administrator",
    administering,
    gettext_lazy("Alleen een beheerder die de rechten heeft aangezet, geeft of beëindigt de rol beheerder."),
)
grant(
    "people.give-role",
    lets_in & somebody_else,
    gettext_lazy(
        "Niemand geeft zichzelf een rol. Vraag een andere directeur, of een beheerder die de rechten heeft "
        "aangezet."
    ),
)
grant(
    "people.end",
    own | lets_in,
    gettext_lazy("Alleen de directeur, een beheerder met rechten of je zelf kan jouw rol beëindigen."),
)
grant(
    "settings.change",
    lets_in,
    gettext_lazy(
        "Alleen de directeur verandert de instellingen, of een beheerder die de rechten heeft aangezet."
    ),
)
grant(
    "settings.login",
    holds(Role.DIRECTOR) | administering,
    gettext_lazy(
        "Alleen de directeur bepaalt hoe mensen inloggen, of een beheerder die de rechten heeft aangezet."
    ),
)
grant(
    "audit.see",
    holds(Role.DIRECTOR) | administering,
    gettext_lazy("Alleen de directeur leest het logboek, en een beheerder die de rechten heeft aangezet."),
)
grant(
    "partners.see",
    holds(Role.DIRECTOR, Role.ADVISER) & at(OrganisationKind.LIBRARY),
    gettext_lazy("Welke gemeenten en scholen meedoen, zien directeur en adviseur van de bibliotheek."),
)
grant(
    "partners.invite",
    holds(Role.DIRECTOR) & at(OrganisationKind.LIBRARY),
    gettext_lazy("Alleen de directeur nodigt gemeenten en scholen uit. Vraag je directeur om het te doen."),
)
grant(
    "administering.switch",
    holds(Role.ADMINISTRATOR),
    gettext_lazy("Alleen een beheerder kan beheerdersrechten aanzetten."),
)
grant(
    "organisations.create",
    administering & at(OrganisationKind.NATIONAL),
    gettext_lazy(
        "Alleen een beheerder van het landelijke programma maakt organisaties aan. Zet eerst je rechten aan."
    ),
)


_OF_A_LIBRARY = holds(Role.DIRECTOR, Role.ADVISER, Role.FINANCE, Role.LEESCONSULENT)

grant(
    "schools.see",
    _OF_A_LIBRARY | holds(Role.GEMEENTE_OFFICER, Role.SCHOOL_CONTACT, Role.POI_ADVISER, Role.NATIONAL_READER),
    gettext_lazy(
        "Een beheerder regelt de toegang en ziet zelf geen scholen. Vraag een directeur om een rol erbij."
    ),
)
grant(
    "collaborations.see",
    _OF_A_LIBRARY,
    gettext_lazy("Met welke scholen een bibliotheek samenwerkt, ziet alleen die bibliotheek."),
)

grant(
    "gemeenten.see",
    _OF_A_LIBRARY | holds(Role.GEMEENTE_OFFICER, Role.POI_ADVISER),
    gettext_lazy(
        "De pagina's over gemeenten zijn er voor bibliotheek, gemeente en POI. "
        "Vraag een directeur om een rol erbij."
    ),
)

grant(
    "country.see",
    holds(Role.NATIONAL_READER),
    gettext_lazy(
        "De cijfers over het hele land zijn er voor lezers van het landelijke programma. "
        "Vraag een beheerder om die rol."
    ),
)


def _nobody_national(actor: Actor) -> bool:
    return not Organisation.objects.filter(kind=OrganisationKind.NATIONAL).exists()


nobody_national = Predicate(_nobody_national, name="nobody-national")
"""The site has no national programme, as where a single library runs it for itself."""

grant("register.see", member, gettext_lazy("Je hoort niet bij deze organisatie."))
grant(
    "register.load",
    administering & (at(OrganisationKind.NATIONAL) | nobody_national),
    gettext_lazy(
        "Open gegevens gelden voor iedereen op deze site. Een beheerder van het landelijke programma laadt "
        "ze, met de beheerdersrechten aan."
    ),
)
grant(
    "collaborations.load",
    holds(Role.DIRECTOR, Role.ADVISER) & at(OrganisationKind.LIBRARY),
    gettext_lazy("De lijst met samenwerkingen laadt een directeur of adviseur van de bibliotheek."),
)
