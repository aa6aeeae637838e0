"""What a gemeente asks, to test with: Tiel asks Bibliotheek De Linge something."""

import datetime

from django.utils import timezone

from doorlezen.accounts.roles import Role
from doorlezen.planning.stated import stating
from doorlezen.planning.stated.models import StatedDemand
from doorlezen.register.models import Gemeente
from tests.people import Neighbourhood

ASKED = "Geen school meer dan zes uur"
SINCE = datetime.date(2026, 8, 1)


def a_stated_demand(neighbourhood: Neighbourhood, text: str = ASKED, *, code: str = "0281") -> StatedDemand:
    """Asked by the officer of the gemeente, of the library that works there."""
    there = neighbourhood.tiel if code == "0281" else neighbourhood.culemborg
    officer = neighbourhood.actor(there, Role.GEMEENTE_OFFICER)
    return stating.state(
        officer,
        library=stating.libraries_of(officer)[0],
        gemeente=Gemeente.objects.get(code=code),
        text=text,
        is_hard=True,
        source="overeenkomst 2026",
        since=SINCE,
        until=None,
        now=timezone.now(),
    )
