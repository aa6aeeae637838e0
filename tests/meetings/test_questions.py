"""Questions beforehand: asked, voted for, and shown when the organiser says so."""

import csv
import io
from typing import Any

import pytest
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Event
from doorlezen.language import InputError
from doorlezen.meetings.domain import exports, questions
from doorlezen.meetings.domain.line import leave
from doorlezen.meetings.models import Meeting, Question, Registration, Shown, Vote
from doorlezen.webinars.models import Webinar
from tests.meetings.meetings import END, NOW, a_meeting, somebody
from tests.people import a_person, actor_of, an_organisation

pytestmark = pytest.mark.django_db


def asked(who: Registration, text: str = "Wat kost het?", state: Shown = Shown.SHOWN) -> Question:
    question = questions.ask_question(who, text=text, now=NOW)
    question.state = state
    question.save()
    return question


def votes(meeting: Meeting) -> list[tuple[str, int]]:
    return [(one.text, one.wanted) for one in questions.with_votes(meeting.questions.all())]


def test_a_question_waits_for_the_organiser(meeting: Meeting, organiser: Actor) -> None:
    who = somebody(meeting)
    question = questions.ask_question(who, text="  Wat   kost\nhet? ", now=NOW)
    assert (question.text, question.state) == ("Wat kost het?", Shown.NEW)
    questions.judge(organiser, meeting=meeting, question=question.pk, state=Shown.SHOWN)
    question.refresh_from_db()
    assert question.state == Shown.SHOWN
    with scopes_disabled():
        entry = Event.objects.get(action="meetings.question-judged")
    assert (entry.before, entry.after) == ({"state": "new"}, {"state": "shown"})


def test_one_vote_each_that_can_be_taken_back(meeting: Meeting) -> None:
    first, second, third = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    question, other = asked(first), asked(second, "Wie doet het?")
    for voter in (second, second, third):
        questions.vote(voter, question=question.pk, wants=True, now=NOW)
    assert votes(meeting) == [("Wat kost het?", 2), ("Wie doet het?", 0)]
    questions.vote(third, question=question.pk, wants=False, now=NOW)
    questions.vote(third, question=question.pk, wants=False, now=NOW)
    questions.vote(third, question=other.pk, wants=True, now=NOW)
    questions.vote(first, question=other.pk, wants=True, now=NOW)
    assert votes(meeting) == [("Wie doet het?", 2), ("Wat kost het?", 1)]


def test_votes_that_do_not_count(meeting: Meeting) -> None:
    first, second = somebody(meeting, "Aagje"), somebody(meeting, "Bo")
    own, hidden = asked(first), asked(second, "Verborgen", Shown.HIDDEN)
    for voter, question, what in (
        (first, own.pk, "op je eigen vraag stem je niet"),
        (first, hidden.pk, "deze vraag is er niet meer"),
        (first, 999_999, "deze vraag is er niet meer"),
    ):
        with pytest.raises(InputError) as wrong:
            questions.vote(voter, question=question, wants=True, now=NOW)
        assert wrong.value.what == what
    assert Vote.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "vul je vraag in"),
        (" \n\u200b", "vul je vraag in"),
        ("a" * 501, "je vraag is te lang: hoogstens 500 tekens"),
        ("wat KOST het?", "deze vraag heb je al gesteld"),
    ],
)
def test_a_question_that_cannot_be(meeting: Meeting, text: str, what: str) -> None:
    who = somebody(meeting)
    asked(who)
    with pytest.raises(InputError) as wrong:
        questions.ask_question(who, text=text, now=NOW)
    assert (str(wrong.value), Question.objects.count()) == (f"text: {what}", 1)


def test_nobody_asks_more_than_five(meeting: Meeting) -> None:
    who = somebody(meeting)
    for number in range(5):
        asked(who, f"Vraag {number}")
    with pytest.raises(InputError) as wrong:
        asked(who, "Nog een")
    assert wrong.value.what == "je hebt al 5 vragen gesteld; dat is het hoogste aantal"


@pytest.mark.parametrize("why", ["left", "over", "off", "gone"])
def test_who_is_not_in_line_asks_and_votes_nothing(meeting: Meeting, why: str) -> None:
    who, other = somebody(meeting, "Aagje"), somebody(meeting, "Bo")
    question = asked(other)
    now = END if why == "over" else NOW
    if why == "left":
        leave(who, now=NOW)
    if why == "off":
        Webinar.objects.update(called_off_at=NOW)
    if why == "gone":
        Registration.objects.filter(pk=who.pk).update(token_sha256=None)
    attempts: list[Any] = [
        lambda: questions.ask_question(who, text="Mag ik?", now=now),
        lambda: questions.vote(who, question=question.pk, wants=True, now=now),
    ]
    for attempt in attempts:
        with pytest.raises(InputError) as wrong:
            attempt()
        assert wrong.value.what == "vragen stellen en stemmen kan nu niet"


def test_a_question_of_another_meeting_is_not_there(meeting: Meeting, organiser: Actor) -> None:
    elsewhere = asked(somebody(a_meeting(slug="ander"), "Bo"))
    with pytest.raises(InputError):
        questions.judge(organiser, meeting=meeting, question=elsewhere.pk, state=Shown.HIDDEN)
    with pytest.raises(InputError):
        questions.vote(somebody(meeting), question=elsewhere.pk, wants=True, now=NOW)


def test_only_the_organiser_judges(meeting: Meeting) -> None:
    elsewhere = an_organisation(OrganisationKind.POI, "POI Maas")
    other = actor_of(a_person("Mies Maas", (elsewhere, Role.POI_ADVISER)), elsewhere)
    question = asked(somebody(meeting))
    with pytest.raises(Refused):
        questions.judge(other, meeting=meeting, question=question.pk, state=Shown.HIDDEN)
    with pytest.raises(Refused):
        exports.questions_as_csv(other, meeting)


def test_the_list_for_who_leads_the_talk(meeting: Meeting, organiser: Actor) -> None:
    first, second = somebody(meeting, "Aagje"), somebody(meeting, "Bo")
    asked(first, "=1+1; of niet?", Shown.NEW)
    wanted = asked(first, "Wat kost het?")
    asked(first, "Verborgen", Shown.HIDDEN)
    questions.vote(second, question=wanted.pk, wants=True, now=NOW)
    text = exports.questions_as_csv(organiser, meeting).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [
        ["Stemmen", "Vraag", "Zichtbaar"],
        ["1", "Wat kost het?", "zichtbaar"],
        ["0", "'=1+1; of niet?", "nog niet bekeken"],
    ]
    assert "Aagje" not in text
