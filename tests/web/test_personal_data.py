"""docs/personal-data.md is complete, and what it promises happens: a planted word is gone after its term."""

import datetime
import importlib
import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.models import Administering, Invitation, Membership, Person
from doorlezen.accounts.roles import Role
from doorlezen.desk.events import record
from doorlezen.desk.models import Letter, Post
from doorlezen.meetings.domain.line import register
from doorlezen.meetings.domain.registrants import checked
from doorlezen.planning.stated.models import StatedDemand
from doorlezen.register.models import Gemeente, School
from doorlezen.relations.models import Contact, Note, OwnSchoolDays, Purpose
from doorlezen.team.models import TeamMember
from doorlezen.visits.models import Visit, VisitChange, VisitQuestion, VisitReport
from doorlezen.web.models import Attempts, KeptForm
from tests.meetings.meetings import NOW, a_meeting
from tests.people import Neighbourhood, a_person, actor_of
from tests.planted import stands_in, tables

PAGE = Path(__file__).parents[2] / "docs" / "personal-data.md"
ROW = re.compile(r"^\| `(\w+)` \| ((?:`\w+` ?)+)\| .+ \| .+ \| `([\w.]+)` \|$", re.M)
LISTED = re.compile(r"`(\w+)`\s\(([^)]+)\)")
NUMBERS = {"int2", "int4", "int8", "bool", "timestamptz", "date", "time", "float8", "numeric", "uuid"}
WORD = "quaxelbreg"
TERMS = [datetime.timedelta(days=days) for days in (0, 31, 367, 5 * 366)]

# columns of text in which no person can stand: codes, choices, hashes, schools, plans, public words
WITHOUT_PEOPLE = {
    "account_emailconfirmation": "key",  # never filled: a link to confirm an address needs no row
    "desk_letter": "kind state",
    "desk_event": "action kind key before after request_id worded",
    "accounts_invitation": "role token_sha256",
    "accounts_membership": "role",
    "accounts_oidcclient": "issuer client_id secret_sealed configuration keys",
    "accounts_organisation": "kind name slug register_code colour colour_dark logo logo_type school_id",
    "accounts_organisation_gemeenten": "gemeente_id",
    "accounts_person": "language",
    "auth_group": "name",
    "auth_permission": "name codename",
    "django_content_type": "app_label model",
    "django_migrations": "app name",
    "mfa_authenticator": "type",
    "planning_stateddemand": "gemeente_id status",
    "procrastinate_events": "type",
    "procrastinate_jobs": "queue_name task_name lock status queueing_lock",
    "procrastinate_periodic_defers": "task_name periodic_id",
    "relations_consultant": "school_id school_year",
    "relations_contact": "purpose school_id",
    "relations_ownschooldays": "school_id gemeente_id school_year kind instead_of campaign",
    "team_askedcompetence": "competence profile school_id",
    "team_librarycompetence": "key name source",
    "team_memberabsence": "kind",
    "team_membercompetence": "competence",
    "team_memberschool": "school_id",
    "team_plannedcourse": "competence",
    "team_rolemix": "school_id school_year",
    "team_schoolvisiting": "half_days school_id",
    "team_teammember": "function travel_mode",
    "team_teamparameter": "key source",
    # a purse is of a library; its entries have no words, only a number without spaces
    "money_librarypurse": "school_year name plan_key schools bouwstenen",
    "money_paidthing": "kind key",
    "money_purseentry": "kind source target school_id gemeente bouwsteen reference",
    # a roster is kept with numbers of people, never with their names
    "rosters_rostersearch": "progress line status",
    "rosters_teamroster": "school_year title problem problem_sha256 answer pins state",
    "visits_calendarfeed": "school_id secret_sha256",
    "visits_schoollink": "school_id school_year secret_sha256",
    "visits_visit": "as_laid school_id school_year half_day state why",
    "visits_visitchange": "school_year",
    "visits_visitquestion": "answer half_day",
    "visits_visitreport": "school_id school_year bouwsteen groups sent_sha256",
    "relations_note": "school_id",
    "socialaccount_socialaccount": "provider",
    # never filled: organisations' logins are ours, and what an issuer gives is not kept
    "socialaccount_socialapp": "provider name client_id secret key provider_id settings",
    "socialaccount_socialtoken": "token token_secret",
    "webinar_registration_meeting": "room_address",
    "webinar_registration_question": "state",
    "webinar_registration_registration": "state",
    "webinars_affiliation": "slug name",
    "webinars_audience": "slug title",
    "webinars_captiontrack": "language origin",
    "webinars_chapter": "target",
    "webinars_document": "title file media_type sha256 url",
    "webinars_programmelink": "kind key",
    "webinars_recording": "kind file media_type sha256 url host licence",
    "webinars_redirect": "kind old",
    "webinars_series": "slug title about agenda organiser",
    "webinars_theme": "slug title about",
    "webinars_version": "organisation",
    "webinars_webinar": (
        "slug moved_from precision language source poster poster_alt poster_ink poster_paper status"
    ),
}
OF_NOBODY = ("planning_", "register_", "webinar_search_p", "webinar_search_s", "webinar_search_w")
"""Tables about schools and plans, and the words of the search."""


