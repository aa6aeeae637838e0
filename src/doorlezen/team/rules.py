"""Who sees and changes what is known of the team.

There is no role of team leader: at libraries it is the adviser who makes the roster, or the director. A
leesconsulent finds the own row, and may say what she wishes there.
"""

from django.utils.translation import gettext_lazy
from rules.predicates import Predicate

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role
from doorlezen.team.models import TeamMember

_LEADERS = holds(Role.DIRECTOR, Role.ADVISER)


def _is_own_row(actor: Actor, member: TeamMember) -> bool:
    return member.person_id is not None and member.person_id == actor.person.pk


own_row = Predicate(_is_own_row, name="own-row")
"""The row of the team is about the actor."""

grant(
    "team.open",
    holds(Role.DIRECTOR, Role.ADVISER, Role.LEESCONSULENT),
    gettext_lazy("Het team zien directeur en adviseur van de bibliotheek, en elke leesconsulent voor zich."),
)
grant(
    "team.see",
    _LEADERS,
    gettext_lazy("Wie er in het team zit, met uren en dagen, zien alleen directeur en adviseur."),
)
grant(
    "team.change",
    _LEADERS,
    gettext_lazy("Alleen directeur en adviseur veranderen het team. Vraag het hun."),
)
grant(
    "team.wish",
    _LEADERS | holds(Role.LEESCONSULENT) & own_row,
    gettext_lazy("Wensen vul je in voor jezelf; voor anderen doen directeur en adviseur het."),
)
