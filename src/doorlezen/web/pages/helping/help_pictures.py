"""What is on the pictures of the help, by the names of their files in `web/look/help`.

They are made of the demo by `make help-pictures`.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WIDTH, HEIGHT = 960, 640
"""Of each, in pixels."""
PICTURES: "dict[str, _StrPromise]" = {
    "first-director": gettext_lazy(
        "De eerste pagina van een directeur: vier vragen met een antwoord, en wat er wacht."
    ),
    "register-load": gettext_lazy("Het formulier om de lijst met samenwerkingen te laden."),
    "schools": gettext_lazy("De lijst met scholen: zoeken, filters, en per school een oordeel."),
    "school": gettext_lazy("De pagina van een school, met het oordeel, de score en de bronnen."),
    "scenario-new": gettext_lazy("Het formulier om een scenario te beginnen."),
    "scenario": gettext_lazy("Een scenario: links wat erin staat, rechts wat eruit komt."),
    "scenario-part": gettext_lazy(
        "Het onderdeel Geld van een scenario: een bedrag en een bron bij elke pot."
    ),
    "what-if": gettext_lazy("En als: een dag leesconsulent minder, met wat er dan verandert."),
    "plans": gettext_lazy("De lijst met plannen, elk met de staat waarin het is."),
    "plan": gettext_lazy("Een plan: de zin bovenaan, en per gemeente een plank met scholen."),
    "plan-school": gettext_lazy("Een school in een plan: hoeveel uur, en waarom."),
    "plan-demand": gettext_lazy("Een eis in een plan: of het plan eraan voldoet, en wat de eis kost."),
    "plan-gemeente": gettext_lazy("Een gemeente in een plan, met het gespreksblad voor de wethouder."),
    "partners": gettext_lazy("Welke gemeenten en scholen meedoen, en wie nog niet."),
    "stated": gettext_lazy("Wat gemeenten vragen, met het antwoord van de bibliotheek."),
    "first-finance": gettext_lazy("De eerste pagina van iemand van financiën."),
    "plan-finance": gettext_lazy("Een plan zoals financiën het ziet: uren, geld en potten."),
    "first-leesconsulent": gettext_lazy("De eerste pagina van een leesconsulent."),
    "plan-leesconsulent": gettext_lazy("Een plan zoals een leesconsulent het ziet: de uren per school."),
    "first-officer": gettext_lazy("De eerste pagina van een beleidsmedewerker van een gemeente."),
    "own-part": gettext_lazy("Het deel van het plan dat over de eigen gemeente gaat."),
    "stated-new": gettext_lazy("Het formulier om de bibliotheek iets te vragen."),
    "schools-officer": gettext_lazy("De scholen in de eigen gemeente."),
    "first-school": gettext_lazy("De eerste pagina van een contactpersoon van een school."),
    "own-school": gettext_lazy("De eigen school in het plan: hoeveel uur, en waarom."),
    "people-school": gettext_lazy("Wie er van de school meekijkt, en de knop om iemand uit te nodigen."),
    "webinars": gettext_lazy("De webinars: wat er komt en wat je kunt terugkijken."),
    "first-poi": gettext_lazy("De eerste pagina van een POI: de bibliotheken naast elkaar."),
    "plans-poi": gettext_lazy("De plannen die bibliotheken met de POI deelden."),
    "webinars-poi": gettext_lazy("De webinars van de POI, om te bewerken."),
    "meetings-poi": gettext_lazy("De aanmeldingen voor de webinars van de POI."),
    "first-national": gettext_lazy("De eerste pagina van het landelijke programma."),
    "country": gettext_lazy("Het land per bibliotheek: scholen met een score, plannen en geld."),
    "schools-national": gettext_lazy("De scholen van het hele land."),
    "register": gettext_lazy("De open gegevens: welke cijfers er zijn en van welke dag."),
    "rights": gettext_lazy("De pagina om beheerdersrechten aan te zetten, met een reden."),
    "people": gettext_lazy("Wie hier werken, met hun rollen."),
    "organisations": gettext_lazy("De organisaties op deze site."),
    "settings": gettext_lazy("De instellingen: naam, kleuren, logo en inloggen."),
    "logbook": gettext_lazy("Het logboek: wie wat veranderde, en wanneer."),
}
