"""The check of a roster agrees with brute force: on what may be, on every term, on the value."""

from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from doorlezen.engine.roster import RosterTerms, VisitTime, check_roster, read_roster_problem
from doorlezen.engine.roster.posed.roster_answer import Roster
from doorlezen.engine.roster.posed.roster_problem import RosterProblem
from doorlezen.engine.roster.posed.rostered import rostered
from tests.engine.roster.brute_solver import as_served
from tests.engine.roster.roster_brute import Assignment, RosterBrute
from tests.engine.roster.roster_drawing import as_bytes, roster_problems
from tests.examples import problem_examples


def as_roster(problem: RosterProblem, brute: RosterBrute, assignment: Assignment) -> Roster:
    """An assignment with what brute force says that it is worth."""
    value = brute.value(assignment)
    return Roster(
        problem.sha256,
        "optimal",
        value,
        value,
        0.0,
        0.0,
        schools=as_served(assignment),
        unserved=tuple(sorted(brute.schools.keys() - assignment.keys())),
        terms=RosterTerms(**brute.terms(assignment)),
    )


@problem_examples(300)
@given(roster_problems(), st.data())
def test_whatever_somebody_assigns_the_check_says_what_brute_force_says(
    drawn: dict[str, Any], data: st.DataObject
) -> None:
    brute, problem = RosterBrute(drawn), read_roster_problem(as_bytes(drawn))
    assignment = data.draw(_any_assignment(drawn))
    right = brute.valid(assignment) and brute.met(assignment) == brute.demands
    event(f"right: {right}")
    wrong = check_roster(problem, as_roster(problem, brute, assignment))
    assert (wrong == []) == right, wrong


@problem_examples(150)
@given(roster_problems())
def test_every_right_roster_is_counted_alike_three_times(drawn: dict[str, Any]) -> None:
    brute, problem = RosterBrute(drawn), read_roster_problem(as_bytes(drawn))
    seen = 0
    for assignment in brute.assignments():
        if seen < 40 and brute.valid(assignment) and brute.met(assignment) == brute.demands:
            seen += 1
            roster = as_roster(problem, brute, assignment)
            assert check_roster(problem, roster) == []
            made = rostered(problem, as_served(assignment), bound=None, proven=True)
            assert (made.objective, made.terms) == (roster.objective, roster.terms)
            assert check_roster(problem, made) == []
            for code, (person, times) in assignment.items():
                allowed = problem.times[person, code]
                assert all(VisitTime(*time) in allowed[at] for at, time in enumerate(times))


@st.composite
def _any_assignment(draw: st.DrawFn, problem: dict[str, Any]) -> Assignment:
    """Anything at all that a roster could say of the schools, mostly wrong."""
    ids = [person["id"] for person in problem["people"]]
    chosen: Assignment = {}
    for school in problem["schools"]:
        if draw(st.booleans()):
            times = tuple(
                (draw(st.sampled_from(problem["half_days"])), draw(st.integers(1, visit["every"])))
                for visit in school["visits"]
            )
            chosen[school["code"]] = (draw(st.sampled_from(ids)), times)
    return chosen
