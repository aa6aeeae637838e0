"""What nobody may see changes no answer: words, slips, compounds, counts and order are of what is public."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from doorlezen.language import HERE
from doorlezen.webinars.models import Status, Webinar
from doorlezen.webinars.search.index_upkeep import index_everything, tidy
from doorlezen.webinars.search.models import Stem, Word
from doorlezen.webinars.search.searching import search
from tests.webinars.conftest import NOW
from tests.webinars.search.conftest import put_in

_ONCE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')
SECRETS = (
    "kwaffeldorm quaxelberg quaxelbergen gefuseerd fusiegesprekken",
    "de bezuinigingsronde treft de leeskringbegeleider en de quaxelwinkel",
    "gemeente gemeente gemeente wethouder wethouder school school geld geld",
)
QUESTIONS = (
    *(
        "Quaxelbreg",
        "quaxelberg",
        "quaxelbergen",
        "quaxlberg",
        "gefuseert",
        "fusiegesprek",
        "fusiegesprekken",
    ),
    *("bezuinigingsrondes", "leeskring begeleider", "leeskringbegeleiders", "begeleider", "winkel"),
    *("quaxelwinkel", "quaxelbergschool", "schoolquaxelberg", "fietsquaxelberg", "fiets", "fietskring"),
    *("gemeente", "wethouder gemeente", "wat kost een school de gemeente", "geld voor de wethouder"),
    *("wethuoder", "schoolgeld", "kringgesprek", "treffen", "rondes"),
)


def what_is_public() -> None:
    put_in("een", "de wethouder van de gemeente praat met de school", "de fietskring rijdt", "over geld")
    put_in(
        "twee", "elke gemeente heeft een school", "een fietsquaxelberg is een berg", "schoolgeld bestaat niet"
    )
    put_in("drie", "de leeskring leest", "geld maakt een school niet gelukkig", "de wethouder luistert")


def what_is_not() -> None:
    later = datetime.datetime(2090, 1, 1, tzinfo=HERE)
    put_in("concept", *SECRETS, status=Status.DRAFT)
    put_in("straks", *SECRETS, "fiets quaxel kring", publish_at=later)
    put_in("terug", *SECRETS)
    put_in("terug", *SECRETS, status=Status.DRAFT)  # was public, by mistake, and is no longer


def page(visitor: Client, question: str) -> str:
    """The page without what is drawn anew for each reader."""
    return _ONCE.sub("", visitor.get("/webinars/zoeken/", {"q": question}).text)


def answers(visitor: Client) -> dict[str, Any]:
    """What anybody can learn of the words: pages, hits, their order and their scores."""
    told: dict[str, Any] = {}
    for question in QUESTIONS:
        found = search(question, now=NOW)
        told[question] = (
            page(visitor, question),
            dict(found.question.mended),
            found.question.unknown,
            found.question.passages,
            [
                (hit.webinar.slug, hit.score, [(m.text, m.start, m.score) for m in hit.moments])
                for hit in found.hits
            ],
        )
    return told


@pytest.fixture
def without(db: None, visitor: Client) -> dict[str, Any]:
    """The answers where there is nothing but what is public."""
    what_is_public()
    index_everything()
    told = answers(visitor)
    Webinar.objects.all().delete()
    Stem.objects.all().delete()
    Word.objects.all().delete()
    return told


@pytest.mark.parametrize("first", [True, False])
def test_drafts_change_no_answer(without: dict[str, Any], visitor: Client, first: bool) -> None:
    if first:
        what_is_not()
        what_is_public()
        tidy()
    else:
        what_is_public()
        what_is_not()
        index_everything()
    with_drafts = answers(visitor)
    assert [asked for asked in QUESTIONS if with_drafts[asked] != without[asked]] == []


def test_a_word_of_a_draft_is_as_unknown_as_one_that_stands_nowhere(visitor: Client, db: None) -> None:
    what_is_public()
    what_is_not()
    tidy()
    told = [page(visitor, f"{word} wethouder").replace(word, "…") for word in ("kwaffeldorm", "wobbelkrats")]
    assert told[0] == told[1]
    alone = [page(visitor, word).replace(word, "…") for word in ("kwaffeldrom", "wobbelkrast")]
    assert alone[0] == alone[1]


def test_what_was_taken_out_of_a_webinar_is_told_of_no_longer(visitor: Client, db: None) -> None:
    put_in("een", "hier staat quaxelberg per ongeluk")
    assert search("quaxelbreg", now=NOW).question.mended == {"quaxelbreg": "quaxelberg"}
    put_in("een", "hier staat niets meer")
    assert search("quaxelbreg", now=NOW).question.mended == {}


def test_what_becomes_public_is_found_at_that_moment(db: None) -> None:
    opens = timezone.now() + datetime.timedelta(hours=1)
    put_in("straks", "wij praten over quaxelbergen", publish_at=opens)
    before, after = opens - datetime.timedelta(seconds=1), opens
    assert search("quaxelbregen", now=before).question.mended == {}
    assert [hit.webinar.slug for hit in search("quaxelbregen", now=after).hits] == ["straks"]
    assert search("quaxelbregen", now=after).question.mended == {"quaxelbregen": "quaxelbergen"}


def test_the_night_takes_compounds_apart_by_what_is_public_by_then(db: None) -> None:
    put_in("een", "de quaxelschool begint")
    put_in("twee", "een quaxel is een ding", status=Status.DRAFT)
    tidy()
    assert [hit.webinar.slug for hit in search("quaxel", now=NOW).hits] == []
    put_in("twee", "een quaxel is een ding")
    tidy()
    assert [hit.webinar.slug for hit in search("quaxel", now=NOW).hits] == ["twee", "een"]
