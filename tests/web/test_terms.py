"""A word of the field is one click from what it means, in both languages."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client

import doorlezen.web
from doorlezen.accounts.roles import Role
from doorlezen.web.pages.field_words import KEYS, TERMS
from doorlezen.web.pages.scenarios.parts import PARTS
from tests.closed.world import a_world

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


FORMS = {
    "pot": "pot(ten)?",
    "eis": "eis(en)?",
    "wens": "wens(en)?",
    "plan": "plan(nen)?",
    "plank": "plank(en)?",
}
"""Words that change when there are more of them; the others get an ending or none."""
PAGES = (
    "",
    "scholen/",
    "scholen/00AP00/",
    "plannen/",
    "plannen/{plan}/",
    "plannen/{plan}/scholen/",
    "plannen/{plan}/scholen/00AP00/",
    "plannen/{plan}/gemeenten/0281/",
    "plannen/{plan}/eisen/1/",
    "plannen/{plan}/verdeelsleutels/",
    "plannen/{plan}/vergelijk/",
    "plannen/{plan}/andere-scores/",
    "gemeenten/",
    "gemeenten/0281/",
    "plannen/scenarios/",
    "plannen/scenarios/nieuw/",
    "plannen/scenarios/{scenario}/",
    "plannen/scenarios/{scenario}/uitkomst/",
    "plannen/scenarios/{scenario}/en-als/",
    "plannen/scenarios/{scenario}/vergelijk-aanpak/",
    *(f"plannen/scenarios/{{scenario}}/{part}/" for part in PARTS),
    "wensen/",
    "wensen/{stated}/",
    "register/",
)


def _used(text: str) -> set[str]:
    """The keys of the words of the field in a text."""
    words = {term.key: FORMS.get(term.key, f"{re.escape(str(term.word))}(e?n|s)?") for term in TERMS}
    return {key for key, word in words.items() if re.search(rf"(?i)\b{word}\b", text)}


def test_every_word_of_the_field_on_a_page_is_one_click_from_its_meaning(db: None, tmp_path: Path) -> None:
    world = a_world(tmp_path)
    here = world.of["linge"]
    client = world.people.client(world.people.linge, Role.DIRECTOR)
    missing = {}
    for page in PAGES:
        address = page.format(plan=here.shared_plan, scenario=here.scenario, stated=here.stated)
        answer = client.get(f"/o/bibliotheek-de-linge/{address}")
        assert answer.status_code == 200, address
        main = answer.text.partition("<main")[2].partition("</main>")[0]
        explained = set(re.findall(r'href="/begrippen/#([a-z]+)"', main))
        text = unescape(re.sub(r"<(option|title|desc)\b.*?</\1>|<[^>]+>", " ", main, flags=re.DOTALL))
        if unexplained := _used(text) - explained:
            missing[page] = unexplained
    assert missing == {}