def promised() -> dict[str, tuple[list[str], str]]:
    """Each table of the page with its columns and the function that takes it away."""
    return {table: (re.findall(r"\w+", columns), by) for table, columns, by in ROW.findall(PAGE.read_text())}


def columns_of(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name = %s AND udt_name <> ALL(%s)",
            [table, list(NUMBERS)],
        )
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_every_column_of_text_is_on_the_page_or_known_to_be_without_people() -> None:
    known = {table: set(columns.split()) for table, columns in WITHOUT_PEOPLE.items()}
    for table, (columns, _) in promised().items():
        known.setdefault(table, set()).update(columns)
    for table, columns in LISTED.findall(PAGE.read_text()):
        known.setdefault(table, set()).update(re.findall(r"\w+", columns))
    looked_at = [table for table in tables() if table in known or not table.startswith(OF_NOBODY)]
    there = {table: columns_of(table) for table in looked_at}
    assert known == {table: columns for table, columns in there.items() if columns}


def test_every_table_of_the_page_has_a_function_that_takes_it_away() -> None:
    assert len(promised()) >= 15
    for table, (_, by) in promised().items():
        module, _, name = by.rpartition(".")
        assert callable(getattr(importlib.import_module(f"doorlezen.{module}"), name)), table


def plant(neighbourhood: Neighbourhood) -> None:
    """The word in every table of the page, in every column that takes words."""
    now, linge = timezone.now(), neighbourhood.linge
    person = a_person(WORD, (linge, Role.ADVISER), until=timezone.localdate())
    UserSession.objects.create(
        user=person, session_key=WORD, ip="203.0.113.9", user_agent=WORD, data={"x": WORD},
        created_at=now - datetime.timedelta(hours=2),
    )  # fmt: skip
    EmailAddress.objects.create(user=person, email=f"{WORD}@nieuw.example", verified=False, primary=False)
    Authenticator.objects.create(user=person, type="totp", data={"secret": WORD})
    SocialAccount.objects.create(user=person, provider="x", uid=WORD, extra_data={"name": WORD})
    past = now - datetime.timedelta(hours=1)
    Session.objects.create(session_key=WORD, session_data=WORD, expire_date=past)
    Attempts.objects.create(key=WORD, count=1, until=past)
    KeptForm.objects.create(
        browser=WORD, person_id=person.pk, page=WORD, action=WORD, sealed=WORD, until=past
    )
    cache.set(WORD, 1, timeout=3600)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {cache._table} SET expires = now() - interval '1 hour'")  # type: ignore[attr-defined]
        args = json.dumps({"name": WORD})
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('x', 'x', %s)", [args]
        )
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'x'")
    Letter.objects.create(kind="accounts.login", made_at=now, state=Post.UNCERTAIN, sealed=WORD)
    with scope(organisation=linge):
        actor = actor_of(person, linge)
        Administering.objects.create(
            person=neighbourhood.person(linge, Role.ADMINISTRATOR), organisation=linge, reason=WORD,
            since=now, until=now,
        )  # fmt: skip
        Invitation.objects.create(
            organisation=linge, email=f"{WORD}@voorbeeld.example", name=WORD, role=Role.ADVISER,
            token_sha256="x" * 64, invited_by=person, expires_at=now,
        )  # fmt: skip
        record(actor, "settings.changed", linge, before={"name": WORD}, after={"name": WORD.upper()})
        school = School.objects.get(pk="00AP00")
        Contact.objects.create(
            organisation=linge, school=school, name=WORD, role=WORD, email=f"{WORD}@x.example", phone=WORD,
            purpose=Purpose.MONITOR, keep_until=timezone.localdate(), added_by=person, added_at=now,
        )  # fmt: skip
        Note.objects.create(organisation=linge, school=school, text=WORD, written_by=person, written_at=now)
        OwnSchoolDays.objects.create(
            organisation=linge, school=school, school_year="2026-2027", kind="study", name=WORD,
            first=timezone.localdate(), last=timezone.localdate(), said_at=now,
        )  # fmt: skip
        TeamMember.objects.create(
            organisation=linge, name=WORD, function="other", since=timezone.localdate(),
            until=timezone.localdate(), contract_quarters=4, schools_quarters=4, home_place=WORD,
            languages=WORD, half_days={WORD: 1},
        )  # fmt: skip
        visit = Visit.objects.create(
            organisation=linge, school=school, school_year="2026-2027", day=timezone.localdate(),
            half_day="mo-am", begins=datetime.time(9), minutes=60, remark=WORD, changed_at=now,
        )  # fmt: skip
        VisitQuestion.objects.create(visit=visit, answer="move", remark=WORD, asked_at=now)
        VisitReport.objects.create(
            id=uuid.uuid4(), organisation=linge, visit=visit, school=school, school_year="2026-2027",
            day=visit.day, quarters=4, note=WORD, activity=WORD, made_at=now, received_at=now,
        )  # fmt: skip
        VisitChange.objects.create(
            organisation=linge, school_year="2026-2027", happened={"who": WORD}, told=[WORD], accepted_at=now
        )
        StatedDemand.objects.create(
            organisation=linge, gemeente=Gemeente.objects.get(code="0281"), text=WORD, source=WORD,
            answer=WORD, since=timezone.localdate(), made_at=now, made_by=person,
        )  # fmt: skip
    meeting = a_meeting()
    who = checked(name=WORD, email=f"{WORD}@bieb.example", organisation=WORD)
    register(meeting, who=who, now=NOW, is_theirs=True)


