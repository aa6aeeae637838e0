"""What people of a library do here in a year."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.roles import Role
from doorlezen.web.pages.helping.help_step import HelpStep, RoleHelp

OF_LIBRARIES: dict[Role, RoleHelp] = {
    Role.DIRECTOR: RoleHelp(
        "directeur",
        gettext_lazy("Je beslist welk plan geldt, en wie het ziet."),
        (
            HelpStep(
                "organisation",
                "home.see",
                "first-director",
                gettext_lazy("Begin op je eerste pagina"),
                gettext_lazy(
                    "De vier vragen staan er beantwoord voor jouw scholen. Daaronder staat wat op je wacht."
                ),
            ),
            HelpStep(
                "register:load-list",
                "collaborations.load",
                "register-load",
                gettext_lazy("Laad je lijst met samenwerkingen"),
                gettext_lazy(
                    "Daarna weet Doorlezen welke scholen in aanmerking komen. Laad de lijst opnieuw "
                    "als er iets verandert."
                ),
            ),
            HelpStep(
                "schools:list",
                "schools.see",
                "schools",
                gettext_lazy("Bekijk je scholen"),
                gettext_lazy(
                    "Filter op gemeente, score of oordeel. Bij elk oordeel staan de reden en de bron."
                ),
            ),
            HelpStep(
                "scenarios:list",
                "scenarios.see",
                "scenario",
                gettext_lazy("Laat scenario's doorrekenen"),
                gettext_lazy(
                    "Vul aan wat alleen je bibliotheek weet: uren, geld en eisen. Doorlezen rekent "
                    "het beste plan uit."
                ),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plan",
                gettext_lazy("Stel een plan vast"),
                gettext_lazy(
                    "Leg plannen naast elkaar, stel er een voor en stel het vast. Dat plan geldt dan "
                    "en verandert niet meer."
                ),
            ),
            HelpStep(
                "partners:every",
                "partners.see",
                "partners",
                gettext_lazy("Nodig gemeenten en scholen uit"),
                gettext_lazy(
                    "Pas wie is uitgenodigd, ziet het plan dat je deelt, en dan alleen het eigen deel."
                ),
            ),
            HelpStep(
                "stated:list",
                "stated.see",
                "stated",
                gettext_lazy("Antwoord gemeenten"),
                gettext_lazy(
                    "Bij elke wens staat of het plan eraan voldoet. Antwoord, of neem de wens over in"
                    " een scenario."
                ),
            ),
            HelpStep(
                "gemeenten:list",
                "gemeenten.see",
                "plan-gemeente",
                gettext_lazy("Praat met de wethouder"),
                gettext_lazy(
                    "Bij elke gemeente in het plan staat een gespreksblad: één pagina om te printen."
                ),
            ),
        ),
    ),
    Role.ADVISER: RoleHelp(
        "adviseur",
        gettext_lazy("Je maakt de plannen en kent de scholen."),
        (
            HelpStep(
                "schools:list",
                "schools.see",
                "school",
                gettext_lazy("Houd bij wat je van een school weet"),
                gettext_lazy(
                    "Op de pagina van een school staan contacten en notities, naast het oordeel en de score."
                ),
            ),
            HelpStep(
                "scenarios:new",
                "scenarios.make",
                "scenario-new",
                gettext_lazy("Begin een scenario"),
                gettext_lazy(
                    "Je gemeenten, je scholen en de regeling staan er dan al in. Wat ontbreekt, is "
                    "gemarkeerd."
                ),
            ),
            HelpStep(
                "scenarios:list",
                "scenarios.see",
                "scenario-part",
                gettext_lazy("Vul de onderdelen in"),
                gettext_lazy("Elk onderdeel heeft een eigen pagina. Wat niet klopt, zie je terwijl je typt."),
            ),
            HelpStep(
                "scenarios:list",
                "scenarios.see",
                "what-if",
                gettext_lazy("Vraag: en als …"),
                gettext_lazy(
                    "Meer geld, een dag minder, zonder een eis: je ziet meteen wie er meer of minder krijgt."
                ),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plan-demand",
                gettext_lazy("Zoek uit waarom"),
                gettext_lazy(
                    "Bij elke school staat waarom die krijgt wat die krijgt, en bij elke eis wat die kost."
                ),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plans",
                gettext_lazy("Stel een plan voor"),
                gettext_lazy(
                    "Een plan begint als concept. Stel je het voor, dan kan de directeur het "
                    "vaststellen en delen."
                ),
            ),
            HelpStep(
                "stated:list",
                "stated.see",
                "stated",
                gettext_lazy("Reken met wensen van gemeenten"),
                gettext_lazy(
                    "Zet een wens in een scenario, dan zie je wat het plan ervan vindt en wat die kost."
                ),
            ),
        ),
    ),
    Role.FINANCE: RoleHelp(
        "financien",
        gettext_lazy("Je volgt het geld, van pot tot school."),
        (
            HelpStep(
                "organisation",
                "home.see",
                "first-finance",
                gettext_lazy("Begin op je eerste pagina"),
                gettext_lazy("Je leest welk plan geldt en hoeveel geld ermee gemoeid is."),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plan-finance",
                gettext_lazy("Bekijk wie wat betaalt"),
                gettext_lazy("Bij elk plan staat per pot wat erin zit, wat eruit gaat en wat overblijft."),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plans",
                gettext_lazy("Neem het plan mee naar Excel"),
                gettext_lazy(
                    "Onder een plan staat het Excel-bestand, met een blad per gemeente en sommen die "
                    "doorrekenen."
                ),
            ),
            HelpStep(
                "gemeenten:list",
                "gemeenten.see",
                "plan-gemeente",
                gettext_lazy("Bekijk het geld van een gemeente"),
                gettext_lazy("Per gemeente zie je de weg van het geld: van pot naar bouwsteen naar school."),
            ),
            HelpStep(
                "scenarios:list",
                "scenarios.see",
                "scenario",
                gettext_lazy("Kijk mee in een scenario"),
                gettext_lazy("Je ziet met welke bedragen je collega's rekenen, en uit welke bron die komen."),
            ),
        ),
    ),
    Role.LEESCONSULENT: RoleHelp(
        "leesconsulent",
        gettext_lazy("Je werkt op de scholen, en wilt weten hoeveel uur er is."),
        (
            HelpStep(
                "organisation",
                "home.see",
                "first-leesconsulent",
                gettext_lazy("Begin op je eerste pagina"),
                gettext_lazy("Je leest welk plan geldt, en waar je het vindt."),
            ),
            HelpStep(
                "schools:list",
                "schools.see",
                "schools",
                gettext_lazy("Zoek je scholen op"),
                gettext_lazy(
                    "Zoek op naam of plaats, of filter op gemeente. Je keuze kun je bewaren als bladwijzer."
                ),
            ),
            HelpStep(
                "schools:list",
                "schools.see",
                "school",
                gettext_lazy("Schrijf op wat een collega moet weten"),
                gettext_lazy("Op de pagina van een school leg je afspraken en contacten vast."),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plan-leesconsulent",
                gettext_lazy("Bekijk de uren in het plan"),
                gettext_lazy(
                    "Je ziet hoeveel uur per week elke school krijgt. Geld staat er voor jou niet bij."
                ),
            ),
            HelpStep(
                "plans:list",
                "plans.see",
                "plan-school",
                gettext_lazy("Lees waarom een school dit krijgt"),
                gettext_lazy("Bij elke school staat het in een of twee zinnen, ook als er geen uren zijn."),
            ),
        ),
    ),
}
