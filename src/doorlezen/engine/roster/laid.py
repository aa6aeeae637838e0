"""A roster laid over a real school year: which visit is on which day, and which do not take place.

A cycle counts the weeks that it is given: weeks without school do not use up a turn. The rule for a visit
that falls on a day without school, or on which its person is away (docs/school-year.md says it for readers):

- one of every week does not take place: the next one is a week later;
- one of every 2 or 4 weeks moves to the same half-day of the first later week before its next turn in which
  the school is open and the person is there and has room, counted with the ways between the schools and at
  most three schools in a half-day; where there is none it does not take place.

Earlier days choose first, then schools by code, so that equal input gives equal years.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from doorlezen.engine.roster.posed.roster_answer import ServedSchool
from doorlezen.engine.roster.posed.roster_problem import RosterProblem, WeekSlot
from doorlezen.engine.roster.posed.shortest import MOST_SCHOOLS, path_minutes
from doorlezen.language import InputError, t

DAYS = {"mo": 0, "tu": 1, "we": 2, "th": 3, "fr": 4, "sa": 5, "su": 6}
"""How the name of a half-day begins, and its day of the week (Monday is 0)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One time that a visit should take place. ``number``: which visit of the school, ``week`` which of the
    weeks given (from 0)."""

    day: datetime.date
    school: str
    number: int
    person: str
    half_day: str
    minutes: int
    every: int
    week: int


@dataclass(frozen=True, slots=True)
class LaidVisit:
    """A turn that takes place, on ``day``: another one than that of the turn where it moved."""

    turn: Turn
    day: datetime.date

    @property
    def moved(self) -> bool:
        """Whether it is on another day than its turn."""
        return self.day != self.turn.day


@dataclass(frozen=True)
class LaidYear:
    """The visits by day, then by half-day and school; and the turns that do not take place, in that order."""

    visits: tuple[LaidVisit, ...]
    missed: tuple[Turn, ...]

    def minutes(self, school: str) -> tuple[int, int]:
        """The minutes of a school that take place, and those of all its turns."""
        done = sum(visit.turn.minutes for visit in self.visits if visit.turn.school == school)
        return done, done + sum(turn.minutes for turn in self.missed if turn.school == school)


@dataclass(frozen=True)
class RealYear:
    """The days that a roster is laid over.

    ``weeks``: the Mondays of the weeks that count, in order; ``open``: whether a school (code) has school on
    a day; ``away``: whether somebody (id) is not there on a day.
    """

    weeks: Sequence[datetime.date]
    open: Callable[[str, datetime.date], bool]
    away: Callable[[str, datetime.date], bool]


def day_of_week(half_day: str) -> int:
    """The day of the week of a half-day: "th-pm" → 3. Raises InputError for another name."""
    if (day := DAYS.get(half_day.partition("-")[0])) is None:
        what = t("{name} noemt geen dag van de week, zoals {example}", name=half_day, example="mo-am")
        raise InputError("half_days", what)
    return day


def lay(problem: RosterProblem, served: Mapping[str, ServedSchool], year: RealYear) -> LaidYear:
    """Lay the visits of these schools over a year, by the rule above. Raises InputError (half_days)."""
    turns = _turns(problem, served, year.weeks)
    diary = _Diary(problem, year)
    held_up = []
    for turn in turns:
        if diary.is_possible(turn, turn.week):
            diary.put(turn, turn.week)
        else:
            held_up.append(turn)
    missed = []
    for turn in held_up:
        later = range(turn.week + 1, min(turn.week + turn.every, len(year.weeks)))
        found = next((week for week in later if diary.has_room(turn, week)), None)
        if found is None:
            missed.append(turn)
        else:
            diary.put(turn, found)
    return LaidYear(diary.visits(), tuple(missed))


def _turns(
    problem: RosterProblem, served: Mapping[str, ServedSchool], weeks: Sequence[datetime.date]
) -> list[Turn]:
    """Every time that a visit should take place, earliest first, then by half-day and school."""
    place = {half_day: number for number, half_day in enumerate(problem.half_days)}
    turns = []
    for code, one in sorted(served.items()):
        for number, (visit, time) in enumerate(zip(problem.school[code].visits, one.visits, strict=True)):
            ahead = datetime.timedelta(days=day_of_week(time.half_day))
            turns += [
                Turn(
                    weeks[week] + ahead,
                    code,
                    number,
                    one.person,
                    time.half_day,
                    visit.minutes,
                    visit.every,
                    week,
                )
                for week in range(time.phase - 1, len(weeks), visit.every)
            ]
    return sorted(turns, key=lambda turn: (turn.day, place[turn.half_day], turn.school, turn.number))


class _Diary:
    """Who is where in each week and half-day, while the year is laid."""

    def __init__(self, problem: RosterProblem, year: RealYear) -> None:
        self._problem, self._year = problem, year
        self._there: dict[tuple[str, int, str], list[Turn]] = defaultdict(list)
        self._order: list[tuple[datetime.date, int, Turn]] = []
        self._place = {half_day: number for number, half_day in enumerate(problem.half_days)}

    def day(self, turn: Turn, week: int) -> datetime.date:
        """The day of a turn in a week."""
        return self._year.weeks[week] + (turn.day - self._year.weeks[turn.week])

    def is_possible(self, turn: Turn, week: int) -> bool:
        """Whether the school is open and the person is there."""
        day = self.day(turn, week)
        return self._year.open(turn.school, day) and not self._year.away(turn.person, day)

    def has_room(self, turn: Turn, week: int) -> bool:
        """Whether a turn can move to a week: possible, and it fits beside what is there."""
        if not self.is_possible(turn, week):
            return False
        beside = self._there[turn.person, week, turn.half_day]
        codes = [one.school for one in beside]
        if turn.school in codes or len(codes) >= MOST_SCHOOLS:
            return False
        path = path_minutes(self._problem.travel, [*codes, turn.school])
        of_cycle = WeekSlot(week % self._problem.cycle_weeks + 1, turn.half_day)
        available = self._problem.person[turn.person].minutes(of_cycle)
        return path is not None and turn.minutes + sum(one.minutes for one in beside) + path <= available

    def put(self, turn: Turn, week: int) -> None:
        """Let a turn take place in a week."""
        self._there[turn.person, week, turn.half_day].append(turn)
        self._order.append((self.day(turn, week), self._place[turn.half_day], turn))

    def visits(self) -> tuple[LaidVisit, ...]:
        """All that take place, by day, half-day, school and visit."""
        ordered = sorted(self._order, key=lambda one: (*one[:2], one[2].school, one[2].number, one[2].week))
        return tuple(LaidVisit(turn, day) for day, _, turn in ordered)
