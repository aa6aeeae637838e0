"""Who may see and write what a library knows of its schools."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role

_VISITORS = holds(Role.DIRECTOR, Role.ADVISER, Role.LEESCONSULENT)
"""Those of a library who go to schools."""

grant(
    "contacts.see",
    _VISITORS,
    gettext_lazy("Contacten van scholen zijn voor directeur, adviseur en leesconsulent van de bibliotheek."),
)
grant(
    "contacts.write",
    _VISITORS,
    gettext_lazy("Alleen directeur, adviseur en leesconsulent van de bibliotheek leggen contacten vast."),
)
grant(
    "notes.see",
    _VISITORS,
    gettext_lazy("Notities over scholen zijn voor directeur, adviseur en leesconsulent van de bibliotheek."),
)
grant(
    "notes.write",
    _VISITORS,
    gettext_lazy("Alleen directeur, adviseur en leesconsulent van de bibliotheek schrijven notities."),
)
grant(
    "consultants.see",
    _VISITORS,
    gettext_lazy(
        "Welke leesconsulent een school heeft, zien directeur, adviseur en leesconsulent van de bibliotheek."
    ),
)
grant(
    "consultants.assign",
    holds(Role.DIRECTOR, Role.ADVISER),
    gettext_lazy("Directeur en adviseur geven een school haar leesconsulent. Vraag het hun."),
)
grant(
    "days.see",
    _VISITORS | holds(Role.SCHOOL_CONTACT),
    gettext_lazy(
        "De dagen van een schooljaar zien directeur, adviseur en leesconsulent van de bibliotheek, en de "
        "school zelf."
    ),
)
grant(
    "days.say",
    _VISITORS | holds(Role.SCHOOL_CONTACT),
    gettext_lazy(
        "Eigen dagen van een school leggen directeur, adviseur en leesconsulent van de bibliotheek vast, en "
        "de school zelf."
    ),
)
grant(
    "days.say-of-many",
    holds(Role.DIRECTOR, Role.ADVISER),
    gettext_lazy("Dagen van alle scholen leggen alleen directeur en adviseur vast. Vraag het hun."),
)
