"""Who sees the money of a library, and who moves it."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role

grant(
    "money.see",
    holds(Role.DIRECTOR, Role.FINANCE, Role.ADVISER),
    gettext_lazy("Wat er in de potten zit, zien directeur, financiën en adviseur van de bibliotheek."),
)
grant(
    "money.move",
    holds(Role.DIRECTOR, Role.FINANCE),
    gettext_lazy("Geld boeken doen directeur en financiën van de bibliotheek. Vraag het hun."),
)
