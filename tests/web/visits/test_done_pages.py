"""Planned and done as a page and a workbook: the same figures, and what they mean."""

import io

import openpyxl
import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.roles import Role
from tests.people import Neighbourhood
from tests.visits.visiting import a_member, a_visit, done, told

pytestmark = pytest.mark.django_db
PATH = "/o/bibliotheek-de-linge/bezoeken/gedaan/"


@pytest.fixture
def told_of(neighbourhood: Neighbourhood) -> None:
    linge, today, now = neighbourhood.linge, timezone.localdate(), timezone.now()
    her = neighbourhood.person(linge, Role.LEESCONSULENT)
    with scope(organisation=linge):
        member = a_member(linge, her)
        director = neighbourhood.actor(linge, Role.DIRECTOR)
        for minutes in (60, 120):
            visit = a_visit(member, linge, day=today, minutes=minutes)
        told(director, done(visit, day=today), today=today, now=now, made_at=now)


def test_the_page_says_what_was_done_and_what_that_means(told_of: None, neighbourhood: Neighbourhood) -> None:
    text = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get(PATH).content.decode()
    assert "2 uur gedaan, van 3 uur gepland tot en met vandaag." in text
    assert "Noor Kantlijn" in text
    assert "telt twee keer" in text
    finance = neighbourhood.client(neighbourhood.linge, Role.FINANCE).get(PATH).content.decode()
    assert "2 uur gedaan" in finance
    assert "Noor Kantlijn" not in finance


@pytest.mark.parametrize("year", ["", "1999-2000", "x", "2026-2027\0"])
def test_a_year_that_is_none_is_this_one(told_of: None, neighbourhood: Neighbourhood, year: str) -> None:
    answer = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get(PATH, {"year": year})
    assert answer.status_code in {200, 400}


def test_the_workbook_has_the_figures_for_the_wsob(told_of: None, neighbourhood: Neighbourhood) -> None:
    answer = neighbourhood.client(neighbourhood.linge, Role.FINANCE).get(f"{PATH}gedaan.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Per school", "Per gemeente", "Per pot", "Voor de Wsob", "Over dit bestand"]
    rows = list(book["Voor de Wsob"].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "vestigingscode")
    (row,) = rows[rows.index(head) + 1 :]
    values = dict(zip(head, row, strict=True))
    assert (values["vestigingscode"], values["structureel"], values["bezoeken"]) == ("00AP00", "nee", 1)
    assert 50 in values.values()
