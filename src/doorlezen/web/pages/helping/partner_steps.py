"""What people of gemeenten, schools, POIs and the national programme do in a year, and administrators."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.roles import Role
from doorlezen.web.pages.helping.help_step import HelpStep, RoleHelp

OF_OTHERS: dict[Role, RoleHelp] = {
    Role.GEMEENTE_OFFICER: RoleHelp(
        "gemeente",
        gettext_lazy("Je werkt bij een gemeente en ziet alleen wat over jouw gemeente gaat."),
        (
            HelpStep(
                "organisation",
                "home.see",
                "first-officer",
                gettext_lazy("Begin op je eerste pagina"),
                gettext_lazy(
                    "Je leest wat het plan in jouw gemeente doet, en wat de bibliotheek antwoordde."
                ),
            ),
            HelpStep(
                "schools:list",
                "schools.see",
                "schools-officer",
                gettext_lazy("Bekijk je scholen"),
                gettext_lazy(
                    "Je ziet welke scholen in je gemeente een score hebben, en welke in aanmerking komen."
                ),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "own-part",
                gettext_lazy("Lees het plan"),
                gettext_lazy(
                    "Deelt de bibliotheek een plan, dan zie je jouw deel: uren, geld, eisen en de reden."
                ),
            ),
            HelpStep(
                "stated:new",
                "stated.make",
                "stated-new",
                gettext_lazy("Vraag de bibliotheek iets"),
                gettext_lazy(
                    "Schrijf een wens of een eis op, in je eigen woorden. De bibliotheek rekent uit "
                    "wat het kost."
                ),
            ),
            HelpStep(
                "stated:list",
                "stated.see",
                "stated",
                gettext_lazy("Volg het antwoord"),
                gettext_lazy(
                    "Je ziet of je vraag is beantwoord, in het plan zit of is afgewezen, en waarom."
                ),
            ),
        ),
    ),
    Role.SCHOOL_CONTACT: RoleHelp(
        "school",
        gettext_lazy("Je bent contactpersoon van een school en ziet alleen je eigen school."),
        (
            HelpStep(
                "organisation",
                "home.see",
                "first-school",
                gettext_lazy("Begin op je eerste pagina"),
                gettext_lazy("Je leest of je school uren krijgt, en wie je ernaar kunt vragen."),
            ),
            HelpStep(
                "schools:list",
                "schools.see",
                "own-school",
                gettext_lazy("Lees waarom"),
                gettext_lazy(
                    "In het plan staat waarom je school dit aantal uren krijgt, en wat de volgende "
                    "stap zou geven."
                ),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plans",
                gettext_lazy("Bekijk de plannen"),
                gettext_lazy(
                    "Je ziet de plannen die de bibliotheek met je deelt, ook die van een ander schooljaar."
                ),
            ),
            HelpStep(
                "people:invite",
                "people.invite",
                "people-school",
                gettext_lazy("Nodig een collega uit"),
                gettext_lazy("Ga je weg? Nodig dan eerst je opvolger uit."),
            ),
            HelpStep(
                "webinars:overview",
                "",
                "webinars",
                gettext_lazy("Kijk een webinar terug"),
                gettext_lazy("Je hoort hoe anderen werken, en leest de tekst terug."),
            ),
        ),
    ),
    Role.POI_ADVISER: RoleHelp(
        "poi",
        gettext_lazy("Je helpt de bibliotheken in je provincie en geeft webinars."),
        (
            HelpStep(
                "organisation",
                "home.see",
                "first-poi",
                gettext_lazy("Begin op je eerste pagina"),
                gettext_lazy("Je bibliotheken staan naast elkaar: wie een plan vaststelde, en wie nog niet."),
            ),
            HelpStep(
                "schools:list",
                "schools.see",
                "schools",
                gettext_lazy("Bekijk de scholen"),
                gettext_lazy("Je ziet de scholen van de bibliotheken die je helpt, met hun score."),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plans-poi",
                gettext_lazy("Lees de plannen die met je gedeeld zijn"),
                gettext_lazy("Je ziet ze in hun geheel, ook de eisen en wat die kosten."),
            ),
            HelpStep(
                "webinar-editing:list",
                "webinars.open-editing",
                "webinars-poi",
                gettext_lazy("Maak een webinar"),
                gettext_lazy("Vul in waar het over gaat, zet de opname erbij en publiceer."),
            ),
            HelpStep(
                "meetings:every",
                "meetings.run",
                "meetings-poi",
                gettext_lazy("Open de aanmelding"),
                gettext_lazy("Je ziet wie komt, wat mensen vragen en wat ze er achteraf van vonden."),
            ),
        ),
    ),
    Role.NATIONAL_READER: RoleHelp(
        "landelijk",
        gettext_lazy("Je leest voor het landelijke programma hoe het land ervoor staat."),
        (
            HelpStep(
                "organisation",
                "home.see",
                "first-national",
                gettext_lazy("Begin op je eerste pagina"),
                gettext_lazy(
                    "Je leest hoeveel scholen in aanmerking komen en hoeveel bibliotheken een plan hebben."
                ),
            ),
            HelpStep(
                "country:country",
                "country.see",
                "country",
                gettext_lazy("Bekijk het land"),
                gettext_lazy(
                    "Per bibliotheek zie je scholen met een score, plannen, en wat een bedrag onder "
                    "een verdeelsleutel geeft."
                ),
            ),
            HelpStep(
                "schools:list",
                "schools.see",
                "schools-national",
                gettext_lazy("Zoek in alle scholen"),
                gettext_lazy("Filter op provincie of gemeente en neem je keuze mee als Excel-bestand."),
            ),
            HelpStep(
                "register:overview",
                "register.see",
                "register",
                gettext_lazy("Kijk van welke dag de cijfers zijn"),
                gettext_lazy("Elk cijfer komt uit een bestand van CBS of DUO. Hier staan ze allemaal."),
            ),
            HelpStep(
                "webinars:overview",
                "",
                "webinars",
                gettext_lazy("Bekijk de webinars"),
                gettext_lazy("Wat bibliotheken van elkaar leren, staat hier met tekst en documenten."),
            ),
        ),
    ),
    Role.ADMINISTRATOR: RoleHelp(
        "beheerder",
        gettext_lazy("Je laat mensen binnen en regelt de site. Plannen en scholen zie je niet."),
        (
            HelpStep(
                "administering:rights",
                "administering.switch",
                "rights",
                gettext_lazy("Zet je rechten aan"),
                gettext_lazy("Schrijf op waarvoor. Na een half uur gaan ze vanzelf uit."),
            ),
            HelpStep(
                "people:everybody",
                "people.see",
                "people",
                gettext_lazy("Laat mensen binnen"),
                gettext_lazy("Nodig iemand uit, geef een rol erbij of beëindig er een."),
            ),
            HelpStep(
                "organisations:every",
                "organisations.create",
                "organisations",
                gettext_lazy("Laat een organisatie toe"),
                gettext_lazy(
                    "Alleen bij het landelijke programma: maak een bibliotheek aan, met de eerste persoon."
                ),
            ),
            HelpStep(
                "register:overview",
                "register.see",
                "register",
                gettext_lazy("Laad de open gegevens"),
                gettext_lazy(
                    "Bij het landelijke programma laad je elk jaar de nieuwe cijfers van CBS en DUO."
                ),
            ),
            HelpStep(
                "settings",
                "settings.change",
                "settings",
                gettext_lazy("Geef je organisatie haar eigen gezicht"),
                gettext_lazy("Stel naam, kleuren en logo in, en hoe je mensen inloggen."),
            ),
            HelpStep(
                "logbook",
                "audit.see",
                "logbook",
                gettext_lazy("Lees het logboek"),
                gettext_lazy("Je ziet wie wat veranderde, van wat in wat."),
            ),
        ),
    ),
}
