"""The way through the site: what stands at the head of every page.

Each area adds one line to `OF_AN_ORGANISATION` or `PUBLIC`, in the order in which a reader meets them.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.web.addresses import address

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from doorlezen.accounts.actor import Actor


@dataclass(frozen=True)
class NavigationEntry:
    """A link at the head: ``name`` is that of the address, ``permission`` what it asks of the reader.

    ``kinds``: only at these kinds of organisation; none given: at each. ``about``: what is found there, for
    the first page of an organisation.
    """

    label: "_StrPromise"
    name: str
    permission: str = ""
    kinds: frozenset[OrganisationKind] = field(default_factory=frozenset)
    about: "_StrPromise | str" = ""


@dataclass(frozen=True)
class NavigationLink:
    """An entry as this reader sees it. ``current``: "page" on that page itself, "true" below it, else ""."""

    label: str
    address: str
    current: str
    about: str = ""


OF_AN_ORGANISATION: list[NavigationEntry] = [
    NavigationEntry(gettext_lazy("Overzicht"), "organisation", "home.see"),
    NavigationEntry(
        gettext_lazy("Scholen"),
        "schools:list",
        "schools.see",
        about=gettext_lazy("Welke scholen hebben een score, en welke komen in aanmerking?"),
    ),
    NavigationEntry(
        gettext_lazy("Het land"),
        "country:country",
        "country.see",
        about=gettext_lazy("Per bibliotheek: scholen met een score, gedeelde plannen, en geld verdeeld."),
    ),
    NavigationEntry(
        gettext_lazy("Plannen"),
        "plans:list",
        "plans.see",
        about=gettext_lazy("Welke school krijgt hoeveel uren, uit welk geld, en wat kost elke eis?"),
    ),
    NavigationEntry(
        gettext_lazy("Gemeenten"),
        "gemeenten:list",
        "gemeenten.see",
        about=gettext_lazy("Per gemeente: de scholen, de eisen en het nieuwste plan."),
    ),
    NavigationEntry(
        gettext_lazy("Wensen"),
        "stated:list",
        "stated.see",
        about=gettext_lazy("Wat gemeenten vragen, en wat de bibliotheek antwoordt."),
    ),
    NavigationEntry(
        gettext_lazy("Team"),
        "team:list",
        "team.open",
        kinds=frozenset({OrganisationKind.LIBRARY}),
        about=gettext_lazy("Wie er naar scholen gaat, hoeveel uur, en wie wat kan."),
    ),
    NavigationEntry(
        gettext_lazy("Roosters"),
        "rosters:list",
        "rosters.see",
        kinds=frozenset({OrganisationKind.LIBRARY}),
        about=gettext_lazy("Wie wanneer op welke school komt."),
    ),
    NavigationEntry(
        gettext_lazy("Bezoeken"),
        "visits:week",
        "visits.see_all",
        kinds=frozenset({OrganisationKind.LIBRARY}),
        about=gettext_lazy("Wie er deze week waar komt, wat er veranderde, en wie er kan invallen."),
    ),
    NavigationEntry(
        gettext_lazy("Bezoeken op school"),
        "visits:own-school",
        "visits.see_at_own_school",
        kinds=frozenset({OrganisationKind.SCHOOL}),
        about=gettext_lazy("Wanneer de bibliotheek komt, en wat er gedaan is."),
    ),
    NavigationEntry(
        gettext_lazy("Mijn bezoeken"),
        "phone:today",
        "visits.go",
        kinds=frozenset({OrganisationKind.LIBRARY}),
        about=gettext_lazy("Je bezoeken van deze weken, en wat je er deed. Ook zonder verbinding."),
    ),
    NavigationEntry(
        gettext_lazy("Uren gedaan"),
        "done:hours",
        "visits.see_done",
        about=gettext_lazy("Uren gepland en gedaan, per school, gemeente en pot."),
    ),
    NavigationEntry(
        gettext_lazy("Register"),
        "register:overview",
        "register.see",
        about=gettext_lazy("Welke cijfers van CBS en DUO er zijn, en van welke dag."),
    ),
    NavigationEntry(
        gettext_lazy("Mensen"),
        "people:everybody",
        "people.see",
        about=gettext_lazy("Wie hier werkt, en met welke rol."),
    ),
    NavigationEntry(
        gettext_lazy("Organisaties"),
        "organisations:every",
        "organisations.create",
        about=gettext_lazy("Alle organisaties op deze site."),
    ),
    NavigationEntry(
        gettext_lazy("Aanmeldingen"),
        "meetings:every",
        "meetings.run",
        about=gettext_lazy("Wie er naar je webinars komt, en wat je hun mailt."),
    ),
    NavigationEntry(
        gettext_lazy("Logboek"),
        "logbook",
        "audit.see",
        about=gettext_lazy("Wie wat heeft veranderd, van wat in wat."),
    ),
    NavigationEntry(
        gettext_lazy("Instellingen"),
        "settings",
        "settings.change",
        about=gettext_lazy("Kleuren, logo en inloggen van je organisatie."),
    ),
    NavigationEntry(
        gettext_lazy("Beheer"),
        "administering:rights",
        "administering.switch",
        about=gettext_lazy("Zet je rechten als beheerder aan, voor korte tijd."),
    ),
    NavigationEntry(gettext_lazy("Webinars bewerken"), "webinar-editing:list", "webinars.open-editing"),
]
"""What members of an organisation may meet. A page that the reader may not open is not offered."""

PUBLIC: list[NavigationEntry] = [
    NavigationEntry(
        gettext_lazy("Webinars"), "webinars:overview", about=gettext_lazy("Wat directeuren van elkaar leren.")
    ),
]
"""What everybody meets, logged in or not."""


def links(actor: "Actor | None", path: str) -> list[NavigationLink]:
    """What this reader is offered, in order; the deepest entry above the address ``path`` is current."""
    entries = [*_offered(actor), *((entry, reverse(entry.name)) for entry in PUBLIC)]
    # the first page of an organisation lies above everything there, but is not what the reader is in
    home = address(actor, "organisation") if actor else ""
    above = [at for _, at in entries if at == path or (path.startswith(at) and at != home)]
    deepest = max(above, key=len, default=None)
    return [
        NavigationLink(str(entry.label), at, _current(at, path, deepest), str(entry.about))
        for entry, at in entries
    ]


def _current(at: str, path: str, deepest: str | None) -> str:
    return "page" if at == path else "true" if at == deepest else ""


def _offered(actor: "Actor | None") -> list[tuple[NavigationEntry, str]]:
    if actor is None:
        return []
    return [
        (entry, address(actor, entry.name))
        for entry in OF_AN_ORGANISATION
        if (not entry.kinds or actor.kind in entry.kinds) and ask(entry.permission, actor)
    ]
