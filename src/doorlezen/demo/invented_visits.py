"""The year of the invented library: a published roster, and what its leesconsulent did up to today."""

import datetime
import threading
import uuid

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.calendars.school_year import contract_year
from doorlezen.language import InputError
from doorlezen.relations.domain.own_days import WantedDays, WhichSchools, say_days
from doorlezen.relations.domain.school_year_days import days_of_schools
from doorlezen.relations.models import OwnDayKind
from doorlezen.rosters.domain import deciding_rosters, roster_making
from doorlezen.rosters.domain.roster_queries import rosters_of
from doorlezen.rosters.domain.searching_roster import search_roster
from doorlezen.rosters.models import RosterSearch
from doorlezen.visits.domain.done_hours import planned_quarters
from doorlezen.visits.domain.reporting import OLDEST, WorkDone, report
from doorlezen.visits.domain.roster_publishing import publish
from doorlezen.visits.domain.visit_queries import visits_between
from doorlezen.visits.models import VisitState

SECONDS = 5
"""For the search: a demo does not wait for a proof."""
STUDY_WEEK = 11
"""Which week with school has two days on which teachers study: in the middle of November."""
SPACE = uuid.UUID("3b0b7a1e-2f57-4d4b-9c53-6f8f0f0d8a11")
DONE = (
    ("boekintroductie", "activiteiten", (5, 6), 46),
    ("voorlezen", "activiteiten", (1, 2), 38),
    ("boekenkring", "activiteiten", (7, 8), 51),
)
"""What was done in turn: activity, bouwsteen, groups, pupils. Invented."""


def make_year(adviser: Actor, leesconsulent: Actor, *, now: datetime.datetime, today: datetime.date) -> None:
    """Publish a roster for the adopted plan from the first day of its year, and tell what she did.

    Where there is a roster already, or none can be made, nothing happens.
    """
    with scope(organisation=adviser.organisation):
        if rosters_of(adviser):
            return
        try:
            made = roster_making.make(adviser, now=now)
        except InputError:
            return
        search = RosterSearch.objects.get(roster=made)
        RosterSearch.objects.filter(pk=search.pk).update(seconds=SECONDS)
        search_roster(search.pk, stop=threading.Event())
        first, last = contract_year(made.school_year)
        _own_days(adviser, made.school_year, now=now)
        try:
            deciding_rosters.freeze(adviser, roster=made.pk, now=now)
            publish(adviser, roster=made.pk, today=today, now=now, since=first)
        except InputError:
            return
        since, until = max(first, today - OLDEST), min(last, today - datetime.timedelta(days=1))
        _tell(leesconsulent, since, until, now=now, today=today)


def _own_days(adviser: Actor, school_year: str, *, now: datetime.datetime) -> None:
    """A study day of every school in a gemeente, so that visits move and say why."""
    gemeente = min(Visible(adviser).gemeenten, key=lambda one: one.code)
    days = days_of_schools(
        adviser.organisation,
        list(Visible(adviser).schools.rows().filter(gemeente=gemeente).values_list("pk", flat=True)),
        school_year=school_year,
    )
    counted = next((one.days for one in days.values() if one.days is not None), None)
    if counted is None:
        return
    week = counted.weeks()[STUDY_WEEK]
    wanted = WantedDays(OwnDayKind.STUDY, week.days[0], week.days[1])
    say_days(adviser, wanted, WhichSchools(gemeente=gemeente.code), today=counted.first, now=now)


def _tell(
    her: Actor, first: datetime.date, last: datetime.date, *, now: datetime.datetime, today: datetime.date
) -> None:
    """What she did on her visits, but for the last few: those are still to be filled in."""
    visits = [one for one in visits_between(her, first=first, last=last) if one.state == VisitState.PLANNED]
    for number, visit in enumerate(visits[:-2]):
        activity, bouwsteen, groups, pupils = DONE[number % len(DONE)]
        done = WorkDone(
            visit=visit.pk,
            school=visit.school_id,
            day=visit.day,
            quarters=planned_quarters(visit.minutes),
            bouwsteen=bouwsteen,
            activity=activity,
            groups=groups,
            pupils=pupils,
        )
        key = uuid.uuid5(SPACE, f"{visit.school_id} {visit.day} {visit.number}")
        report(her, key=key, done=done, made_at=now, today=today, now=now)
