"""The page on which somebody makes an address for a calendar, and what that address answers."""

import re

import pytest
from django.test import Client
from django_scopes import scope

from doorlezen.accounts.roles import Role
from tests.people import Neighbourhood
from tests.visits.visiting import a_member, a_visit

pytestmark = pytest.mark.django_db
HERE = "/o/bibliotheek-de-linge/bezoeken/agenda/"


def made(browser: Client, whose: str) -> str:
    """The path of a new address."""
    answer = browser.post(HERE, {"voor": whose})
    found = re.search(r'value="https?://[^/"]+(/agenda-adres/[^"]+\.ics)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_somebody_makes_her_own_address_and_takes_it_back(neighbourhood: Neighbourhood) -> None:
    her = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    with scope(organisation=neighbourhood.linge):
        member = a_member(neighbourhood.linge, her)
        a_visit(member, neighbourhood.linge)
    browser = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    path = made(browser, f"m{member.pk}")
    assert path not in browser.get(HERE).content.decode()  # shown once
    nobody = Client()
    answer = nobody.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert "nofollow" not in answer.headers
    assert answer["Cache-Control"] == "private, max-age=900"
    same = nobody.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    number = re.search(r"agenda/(\d+)/intrekken/", browser.get(HERE).content.decode())
    assert number is not None
    assert browser.post(f"{HERE}{number[1]}/intrekken/").status_code == 302
    assert nobody.get(path).status_code == 404


def test_nobody_makes_one_of_what_is_not_theirs(neighbourhood: Neighbourhood) -> None:
    with scope(organisation=neighbourhood.linge):
        colleague = a_member(neighbourhood.linge, None)
    browser = neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)
    for whose in (f"m{colleague.pk}", "", "x", "m", "s99XX99"):
        answer = browser.post(HERE, {"voor": whose})
        assert "Kies voor wie de agenda is." in answer.content.decode(), whose
    assert browser.post(HERE, {"voor": "s00AP00"}).status_code == 403
