"""A word of the field is one click from what it means, in both languages."""

import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client

import doorlezen.web
from doorlezen.web.pages.field_words import KEYS, TERMS

TEMPLATES = Path(doorlezen.web.__file__).parent / "templates"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("nl", "Behoefte"), ("en", "Need")])
def test_every_word_has_its_place_and_stands_in_order(language: str, word: str) -> None:
    browser = Client(headers={"host": "localhost"})
    browser.post("/voorkeuren/", {"taal": language})
    page = browser.get("/begrippen/").content.decode()
    headings = re.findall(r'<h2[^>]*id="([a-z]+)-kop">([^<]+)</h2>', page)
    assert {key for key, _ in headings} == KEYS
    assert len(KEYS) == len(TERMS)
    words = [told for _, told in headings]
    assert words == sorted(words, key=str.casefold)
    assert dict(headings)["behoefte"] == word


def test_a_word_leads_to_its_meaning_and_a_wrong_one_is_a_mistake() -> None:
    made = Template('{% term "eis" %}eisen{% endterm %}').render(Context())
    assert made == '<a class="nl-link term" href="/begrippen/#eis">eisen</a>'
    with pytest.raises(KeyError):
        Template('{% term "nergens" %}x{% endterm %}').render(Context())


@pytest.mark.django_db
def test_it_is_at_the_foot_of_every_page() -> None:
    assert '<a href="/begrippen/">' in Client(headers={"host": "localhost"}).get("/").content.decode()


def test_every_word_that_a_page_points_at_is_there() -> None:
    found = {
        key
        for page in TEMPLATES.rglob("*.html")
        for key in re.findall(r'{% term "(\w+)" %}', page.read_text())
    }
    assert found <= KEYS
    assert found >= {"achterstandsscore", "behoefte", "eis"}
