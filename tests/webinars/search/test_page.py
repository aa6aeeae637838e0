"""The search page: what it shows, in how many queries, and that nothing in a question becomes HTML."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.webinars.entries import MARK
from tests.webinars.search.conftest import Add
from tests.webinars.test_pages import Outline

PAGE = "/webinars/zoeken/"


def html(visitor: Client, question: str | None = None, **filters: Any) -> str:
    asked = filters if question is None else {"q": question, **filters}
    answer = visitor.get(PAGE, asked)
    assert answer.status_code == 200
    found = answer.content.decode()
    assert Outline(found).headings.count(1) == 1
    return found


def test_the_address_lasts() -> None:
    assert reverse("webinar_search:search") == PAGE


def test_the_empty_page_asks_for_a_question(add: Add, visitor: Client) -> None:
    page = html(visitor)
    assert "Waar zoek je naar?" in page
    assert "gevonden" not in page
    assert 'name="robots" content="noindex"' in page


def test_a_hit_leads_to_its_second_with_the_words_marked(add: Add, visitor: Client) -> None:
    add("lang", *["Gewone woorden zonder meer."] * 20, "De schoolbibliotheek & <b>meer</b>.")
    page = html(visitor, "school")
    assert "1 webinar gevonden" in page
    assert '<a class="nl-link" href="/webinars/lang/">Titel lang</a>' in page
    (second,) = re.findall(r'href="/webinars/lang/\?t=(\d+)#film"', page)
    assert 70 <= int(second) <= 80
    assert "De <mark>schoolbibliotheek</mark> &amp; &lt;b&gt;meer&lt;/b&gt;." in page


def test_a_hit_in_a_document_leads_to_the_documents(add: Add, visitor: Client) -> None:
    from doorlezen.webinars.catalogue.shape import DocumentEntry

    add("een", documents=(DocumentEntry("Stuk", url="https://voorbeeld.example/", text="De olifant."),))
    assert 'href="/webinars/een/#documenten"' in html(visitor, "olifant")


def test_the_page_works_without_scripts(add: Add, visitor: Client) -> None:
    add("een", "De olifant.")
    page = html(visitor, "olifant").partition("<main")[2]
    assert "<script" not in page
    assert re.findall(r"\s(?:on\w+|style)=", page) == []


def test_a_question_is_never_html(add: Add, visitor: Client) -> None:
    add("een", f"De olifant {MARK}.", title=MARK)
    page = html(visitor, f'"><script>alert(1)</script> olifant {MARK}')
    assert "<script>alert" not in page
    assert MARK not in page
    assert "<mark>olifant</mark>" in page


def test_what_was_mended_and_what_was_left_out_is_told(add: Add, visitor: Client) -> None:
    add("een", "De wethouder kwam.")
    page = html(visitor, "wethuoder olifant")
    assert "“wethuoder” vinden we nergens. We zochten op “wethouder”." in page
    assert "Niet gevonden, en daarom niet meegeteld: olifant." in page


def test_nothing_found_says_what_to_do(add: Add, visitor: Client) -> None:
    add("een", "De olifant.")
    page = html(visitor, "nijlpaard")
    assert "0 webinars gevonden" in page
    assert "Zoek met minder of andere woorden, of laat een keuze weg." in page


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"q": "olifant", "theme": "x'; --"}, "Selecteer een geldige keuze"),
        ({"q": "olifant", "year": "tweeduizend"}, "Selecteer een geldige keuze"),
        ({"q": ""}, "Dit veld is verplicht"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(
    add: Add, visitor: Client, asked: dict[str, str], told: str
) -> None:
    add("een", "De olifant.")
    page = html(visitor, **asked)
    assert 'aria-invalid="true"' in page
    assert told in page
    assert "webinars gevonden" not in page


def test_the_page_takes_a_fixed_number_of_queries(
    add: Add, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add("een", "De olifant in de schoolbibliotheek.")
    html(visitor, "olifant school")  # the thesaurus is read once, and the choices of the filters
    with django_assert_num_queries(QUERIES):
        assert "1 webinar gevonden" in html(visitor, "olifant school")
    for slug in ("twee", "drie"):
        add(slug, "De olifant in de schoolbibliotheek.")
    html(visitor, "olifant school")
    with django_assert_num_queries(QUERIES):
        assert "3 webinars gevonden" in html(visitor, "olifant school")


QUERIES = 11
"""The question understood, the webinars, the passages, and the words marked."""


def test_the_overview_asks_the_same_question(shipped: None, visitor: Client) -> None:
    page = visitor.get("/webinars/").content.decode()
    form = re.search(r'<form[^>]*action="/webinars/zoeken/".*?</form>', page, re.S)
    assert form is not None
    assert 'role="search"' in form[0]
    assert 'name="q"' in form[0]
    assert "1 webinar gevonden" in html(visitor, "kwink rapport", year=2024, theme="doorontwikkeling")


def test_a_long_question_is_cut_and_that_is_told(add: Add, visitor: Client) -> None:
    add("een", "De olifant liep door de bibliotheek.")
    told = "Je vraag is lang. We zochten op"
    long = html(visitor, "olifant " + "en nog iets over van alles " * 50)
    assert "1 webinar gevonden" in long
    assert told in long
    many = html(visitor, "olifant aap noot mies wim zus jet teun vuur gijs lam kees bok weide")
    assert "1 webinar gevonden" in many
    assert told in many
    assert html(visitor, "a" * 10_000).count("gevonden") > 0
    assert told not in html(visitor, "olifant in de bibliotheek")


def test_a_long_question_ends_after_a_word() -> None:
    from doorlezen.web.pages.search.forms import LONGEST, QueryForm

    for asked, read in (
        ("woord " * 100, ("woord " * 33).strip()),
        ("a" * 1000, "a" * LONGEST),
        (" kort\t en  goed ", "kort en goed"),
    ):
        form = QueryForm({"q": asked})
        assert form.is_valid()
        assert (form.cleaned_data["q"], form.is_cut) == (read, len(read) > 150)
