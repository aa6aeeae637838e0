"""Votes and opinions at the same moment: two tabs, double clicks, two hundred people. Real connections."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from doorlezen.language import InputError
from doorlezen.meetings.domain import opinions, page_keys, questions
from doorlezen.meetings.domain.line import leave
from doorlezen.meetings.models import (
    Meeting,
    Opinion,
    PlaceState,
    Question,
    Registration,
    Shown,
    Vote,
)
from tests.meetings.meetings import NOW, START, a_meeting, a_meeting_now, set_all, somebody

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 8


def together(*actions: Callable[[], Any]) -> list[Any]:
    """What each gives or raises (InputError), begun at the same moment and each on its own connection."""
    gate = threading.Barrier(min(len(actions), AT_ONCE))

    def run(number: int) -> Any:
        try:
            if number < gate.parties:
                gate.wait(20)
            return actions[number]()
        except InputError as wrong:
            return wrong
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return list(crowd.map(run, range(len(actions))))


def a_question(meeting: Meeting, asker: Registration) -> Question:
    return Question.objects.create(meeting=meeting, asker=asker, text="Hoe?", state=Shown.SHOWN, asked_at=NOW)


def voting(who: Registration, question: Question, *, wants: bool = True) -> Callable[[], None]:
    pk = who.pk

    def vote() -> None:
        voter = Registration.objects.select_related("meeting").get(pk=pk)
        questions.vote(voter, question=question.pk, wants=wants, now=NOW)

    return vote


def wanted(question: Question) -> int:
    return int(questions.with_votes(Question.objects.filter(pk=question.pk)).get().wanted)


def test_two_hundred_votes_at_once_count_once_each() -> None:
    meeting = a_meeting(places=500)
    asked = a_question(meeting, somebody(meeting, "Aagje"))
    voters = [somebody(meeting, f"Stem {number}") for number in range(50)]
    # everybody clicks four times
    answers = together(*(voting(voter, asked) for voter in voters * 4))
    assert answers == [None] * 200
    assert (wanted(asked), Vote.objects.count()) == (50, 50)


def test_voting_and_taking_it_back_at_once_leaves_one_vote_or_none() -> None:
    meeting = a_meeting()
    asked, voter = a_question(meeting, somebody(meeting, "Aagje")), somebody(meeting, "Bo")
    answers = together(*(voting(voter, asked, wants=number % 2 == 0) for number in range(40)))
    assert answers == [None] * 40
    assert wanted(asked) in (0, 1)
    assert wanted(asked) == Vote.objects.count()


def test_who_leaves_while_voting_does_not_vote_afterwards() -> None:
    meeting = a_meeting(places=20)
    asked = a_question(meeting, somebody(meeting, "Aagje"))
    voters = [somebody(meeting, f"Stem {number}") for number in range(8)]

    def leaving(who: Registration) -> Callable[[], None]:
        return lambda: leave(Registration.objects.select_related("meeting").get(pk=who.pk), now=NOW)

    together(*(action for voter in voters for action in (leaving(voter), voting(voter, asked))))
    for voter in voters:
        answer = together(voting(voter, asked))
        assert [type(one) for one in answer] == [InputError]
    assert Registration.objects.filter(state=PlaceState.CANCELLED).count() == 8


def test_eight_tabs_give_one_opinion() -> None:
    meeting = a_meeting()
    set_all(opinions_open=True)
    people = [somebody(meeting, name) for name in ("Aagje", "Bo")]

    def telling(who: Registration, useful: int) -> Callable[[], None]:
        def tell() -> None:
            mine = Registration.objects.select_related("meeting").get(pk=who.pk)
            opinions.give_opinion(mine, useful=useful, level=None, will_act=None, text="", now=START)

        return tell

    answers = together(*(telling(who, 1 + number) for number in range(4) for who in people * 2))
    assert answers.count(None) == 2
    assert {str(one.what) for one in answers if one is not None} == {
        "je hebt je mening al gegeven; dank je wel"
    }
    assert Opinion.objects.count() == 2


def test_ten_questions_at_once_of_one_person_are_five() -> None:
    meeting = a_meeting()
    who = somebody(meeting, "Aagje")

    def asking(number: int) -> Callable[[], None]:
        def ask() -> None:
            mine = Registration.objects.select_related("meeting").get(pk=who.pk)
            questions.ask_question(mine, text=f"Vraag {number}?", now=NOW)

        return ask

    answers = together(*(asking(number % 10) for number in range(20)))
    assert answers.count(None) == Question.objects.count() == 5


def test_a_double_click_in_two_tabs_is_one_vote_over_http() -> None:
    meeting = a_meeting_now(places=20)
    now = timezone.now()
    asked = a_question(meeting, somebody(meeting, "Aagje", now=now))
    voter = somebody(meeting, "Bo", now=now)
    key = page_keys.own_page(voter).partition("=")[2]

    def click() -> int:
        client = Client(headers={"host": "localhost"})
        return client.post(f"/webinars/aanmelding/stem/{asked.pk}/?sleutel={key}", {"stem": "ja"}).status_code

    assert together(*(click for _ in range(24))) == [302] * 24
    assert wanted(asked) == 1
