"""Questions to the register. Every answer carries its edition and row; every list states its order."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.register.models import Collaboration, Edition


@dataclass(frozen=True)
class SchoolView:
    """A school as the register knows it on a day: the newest value of each kind, and where it stands.

    A None means: no such value in any edition up to that day. Hours and money play no part here.
    """

    code: str
    name: str
    place: str
    postcode: str
    gemeente: str
    gemeente_name: str
    closed_on: datetime.date | None
    address_edition: Edition | None
    address_row: int | None
    pupils: int | None
    """From DUO's pupil counts where there are any, else the funded pupils that CBS prints."""
    pupils_edition: Edition | None
    pupils_row: int | None
    school_type: str
    score_met: Decimal | None
    score_zonder: Decimal | None
    score_pupils: int | None
    score_footnotes: str
    drempel_per_pupil: Decimal | None
    score_edition: Edition | None
    score_row: int | None
    longitude: Decimal | None
    latitude: Decimal | None
    first_seen: datetime.date | None
    """The peildatum of the oldest edition in which the school stands."""
    collaborations: tuple[Collaboration, ...]
    """All lines of the newest list of collaborations, oldest first."""


def schools(
    municipalities: Collection[str] | None = None,
    *,
    on: datetime.date | None = None,
    score_edition: Edition | None = None,
    closed: bool = False,
) -> list[SchoolView]:
    """The schools of these gemeenten (None: all), by code, as editions up to ``on`` (None: all) know them.

    ``score_edition`` fixes the edition of the scores (None: the newest). Closed schools only with ``closed``.
    A fixed number of queries, whatever the number of schools.
    """
    raise NotImplementedError
