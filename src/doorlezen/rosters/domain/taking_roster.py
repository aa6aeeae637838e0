"""A roster that was made elsewhere for a draft, taken as its answer where the check finds it right."""

import re
from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.engine.proof import gap_between
from doorlezen.engine.roster import (
    Roster,
    RosterProblem,
    check_roster,
    read_roster,
    read_roster_problem,
    write_roster,
)
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import InputError, t
from doorlezen.rosters.domain.fixing import to_change
from doorlezen.rosters.models import TeamRoster
from doorlezen.team.domain.roster_ids import member_id
from doorlezen.team.models import TeamMember

_NAME = re.compile(r"[\w-]+")


class WrongRosterError(InputError):
    """A roster that breaks rules. ``rules``: each that is broken, in words, with the names of people."""

    def __init__(self, rules: list[str]) -> None:
        super().__init__("", t("dit rooster klopt niet; er is niets veranderd"))
        self.rules = rules


def take_roster(actor: Actor, *, roster: int, data: bytes, name: str, seen: str) -> TeamRoster:
    """Take a roster file as the answer of a draft. ``name``: what an error calls the file.

    What a file says of its own proof is not believed: what was proven here of the same question stays.
    Raises Refused, TeamRoster.DoesNotExist, WrongRosterError, and InputError where the file is none, is of
    another question, has no roster in it, or the draft is being sought, changed meanwhile or is none.
    """
    require("rosters.make", actor)
    given = read_roster(data, name=name)
    with transaction.atomic(), scope(organisation=actor.organisation):
        row = to_change(roster, seen)
        problem = read_roster_problem(bytes(row.problem))
        if given.problem_sha256 != row.problem_sha256:
            raise InputError(
                "",
                t(
                    "het rooster in {file} is gemaakt voor een andere vraag dan die van rooster {number}; "
                    "download de vraag van dit rooster en laat het daarvoor maken",
                    file=name,
                    number=row.number,
                ),
            )
        if given.status not in {"optimal", "feasible"}:
            raise InputError("", t("in {file} staat geen rooster, maar dat er geen gevonden is", file=name))
        if wrong := check_roster(problem, given):
            raise WrongRosterError([_in_words(line, problem, _names()) for line in wrong])
        row.answer = write_roster(_as_known_here(given, row))
        row.save(update_fields=["answer"])
        told = {"roster_year": row.school_year, "roster_number": row.number}
        record(actor, "rosters.taken", row, after=told)
    return row


def _as_known_here(given: Roster, row: TeamRoster) -> Roster:
    """The roster with the bound that was found here, if any, instead of what the file says."""
    kept = None if row.answer is None else read_roster(bytes(row.answer))
    bound = kept.bound if kept is not None and kept.problem_sha256 == row.problem_sha256 else None
    if bound is None or given.objective is None or bound < given.objective:
        return replace(given, status="feasible", bound=None, gap=None)
    status = "optimal" if bound == given.objective else "feasible"
    return replace(given, status=status, bound=bound, gap=gap_between(given.objective, bound))


def _names() -> dict[str, str]:
    return {member_id(pk): name for pk, name in TeamMember.objects.order_by("pk").values_list("pk", "name")}


def _in_words(line: str, problem: RosterProblem, names: Mapping[str, str]) -> str:
    """What the check says, with people, schools and half-days as they are called."""
    called = {
        **{person: names.get(person, t("Iemand die weg is")) for person in problem.person},
        **{code: school.name for code, school in problem.school.items()},
        **{one: half_day_in_words(one) for one in problem.half_days},
    }
    return _NAME.sub(lambda found: called.get(found[0], found[0]), line)
