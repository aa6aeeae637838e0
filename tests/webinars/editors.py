"""Who edits webinars: advisers of a POI, and the administrator of the national programme."""

from dataclasses import dataclass

from django.test import Client
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.administering import switch_on
from doorlezen.accounts.roles import OrganisationKind, Role
from tests.people import a_person, actor_of, an_organisation, client_of


@dataclass(frozen=True)
class Editor:
    """Somebody who edits: as domain functions know her, her browser, and where her pages begin."""

    actor: Actor
    client: Client

    @property
    def home(self) -> str:
        return f"/o/{self.actor.organisation.slug}/webinars/"


def an_editor(name: str = "POI Oost") -> Editor:
    """An adviser of a POI of this name."""
    poi = an_organisation(OrganisationKind.POI, name)
    person = a_person(f"Adviseur van {name}", (poi, Role.POI_ADVISER))
    return Editor(actor_of(person, poi), client_of(person))


def an_administrator() -> Editor:
    """The administrator of the national programme, with the rights switched on."""
    national = an_organisation(OrganisationKind.NATIONAL, "Het landelijke programma")
    person = a_person("Landelijke beheerder", (national, Role.ADMINISTRATOR))
    with scope(organisation=national):
        switch_on(actor_of(person, national), reason="Webinars nakijken", at=timezone.now())
    return Editor(actor_of(person, national, administering=True), client_of(person))