def all_nights(monkeypatch: pytest.MonkeyPatch, after: datetime.timedelta) -> None:
    """What the nightly jobs do, so long after now."""
    from doorlezen.accounts.tasks import shred_who_left
    from doorlezen.desk.tasks import forget_letters
    from doorlezen.meetings.tasks import shred_registrations
    from doorlezen.planning.tasks import shred_stated
    from doorlezen.relations.tasks import shred_expired
    from doorlezen.team.tasks import shred_old_members
    from doorlezen.visits.tasks import forget_old_words
    from doorlezen.web.tasks import forget

    later = timezone.now() + after
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "now", lambda: later)
        jobs = (forget, shred_who_left, shred_expired, shred_registrations, forget_letters, shred_stated)
        for job in (*jobs, shred_old_members, forget_old_words):
            job(timestamp=0)


@pytest.mark.django_db
def test_a_planted_word_is_in_every_table_of_the_page_and_after_the_terms_in_none(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(neighbourhood)
    assert stands_in(WORD) == sorted(promised())
    left: list[Any] = []
    for term in TERMS:
        all_nights(monkeypatch, term)
        left.append(len(stands_in(WORD)))
    assert stands_in(WORD) == []
    assert left == sorted(left, reverse=True)
    with scopes_disabled():
        assert (Person.objects.exists(), Membership.objects.exists()) == (True, True)
