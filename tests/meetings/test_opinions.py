"""What people found of it: counted, and nowhere tied to who said it."""

import datetime
from typing import Any

import pytest

from doorlezen.accounts.actor import Actor
from doorlezen.language import InputError
from doorlezen.meetings.domain import opinions
from doorlezen.meetings.domain.opinions import AskedOpinion, SurveyResults, give_opinion
from doorlezen.meetings.models import Meeting, Opinion, Registration
from tests.meetings.meetings import END, START, somebody

pytestmark = pytest.mark.django_db

AFTER = END + datetime.timedelta(hours=1)
NAMES = ("Aagje", "Bo", "Cas", "Dirk", "Ed", "Fien")


@pytest.fixture
def people(meeting: Meeting) -> list[Registration]:
    """Six who have a place, of whom one was there."""
    Meeting.objects.update(places=6, opinions_open=True)
    meeting.refresh_from_db()
    return [somebody(meeting, name) for name in NAMES]


def given(who: Registration, now: datetime.datetime = AFTER, **fields: Any) -> None:
    answers = {"useful": 4, "level": 2, "will_act": True, "text": "", **fields}
    give_opinion(who, **answers, now=now)


def test_nothing_leads_from_an_opinion_to_a_person(people: list[Registration]) -> None:
    given(people[0], text="Goed verhaal")
    people[0].refresh_from_db()
    assert people[0].gave_opinion
    fields = {field.name: field for field in Opinion._meta.get_fields()}
    assert set(fields) == {"id", "meeting", "useful", "level", "will_act", "text"}
    assert [field.name for field in Opinion._meta.get_fields() if field.is_relation] == ["meeting"]
    # a random id: not the how-manieth, so not who came when
    assert Opinion.objects.get().id.version == 4


def test_one_opinion_each(people: list[Registration]) -> None:
    given(people[0])
    with pytest.raises(InputError) as wrong:
        given(people[0])
    assert wrong.value.what == "je hebt je mening al gegeven; dank je wel"
    assert Opinion.objects.count() == 1


def test_below_five_nothing_is_shown(people: list[Registration], meeting: Meeting, organiser: Actor) -> None:
    for who in people[:4]:
        given(who, text="Goed")
    assert opinions.found(organiser, meeting) == SurveyResults(
        given=4, invited=6, there=None, asked=[], texts=[]
    )


def test_the_numbers_and_of_how_many(people: list[Registration], meeting: Meeting, organiser: Actor) -> None:
    Registration.objects.filter(pk=people[0].pk).update(minutes_there=50)
    for who, text in zip(people, ["Zo goed", "", "aardig <b>", "", ""], strict=False):
        given(who, text=text, level=None if text else 1, will_act=bool(text))
    found = opinions.found(organiser, meeting)
    assert (found.given, found.invited, found.there) == (5, 6, 1)
    assert found.texts == ["aardig <b>", "Zo goed"]
    assert found.asked == [
        AskedOpinion(
            "Kun je hier iets mee in je bibliotheek?",
            [("ja, veel", 5), ("ja, iets", 0), ("weinig", 0), ("niets", 0)],
            5,
        ),
        AskedOpinion(
            "Hoe was het niveau voor jou?",
            [("te makkelijk", 3), ("precies goed", 0), ("te moeilijk", 0), ("wisselend", 0)],
            3,
        ),
        AskedOpinion("Ga je door dit webinar iets anders doen?", [("ja", 2), ("nee", 3)], 5),
    ]


@pytest.mark.parametrize(
    ("fields", "where", "what"),
    [
        (
            {"useful": None, "level": None, "will_act": None, "text": "  "},
            "useful",
            "beantwoord minstens één vraag",
        ),
        ({"text": "a" * 1001}, "text", "dit is te lang: hoogstens 1000 tekens"),
    ],
)
def test_answers_that_cannot_be(
    people: list[Registration], fields: dict[str, Any], where: str, what: str
) -> None:
    with pytest.raises(InputError) as wrong:
        given(people[0], **fields)
    assert (wrong.value.where, wrong.value.what) == (where, what)
    people[0].refresh_from_db()
    assert (people[0].gave_opinion, Opinion.objects.count()) == (False, 0)


@pytest.mark.parametrize("why", ["early", "closed", "waiting", "gone"])
def test_only_who_had_a_place_and_only_in_its_time(people: list[Registration], why: str) -> None:
    now = START - datetime.timedelta(minutes=1) if why == "early" else AFTER
    if why == "closed":
        Meeting.objects.update(opinions_open=False)
    if why == "waiting":
        Registration.objects.update(state="waiting")
    if why == "gone":
        Registration.objects.update(token_sha256=None)
    with pytest.raises(InputError) as wrong:
        given(people[0], now=now)
    assert wrong.value.what == "je mening geven kan nu niet"
