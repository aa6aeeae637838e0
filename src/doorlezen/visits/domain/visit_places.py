"""Where a visit stands in the year: by whom, when, and whether it takes place; and as it is written down."""

import datetime
from dataclasses import dataclass
from typing import Any

from doorlezen.visits.models import Visit, VisitState


@dataclass(frozen=True)
class VisitPlace:
    """``member``: the number of the row; None: nobody. ``begins``: on the clock of the Netherlands."""

    member: int | None
    day: datetime.date
    half_day: str
    begins: datetime.time
    minutes: int
    cancelled: bool

    @property
    def ends(self) -> datetime.time:
        """When it is over."""
        return (
            datetime.datetime.combine(self.day, self.begins) + datetime.timedelta(minutes=self.minutes)
        ).time()

    def written(self) -> dict[str, Any]:
        """As JSON keeps it; `read_place` reads it."""
        return {
            "member": self.member,
            "day": self.day.isoformat(),
            "half_day": self.half_day,
            "begins": self.begins.isoformat("minutes"),
            "minutes": self.minutes,
            "cancelled": self.cancelled,
        }


def place_of(visit: Visit) -> VisitPlace:
    """Where a visit stands now."""
    return VisitPlace(
        visit.member_id,
        visit.day,
        visit.half_day,
        visit.begins,
        visit.minutes,
        visit.state == VisitState.CANCELLED,
    )


def read_place(written: dict[str, Any]) -> VisitPlace:
    """What `VisitPlace.written` wrote."""
    return VisitPlace(
        written["member"],
        datetime.date.fromisoformat(written["day"]),
        written["half_day"],
        datetime.time.fromisoformat(written["begins"]),
        written["minutes"],
        written["cancelled"],
    )


def put(visit: Visit, place: VisitPlace) -> None:
    """Let a visit stand there; it is not saved."""
    visit.member_id = place.member
    visit.day, visit.half_day, visit.begins = place.day, place.half_day, place.begins
    visit.minutes = place.minutes
    visit.state = VisitState.CANCELLED if place.cancelled else VisitState.PLANNED
