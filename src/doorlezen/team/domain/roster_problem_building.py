"""From an adopted plan and the people of a team to a roster problem, with what had to be assumed."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.calendars.school_year import contract_year
from doorlezen.engine.roster import (
    RosterPerson,
    RosterProblem,
    RosterSchool,
    RosterWeights,
    TravelTimes,
)
from doorlezen.language import MINUTES_A_QUARTER, n, school_year, school_year_of, t
from doorlezen.planning.proposals.models import Proposal
from doorlezen.relations.domain.queries import consultants_of
from doorlezen.team.domain.competence_list import competence_names
from doorlezen.team.domain.expertise import can
from doorlezen.team.domain.filled_parameters import filled_parameters
from doorlezen.team.domain.planned_schools import PlannedSchool, planned_schools
from doorlezen.team.domain.queries import asked_competences, team_members
from doorlezen.team.domain.roster_ids import member_id
from doorlezen.team.domain.school_visits import visiting_of_schools, visits_of
from doorlezen.team.half_days import HALF_DAYS, SCHOOL_HALF_DAYS
from doorlezen.team.models import TeamMember, TravelMode
from doorlezen.team.travelling import GeoPoint, TravelSpeed, travel_speeds


@dataclass(frozen=True)
class BuiltRosterProblem:
    """The problem, the schools of the plan that it is made of in its order, and what had to be assumed or was
    left out, in sentences."""

    problem: RosterProblem
    schools: tuple[PlannedSchool, ...]
    remarks: tuple[str, ...]

    def able(self, code: str) -> int:
        """How many people may go to a school, have time for its visits, and can reach it from home."""
        problem = self.problem
        return sum(
            (person.id, code) in problem.times and problem.travel.between(person.id, code) is not None
            for person in problem.people
        )


def build_roster_problem(actor: Actor, plan: Proposal) -> BuiltRosterProblem:
    """What a roster for the first year of a plan has to decide. Raises Refused."""
    first, last = contract_year(plan.school_year)
    there = [one for one in team_members(actor, on=first) if one.since <= last]
    members = [one for one in there if one.week and one.schools_quarters]
    schools = sorted(planned_schools(plan), key=lambda school: school.code)
    numbers = {key: one.value or 0 for key, one in filled_parameters(actor).items()}
    codes = {school.code for school in schools}
    places = KnownPlaces.of(actor)
    problem = RosterProblem(
        title=t("{library}, {year}", library=actor.organisation.name, year=school_year(plan.school_year)),
        school_year=plan.school_year,
        cycle_weeks=numbers["cycle_weeks"],
        half_days=HALF_DAYS,
        people=tuple(_person(one, codes, first) for one in members),
        schools=_schools(actor, schools, numbers, _who_came(actor, members, first)),
        travel=_travel(members, schools, places),
        weights=RosterWeights(
            **{
                key: numbers[f"weight_{key}"]
                for key in ("minute", "continuity", "travel", "wish", "over_target")
            }
        ),
    )
    remarks = (*_about_people(there, members, places, last), *_about_schools(schools, members))
    return BuiltRosterProblem(problem, tuple(schools), remarks)


def _person(one: TeamMember, codes: set[str], first: datetime.date) -> RosterPerson:
    said = [row for row in one.schools.all() if row.school_id in codes]
    minutes = one.schools_quarters * MINUTES_A_QUARTER
    return RosterPerson(
        id=_id(one),
        name=one.name,
        half_days=one.week,
        max_minutes=minutes,
        target_minutes=minutes,
        competences=tuple(sorted(can(one, first))),
        not_at=tuple(sorted(row.school_id for row in said if row.not_there)),
        wishes={row.school_id: row.wish for row in said if row.wish and not row.not_there},
    )


def _id(one: TeamMember) -> str:
    return member_id(one.pk)


def _who_came(actor: Actor, members: Sequence[TeamMember], first: datetime.date) -> dict[str, str]:
    """By school: who of these people was its leesconsulent in the school year before, by account."""
    ids = {one.person_id: _id(one) for one in members if one.person_id is not None}
    before = consultants_of(actor, school_year_of(first - datetime.timedelta(days=1)))
    return {code: ids[one.person_id] for code, one in before.items() if one.person_id in ids}


def _schools(
    actor: Actor,
    schools: Sequence[PlannedSchool],
    numbers: Mapping[str, int],
    came: Mapping[str, str],
) -> tuple[RosterSchool, ...]:
    asked, known, visiting = asked_competences(actor), competence_names(actor), visiting_of_schools(actor)
    found = []
    for school in schools:
        own = visiting.get(school.code)
        visits = visits_of(
            school.quarters,
            cycle_weeks=numbers["cycle_weeks"],
            shortest=numbers["shortest_visit"],
            longest=numbers["longest_visit"],
            every=own.every if own else None,
        )
        found.append(
            RosterSchool(
                code=school.code,
                name=school.name,
                municipality=school.gemeente,
                half_days=tuple(own.half_days) if own and own.half_days else SCHOOL_HALF_DAYS,
                competences=tuple(key for key in asked.of(school.code, school.profile) if key in known),
                visits=visits,
                last_year=came.get(school.code),
                must=bool(own and own.must),
                fixed=None,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class KnownPlaces:
    """Where places and all schools together lie, as the register knows it; ``middle`` None: no school is
    known."""

    of_place: Mapping[str, GeoPoint]
    middle: GeoPoint | None

    @classmethod
    def of(cls, actor: Actor) -> "KnownPlaces":
        """Of the schools that a reader sees, each place in the middle of its schools."""
        known = Visible(actor).schools.rows().filter(closed_on__isnull=True).order_by("school_id")
        per: dict[str, list[GeoPoint]] = defaultdict(list)
        for place, latitude, longitude in known.values_list("place", "latitude", "longitude"):
            if latitude is not None and longitude is not None:
                per[place].append(GeoPoint(float(latitude), float(longitude)))
        everywhere = [point for points in per.values() for point in points]
        middles = {place: _middle(points) for place, points in per.items()}
        return cls(middles, _middle(everywhere) if everywhere else None)

    def home(self, one: TeamMember) -> GeoPoint | None:
        """From where somebody leaves; the middle of all schools where that is not known."""
        return self.of_place.get(one.home_place, self.middle)

    def school(self, one: PlannedSchool) -> GeoPoint | None:
        """Where a school is, or else the middle of its place."""
        listing = one.listing
        if listing is None:
            return self.middle
        if listing.latitude is None or listing.longitude is None:
            return self.of_place.get(listing.place, self.middle)
        return GeoPoint(float(listing.latitude), float(listing.longitude))


def _middle(points: Sequence[GeoPoint]) -> GeoPoint:
    count = len(points)
    return GeoPoint(
        sum(point.latitude for point in points) / count, sum(point.longitude for point in points) / count
    )


def _travel(
    members: Sequence[TeamMember], schools: Sequence[PlannedSchool], places: KnownPlaces
) -> TravelTimes:
    """There is one table of minutes: from home everybody goes in the own way, between schools as most do."""
    names = [*map(_id, members), *(school.code for school in schools)]
    number = {name: place for place, name in enumerate(names)}
    minutes: list[list[int | None]] = [
        [0 if row == column else None for column in number.values()] for row in number.values()
    ]

    def put(one: str, other: str, value: int | None) -> None:
        minutes[number[one]][number[other]] = minutes[number[other]][number[one]] = value

    at = {school.code: places.school(school) for school in schools}
    speeds = travel_speeds().of
    for member in members:
        home, speed = places.home(member), speeds[TravelMode(member.travel_mode)]
        for code, point in at.items():
            way = _way(speed, home, point)
            near = member.travel_limit is None or way <= member.travel_limit
            put(_id(member), code, way if near else None)
    between = speeds[most_used_mode(members)]
    for one, other in combinations(at, 2):
        put(one, other, _way(between, at[one], at[other]))
    return TravelTimes(tuple(names), tuple(map(tuple, minutes)))


def _way(speed: TravelSpeed, one: GeoPoint | None, other: GeoPoint | None) -> int:
    return speed.fixed_minutes if one is None or other is None else speed.minutes(one, other)


def most_used_mode(members: Sequence[TeamMember]) -> TravelMode:
    """How most of the hours for schools travel; the car where there is nobody."""
    hours: Counter[TravelMode] = Counter()
    for one in members:
        hours[TravelMode(one.travel_mode)] += one.schools_quarters
    return max(TravelMode, key=lambda mode: (hours[mode], -list(TravelMode).index(mode)))


def _about_people(
    there: Sequence[TeamMember], members: Sequence[TeamMember], places: KnownPlaces, last: datetime.date
) -> list[str]:
    out = [one.name for one in there if one not in members]
    homeless = [one.name for one in members if one.home_place not in places.of_place]
    leaving = [one.name for one in members if one.until is not None and one.until < last]
    told = []
    if out:
        told.append(
            t("Zonder dagdelen of uren voor scholen, dus niet in het rooster: {names}.", names=", ".join(out))
        )
    if homeless:
        told.append(
            t(
                "Plaats van vertrek niet bekend, gerekend vanuit het midden van je scholen: {names}.",
                names=", ".join(homeless),
            )
        )
    if leaving:
        told.append(t("Gaat in de loop van het jaar weg: {names}.", names=", ".join(leaving)))
    return told


def _about_schools(schools: Sequence[PlannedSchool], members: Sequence[TeamMember]) -> list[str]:
    nowhere = sum(one.listing is None or one.listing.latitude is None for one in schools)
    told = []
    if nowhere:
        told.append(
            n(
                "Van {count} school is de ligging niet bekend; gerekend met het midden van haar plaats.",
                "Van {count} scholen is de ligging niet bekend; gerekend met het midden van hun plaats.",
                nowhere,
            )
        )
    if len({one.travel_mode for one in members}) > 1:
        mode = str(most_used_mode(members).label)
        told.append(t("Tussen scholen is gerekend met het vervoer van de meeste uren: {mode}.", mode=mode))
    return told
