"""Who may do what with plans. What somebody sees of a plan is `proposals.sight`."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role

_LIBRARY = (Role.DIRECTOR, Role.ADVISER, Role.FINANCE)
_PARTNERS = (Role.GEMEENTE_OFFICER, Role.POI_ADVISER)

grant(
    "plans.see",
    holds(*_LIBRARY, Role.LEESCONSULENT, *_PARTNERS, Role.SCHOOL_CONTACT),
    gettext_lazy(
        "Plannen zijn er voor de bibliotheek, en gedeelde plannen voor haar gemeenten, scholen en POI. "
        "Vraag de directeur van de bibliotheek om een rol die erbij hoort."
    ),
)
grant(
    "plans.see_money",
    holds(*_LIBRARY, *_PARTNERS, Role.SCHOOL_CONTACT),
    gettext_lazy("Een leesconsulent ziet de uren van het plan, niet het geld. Vraag je adviseur ernaar."),
)
grant(
    "plans.see_prices",
    holds(*_LIBRARY, *_PARTNERS),
    gettext_lazy("Wat een eis kost, zien directeur, adviseur en financiën. Vraag het hun."),
)
grant(
    "plans.compare_keys",
    holds(*_LIBRARY, Role.POI_ADVISER),
    gettext_lazy(
        "Een andere verdeelsleutel gaat over alle gemeenten. Alleen de bibliotheek en haar POI zien dat."
    ),
)
grant(
    "plans.weigh_scores",
    holds(*_LIBRARY, Role.POI_ADVISER),
    gettext_lazy(
        "Wat andere scores doen, gaat over alle gemeenten. Alleen de bibliotheek en haar POI zien dat."
    ),
)
grant(
    "plans.download",
    holds(*_LIBRARY, *_PARTNERS),
    gettext_lazy("De pdf en het Excel-bestand bevatten ook het geld. Vraag ze aan je adviseur."),
)
grant(
    "plans.files",
    holds(*_LIBRARY, Role.POI_ADVISER),
    gettext_lazy("Het planbestand gaat over alle gemeenten. Alleen de bibliotheek en haar POI krijgen het."),
)
grant(
    "plans.make",
    holds(Role.DIRECTOR, Role.ADVISER),
    gettext_lazy("Alleen directeur en adviseur maken plannen en ruimen ze op. Vraag het hun."),
)
grant(
    "plans.propose",
    holds(Role.DIRECTOR, Role.ADVISER),
    gettext_lazy("Alleen directeur en adviseur stellen een plan voor, of nemen het terug. Vraag het hun."),
)
grant(
    "plans.adopt",
    holds(Role.DIRECTOR),
    gettext_lazy("Alleen de directeur stelt een plan vast. Vraag het de directeur."),
)
grant(
    "stated.see",
    holds(*_LIBRARY, Role.LEESCONSULENT, Role.GEMEENTE_OFFICER),
    gettext_lazy("Wat gemeenten vragen, ziet de bibliotheek, en elke gemeente voor zich."),
)
grant(
    "stated.make",
    holds(Role.DIRECTOR, Role.ADVISER, Role.GEMEENTE_OFFICER),
    gettext_lazy("Directeur, adviseur en de beleidsmedewerker van de gemeente schrijven op wat zij vraagt."),
)
grant(
    "stated.answer",
    holds(Role.DIRECTOR, Role.ADVISER),
    gettext_lazy("Directeur en adviseur van de bibliotheek antwoorden de gemeente. Vraag het hun."),
)
grant(
    "scenarios.see",
    holds(*_LIBRARY),
    gettext_lazy(
        "Scenario's zijn er voor wie bij de bibliotheek het plan maakt. Vraag de directeur om een rol die "
        "erbij hoort."
    ),
)
grant(
    "scenarios.make",
    holds(Role.DIRECTOR, Role.ADVISER),
    gettext_lazy("Alleen directeur en adviseur maken en veranderen scenario's. Vraag het hun."),
)
grant(
    "plans.share",
    holds(Role.DIRECTOR),
    gettext_lazy("Alleen de directeur deelt een plan, of trekt het delen in. Vraag het de directeur."),
)
