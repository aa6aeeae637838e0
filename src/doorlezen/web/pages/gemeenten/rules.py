"""Who may open the pages of gemeenten."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role

grant(
    "gemeenten.see",
    holds(
        Role.DIRECTOR,
        Role.ADVISER,
        Role.FINANCE,
        Role.LEESCONSULENT,
        Role.GEMEENTE_OFFICER,
        Role.POI_ADVISER,
    ),
    gettext_lazy(
        "De bladzijden over gemeenten zijn er voor bibliotheek, gemeente en POI. "
        "Vraag een directeur om een rol erbij."
    ),
)
