"""Who visits which school on which half-day: roster problem in, proven roster out.

problem = read_roster_problem(data)
roster = solve(problem)
assert check_roster(problem, roster) == []
"""

from doorlezen.engine.roster.check_roster import check_roster
from doorlezen.engine.roster.posed.roster_answer import (
    Roster,
    RosterTerms,
    ServedSchool,
    read_roster,
    write_roster,
)
from doorlezen.engine.roster.posed.roster_problem import (
    AskedVisit,
    FixedPart,
    RosterPerson,
    RosterProblem,
    RosterSchool,
    RosterWeights,
    TravelTimes,
    VisitTime,
    WeekSlot,
)
from doorlezen.engine.roster.posed.roster_reading import read_roster_problem
from doorlezen.engine.roster.posed.roster_writing import write_roster_problem
from doorlezen.engine.roster.solving.solve_roster import RosterProgress, solve

__all__ = [
    "AskedVisit",
    "FixedPart",
    "Roster",
    "RosterPerson",
    "RosterProblem",
    "RosterProgress",
    "RosterSchool",
    "RosterTerms",
    "RosterWeights",
    "ServedSchool",
    "TravelTimes",
    "VisitTime",
    "WeekSlot",
    "check_roster",
    "read_roster",
    "read_roster_problem",
    "solve",
    "write_roster",
    "write_roster_problem",
]
