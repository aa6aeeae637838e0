"""What people fix in a draft by hand, so that the search goes around it: who visits a school, when, or both.

Who fixes a school wants it in the roster: as long as it is fixed, it must be served. What was asked of it
before stands with the pin, and comes back when it is made loose.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.desk.events import record
from doorlezen.engine.roster import (
    FixedPart,
    Roster,
    RosterProblem,
    RosterSchool,
    VisitTime,
    check_roster,
    read_roster,
    read_roster_problem,
    write_roster,
    write_roster_problem,
)
from doorlezen.language import InputError, t
from doorlezen.rosters.domain.pin_refusals import require_possible
from doorlezen.rosters.domain.roster_making import locked_draft
from doorlezen.rosters.models import TeamRoster
from doorlezen.team.domain.competence_list import competence_names
from doorlezen.team.domain.roster_ids import member_id
from doorlezen.team.models import TeamMember

Pins = Mapping[str, FixedPart]


def state_of(row: TeamRoster) -> str:
    """What a roster asks and answers now, in one word: who changes it says which one was looked at."""
    return hashlib.sha256(row.problem_sha256.encode() + bytes(row.answer or b"")).hexdigest()[:32]


def pins_of(row: TeamRoster) -> dict[str, FixedPart]:
    """What is fixed by hand, by code of a school."""
    return {code: _pin(said) for code, said in row.pins.items()}


def fix_school(actor: Actor, *, roster: int, code: str, part: FixedPart, seen: str) -> TeamRoster:
    """Fix who visits a school, when, or both; a part without either makes it loose.

    ``seen``: the `state_of` that it was decided on. Raises Refused, TeamRoster.DoesNotExist, and InputError
    where it cannot be (with why), somebody else changed the roster meanwhile, or it is no draft.
    """
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        row = to_change(roster, seen)
        problem = read_roster_problem(bytes(row.problem))
        if code not in problem.school:
            raise InputError("", t("deze school staat niet in dit rooster"))
        pins = {other: pin for other, pin in pins_of(row).items() if other != code}
        if part != FixedPart():
            pins[code] = part
        posed = _posed(row, problem, pins)
        if code in pins:
            members = TeamMember.objects.order_by("pk").values_list("pk", "name")
            names = {member_id(pk): name for pk, name in members}
            require_possible(posed, code, names=names, competences=competence_names(actor))
        _take(row, problem, posed, pins)
        record(actor, "rosters.fixed" if code in pins else "rosters.loosened", row, after=_told(row, code))
    return row


def keep_all_but(actor: Actor, *, roster: int, loose: Collection[str], seen: str) -> TeamRoster:
    """Fix every school as the roster has it now, and make these schools loose.

    Raises what `fix_school` raises, and InputError where there is no roster yet to keep.
    """
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        row = to_change(roster, seen)
        problem = read_roster_problem(bytes(row.problem))
        answer = None if row.answer is None else read_roster(bytes(row.answer))
        if answer is None or not answer.schools:
            raise InputError("", t("er is nog geen rooster om vast te houden"))
        if answer.problem_sha256 != row.problem_sha256:
            raise InputError("", t("zoek eerst opnieuw; wat er nu staat, past niet bij wat je vasthoudt"))
        served = {code: FixedPart(one.person, one.visits) for code, one in answer.schools.items()}
        pins = {code: pin for code, pin in served.items() if code not in loose}
        _take(row, problem, _posed(row, problem, pins), pins)
        record(actor, "rosters.fixed", row, after=_told(row))
    return row


def loosen_all(actor: Actor, *, roster: int, seen: str) -> TeamRoster:
    """Let nothing be fixed any more. Raises what `fix_school` raises."""
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        row = to_change(roster, seen)
        problem = read_roster_problem(bytes(row.problem))
        _take(row, problem, _posed(row, problem, {}), {})
        record(actor, "rosters.loosened", row, after=_told(row))
    return row


def to_change(roster: int, seen: str) -> TeamRoster:
    """A draft of the library in scope that is as somebody saw it and not being sought, locked.

    Raises DoesNotExist, InputError.
    """
    row = locked_draft(roster)
    if row.search.status not in work.FINAL:
        raise InputError("", t("er wordt nog gezocht; wacht tot dat klaar is, of stop het"))
    if state_of(row) != seen:
        raise InputError(
            "",
            t("iemand heeft dit rooster intussen veranderd; kijk hoe het ervoor staat en kies dan opnieuw"),
        )
    return row


def _posed(row: TeamRoster, problem: RosterProblem, pins: Pins) -> RosterProblem:
    """The problem with these pins instead of those of the row."""

    def school(one: RosterSchool) -> RosterSchool:
        must = row.pins[one.code]["must"] if one.code in row.pins else one.must
        return replace(one, fixed=pins.get(one.code), must=must or one.code in pins)

    return replace(problem, schools=tuple(map(school, problem.schools)), sha256="")


def _take(row: TeamRoster, before: RosterProblem, posed: RosterProblem, pins: Pins) -> None:
    asked = {code: row.pins[code]["must"] if code in row.pins else before.school[code].must for code in pins}
    data = write_roster_problem(posed)
    after = read_roster_problem(data)
    row.answer = _answer(row, before, after)
    row.problem, row.problem_sha256 = data, after.sha256
    row.pins = {code: _said(pin, must=asked[code]) for code, pin in sorted(pins.items())}
    row.save(update_fields=["problem", "problem_sha256", "answer", "pins"])


def _answer(row: TeamRoster, before: RosterProblem, after: RosterProblem) -> bytes | None:
    """What of the answer still holds: all of it; without its proof, where more may be now; or as it was,
    of another problem, so that everybody sees that there is to be sought again. That there is no roster
    has to be found anew.
    """
    if row.answer is None:
        return None
    kept = read_roster(bytes(row.answer))
    if kept.objective is None:
        return None
    fits = _of(kept, after, proven=kept.problem_sha256 == before.sha256 and _narrower(before, after))
    return bytes(row.answer) if check_roster(after, fits) else write_roster(fits)


def _of(kept: Roster, problem: RosterProblem, *, proven: bool) -> Roster:
    if proven:
        return replace(kept, problem_sha256=problem.sha256)
    return replace(kept, problem_sha256=problem.sha256, status="feasible", bound=None, gap=None)


def _narrower(before: RosterProblem, after: RosterProblem) -> bool:
    """Whether every roster that may be after might be before as well: then its bound holds on."""
    return all(
        _within(one.fixed or FixedPart(), after.school[one.code].fixed or FixedPart())
        and (after.school[one.code].must or not one.must)
        for one in before.schools
    )


def _within(before: FixedPart, after: FixedPart) -> bool:
    return before.person in (None, after.person) and before.visits in (None, after.visits)


def _pin(said: Mapping[str, Any]) -> FixedPart:
    visits = said.get("visits")
    times = None if visits is None else tuple(VisitTime(one["half_day"], one["phase"]) for one in visits)
    return FixedPart(said.get("person"), times)


def _said(pin: FixedPart, *, must: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"must": must}
    if pin.person is not None:
        said["person"] = pin.person
    if pin.visits is not None:
        said["visits"] = [time._asdict() for time in pin.visits]
    return said


def _told(row: TeamRoster, code: str = "") -> dict[str, object]:
    told: dict[str, object] = {"roster_year": row.school_year, "roster_number": row.number}
    return {**told, "roster_school": code} if code else told
