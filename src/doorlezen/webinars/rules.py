"""Who may edit the catalogue of webinars. Everybody may read what is published.

The national programme edits all of it; a POI edits what it publishes itself. A library reads: it has a
director to run, not a catalogue. The administrator of the national programme edits with the rights switched
on, so that every change to what the whole country reads is a deliberate one.
"""

from django.utils.translation import gettext_lazy
from rules.predicates import Predicate

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import administering, at, grant, holds
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.webinars.models import Webinar


def _publishes(actor: Actor, webinar: Webinar | None) -> bool:
    return webinar is None or webinar.organisation_id == actor.organisation.pk


publishes = Predicate(_publishes, name="publishes")
"""The webinar is published by the actor's own organisation; about no webinar: always."""
national = at(OrganisationKind.NATIONAL) & administering
poi = at(OrganisationKind.POI) & holds(Role.POI_ADVISER)

grant(
    "webinars.open-editing",
    national | poi,
    gettext_lazy(
        "Webinars bewerken doen een adviseur van een POI en de beheerder van het landelijke programma. "
        "Ben je die beheerder, zet dan je beheerdersrechten aan."
    ),
)
grant(
    "webinars.edit",
    national | (poi & publishes),
    gettext_lazy(
        "Webinars bewerken doet de beheerder van het landelijke programma (zet je beheerdersrechten aan), "
        "en een adviseur van een POI die van de eigen POI."
    ),
)
grant(
    "webinars.exchange",
    national,
    gettext_lazy(
        "De hele catalogus inlezen doet de beheerder van het landelijke programma. "
        "Ben je dat, zet dan je beheerdersrechten aan."
    ),
)
