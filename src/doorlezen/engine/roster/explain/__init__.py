"""Why this roster, and what it would take: every answer is tried by solving a changed problem.

answer = explain_roster_school(problem, roster, "00AP00", solver)
"""

from doorlezen.engine.roster.explain.hindrances import Hindrance, hindrances
from doorlezen.engine.roster.explain.person_load import PersonLoad, load_of
from doorlezen.engine.roster.explain.roster_change import RosterChange, RosterSolver
from doorlezen.engine.roster.explain.roster_ways_out import RosterKnot, RosterWayOut, untie
from doorlezen.engine.roster.explain.why_school import RosterSchoolAnswer, explain_roster_school, worth_asking

__all__ = [
    "Hindrance",
    "PersonLoad",
    "RosterChange",
    "RosterKnot",
    "RosterSchoolAnswer",
    "RosterSolver",
    "RosterWayOut",
    "explain_roster_school",
    "hindrances",
    "load_of",
    "untie",
    "worth_asking",
]
