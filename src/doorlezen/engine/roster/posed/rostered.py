"""From who goes where and when to a roster: its five terms, its value, each school's visits in one order."""

from collections import defaultdict
from collections.abc import Mapping

from doorlezen.engine.proof import gap_between
from doorlezen.engine.roster.posed.roster_answer import Roster, RosterTerms, ServedSchool
from doorlezen.engine.roster.posed.roster_problem import RosterProblem, RosterWeights, VisitTime
from doorlezen.engine.roster.posed.shortest import path_minutes, round_trip_minutes


def rostered(
    problem: RosterProblem,
    served: Mapping[str, ServedSchool],
    *,
    bound: int | None,
    proven: bool = False,
    seconds: float = 0.0,
) -> Roster:
    """The roster in which these schools are served so, and the others not. ``proven``: none is better.

    Raises ValueError where a slot asks for a way that there is not.
    """
    terms = terms_of(problem, served)
    objective = weighed(problem.weights, terms)
    if proven:
        bound = objective
    return Roster(
        problem_sha256=problem.sha256,
        status="optimal" if bound == objective else "feasible",
        objective=objective,
        bound=bound,
        gap=gap_between(objective, bound),
        seconds=seconds,
        schools={code: arranged(problem, code, one) for code, one in sorted(served.items())},
        unserved=tuple(sorted(problem.school.keys() - served.keys())),
        terms=terms,
    )


def no_roster(
    problem: RosterProblem,
    *,
    conflict: tuple[str, ...] | None,
    bound: int | None = None,
    seconds: float = 0.0,
) -> Roster:
    """That there is none (with the conflict), or that none was found in time (None)."""
    status = "unknown" if conflict is None else "infeasible"
    return Roster(problem.sha256, status, None, bound, None, seconds, {}, (), None, conflict)


def arranged(problem: RosterProblem, code: str, served: ServedSchool) -> ServedSchool:
    """The same with visits that could change places in the order of the week, where nothing fixes them.

    Two visits that are equally long and equally often are one visit twice: who swaps their times has the
    same roster, and equal rosters are equal files.
    """
    school = problem.school[code]
    if school.fixed is not None and school.fixed.visits is not None:
        return served
    place = {half_day: number for number, half_day in enumerate(problem.half_days)}
    times = defaultdict(list)
    for visit, time in zip(school.visits, served.visits, strict=True):
        times[visit].append(time)
    for alike in times.values():
        alike.sort(key=lambda time: (place[time.half_day], time.phase), reverse=True)
    return ServedSchool(served.person, tuple(times[visit].pop() for visit in school.visits))


def terms_of(problem: RosterProblem, served: Mapping[str, ServedSchool]) -> RosterTerms:
    """The five sums of a roster before weighing. Raises ValueError for a way that there is not."""
    schools = {code: problem.school[code] for code in served}
    worked = dict.fromkeys(problem.person, 0)
    for code, school in schools.items():
        worked[served[code].person] += problem.minutes_of(school)
    travel = 0
    for (person, _), codes in schools_by_slot(problem, served).items():
        path = path_minutes(problem.travel, codes)
        trip = round_trip_minutes(problem.travel, person, codes)
        if path is None or trip is None:
            raise ValueError(f"no way for {person} past {codes}")
        worked[person] += path
        travel += trip
    return RosterTerms(
        minutes=sum(map(problem.minutes_of, schools.values())),
        continuity=sum(served[code].person == school.last_year for code, school in schools.items()),
        wish=sum(problem.person[one.person].wishes.get(code, 0) for code, one in served.items()),
        travel=travel,
        over_target=sum(
            max(0, minutes - problem.person[name].target_minutes * problem.cycle_weeks)
            for name, minutes in worked.items()
        ),
    )


def schools_by_slot(
    problem: RosterProblem, served: Mapping[str, ServedSchool]
) -> dict[tuple[str, int], list[str]]:
    """By person and number of a slot that is used: the schools visited in it, by code."""
    found = defaultdict(list)
    for code, one in sorted(served.items()):
        for visit, time in zip(problem.school[code].visits, one.visits, strict=True):
            for slot in problem.slots_of[visit.every, VisitTime(*time)]:
                found[one.person, slot].append(code)
    return dict(found)


def weighed(weights: RosterWeights, terms: RosterTerms) -> int:
    """The objective."""
    return (
        weights.minute * terms.minutes
        + weights.continuity * terms.continuity
        + weights.wish * terms.wish
        - weights.travel * terms.travel
        - weights.over_target * terms.over_target
    )
