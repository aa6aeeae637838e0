"""The pages that a moment in a recording can lead to: from hearing to doing.

A reader who works somewhere goes to that organisation's own page. Which page that is, is looked up when the
link is followed, so that a page full of links asks nothing. Everybody else sees the same page of the invented
library (web/pages/example_pages.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.planning.proposals.naming import key_of
from doorlezen.planning.proposals.queries import leading, proposals_for
from doorlezen.web.addresses import address
from doorlezen.webinars import targets

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Page:
    """What a target is: its words, the permission that its page asks, and the explanation for everybody."""

    label: "_StrPromise"
    permission: str
    told: "_StrPromise"


PAGES = {
    "schools": Page(
        gettext_lazy("je scholen met een achterstandsscore"),
        "schools.see",
        gettext_lazy(
            "Doorlezen leest de openbare cijfers van CBS en DUO. Zo zie je van elke school in je gemeenten "
            "de score, over de jaren, met de bron erbij."
        ),
    ),
    "hours": Page(
        gettext_lazy("hoeveel uren elke school krijgt"),
        "plans.see",
        gettext_lazy(
            "Doorlezen verdeelt de uren die er zijn over de scholen, zo goed als het kan binnen het geld en "
            "de afspraken, en laat zien dat het niet beter kan."
        ),
    ),
    "eligible-schools": Page(
        gettext_lazy("welke scholen komen in aanmerking"),
        "schools.see",
        gettext_lazy(
            "Doorlezen legt elke school naast de regeling: heeft zij een score, en werkt zij al samen in de "
            "Bibliotheek op school? Je leest per school het oordeel en de reden."
        ),
    ),
    "demand-price": Page(
        gettext_lazy("wat elke eis kost"),
        "plans.see",
        gettext_lazy(
            "Elke eis heeft een prijs: de uren die daardoor ergens anders weggaan. Doorlezen rekent die "
            "prijs uit, per eis, alleen en samen met de andere."
        ),
    ),
}
"""All targets by name, as chapters call them."""


def register() -> None:
    """Tell the webinars where their moments can lead."""
    for name, page in PAGES.items():
        targets.register(targets.Target(name, page.label, _own(name, page), _public(name)))


def destination(name: str, actor: Actor) -> str:
    """The address of the page at the actor's organisation: call it in the scope of that organisation."""
    if name == "schools":
        return address(actor, "schools:list") + "?score=met&sorteer=-score"
    if name == "eligible-schools":
        return address(actor, "schools:list") + "?sorteer=oordeel"
    found = leading(proposals_for(actor))
    if found is None:
        return address(actor, "plans:list")
    anchor = "#eisen" if name == "demand-price" else ""
    return address(actor, "plans:plan", pk=key_of(actor, found)) + anchor


def _own(name: str, page: Page) -> Callable[[Actor], str | None]:
    def own(actor: Actor) -> str | None:
        return address(actor, "target", name=name) if ask(page.permission, actor) else None

    return own


def _public(name: str) -> Callable[[], str]:
    def public() -> str:
        return reverse("target-told", args=[name])

    return public
