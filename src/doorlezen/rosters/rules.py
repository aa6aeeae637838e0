"""Who makes rosters: who makes the team (team/rules.py)."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role

_LEADERS = holds(Role.DIRECTOR, Role.ADVISER)

grant(
    "rosters.see",
    _LEADERS,
    gettext_lazy(
        "Roosters in de maak zien alleen directeur en adviseur. Wat bekendgemaakt is, staat bij de bezoeken."
    ),
)
grant(
    "rosters.make",
    _LEADERS,
    gettext_lazy("Alleen directeur en adviseur maken een rooster. Vraag het hun."),
)
