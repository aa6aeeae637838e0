"""When visits of a half-day begin: the hours of the clock, and a free time between what stands there."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from doorlezen.accounts.models import Organisation
from doorlezen.engine.roster.posed.roster_problem import TravelTimes
from doorlezen.language import FieldError, t
from doorlezen.team.domain.filled_parameters import parameters_of
from doorlezen.visits.domain.visit_places import VisitPlace

A_DAY = 24 * 60
ROUND_TO = 5
"""Minutes: a visit after a way of 7 minutes begins 10 minutes later."""


@dataclass(frozen=True)
class HalfDayTimes:
    """When the first visit of a morning and of an afternoon begins, on the clock of the Netherlands."""

    morning: datetime.time
    afternoon: datetime.time

    @classmethod
    def of(cls, organisation: Organisation) -> "HalfDayTimes":
        """As a library has set them, else as shipped."""
        numbers = parameters_of(organisation)
        morning, afternoon = (numbers[key].value or 0 for key in ("morning_begins", "afternoon_begins"))
        return cls(_time(morning), _time(afternoon))

    def begin_of(self, half_day: str) -> datetime.time:
        """When the first visit of a half-day begins."""
        return self.morning if half_day.endswith("-am") else self.afternoon


def rounded(minutes: int) -> int:
    """A way, in whole steps of `ROUND_TO`."""
    return -(-minutes // ROUND_TO) * ROUND_TO


def earliest_free(
    school: str,
    half_day: str,
    minutes: int,
    there: Sequence[tuple[VisitPlace, str]],
    travel: TravelTimes | None,
    *,
    times: HalfDayTimes,
    rather: datetime.time | None = None,
) -> datetime.time:
    """When a visit can begin beside what somebody has on that day: with the ways before and after.

    ``there``: the visits of that day with the codes of their schools. ``rather``: this time, if it is free.
    Raises FieldError ("begins") where the day is full.
    """
    begin = _minute(times.begin_of(half_day))
    busy = sorted((_minute(one.begins), _minute(one.ends), _way(travel, school, code)) for one, code in there)
    after = [end + way for _, end, way in busy if end + way > begin]
    wanted = [] if rather is None else [_minute(rather)]
    for start in (*wanted, begin, *sorted(after)):
        if start + minutes < A_DAY and all(
            start >= end + way or start + minutes + way <= begins for begins, end, way in busy
        ):
            return _time(start)
    raise FieldError("begins", t("op die dag is er geen tijd meer vrij"))


def _way(travel: TravelTimes | None, one: str, other: str) -> int:
    if travel is None or one not in travel.number or other not in travel.number:
        return 0
    return rounded(travel.between(one, other) or 0)


def _minute(time: datetime.time) -> int:
    return time.hour * 60 + time.minute


def _time(minute: int) -> datetime.time:
    return datetime.time(minute // 60, minute % 60)
