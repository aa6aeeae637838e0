"""Who may see schools, and with which schools a library works."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role

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
