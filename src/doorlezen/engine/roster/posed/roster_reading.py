"""Reading doorlezen-roster-problem/1, strictly: every refusal carries the path of the field."""

import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.roster.posed.roster_answer import read_time
from doorlezen.engine.roster.posed.roster_problem import (
    CYCLES,
    AskedVisit,
    FixedPart,
    RosterPerson,
    RosterProblem,
    RosterSchool,
    RosterWeights,
    TravelTimes,
)
from doorlezen.language import InputError, t

ROSTER_PROBLEM = "doorlezen-roster-problem/1"
MOST_HALF_DAYS = 21
"""Morning, afternoon and evening of seven days."""
LARGEST_WISH = 5
LARGEST_SUM = 2**62
"""A solver counts in 64 bits; what could become larger is not begun with."""


def read_roster_problem(data: bytes, *, name: str = "roster-problem") -> RosterProblem:
    """Read the bytes of a roster problem; ``name`` is what an error calls it.

    Raises InputError with the path of the first field that is wrong.
    """
    fields = Fields(parse(data, name=name), "", name)
    if (found := fields.take("format")) != ROSTER_PROBLEM:
        what = t("moet {wanted} zijn, niet {found}", wanted=ROSTER_PROBLEM, found=repr(found)[:60])
        fields.refuse("format", what)
    title, school_year = fields.text("title"), fields.school_year("school_year")
    cycle_weeks = _out_of(fields, "cycle_weeks", CYCLES)
    half_days = fields.names("half_days")
    if not 1 <= len(half_days) <= MOST_HALF_DAYS:
        fields.refuse("half_days", t("moet 1 tot en met {most} dagdelen hebben", most=MOST_HALF_DAYS))
    of_people, of_schools = fields.objects("people"), fields.objects("schools")
    ids = [item.text("id") for item in of_people]
    fields.refuse_twice("people", "id", ids)
    everybody = frozenset(ids)
    codes = [item.text("code") for item in of_schools]
    fields.refuse_twice("schools", "code", codes)
    for index, code in enumerate(codes):
        if code in everybody:
            what = t("{value} is ook het id van iemand; elke plek heeft een eigen naam", value=repr(code))
            fields.refuse(f"schools[{index}].code", what)
    # first the matrix, which is as large as people and schools can be many
    travel = _travel(_inside(fields, "travel"), [*ids, *codes])
    people = tuple(
        _person(item, person, codes, half_days, cycle_weeks)
        for item, person in zip(of_people, ids, strict=True)
    )
    schools = tuple(
        _school(item, code, everybody, half_days, cycle_weeks)
        for item, code in zip(of_schools, codes, strict=True)
    )
    weights = _weights(_inside(fields, "weights"))
    fields.close()
    problem = RosterProblem(
        title,
        school_year,
        cycle_weeks,
        half_days,
        people,
        schools,
        travel,
        weights,
        hashlib.sha256(data).hexdigest(),
    )
    if largest_value(problem) >= LARGEST_SUM:
        raise InputError(name, t("de getallen zijn te groot om er exact mee te rekenen"))
    return problem


def largest_value(problem: RosterProblem) -> int:
    """What no objective of a roster of this problem goes beyond, above or below 0."""
    weights, schools = problem.weights, problem.schools
    farthest = max((leg or 0 for row in problem.travel.minutes for leg in row), default=0)
    visits = sum(problem.occurrences(visit) for school in schools for visit in school.visits)
    available = sum(sum(minutes) for minutes in problem.room.values())
    return (
        weights.minute * sum(map(problem.minutes_of, schools))
        + (weights.continuity + LARGEST_WISH * weights.wish) * len(schools)
        + weights.travel * 2 * farthest * visits
        + weights.over_target * available
    )


def _inside(fields: Fields, key: str) -> Fields:
    return Fields(fields.take(key), fields.at(key), fields.name)


def _out_of(fields: Fields, key: str, allowed: Sequence[int]) -> int:
    """A whole number out of a few. Raises InputError."""
    number = fields.whole(key)
    if number not in allowed:
        known = ", ".join(map(str, allowed))
        fields.refuse(key, t("{value} bestaat niet; kies uit {allowed}", value=number, allowed=known))
    return number


def _person(
    fields: Fields, person_id: str, codes: Collection[str], half_days: Sequence[str], cycle_weeks: int
) -> RosterPerson:
    person = RosterPerson(
        id=person_id,
        name=fields.text("name"),
        half_days=_minutes(_inside(fields, "half_days"), half_days),
        max_minutes=fields.whole("max_minutes"),
        target_minutes=fields.whole("target_minutes"),
        competences=fields.names("competences"),
        not_at=fields.names("not_at", codes),
        wishes=_wishes(_inside(fields, "wishes"), set(codes)),
        weeks=_weeks(_inside(fields, "weeks"), half_days, cycle_weeks) if fields.has("weeks") else {},
    )
    fields.close()
    return person


def _minutes(fields: Fields, half_days: Sequence[str]) -> dict[str, int]:
    """Minutes by half-day, in the order of the week. Raises InputError for a half-day that is not there."""
    for key in fields.mapping_keys():
        if key not in half_days:
            fields.refuse(key, t("dit dagdeel komt in dit bestand niet voor"))
    return {key: fields.whole(key) for key in half_days if fields.has(key)}


