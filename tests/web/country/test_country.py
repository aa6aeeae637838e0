"""The national reader: who has a score, who is planned for, and an amount over the country; numbers alone."""

import csv
import datetime
import html
import io
import re
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django_scopes import scopes_disabled
from pytest_django import DjangoAssertNumQueries, Settings

from doorlezen.accounts.domain.country import library_areas
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.planning.proposals.models import ProposedSchool
from doorlezen.planning.proposals.over_the_country import PlannedCount, plans_counted
from doorlezen.register.models import Gemeente, Listing
from tests.people import Neighbourhood, an_organisation
from tests.planning import proposing
from tests.web.schools.figures import figures

pytestmark = pytest.mark.django_db
HOME = "/o/landelijk-programma/"
LAND = f"{HOME}land/"


@pytest.fixture
def reader(neighbourhood: Neighbourhood) -> Client:
    figures()
    return neighbourhood.client(neighbourhood.national, Role.NATIONAL_READER)


def page_of(client: Client, address: str) -> str:
    return html.unescape(client.get(address).text).replace("\xa0", " ")


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    text = client.get(f"{LAND}land.csv{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_school_stands_in_one_area(neighbourhood: Neighbourhood, reader: Client) -> None:
    actor = neighbourhood.actor(neighbourhood.national, Role.NATIONAL_READER)
    Listing.objects.filter(pk="03DM00").update(gemeente=None)
    shared = an_organisation(
        OrganisationKind.LIBRARY, "Bibliotheek Buren", gemeenten=Gemeente.objects.filter(code="0214")
    )
    areas = library_areas(actor)
    assert [tuple(one.name for one in area.libraries) for area in areas] == [
        ("Bibliotheek Buren",),
        (shared.name, "Bibliotheek De Linge"),
        ("Bibliotheek De Linge",),
        ("Bibliotheek Maas en Waal",),
        (),
    ]
    scored = Listing.objects.filter(score_met__gt=0)
    assert sum(area.with_score for area in areas) == scored.count() > 0
    assert sum(area.score for area in areas) == sum(row.score_met or Decimal(0) for row in scored)
    with pytest.raises(Refused):
        library_areas(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))


def test_plans_are_counted_where_they_are_shared(neighbourhood: Neighbourhood, reader: Client) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    national = neighbourhood.actor(neighbourhood.national, Role.NATIONAL_READER)
    plan = proposing.a_proposal(director, title="Titelgeheim")
    assert plans_counted(national) == {}
    assert "Nog geen bibliotheek deelt een plan." in page_of(reader, HOME)
    proposing.share(director, proposal=plan.pk)
    with scopes_disabled():
        rows = list(ProposedSchool.objects.filter(proposal=plan.pk).order_by("code"))
    counted = PlannedCount(
        "2026-2027", "voorgesteld", 6, sum(r.quarters > 0 for r in rows), sum(r.quarters for r in rows)
    )
    assert plans_counted(national) == {neighbourhood.linge.pk: counted}
    with pytest.raises(Refused):
        plans_counted(director)
    told = page_of(reader, HOME) + page_of(reader, LAND)
    assert f"{counted.reached} van de 6 scholen in één gedeeld plan krijgen samen" in told
    assert "Het land: 2 bibliotheken, 1 met een gedeeld plan" in told
    # of the plan itself nothing is read: not its title, its purses or its schools
    assert not re.search("Titelgeheim|/plannen/|Subsidie", told)


def test_an_amount_is_divided_by_the_chosen_keys(reader: Client) -> None:
    rows = rows_of(reader, "?bedrag=1.000,01&sleutel=score&sleutel=school")
    assert [row["Bibliotheek"] for row in rows] == ["Bibliotheek De Linge", "Bibliotheek Maas en Waal"]
    assert "Gelijk per leerling (€)" not in rows[0]
    for key in ("Naar score (€)", "Gelijk per school (€)"):
        assert sum(Decimal(row[key].replace(",", ".")) for row in rows) == Decimal("1000.01")
    scores = [Decimal(row["Som van de scores"].replace(",", ".")) for row in rows]
    first = Decimal(rows[0]["Naar score (€)"].replace(",", "."))
    assert abs(first - Decimal("1000.01") * scores[0] / sum(scores)) < Decimal("0.01")
    page = page_of(reader, f"{LAND}?bedrag=1.000,01&sleutel=score")
    assert "€ 1.000,01 verdeeld naar elke sleutel" in page
    assert "land.xlsx?bedrag=1.000%2C01&sleutel=score" in page


def test_the_workbook_has_the_same_figures_and_its_sources(reader: Client) -> None:
    answer = reader.get(f"{LAND}land.xlsx?bedrag=5000")
    sheets = openpyxl.load_workbook(BytesIO(answer.content), data_only=True)
    rows = list(sheets.worksheets[0].iter_rows(values_only=True))
    read = rows_of(reader, "?bedrag=5000")
    assert [row[0] for row in rows[1:3]] == [row["Bibliotheek"] for row in read]
    at = rows[0].index("Naar score (€)")
    assert [Decimal(str(row[at])) for row in rows[1:3]] == [
        Decimal(row["Naar score (€)"].replace(",", ".")) for row in read
    ]
    told = " ".join(str(row[0]) for row in sheets.worksheets[1].iter_rows(values_only=True))
    assert "Verdeeld: € 5.000." in told.replace("\xa0", " ")
    assert "CBS" in told


def test_what_is_no_amount_is_said_at_the_field(reader: Client) -> None:
    page = page_of(reader, f"{LAND}?bedrag=veel&sleutel=anders")
    assert "Schrijf een bedrag, zoals" in page
    assert "Naar score" in page
    assert "€" not in page


def test_until_somebody_types_it_is_the_published_budget(reader: Client, settings: Settings) -> None:
    settings.STORY_DAY = datetime.date(2025, 11, 3)
    told = page_of(reader, HOME)
    assert "€ 23.900.000" in told
    assert told.count('class="answer"') == 3
    assert "23.900.000" in page_of(reader, LAND)
    settings.STORY_DAY = datetime.date(2026, 11, 3)
    assert "Voor dit schooljaar vonden we geen bedrag." in page_of(reader, HOME)


@pytest.mark.parametrize("count", [1, 3])
def test_one_library_and_three_cost_the_same(
    neighbourhood: Neighbourhood,
    reader: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        an_organisation(OrganisationKind.LIBRARY, f"Bibliotheek {number}")
    reader.get(HOME)
    with django_assert_num_queries(9):
        assert reader.get(HOME).status_code == 200
