"""Who may do what with people and organisations."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.permissions import administering, grant, holds, member
from doorlezen.accounts.roles import Role

grant("home.see", member, gettext_lazy("Je hoort niet bij deze organisatie."))
grant(
    "people.see",
    holds(Role.DIRECTOR, Role.ADVISER) | administering,
    gettext_lazy("Alleen directeur en adviseur zien wie hier werken. Vraag het hun."),
)