def _weeks(fields: Fields, half_days: Sequence[str], cycle_weeks: int) -> dict[int, dict[str, int]]:
    known = {str(week): week for week in range(1, cycle_weeks + 1)}
    for key in fields.mapping_keys():
        if key not in known:
            fields.refuse(key, t("deze week is er niet; er zijn er {weeks}", weeks=cycle_weeks))
    return {week: _minutes(_inside(fields, key), half_days) for key, week in known.items() if fields.has(key)}


def _wishes(fields: Fields, codes: Collection[str]) -> dict[str, int]:
    wishes = {}
    for code in sorted(fields.mapping_keys()):
        if code not in codes:
            fields.refuse(code, t("deze school komt in dit bestand niet voor"))
        wishes[code] = fields.whole(code, least=-LARGEST_WISH)
        if wishes[code] > LARGEST_WISH:
            fields.refuse(code, t("moet hooguit {most} zijn, niet {value}", most=5, value=wishes[code]))
    return wishes


def _school(
    fields: Fields, code: str, ids: Collection[str], half_days: Sequence[str], cycle_weeks: int
) -> RosterSchool:
    name, municipality = fields.text("name"), fields.text("municipality")
    named = set(fields.names_or_all("half_days", half_days))
    competences = fields.names("competences")
    visits = tuple(_visit(item, cycle_weeks) for item in fields.objects("visits"))
    if not visits:
        fields.refuse("visits", t("moet minstens één bezoek hebben"))
    school = RosterSchool(
        code=code,
        name=name,
        municipality=municipality,
        half_days=tuple(half_day for half_day in half_days if half_day in named),
        competences=competences,
        visits=visits,
        last_year=_last_year(fields, ids),
        must=fields.boolean("must"),
        fixed=_fixed(fields, visits, ids, half_days),
    )
    fields.close()
    return school


def _visit(fields: Fields, cycle_weeks: int) -> AskedVisit:
    recurring = [weeks for weeks in CYCLES if cycle_weeks % weeks == 0]
    visit = AskedVisit(fields.whole("minutes", least=1), _out_of(fields, "every", recurring))
    fields.close()
    return visit


def _known_person(fields: Fields, key: str, ids: Collection[str]) -> str:
    if (person := fields.text(key)) not in ids:
        fields.refuse(key, t("{value} komt in dit bestand niet voor", value=repr(person)))
    return person


def _last_year(fields: Fields, ids: Collection[str]) -> str | None:
    value: Any = fields.take("last_year")
    if value is None:
        return None
    return _known_person(Fields({"last_year": value}, fields.path, fields.name), "last_year", ids)


def _fixed(
    fields: Fields, visits: Sequence[AskedVisit], ids: Collection[str], half_days: Sequence[str]
) -> FixedPart | None:
    """What must stay; a part that is absent is free. Raises InputError."""
    value: Any = fields.take("fixed")
    if value is None:
        return None
    fixed = Fields(value, fields.at("fixed"), fields.name)
    person = _known_person(fixed, "person", ids) if fixed.has("person") else None
    if not fixed.has("visits"):
        fixed.close()
        return FixedPart(person)
    items = fixed.objects("visits")
    if len(items) != len(visits):
        what = t("moet {count} bezoeken hebben, net als de school", count=len(visits))
        fixed.refuse("visits", what)
    times = []
    for item, visit in zip(items, visits, strict=True):
        time = read_time(item)
        if time.half_day not in half_days:
            item.refuse("half_day", t("dit dagdeel komt in dit bestand niet voor"))
        if time.phase > visit.every:
            item.refuse(
                "phase", t("moet hooguit {most} zijn, niet {value}", most=visit.every, value=time.phase)
            )
        times.append(time)
    fixed.close()
    return FixedPart(person, tuple(times))


def _travel(fields: Fields, wanted: Sequence[str]) -> TravelTimes:
    """A square, symmetric matrix over all homes and schools. Raises InputError."""
    places = fields.names("places", wanted)
    named = set(places)
    for place in wanted:
        if place not in named:
            fields.refuse("places", t("{value} ontbreekt", value=repr(place)))
    rows: Any = fields.take("minutes")
    if not isinstance(rows, list) or len(rows) != len(places):
        fields.refuse("minutes", t("moet een lijst van {count} rijen zijn", count=len(places)))
    minutes = tuple(_row(fields, number, row, len(places)) for number, row in enumerate(rows))
    for number, row in enumerate(minutes):
        for other in range(number):
            if row[other] != minutes[other][number]:
                what = t("moet gelijk zijn aan minutes[{other}][{number}]", other=other, number=number)
                fields.refuse(f"minutes[{number}][{other}]", what)
    fields.close()
    return TravelTimes(places, minutes)


def _row(fields: Fields, number: int, row: Any, count: int) -> tuple[int | None, ...]:
    if not isinstance(row, list) or len(row) != count:
        fields.refuse(f"minutes[{number}]", t("moet een lijst van {count} getallen zijn", count=count))
    keys = [f"minutes[{number}][{other}]" for other in range(count)]
    cells = Fields(dict(zip(keys, row, strict=True)), fields.path, fields.name)
    return tuple(map(cells.whole_or_null, keys))


def _weights(fields: Fields) -> RosterWeights:
    weights = RosterWeights(
        **{key: fields.whole(key) for key in ("minute", "continuity", "travel", "wish", "over_target")}
    )
    fields.close()
    return weights
