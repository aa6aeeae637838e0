"""Why a school is not served, or not by whom it had last year, and what it would take: each tried anew."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from doorlezen.engine.roster.explain.hindrances import Hindrance, hindrances, nobody_may
from doorlezen.engine.roster.explain.roster_change import (
    RosterChange,
    RosterSolver,
    change,
    nearest,
    possible,
)
from doorlezen.engine.roster.explain.roster_ways_out import RosterKnot, untie
from doorlezen.engine.roster.knots import FIXED, MUST
from doorlezen.engine.roster.posed.roster_answer import Roster
from doorlezen.engine.roster.posed.roster_problem import FixedPart, RosterProblem


@dataclass(frozen=True)
class RosterSchoolAnswer:
    """About one school. ``served_by``: who serves it (None: nobody); ``wanted``: whom it had last year, where
    that is asked (None: anybody will do).

    ``hindrances``: by person what keeps them from it, the rest being as it is. ``can``: whether it can be
    served (by ``wanted``) while every other school stays served, ``beside``: what changes then. ``may``:
    whether it can where others may lose their visits, ``instead``: what changes then; both only where it
    ``can`` not. ``ways``: what would make that possible. None: not known in time, or not asked.
    """

    code: str
    served_by: str | None
    wanted: str | None
    hindrances: tuple[tuple[str, tuple[Hindrance, ...]], ...] = ()
    can: bool | None = None
    beside: RosterChange | None = None
    may: bool | None = None
    instead: RosterChange | None = None
    ways: RosterKnot | None = None

    @property
    def known(self) -> bool:
        """Whether the time was enough for everything."""
        if self.nothing_to_ask or self.can:
            return self.nothing_to_ask or self.beside is not None
        ways_known = self.ways is not None and not self.ways.not_reached
        return self.can is False and self.may in (False, self.instead is not None) and ways_known

    @property
    def nothing_to_ask(self) -> bool:
        """Whether the school is served, by whom it had last year if anybody."""
        return self.served_by is not None and self.wanted is None


def worth_asking(problem: RosterProblem, roster: Roster) -> tuple[str, ...]:
    """The codes of the schools that are not served, or not by whom they had last year."""
    return tuple(code for code in sorted(problem.school) if not _answer(problem, roster, code).nothing_to_ask)


def _answer(problem: RosterProblem, roster: Roster, code: str) -> RosterSchoolAnswer:
    served, school = roster.schools.get(code), problem.school[code]
    if served is None:
        return RosterSchoolAnswer(code, None, None)
    wanted = None if school.last_year == served.person else school.last_year
    return RosterSchoolAnswer(code, served.person, wanted)


def explain_roster_school(
    problem: RosterProblem,
    roster: Roster,
    code: str,
    solver: RosterSolver,
    *,
    over: Callable[[], bool] = lambda: False,
) -> RosterSchoolAnswer:
    """Explain a school of a roster that `check_roster` found right. ``over``: whether to stop."""
    answer = _answer(problem, roster, code)
    if answer.nothing_to_ask:
        return answer
    people = list(problem.person) if answer.wanted is None else [answer.wanted]
    answer = replace(
        answer,
        hindrances=tuple((name, hindrances(problem, roster.schools, code, name)) for name in people),
    )
    kept = _asking(problem, code, answer.wanted, also=frozenset(roster.schools))
    alone = _asking(problem, code, answer.wanted)

    def can(asked: RosterProblem) -> bool | None:
        return False if nobody_may(problem, code, people) else None if over() else possible(asked, solver)

    def becomes(asked: RosterProblem) -> RosterChange | None:
        after = None if over() else nearest(problem, roster, asked, solver)
        return None if after is None else change(roster, after)

    answer = replace(answer, can=can(kept))
    if answer.can is not False:
        return replace(answer, beside=becomes(kept)) if answer.can else answer
    answer = replace(answer, may=can(alone))
    if answer.may:
        answer = replace(answer, instead=becomes(alone))
    fixed = [f"{FIXED}:{code}"] if problem.school[code].fixed and answer.wanted is None else []
    ways = untie(kept, [f"{MUST}:{code}"], solver, person=answer.wanted, let_go=fixed, over=over)
    return replace(answer, ways=ways)


def _asking(
    problem: RosterProblem, code: str, person: str | None, also: frozenset[str] = frozenset()
) -> RosterProblem:
    """The problem in which this school must be served (by this person), and so must these."""
    schools = []
    for school in problem.schools:
        changed = replace(school, must=school.must or school.code == code or school.code in also)
        if school.code == code and person is not None:
            changed = replace(changed, fixed=replace(school.fixed or FixedPart(), person=person))
        schools.append(changed)
    return replace(problem, schools=tuple(schools), sha256="")
