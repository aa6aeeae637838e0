"""A roster beside another one and as a workbook, as who makes rosters sees it."""

import io
import re

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.engine.roster import read_roster, read_roster_problem
from doorlezen.register.models import Gemeente
from doorlezen.rosters.domain import roster_making
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, a_roster, somebody
from tests.web.read_page import page

pytestmark = pytest.mark.django_db
HERE = "/o/bibliotheek-de-linge/roosters/"


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    made = a_leader(neighbourhood)
    somebody(made, "Anne Vos")
    return made


@pytest.fixture
def browser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def book(browser: Client, address: str) -> openpyxl.Workbook:
    answer = browser.get(address)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def texts(sheet: object) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]  # type: ignore[attr-defined]


def test_one_roster_alone_has_nothing_beside_it_and_a_second_one_says_what_was_asked_first(
    leader: Actor, browser: Client
) -> None:
    first = a_roster(leader)
    assert "Er is niets om mee te vergelijken" in page(browser, f"{HERE}{first.pk}/vergelijk/")
    somebody(leader, "Bo de Wit")
    second = a_roster(leader)
    at = f"{HERE}{second.pk}/vergelijk/?met={first.pk}"
    found = page(browser, at)
    assert found.index("Nieuw in het team: Bo de Wit.") < found.index("In het kort")
    assert f'<option value="{first.pk}" selected>' in page(browser, f"{HERE}{second.pk}/vergelijk/")
    for strange in (second.pk, 987654, "x", "vorig-jaar"):
        assert browser.get(f"{HERE}{second.pk}/vergelijk/?met={strange}").status_code == 404
    compared = book(browser, f"{HERE}{second.pk}/vergelijk.xlsx?met={first.pk}")
    assert compared.sheetnames == ["Per school", "Per mens", "Cijfers"]
    assert "Nieuw in het team: Bo de Wit." in texts(compared["Per school"])


def test_the_workbook_adds_up_by_formulas_that_are_right(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    made = book(browser, f"{HERE}{row.pk}/rooster.xlsx")
    assert made.sheetnames == ["Per mens", "Per school", "Niet in dit rooster", "Cijfers"]
    sheet = made["Per mens"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "wie")
    last = sheet.max_row if sheet.cell(sheet.max_row, 1).value == "samen" else sheet.max_row - 1
    column = sheet.max_column
    assert sheet.cell(last, column).value == f"=SUM(H{head + 1}:H{last - 1})"
    assert {sheet.cell(one, 1).value for one in range(head + 1, last)} == {"Anne Vos"}
    values = openpyxl.load_workbook(
        io.BytesIO(browser.get(f"{HERE}{row.pk}/rooster.xlsx").content), data_only=True
    )["Per mens"]
    stored = [values.cell(one, column).value for one in range(head + 1, last + 1)]
    assert sum(stored[:-1]) == stored[-1] > 0  # type: ignore[arg-type]
    # a gemeente has its name, not its number
    named = {texts(made["Per school"])[at] for at in range(len(texts(made["Per school"])))}
    assert not named & set(Gemeente.objects.values_list("code", flat=True))


def rows_of(found: str) -> list[str]:
    body = re.search(r"<tbody.*?</tbody>", found)
    return re.findall(r"<tr.*?</tr>", body[0]) if body else []


def test_the_schools_are_chosen_by_name_gemeente_and_person(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    at = f"{HERE}{row.pk}/scholen/"
    problem = read_roster_problem(bytes(row.problem))
    found = page(browser, at)
    assert len(rows_of(found)) == len(problem.schools) > 1
    one = problem.schools[0]
    chosen = rows_of(page(browser, f"{at}?zoek={one.name[3:].upper()}&gemeente={one.municipality}"))
    fitting = [
        school.name
        for school in problem.schools
        if one.name[3:].casefold() in school.name.casefold() and school.municipality == one.municipality
    ]
    assert [name in part for name, part in zip(sorted(fitting), chosen, strict=True)] == [True] * len(fitting)
    here = rows_of(page(browser, f"{at}?gemeente={one.municipality}"))
    assert len(here) == sum(school.municipality == one.municipality for school in problem.schools)
    assert "minuten" in chosen[0]
    person = read_roster(bytes(row.answer or b"")).schools
    of_anne = rows_of(page(browser, f"{at}?wie={problem.people[0].id}"))
    assert len(of_anne) == len(person)
    assert all("Anne Vos" in part for part in of_anne)
    assert "Geen school past hierbij" in page(browser, f"{at}?zoek=bestaat-niet")


def test_the_map_says_in_its_table_what_it_draws_and_knows_only_people_of_the_roster(
    leader: Actor, browser: Client
) -> None:
    row = a_roster(leader)
    at = f"{HERE}{row.pk}/kaart/"
    problem = read_roster_problem(bytes(row.problem))
    found = page(browser, at)
    assert len(rows_of(found)) == len(problem.schools)
    person = problem.people[0].id
    of_anne = page(browser, f"{at}?wie={person}")
    assert (
        of_anne.count('aria-current="page"') - found.count('aria-current="page"'),
        "Anne Vos gaat naar" in of_anne,
    ) == (1, True)
    assert all("1. Anne Vos" in part for part in rows_of(of_anne))
    assert browser.get(f"{at}?wie=p0").status_code == 404


def test_where_there_is_no_answer_yet_there_is_no_list_no_map_and_no_workbook(
    leader: Actor, browser: Client
) -> None:
    row = roster_making.make(leader, now=timezone.now())
    for part in ("scholen/", "kaart/", "rooster.xlsx", "vergelijk.xlsx"):
        assert browser.get(f"{HERE}{row.pk}/{part}").status_code == 404
    assert "Er is niets om mee te vergelijken" in page(browser, f"{HERE}{row.pk}/vergelijk/")
