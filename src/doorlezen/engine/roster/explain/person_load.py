"""What somebody's weeks look like in a roster: hours worked, hours left, schools kept and lost."""

from dataclasses import dataclass

from doorlezen.engine.roster.explain.hindrances import worked_by_slot
from doorlezen.engine.roster.posed.roster_answer import Roster
from doorlezen.engine.roster.posed.roster_problem import RosterProblem, WeekSlot
from doorlezen.engine.roster.posed.rostered import schools_by_slot
from doorlezen.engine.roster.posed.shortest import round_trip_minutes


@dataclass(frozen=True)
class PersonLoad:
    """Minutes in the whole cycle. ``way``: between schools, part of ``worked``; ``travel``: from home and
    back. ``free``: what is left in each slot in which this person works, by slot. ``lost``: schools that had
    this person last year and now somebody else, or nobody.
    """

    id: str
    schools: tuple[str, ...]
    worked: int
    way: int
    contract: int
    target: int
    travel: int
    free: tuple[tuple[WeekSlot, int], ...]
    lost: tuple[str, ...]


def load_of(problem: RosterProblem, roster: Roster, person_id: str) -> PersonLoad:
    """The load of one person in a roster that `check_roster` found right."""
    person, weeks = problem.person[person_id], problem.cycle_weeks
    schools = tuple(sorted(code for code, one in roster.schools.items() if one.person == person_id))
    worked = worked_by_slot(problem, roster.schools, person_id)
    visits = sum(problem.minutes_of(problem.school[code]) for code in schools)
    trips = [
        round_trip_minutes(problem.travel, person_id, codes) or 0
        for (name, _), codes in schools_by_slot(problem, roster.schools).items()
        if name == person_id
    ]
    room = problem.room[person_id]
    return PersonLoad(
        person_id,
        schools,
        sum(worked.values()),
        sum(worked.values()) - visits,
        person.max_minutes * weeks,
        person.target_minutes * weeks,
        sum(trips),
        tuple(
            (slot, room[number] - worked.get(number, 0))
            for number, slot in enumerate(problem.slots)
            if room[number]
        ),
        tuple(
            school.code
            for school in problem.schools
            if school.last_year == person_id and school.code not in schools
        ),
    )
