"""What the register says, kept in memory until the next edition is loaded.

Editions are only ever added, and nothing in the register changes without one. So what was found up to the
last one holds until there is another: who asks for it says up to which (`last_edition`, one short query).
"""

import datetime
from collections.abc import Callable, Mapping
from typing import NamedTuple, ParamSpec, TypeVar

from django.db.models import Max, Q

from doorlezen.desk.kept import keep
from doorlezen.register.domain import queries
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.models import Collaboration, Edition, Kind, Programme, Score

Given = ParamSpec("Given")
Found = TypeVar("Found")


def until_next_edition(most: int) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Keep the last ``most`` answers of a function of which the last edition is one of the arguments."""
    return keep(most, about="register")


class CollaborationLine(NamedTuple):
    """A collaboration as its list has it; ``phase`` "" is unknown, ``row`` the row in the list."""

    programme: str
    phase: str
    since: datetime.date
    row: int


def _readable(owner: str | None) -> Q:
    """What is published and, with ``owner``, its own lists."""
    published = ~Q(kind=Kind.COLLABORATIONS)
    return published if owner is None else published | Q(owner=owner)


def last_edition(owner: str | None) -> int:
    """The number of the last edition that is published or ``owner``'s list; 0: there is none."""
    return Edition.objects.filter(_readable(owner)).aggregate(last=Max("pk"))["last"] or 0


@until_next_edition(256)
def editions(last: int, owner: str | None) -> Mapping[int | None, Edition]:
    """What is published and ``owner``'s lists, the newest first, by number."""
    found = Edition.objects.filter(_readable(owner), pk__lte=last).order_by("-peildatum", "-pk")
    return {edition.pk: edition for edition in found}


def own_list(last: int, owner: str | None) -> Edition | None:
    """``owner``'s newest list of collaborations."""
    own = (edition for edition in editions(last, owner).values() if edition.kind == Kind.COLLABORATIONS)
    return next(own, None)


@until_next_edition(256)
def running(edition: int, on: datetime.date) -> Mapping[str, CollaborationLine]:
    """The collaboration that runs that day by this list, per vestigingscode.

    De Bibliotheek op school itself goes before other programmes, the newest before older ones.
    """
    lines = Collaboration.objects.filter(Q(until=None) | Q(until__gte=on), edition=edition, since__lte=on)
    found: dict[str, CollaborationLine] = {}
    for line in lines.order_by("-since", "pk"):
        new = CollaborationLine(line.programme, line.phase, line.since, line.row)
        known = found.setdefault(line.school_id, new)
        if new.programme == Programme.DBOS_PO and known.programme != Programme.DBOS_PO:
            found[line.school_id] = new
    return found


@until_next_edition(1024)
def school(code: str, last: int, owner: str | None) -> SchoolView:
    """The school as the register knows it now, closed or not, with ``owner``'s lines about it.

    Raises IndexError for a school that it does not know.
    """
    return queries.schools(closed=True, owner=owner, codes=[code])[0]


@until_next_edition(32)
def schools_in(gemeenten: tuple[str, ...], last: int, owner: str | None) -> tuple[SchoolView, ...]:
    """As `queries.schools`, of gemeenten as they are known now."""
    return tuple(queries.schools(gemeenten, owner=owner))


@until_next_edition(1024)
def scores(code: str, last: int) -> tuple[Score, ...]:
    """As `queries.scores_of`."""
    return tuple(queries.scores_of(code))
