"""Who may see who registered, and run the meeting: who may edit the webinar, and no others."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import grant
from doorlezen.webinars.rules import national, poi, publishes

grant(
    "meetings.run",
    national | (poi & publishes),
    gettext_lazy(
        "Aanmeldingen bekijken doet wie het webinar organiseert: de beheerder van het landelijke programma "
        "(zet je beheerdersrechten aan), of een adviseur van de POI die het webinar geeft."
    ),
)
