"""The audit trail on screen: who, what, from what to what; a page at a time."""

import re
from pathlib import Path

import pytest
from django_scopes import scope
from pytest_django import DjangoAssertNumQueries

import doorlezen
from doorlezen.accounts.domain.logbook import PER_PAGE, logbook
from doorlezen.accounts.roles import Role
from doorlezen.desk.event_names import action_names
from doorlezen.desk.events import record
from doorlezen.desk.models import Event
from tests.people import Neighbourhood

PAGE = "/o/bibliotheek-de-linge/logboek/"


def write(
    neighbourhood: Neighbourhood, times: int, role: Role = Role.DIRECTOR, action: str = "settings.changed"
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, role)
    with scope(organisation=neighbourhood.linge):
        for number in range(times):
            thing = neighbourhood.linge
            record(
                actor, action, thing, before={"name": f"naam {number}"}, after={"name": f"naam {number + 1}"}
            )


def test_a_line_says_who_did_what_from_what_to_what(neighbourhood: Neighbourhood) -> None:
    write(neighbourhood, 1)
    text = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get(PAGE).content.decode()
    for part in ("director Bibliotheek De Linge", "veranderde de instellingen", "naam 0", "naam 1"):
        assert part in text


def test_one_line_and_a_full_page_cost_the_same(
    neighbourhood: Neighbourhood, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    for times in (1, PER_PAGE * 2):
        write(neighbourhood, times)
        with django_assert_num_queries(8):
            assert browser.get(PAGE).status_code == 200


def test_next_door_is_not_in_it(neighbourhood: Neighbourhood) -> None:
    write(neighbourhood, 3)
    text = neighbourhood.client(neighbourhood.maas, Role.DIRECTOR).get("/o/bibliotheek-maas-en-waal/logboek/")
    assert "Hier is nog niets veranderd" in text.content.decode()
    assert "De Linge" not in text.content.decode()


def test_the_filters_choose_a_person_and_an_action(neighbourhood: Neighbourhood) -> None:
    write(neighbourhood, 2)
    write(neighbourhood, 3, Role.ADVISER, "people.invited")
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    adviser = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        totals = [
            logbook(actor).page.paginator.count,
            logbook(actor, person=adviser.pk).page.paginator.count,
            logbook(actor, action="settings.changed").page.paginator.count,
            logbook(actor, person=adviser.pk, action="settings.changed").page.paginator.count,
        ]
    assert totals == [5, 3, 2, 0]


def test_the_pages_hold_every_line_once_newest_first(neighbourhood: Neighbourhood) -> None:
    write(neighbourhood, PER_PAGE + 3)
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        pages = [logbook(actor, page=number).lines for number in (1, 2)]
        newest_first = list(Event.objects.order_by("-id").values_list("pk", flat=True))
    assert [len(page) for page in pages] == [PER_PAGE, 3]
    assert [line.event.pk for page in pages for line in page] == newest_first


NONSENSE = [
    "persoon=x",
    "persoon=-1",
    "persoon=99999999999999999999",
    "persoon=٣",
    "bladzijde=0",
    "bladzijde=999",
    "bladzijde=x",
    "wat=%2500",
    "wat=" + "x" * 9000,
]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_gives_a_page(neighbourhood: Neighbourhood, query: str) -> None:
    write(neighbourhood, 1)
    assert neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get(f"{PAGE}?{query}").status_code == 200


def test_a_character_that_no_text_can_have_is_refused_as_everywhere(neighbourhood: Neighbourhood) -> None:
    """Every address with it is: tests/closed/test_odd_requests.py."""
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    assert director.get(f"{PAGE}?wat=%00").status_code == 400


def test_what_was_written_is_shown_as_text(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        record(
            actor, "settings.changed", neighbourhood.linge, after={"<b>veld</b>": "<script>alert(1)</script>"}
        )
    text = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get(PAGE).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<b>veld" not in text


ACTION = re.compile(r"record\(\s*[\w.()]+,\s*\"([a-z.-]+)\"")


def test_every_action_has_words() -> None:
    source = Path(doorlezen.__file__).parent
    found = {action for path in source.rglob("*.py") for action in ACTION.findall(path.read_text())}
    assert len(found) > 25
    assert sorted(found - {action for action, _ in action_names()}) == []


def test_fields_and_values_are_told_in_words_and_days_in_dutch(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    after = {
        "role": "leesconsulent",
        "since": "2026-08-01",
        "expires": "2026-11-28T19:30:00+00:00",
        "status": "optimal",
        "sha256": "ab" * 32,
        "fields": ["name", "keep_until"],
        "shared": True,
        "school_year": "2026-2027",
        "title": "De Linge, 2026-2027 (uit uren-2024-2025.csv)",
    }
    with scope(organisation=neighbourhood.linge):
        record(actor, "people.joined", neighbourhood.linge, after=after)
        (line,) = logbook(actor).lines
    assert {change.field: change.after for change in line.changes} == {
        "rol": "leesconsulent",
        "sinds": "1 augustus 2026",
        "geldig tot": "28 november 2026 20:30",
        "uitkomst": "bewezen het beste",
        "ingevuld": "naam, bewaren tot en met",
        "gedeeld": "ja",
        "schooljaar": "2026–2027",
        "titel": "De Linge, 2026–2027 (uit uren-2024-2025.csv)",
    }
