"""Small drawn parts of a year in which something came between, and every way to go on, tried one by one."""

import datetime
from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from doorlezen.engine.roster.posed.roster_problem import RosterPerson, RosterSchool, TravelTimes
from doorlezen.engine.roster.repair import DatedVisit, Repair, RepairAsked, VisitSlot, check_repair
from doorlezen.engine.roster.repair.repair_asked import cost

MONDAY = datetime.date(2027, 1, 11)
DAYS = tuple(MONDAY + datetime.timedelta(days=number) for number in (0, 1, 7, 8))
HALF_DAYS = ("mo-am", "mo-pm", "tu-am")


def a_person(name: str, *, not_at: tuple[str, ...] = (), competences: tuple[str, ...] = ()) -> RosterPerson:
    """Somebody; the hours are those of `room`."""
    return RosterPerson(name, name, {}, 600, 600, competences, not_at, {})


def a_school(
    code: str, *, half_days: tuple[str, ...] = HALF_DAYS, competences: tuple[str, ...] = ()
) -> RosterSchool:
    """A school; its visits are those of the year."""
    return RosterSchool(code, code, "", half_days, competences, (), None, must=False, fixed=None)


@st.composite
def asked_repairs(draw: st.DrawFn) -> RepairAsked:
    """Two or three people, two or three schools, up to three visits, of which one or two cannot stay."""
    people = {
        name: a_person(name, not_at=tuple(draw(st.sets(st.sampled_from(["A", "B"]), max_size=1))))
        for name in ("p", "q", "r")[: draw(st.integers(2, 3))]
    }
    codes = ("A", "B", "C")[: draw(st.integers(2, 3))]
    schools = {
        code: a_school(code, half_days=draw(st.sampled_from([HALF_DAYS, ("mo-am", "tu-am"), ("mo-pm",)])))
        for code in codes
    }
    ways = st.one_of(st.none(), st.integers(0, 60))
    table = [[0] * len(codes) for _ in codes]
    for one in range(len(codes)):
        for other in range(one):
            table[one][other] = table[other][one] = draw(ways)  # type: ignore[assignment]
    room = {
        (person, day, half_day): draw(st.sampled_from([0, 120, 210]))
        for person in people
        for day in DAYS
        for half_day in HALF_DAYS
    }
    closed = draw(st.sets(st.tuples(st.sampled_from(codes), st.sampled_from(DAYS)), max_size=2))
    visits: list[DatedVisit] = []
    taken = set()
    for key in range(draw(st.integers(1, 3))):
        code, day = draw(st.sampled_from(codes)), draw(st.sampled_from(DAYS))
        half_day = draw(st.sampled_from([one for one in HALF_DAYS if one[:2] == ("mo", "tu")[day.weekday()]]))
        place = VisitSlot(draw(st.sampled_from(sorted(people))), day, half_day)
        if (code, day) not in taken:
            taken.add((code, day))
            visits.append(DatedVisit(key, code, place, draw(st.sampled_from([60, 90, 120]))))
    keys = [visit.key for visit in visits]
    hurt = frozenset(draw(st.sets(st.sampled_from(keys), min_size=1, max_size=2)))
    settled = frozenset(draw(st.sets(st.sampled_from(keys), max_size=1))) - hurt
    return RepairAsked(
        people=people,
        schools=schools,
        travel=TravelTimes(codes, tuple(map(tuple, table))),
        visits=tuple(visits),
        hurt=hurt,
        settled=settled,
        days=DAYS,
        open=lambda code, day: (code, day) not in closed,
        room=lambda person, day, half_day: room[person, day, half_day],
        window=draw(st.sampled_from([1, 7, 14])),
        more={person: draw(st.sampled_from([0, 60, 120])) for person in people},
    )


def all_repairs(asked: RepairAsked) -> Iterator[Repair]:
    """Every repair that the check finds right."""
    anywhere = [
        VisitSlot(person, day, half_day)
        for person in sorted(asked.people)
        for day in asked.days
        for half_day in HALF_DAYS
        if half_day[:2] == ("mo", "tu")[day.weekday()]
    ]
    kept = "kept"
    options: list[list[VisitSlot | str | None]] = []
    for visit in asked.visits:
        elsewhere = [place for place in anywhere if place != visit.place]
        options.append([*([] if visit.key in asked.hurt else [kept]), None, *elsewhere])
    for chosen in product(*options):
        places = {
            visit.key: place
            for visit, place in zip(asked.visits, chosen, strict=True)
            if not isinstance(place, str)
        }
        repair = Repair(places, cost(asked, places), proven=False)
        if not check_repair(asked, repair):
            yield repair
