"""What hangs on a year of a library in the closed world: a roster, visits, what was done, money for it."""

import datetime
import uuid
from functools import cache

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.engine.roster import (
    RosterPerson,
    RosterProblem,
    RosterWeights,
    TravelTimes,
    read_roster_problem,
    solve,
    write_roster,
    write_roster_problem,
)
from doorlezen.money.domain.ledger import MoneyLine, MoneyMove, PaidFor, enter
from doorlezen.money.models import EntryKind, LibraryPurse, PaidKind
from doorlezen.register.models import School
from doorlezen.relations.models import Contact
from doorlezen.rosters.models import RosterSearch, RosterState, TeamRoster
from doorlezen.team.models import TeamMember
from doorlezen.visits.models import (
    CalendarFeed,
    ChangeNotice,
    SchoolLink,
    Visit,
    VisitChange,
    VisitQuestion,
    VisitReport,
    WithdrawnReport,
)
from tests.people import LONG_AGO

YEAR = "2026-2027"


@cache
def _roster_files() -> tuple[bytes, bytes]:
    """A roster problem without schools, and its roster."""
    somebody = RosterPerson("p1", "p1", {"mo-am": 210}, 210, 210, (), (), {})
    weights, travel = RosterWeights(1, 1, 1, 1, 1), TravelTimes(("p1",), ((0,),))
    posed = RosterProblem("Leeg", YEAR, 2, ("mo-am",), (somebody,), (), travel, weights)
    data = write_roster_problem(posed)
    return data, write_roster(solve(read_roster_problem(data)))


def visits_of(library: Organisation, school: School, member: TeamMember) -> tuple[int, int, str, int, int]:
    """A published roster without anything in it, a visit, what was done there, and all that hangs on it.

    Gives the roster, a visit that is still to be told, what was told of another, a calendar's address, and
    another day that was asked.
    """
    day = timezone.localdate()
    problem, answer = _roster_files()
    roster = TeamRoster.objects.create(
        organisation=library, school_year=YEAR, number=1, problem=problem, problem_sha256="0" * 64,
        answer=answer, made_at=timezone.now(), state=RosterState.PUBLISHED,
    )  # fmt: skip
    RosterSearch.objects.create(roster=roster, status="done")
    visit = Visit.objects.create(
        organisation=library, roster=roster, school=school, member=member, school_year=YEAR, day=day,
        half_day="mo-am", begins=datetime.time(9), minutes=60, turn_on=day, changed_at=timezone.now(),
    )  # fmt: skip
    to_tell = Visit.objects.create(
        organisation=library, school=school, member=member, school_year=YEAR, day=day,
        half_day="mo-am", begins=datetime.time(11), minutes=60, changed_at=timezone.now(),
        as_laid={"member": member.pk, "day": day.isoformat(), "half_day": "mo-am", "begins": "12:00",
                 "minutes": 60, "cancelled": False, "why": ""},
    )  # fmt: skip
    told = VisitReport.objects.create(
        id=uuid.uuid4(), organisation=library, visit=visit, school=school, member=member,
        school_year=YEAR, day=day, quarters=4, made_at=timezone.now(), received_at=timezone.now(),
    )  # fmt: skip
    WithdrawnReport.objects.create(id=uuid.uuid4(), organisation=library, withdrawn_at=timezone.now())
    feed = CalendarFeed.objects.create(
        organisation=library, member=member, secret_sha256=f"{member.pk:064}", made_at=timezone.now()
    )
    VisitQuestion.objects.create(visit=visit, answer="confirmed", asked_at=timezone.now())
    contact = Contact.objects.filter(organisation=library, school=school).order_by("pk").first()
    assert contact is not None
    SchoolLink.objects.create(
        organisation=library, school=school, contact=contact, school_year=YEAR, made_at=timezone.now(),
        secret_sha256=f"{contact.pk:064}", ends_on=day,
    )  # fmt: skip
    question = VisitQuestion.objects.create(
        visit=to_tell,
        answer="move",
        asked_day=day,
        half_day="mo-am",
        asked_at=timezone.now(),
        contact=contact,
    )
    place = {"member": member.pk, "day": day.isoformat(), "half_day": "mo-am", "begins": "09:00",
             "minutes": 60, "cancelled": False}  # fmt: skip
    change = VisitChange.objects.create(
        organisation=library, school_year=YEAR, happened={"why": "away", "remark": ""},
        told=[{"visit": to_tell.pk, "school": school.pk, "before": place,
               "after": {**place, "begins": "08:00"}}],
        accepted_at=timezone.now(),
    )  # fmt: skip
    ChangeNotice.objects.create(change=change, member=member)
    return roster.pk, to_tell.pk, str(told.pk), feed.pk, question.pk


def money_of(finance: Actor, school: School, *, name: str) -> None:
    """A purse out of which a visit was paid."""
    visit = PaidFor(PaidKind.VISIT, "1", 100)
    purse = LibraryPurse.objects.create(
        organisation=finance.organisation, school_year=YEAR, name=name, plan_key="mbv",
        opened_at=timezone.now(),
    )  # fmt: skip
    line = MoneyLine(school, "consulent")
    for kind, of, paid in [
        (EntryKind.GRANT, None, None),
        (EntryKind.COMMIT, line, None),
        (EntryKind.SPEND, line, visit),
    ]:
        enter(finance, purse=purse.pk, move=MoneyMove(uuid.uuid4(), kind, 100, LONG_AGO, of, paid=paid))
