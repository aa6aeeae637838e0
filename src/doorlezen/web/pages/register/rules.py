"""Who may see what is loaded, and who may load."""

from django.utils.translation import gettext_lazy
from rules.predicates import Predicate

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import administering, at, grant, holds, member
from doorlezen.accounts.roles import OrganisationKind, Role


def _nobody_national(actor: Actor) -> bool:
    return not Organisation.objects.filter(kind=OrganisationKind.NATIONAL).exists()


nobody_national = Predicate(_nobody_national, name="nobody-national")
"""The site has no national programme, as where a single library runs it for itself."""

grant("register.see", member, gettext_lazy("Je hoort niet bij deze organisatie."))
grant(
    "register.load",
    administering & (at(OrganisationKind.NATIONAL) | nobody_national),
    gettext_lazy(
        "Open gegevens gelden voor iedereen op deze site. Een beheerder van het landelijk programma laadt "
        "ze, met de beheerrechten aan."
    ),
)
grant(
    "collaborations.load",
    holds(Role.DIRECTOR, Role.ADVISER) & at(OrganisationKind.LIBRARY),
    gettext_lazy("De lijst met samenwerkingen laadt een directeur of adviseur van de bibliotheek."),
)
