"""Who sees visits, changes them, and tells what was done."""

from django.utils.translation import gettext_lazy
from rules.predicates import Predicate

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import grant, holds
from doorlezen.accounts.roles import Role
from doorlezen.visits.models import CalendarFeed, Visit, VisitReport

_LEADERS = holds(Role.DIRECTOR, Role.ADVISER)


def _is_own_visit(actor: Actor, about: Visit | VisitReport) -> bool:
    return about.member is not None and about.member.person_id == actor.person.pk


own_visit = Predicate(_is_own_visit, name="own-visit")
"""The visit is the actor's."""


def _is_own_feed(actor: Actor, about: CalendarFeed) -> bool:
    return about.member is not None and about.member.person_id == actor.person.pk


own_feed = Predicate(_is_own_feed, name="own-feed")
"""The calendar is the actor's."""

grant(
    "visits.see_all",
    _LEADERS,
    gettext_lazy(
        "Alle bezoeken zien directeur en adviseur van de bibliotheek; een leesconsulent ziet de eigen."
    ),
)
grant(
    "visits.see_own",
    holds(Role.DIRECTOR, Role.ADVISER, Role.LEESCONSULENT),
    gettext_lazy("Een eigen week heeft wie voor een bibliotheek naar scholen gaat."),
)
grant(
    "visits.follow",
    _LEADERS | holds(Role.LEESCONSULENT) & own_feed,
    gettext_lazy(
        "Een agenda-adres van iemand maken directeur en adviseur, en wie het zelf is; dat van een school "
        "directeur en adviseur."
    ),
)
grant(
    "visits.see_at_own_school",
    holds(Role.SCHOOL_CONTACT),
    gettext_lazy("Wie er op een school komt, en wat er gedaan is, ziet de school zelf."),
)
grant(
    "visits.go",
    holds(Role.LEESCONSULENT),
    gettext_lazy("Wat je zelf deed, vul je in als leesconsulent."),
)
grant(
    "visits.change",
    _LEADERS,
    gettext_lazy("Alleen directeur en adviseur verzetten een bezoek of laten het vervallen. Vraag het hun."),
)
grant(
    "visits.report",
    _LEADERS | holds(Role.LEESCONSULENT) & own_visit,
    gettext_lazy(
        "Wat er op een bezoek gedaan is, vult in wie er was; voor anderen doen directeur en adviseur het."
    ),
)
grant(
    "visits.see_done",
    holds(Role.DIRECTOR, Role.ADVISER, Role.FINANCE, Role.GEMEENTE_OFFICER),
    gettext_lazy(
        "Uren gepland en gedaan zien directeur, adviseur en financiën van de bibliotheek, en de gemeente van "
        "haar eigen scholen."
    ),
)
