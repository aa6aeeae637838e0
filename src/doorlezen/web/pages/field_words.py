"""/begrippen/: the words of the field, each with its meaning. A page points at one with ``{% term %}``."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class FieldTerm:
    """A word of the field: ``key`` is its place on the page, ``word`` how it is written."""

    key: str
    word: "_StrPromise"
    meaning: "_StrPromise"


TERMS: tuple[FieldTerm, ...] = (
    FieldTerm(
        "achterstandsscore",
        gettext_lazy("achterstandsscore"),
        gettext_lazy(
            "Hoeveel achterstand het CBS bij de leerlingen van een school verwacht, opgeteld. Het CBS "
            "maakt de score elk jaar, uit gegevens over de ouders. Een hogere score: meer achterstand, of "
            "meer leerlingen."
        ),
    ),
    FieldTerm(
        "drempel",
        gettext_lazy("drempel"),
        gettext_lazy(
            "Wat het CBS per leerling van de score aftrekt. Blijft er niets over, dan heeft de school "
            "score 0. Zo krijgen alleen scholen met meer dan gewone achterstand een score."
        ),
    ),
    FieldTerm(
        "peildatum",
        gettext_lazy("peildatum"),
        gettext_lazy("De dag die een cijfer beschrijft. Voor scores en leerlingen is dat 1 oktober."),
    ),
    FieldTerm(
        "vestigingscode",
        gettext_lazy("vestigingscode"),
        gettext_lazy(
            "De zes tekens waaraan DUO een schoolgebouw herkent, zoals 00AP00: vier van de school en twee "
            "van de vestiging."
        ),
    ),
    FieldTerm(
        "samenwerking",
        gettext_lazy("samenwerking"),
        gettext_lazy(
            "De afspraak van een bibliotheek en een school om samen de Bibliotheek op school te maken. "
            "Sinds welke dag die loopt, staat in de lijst van de bibliotheek."
        ),
    ),
    FieldTerm(
        "leesconsulent",
        gettext_lazy("leesconsulent"),
        gettext_lazy(
            "Wie namens de bibliotheek op school werkt aan lezen: met leerlingen, met het team en met ouders."
        ),
    ),
    FieldTerm(
        "bouwsteen",
        gettext_lazy("bouwsteen"),
        gettext_lazy(
            "Een van de zeven delen van de Bibliotheek op school: Netwerk en beleid, Collectie, "
            "Expertise, Activiteiten, Lees- en mediaplan, Monitor en Digitaal portaal."
        ),
    ),
    FieldTerm(
        "plan",
        gettext_lazy("plan"),
        gettext_lazy(
            "Wat Doorlezen uitrekent: hoeveel uren elke school krijgt, en uit welk geld. Een plan "
            "verandert nooit; reken je opnieuw, dan komt er een ander plan."
        ),
    ),
    FieldTerm(
        "scenario",
        gettext_lazy("scenario"),
        gettext_lazy(
            "Waarmee je rekent: scholen, geld, mensen, aanpak en eisen. Je verandert het zo vaak je wilt. "
            "Elke keer dat je rekent, komt er een plan uit."
        ),
    ),
    FieldTerm(
        "regeling",
        gettext_lazy("regeling"),
        gettext_lazy(
            "Geld van het rijk met regels, zoals de Impulsregeling Masterplan basisvaardigheden. De "
            "regels zeggen welke scholen in aanmerking komen en waaraan het geld op mag."
        ),
    ),
    FieldTerm(
        "pot",
        gettext_lazy("pot"),
        gettext_lazy(
            "Geld met een eigenaar en een grens: de regeling, de subsidie van een gemeente, je eigen "
            "middelen. Bij elke pot staat welke scholen er geld uit mogen krijgen en welk geld het eerst op "
            "moet."
        ),
    ),
    FieldTerm(
        "eis",
        gettext_lazy("eis"),
        gettext_lazy("Wat in het plan moet kloppen. Kan dat niet, dan is er geen plan."),
    ),
    FieldTerm(
        "wens",
        gettext_lazy("wens"),
        gettext_lazy(
            "Wat een gemeente vraagt of graag ziet. De bibliotheek antwoordt. Neemt zij de wens over als "
            "iets dat moet, dan wordt het een eis in het scenario."
        ),
    ),
    FieldTerm(
        "behoefte",
        gettext_lazy("behoefte"),
        gettext_lazy(
            "Hoeveel een school de uren nodig heeft, vergeleken met andere scholen. Doorlezen rekent met "
            "de achterstandsscore en met het aantal leerlingen; hoe zwaar elk telt, kies je zelf in het "
            "scenario."
        ),
    ),
    FieldTerm(
        "verdeelsleutel",
        gettext_lazy("verdeelsleutel"),
        gettext_lazy(
            "Wat goed verdelen is: eerst waar de behoefte het grootst is, zoveel mogelijk scholen, elke "
            "school evenveel, of zo weinig mogelijk veranderen."
        ),
    ),
    FieldTerm(
        "prijskaartje",
        gettext_lazy("prijskaartje"),
        gettext_lazy(
            "Wat een eis kost: hoeveel uren en geld erdoor weggaan bij scholen die ze meer nodig hebben."
        ),
    ),
    FieldTerm(
        "knoop",
        gettext_lazy("knoop"),
        gettext_lazy("Een paar eisen die niet samen kunnen. Laat er een los, dan kan de rest wel."),
    ),
    FieldTerm(
        "plank",
        gettext_lazy("plank"),
        gettext_lazy(
            "De tekening van een gemeente: elk boek is een school. Breder: meer leerlingen. Hoger: meer "
            "uren per 100 leerlingen. De kleur zegt wie betaalt."
        ),
    ),
    FieldTerm(
        "poi",
        gettext_lazy("POI"),
        gettext_lazy(
            "Provinciale ondersteuningsinstelling: de organisatie die de bibliotheken in een provincie "
            "helpt en voor hen geld van de regeling aanvraagt."
        ),
    ),
    FieldTerm(
        "oab",
        gettext_lazy("onderwijsachterstandenmiddelen"),
        gettext_lazy(
            "Geld tegen achterstand in het onderwijs. Scholen krijgen een deel, gemeenten ook. In een "
            "scenario gaat het om dat van een gemeente; die kiest zelf voor welke kinderen."
        ),
    ),
    FieldTerm(
        "schooljaar",
        gettext_lazy("schooljaar"),
        gettext_lazy("Van 1 augustus tot en met 31 juli, met ongeveer veertig schoolweken."),
    ),
)
BY_KEY = {term.key: term for term in TERMS}
KEYS = frozenset(BY_KEY)


@require_safe
def field_words(request: HttpRequest) -> HttpResponse:
    """All of them, in order of the alphabet of the language that the reader reads."""
    ordered = sorted(TERMS, key=lambda one: str(one.word).casefold())
    return render(request, "terms.html", {"terms": ordered})
