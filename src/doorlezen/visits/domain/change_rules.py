"""What keeps a visit from standing somewhere in the year: what cannot be, and what is asked about first."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from doorlezen.accounts.models import Organisation
from doorlezen.calendars.school_year import contract_year
from doorlezen.engine.roster import RosterProblem, read_roster_problem
from doorlezen.engine.roster.laid import day_of_week
from doorlezen.language import FieldError, InputError, date, short_date, t, weekday
from doorlezen.relations.domain.school_year_days import SchoolYearDays, days_of_schools
from doorlezen.rosters.models import RosterState, TeamRoster
from doorlezen.team.domain.expertise import can
from doorlezen.team.half_days import HALF_DAYS
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.half_day_times import A_DAY
from doorlezen.visits.domain.visit_places import VisitPlace, place_of
from doorlezen.visits.models import Visit, VisitState


@dataclass(frozen=True)
class Wish:
    """A visit, and where it should stand. ``name``: what its school is called."""

    visit: Visit
    place: VisitPlace
    name: str


class AskFirstError(FieldError):
    """It can be, but not without somebody who says so: "anyway". ``reasons``: what speaks against it."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("anyway", "; ".join(reasons))
        self.reasons = reasons


class YearRules:
    """What holds in a school year of a library. Everything is asked once, and a day when it comes up."""

    def __init__(self, organisation: Organisation, school_year: str, today: datetime.date) -> None:
        self._organisation, self._year, self._today = organisation, school_year, today
        self._days: dict[str, SchoolYearDays] = {}
        self._standing: dict[datetime.date, list[Wish]] = {}

    @cached_property
    def members(self) -> Mapping[int, TeamMember]:
        """Everybody of the team, by number."""
        rows = TeamMember.objects.filter(organisation=self._organisation)
        return {
            one.pk: one for one in rows.prefetch_related("absences", "competences", "schools").order_by("pk")
        }

    @cached_property
    def problem(self) -> RosterProblem | None:
        """What the published roster was made of: ways between schools, and what schools ask."""
        rows = TeamRoster.objects.filter(organisation=self._organisation, school_year=self._year)
        row = rows.filter(state=RosterState.PUBLISHED).order_by("pk").first()
        return None if row is None else read_roster_problem(bytes(row.problem))

    def require_possible(self, wishes: Iterable[Wish]) -> tuple[str, ...]:
        """Raise FieldError for what cannot be; what speaks against the rest comes back, in sentences."""
        asked = list(wishes)
        there = [one for one in asked if not one.place.cancelled]
        self._find_days({one.visit.school_id for one in there})
        against: list[str] = []
        for one in there:
            self._require_day(one, self._days.get(one.visit.school_id))
            against += self._about_member(one)
        self._require_time(there, {one.visit.pk for one in asked})
        return tuple(dict.fromkeys(against))

    def _find_days(self, schools: set[str]) -> None:
        new = sorted(schools - self._days.keys())
        if new:
            self._days |= days_of_schools(self._organisation, new, school_year=self._year)

    def _require_day(self, wish: Wish, of: SchoolYearDays | None) -> None:
        place = wish.place
        first, last = contract_year(self._year)
        if place.day < self._today:
            raise FieldError("day", t("{day} is voorbij", day=date(place.day)))
        if not first <= place.day <= last:
            raise FieldError("day", t("{day} valt buiten dit schooljaar", day=date(place.day)))
        if place.half_day not in HALF_DAYS or day_of_week(place.half_day) != place.day.weekday():
            raise FieldError("half_day", t("op {day} is er dan geen dagdeel", day=weekday(place.day)))
        if _minutes(place.begins) + place.minutes >= A_DAY:
            raise FieldError("begins", t("een bezoek eindigt op dezelfde dag; kies een vroegere tijd"))
        if of is None or of.days is None:
            why = t("de school staat niet in het register") if of is None else of.why_not
            raise FieldError("day", t("{school}: {why}", school=wish.name, why=why))
        if not of.days.holds(place.day):
            raise FieldError(
                "day", t("{school} heeft op {day} geen les", school=wish.name, day=date(place.day))
            )

    def _about_member(self, wish: Wish) -> list[str]:
        """Raise FieldError where somebody is not there; else what speaks against it."""
        place = wish.place
        if place.member is None:
            raise FieldError("member", t("kies wie er gaat"))
        member = self.members.get(place.member)
        if member is None:
            raise FieldError("member", t("diegene is niet meer in het team"))
        names = {"name": member.name, "day": date(place.day), "school": wish.name}
        if place.day < member.since or (member.until is not None and place.day > member.until):
            raise FieldError("member", t("{name} is op {day} niet in het team", **names))
        for one in member.absences.all():
            if one.first <= place.day <= one.last:
                what = t("{name} is er niet van {first} tot en met {last}", name=member.name,
                         first=short_date(one.first), last=short_date(one.last))  # fmt: skip
                raise FieldError("member", what)
        if any(one.not_there and one.school_id == wish.visit.school_id for one in member.schools.all()):
            raise FieldError("member", t("met {name} is afgesproken niet naar {school} te gaan", **names))
        against = []
        if not member.week.get(place.half_day):
            against.append(t("{name} werkt dan niet", **names))
        lacking = self._asked_of(wish.visit.school_id) - can(member, place.day)
        if lacking:
            against.append(t("{name} kan niet alles wat {school} vraagt", **names))
        return against

    def _asked_of(self, code: str) -> set[str]:
        school = self.problem.school.get(code) if self.problem else None
        return set() if school is None else set(school.competences)

    def _require_time(self, wishes: list[Wish], changing: set[int]) -> None:
        """Nobody is at two schools at a time, and has the way between."""
        for number, one in enumerate(wishes):
            standing = (other for other in self._on(one.place.day) if other.visit.pk not in changing)
            for other in (*standing, *wishes[:number]):
                if other.place.day == one.place.day:
                    self._require_apart(one, other)

    def _on(self, day: datetime.date) -> list[Wish]:
        """What stands on a day."""
        if day not in self._standing:
            rows = Visit.objects.filter(organisation=self._organisation, day=day, state=VisitState.PLANNED)
            rows = rows.select_related("school__listing").order_by("pk")
            self._standing[day] = [Wish(one, place_of(one), name_of(one)) for one in rows]
        return self._standing[day]

    def _require_apart(self, one: Wish, other: Wish) -> None:
        together = one.place.begins < other.place.ends and other.place.begins < one.place.ends
        if one.visit.school_id == other.visit.school_id and together:
            raise FieldError("begins", t("{school} heeft dan al een bezoek", school=one.name))
        if one.place.member != other.place.member:
            return
        first, second = sorted((one, other), key=lambda wish: wish.place.begins)
        if _minutes(first.place.ends) + self._way(first, second) > _minutes(second.place.begins):
            name = self.members[one.place.member or 0].name
            what = t(
                "{name} is dan van {begins} tot {ends} uur bij {school}; met de reis ertussen past het niet",
                name=name, school=other.name, begins=f"{other.place.begins:%H:%M}",
                ends=f"{other.place.ends:%H:%M}",
            )  # fmt: skip
            raise FieldError("begins", what)

    def _way(self, one: Wish, other: Wish) -> int:
        """Minutes between two schools, as the roster knows them; 0 where it does not."""
        travel = None if self.problem is None else self.problem.travel
        codes = (one.visit.school_id, other.visit.school_id)
        if travel is None or any(code not in travel.number for code in codes):
            return 0
        return travel.between(*codes) or 0


def require_open(visit: Visit, told: bool, today: datetime.date) -> None:
    """Raise InputError where nothing about a visit can change any more."""
    if told:
        raise InputError("", t("wat er gedaan is, is al ingevuld; dit bezoek verandert niet meer"))
    if visit.day < today:
        raise InputError("", t("dit bezoek is voorbij"))


def name_of(visit: Visit) -> str:
    """What the school of a visit is called; its code where the register has no name."""
    return str(visit.school.listing.name) if hasattr(visit.school, "listing") else str(visit.school_id)


def _minutes(time: datetime.time) -> int:
    return time.hour * 60 + time.minute
