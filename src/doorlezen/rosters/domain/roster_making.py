"""A roster is made of the adopted plan and the team: posed here, sought by a worker, stopped, gone on."""

import dataclasses
import datetime
import hashlib

from django.db import transaction
from django.db.models import Max
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.desk.events import record
from doorlezen.engine.roster import RosterProblem, read_roster, write_roster_problem
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.queue_places import asked_on_a_page, gone_on_with
from doorlezen.rosters.models import RosterSearch, RosterState, TeamRoster
from doorlezen.team.domain.planned_schools import adopted_plan
from doorlezen.team.domain.roster_problem_building import build_roster_problem

AT_FIRST = 60
"""Seconds, after which the best roster so far is kept; who wants a better one has it sought further."""


def make(actor: Actor, *, now: datetime.datetime) -> TeamRoster:
    """Have a roster made for the adopted plan and the team as they are now.

    What was asked before and is still a draft is that roster again. Raises Refused, and InputError where
    there is no adopted plan, nobody with hours for schools, or no school with hours.
    """
    require("rosters.make", actor)
    with scope(organisation=actor.organisation):
        plan, data = _posed(actor)
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction.atomic(), scope(organisation=actor.organisation):
        # one at a time per library: numbers follow each other, and a double click is one roster
        Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
        there = TeamRoster.objects.filter(
            school_year=plan.school_year, state=RosterState.DRAFT, problem_sha256=sha256
        ).first()
        if there is not None:
            work.ask(there.search, place=asked_on_a_page(actor.organisation.pk))
            return there
        made: TeamRoster = TeamRoster.objects.create(
            organisation=actor.organisation,
            school_year=plan.school_year,
            number=_next_number(plan.school_year),
            proposal=plan,
            problem=data,
            problem_sha256=sha256,
            made_at=now,
            made_by=actor.signer,
        )
        search = RosterSearch.objects.create(roster=made, seconds=AT_FIRST)
        work.ask(search, place=asked_on_a_page(actor.organisation.pk))
        record(actor, "rosters.made", made, after=_told(made))
    return made


def _posed(actor: Actor) -> tuple[Proposal, bytes]:
    plan = adopted_plan(actor)
    if plan is None:
        raise InputError("", t("er is nog geen vastgesteld plan; een rooster begint met de uren daarvan"))
    problem = without_names(build_roster_problem(actor, plan).problem)
    if not problem.people:
        raise InputError("", t("niemand in het team heeft dagdelen en uren voor scholen; vul die eerst in"))
    if not problem.schools:
        raise InputError("", t("in het vastgestelde plan krijgt geen school uren"))
    return plan, write_roster_problem(problem)


def seek_further(actor: Actor, *, roster: int) -> None:
    """Have a better roster sought; what is found is kept only where it is better.

    As long as it takes; where there is none yet that fits what is fixed, as long as at first.

    Raises Refused, TeamRoster.DoesNotExist, and InputError where it is no draft, or is being sought already.
    """
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = locked_draft(roster)
        search = RosterSearch.objects.select_for_update().get(roster=found)
        if search.status not in work.FINAL:
            raise InputError("", t("er wordt al naar dit rooster gezocht"))
        search.delete()
        again = RosterSearch.objects.create(roster=found, seconds=None if _fits(found) else AT_FIRST)
        work.ask(again, place=gone_on_with(actor.organisation.pk))
        record(actor, "rosters.sought-further", found, after=_told(found))


def copy_of(actor: Actor, *, roster: int, now: datetime.datetime) -> TeamRoster:
    """Begin a draft from another roster, frozen and published ones too: what was asked, found and fixed.

    Raises Refused and TeamRoster.DoesNotExist.
    """
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
        old: TeamRoster = TeamRoster.objects.get(pk=roster)
        made: TeamRoster = TeamRoster.objects.create(
            organisation=actor.organisation,
            school_year=old.school_year,
            number=_next_number(old.school_year),
            proposal_id=old.proposal_id,
            problem=bytes(old.problem),
            problem_sha256=old.problem_sha256,
            answer=None if old.answer is None else bytes(old.answer),
            pins=old.pins,
            begun_from=old,
            made_at=now,
            made_by=actor.signer,
        )
        RosterSearch.objects.create(roster=made, seconds=AT_FIRST, status=work.WorkStatus.DONE, ended_at=now)
        record(actor, "rosters.copied", made, after=_told(made))
    return made


def _fits(roster: TeamRoster) -> bool:
    """Whether there is an answer, and to what is asked now."""
    kept = None if roster.answer is None else read_roster(bytes(roster.answer))
    return kept is not None and kept.problem_sha256 == roster.problem_sha256


def stop(actor: Actor, *, roster: int) -> None:
    """Have the search stopped; what it found so far is kept.

    Raises Refused, TeamRoster.DoesNotExist, and InputError where nothing is being sought.
    """
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = locked_draft(roster)
        work.stop(found.search)
        record(actor, "rosters.stopped", found, after=_told(found))


def locked_draft(roster: int) -> TeamRoster:
    """A roster of the library in scope that is still a draft, locked. Raises DoesNotExist, InputError."""
    found: TeamRoster = TeamRoster.objects.select_for_update(of=("self",)).get(pk=roster)
    if found.state != RosterState.DRAFT:
        raise InputError("", t("alleen aan een concept verandert nog iets; dit rooster ligt vast"))
    return found


def without_names(problem: RosterProblem) -> RosterProblem:
    """The same in which people are called by their number: what is kept names nobody."""
    people = tuple(dataclasses.replace(person, name=person.id) for person in problem.people)
    return dataclasses.replace(problem, people=people)


def _next_number(school_year: str) -> int:
    last = TeamRoster.objects.filter(school_year=school_year).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def _told(roster: TeamRoster) -> dict[str, object]:
    return {"roster_year": roster.school_year, "roster_number": roster.number}
