"""What was done at a school: kept once, by whom it was, and never with the name of a pupil."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event, EventWords
from doorlezen.language import FieldError
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain import reporting
from doorlezen.visits.domain.reporting import ReportRefusedError
from doorlezen.visits.models import Visit, VisitReport, VisitState, WithdrawnReport
from tests.people import Neighbourhood, a_person, actor_of
from tests.visits.visiting import NOW, TODAY, a_member, a_visit, done, told

pytestmark = pytest.mark.django_db
KEY = uuid.UUID("7b0c1f86-3f3c-4f9d-9d7e-000000000001")
DAY = datetime.timedelta(days=1)


@pytest.fixture
def her(neighbourhood: Neighbourhood) -> Iterator[Actor]:
    with scope(organisation=neighbourhood.linge):
        yield neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)


@pytest.fixture
def member(her: Actor) -> TeamMember:
    return a_member(her.organisation, her.person)


@pytest.fixture
def visit(her: Actor, member: TeamMember) -> Visit:
    return a_visit(member, her.organisation)


def test_what_is_sent_twice_is_one_row(her: Actor, visit: Visit) -> None:
    first = told(her, done(visit), KEY)
    again = told(her, done(visit), KEY, made_at=NOW - DAY, now=NOW + DAY)
    assert first == again == VisitReport.objects.get()
    assert (first.groups, first.quarters, first.member, first.received_at) == ([5, 6], 8, visit.member, NOW)
    assert Event.objects.filter(action="visits.reported").count() == 1


def test_the_same_id_with_something_else_is_told(her: Actor, visit: Visit) -> None:
    told(her, done(visit), KEY)
    with pytest.raises(ReportRefusedError, match="vulde dit bezoek al in: 3 november 2026, 2 uur") as refused:
        told(her, done(visit, quarters=9), KEY)
    assert refused.value.kind == "other"
    assert VisitReport.objects.get().quarters == 8


def test_a_repetition_is_known_after_somebody_changed_the_row(
    her: Actor, visit: Visit, neighbourhood: Neighbourhood
) -> None:
    first = told(her, done(visit), KEY)
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    reporting.change_report(director, found=first, done=done(visit, quarters=6), today=TODAY)
    assert told(her, done(visit), KEY).quarters == 6


def test_a_visit_is_told_once_and_the_second_hears_who_did(
    her: Actor, visit: Visit, neighbourhood: Neighbourhood
) -> None:
    told(her, done(visit), KEY)
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with pytest.raises(ReportRefusedError, match=her.person.name) as refused:
        told(director, done(visit))
    assert (refused.value.kind, refused.value.report) == ("taken", VisitReport.objects.get())


def test_what_was_taken_back_does_not_come_back(her: Actor, visit: Visit) -> None:
    row = told(her, done(visit), KEY)
    reporting.withdraw_report(her, found=row, now=NOW)
    assert VisitReport.objects.count() == 0
    with pytest.raises(ReportRefusedError) as refused:
        told(her, done(visit), KEY)
    assert refused.value.kind == "withdrawn"
    assert WithdrawnReport.objects.get().pk == KEY
    assert told(her, done(visit)).visit == visit


def test_a_visit_of_somebody_else_is_told_by_leaders_alone(
    her: Actor, visit: Visit, neighbourhood: Neighbourhood
) -> None:
    colleague = actor_of(a_person("Otto Omslag", (her.organisation, Role.LEESCONSULENT)), her.organisation)
    finance = neighbourhood.actor(neighbourhood.linge, Role.FINANCE)
    for stranger in (colleague, finance):
        with pytest.raises(Refused):
            told(stranger, done(visit))
    a_member(her.organisation, colleague.person, "Otto Omslag")
    for actor, who in ((colleague, "Otto Omslag"), (her, "Noor Kantlijn")):
        row = told(actor, done(None))
        assert row.member is not None
        assert (row.visit, row.member.name) == (None, who)
    row = told(neighbourhood.actor(neighbourhood.linge, Role.ADVISER), done(visit))
    assert row.member == visit.member
    for change in (
        lambda: reporting.change_report(colleague, found=row, done=done(), today=TODAY),
        lambda: reporting.withdraw_report(colleague, found=row, now=NOW),
    ):
        with pytest.raises(Refused):
            change()


def test_nothing_of_another_library_is_found(her: Actor, visit: Visit, neighbourhood: Neighbourhood) -> None:
    told(her, done(visit), KEY)
    theirs = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    with scope(organisation=neighbourhood.maas):
        with pytest.raises(FieldError, match="staat niet meer in het rooster"):
            told(theirs, done(visit))
        with pytest.raises(FieldError, match="kies een school van je bibliotheek"):
            told(theirs, done())
        with pytest.raises(ReportRefusedError) as refused:
            told(theirs, done(school="02CK00"), KEY)
    assert her.person.name not in str(refused.value)
    with scopes_disabled():
        assert VisitReport.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": TODAY + DAY}, "day"),
        ({"day": TODAY - 401 * DAY}, "day"),
        ({"quarters": 0}, "quarters"),
        ({"quarters": -4}, "quarters"),
        ({"quarters": 49}, "quarters"),
        ({"bouwsteen": "schoolplein"}, "bouwsteen"),
        ({"groups": (0,)}, "groups"),
        ({"groups": (9,)}, "groups"),
        ({"pupils": -1}, "pupils"),
        ({"pupils": 2001}, "pupils"),
        ({"note": "a" * 301}, "note"),
        ({"activity": "a" * 61}, "activity"),
        ({"note": "Jayden leest nu zelf."}, "note"),
        ({"activity": "lezen met Sophie"}, "note"),
    ],
)
def test_what_nobody_can_mean_is_refused_at_its_field(
    her: Actor, visit: Visit, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        told(her, done(visit, **values))
    assert refused.value.field == field
    assert VisitReport.objects.count() == 0


def test_who_looked_and_says_that_it_is_no_pupil_is_believed(her: Actor, visit: Visit) -> None:
    what = done(visit, note="Emma is onze nieuwe handpop.")
    with pytest.raises(ReportRefusedError) as refused:
        told(her, what)
    assert (refused.value.kind, refused.value.words) == ("names", ("Emma",))
    assert told(her, what, no_names=True).note == what.note


def test_a_clock_that_runs_ahead_does_not_write_in_the_future(her: Actor, visit: Visit) -> None:
    assert told(her, done(visit), made_at=NOW + 900 * DAY).made_at == NOW
    with pytest.raises(FieldError):
        told(her, done(day=TODAY + DAY))


def test_a_visit_that_was_cancelled_or_moved_meanwhile_counts_on_the_day_that_she_was_there(
    her: Actor, visit: Visit
) -> None:
    visit.state, visit.day = VisitState.CANCELLED, TODAY + 7 * DAY
    visit.save()
    assert told(her, done(visit)).day == TODAY


def test_the_logbook_tells_what_changed_and_never_the_note(her: Actor, visit: Visit) -> None:
    row = told(her, done(visit, note="Geheim Woord", activity="kletsen"), no_names=True)
    other = dataclasses.replace(done(visit), quarters=9, note="Nog een woord", groups=(6, 5, 5))
    reporting.change_report(her, found=row, done=other, today=TODAY)
    row.refresh_from_db()
    assert (row.quarters, row.groups, row.note) == (9, [5, 6], "Nog een woord")
    event = Event.objects.get(action="visits.report-changed")
    assert (event.before, event.after) == (
        {"report_quarters": 8},
        {"report_quarters": 9, "report_note": True},
    )
    reporting.withdraw_report(her, found=row, now=NOW)
    for words in EventWords.objects.all():
        assert "oord" not in f"{words.before} {words.after}"
    assert Event.objects.filter(action="visits.report-withdrawn").count() == 1
