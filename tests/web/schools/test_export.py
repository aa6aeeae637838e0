"""The files say what the page says, every figure with its edition and row, and no name becomes a formula."""

import csv
import datetime
import html
import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client

from doorlezen.accounts.roles import Role
from doorlezen.language import decimal, whole
from doorlezen.register.domain.age import years_old
from doorlezen.register.domain.current import list_anew
from doorlezen.register.models import Address, Edition, Kind, Listing
from doorlezen.schemes.shipped_schemes import load_schemes
from tests.people import Neighbourhood
from tests.web.schools.figures import more_schools
from tests.words import SCORE_AND_COLLABORATION

pytestmark = pytest.mark.django_db
BASE = "/o/bibliotheek-de-linge/scholen/"


@pytest.fixture
def client(schools: Neighbourhood) -> Client:
    return schools.client(schools.linge, Role.FINANCE)


def as_csv(client: Client, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"{BASE}export.csv{query}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="scholen.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def as_xlsx(client: Client, query: str = "") -> tuple[list[dict[str, Any]], list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{BASE}export.xlsx{query}").content))
    header, *rows = book["Alle gegevens"].iter_rows(values_only=True)
    about = [cell for (cell,) in book["Over dit bestand"].iter_rows(values_only=True)]
    return [dict(zip(header, row, strict=True)) for row in rows], [str(line) for line in about]


def test_every_figure_has_its_edition_and_row(client: Client) -> None:
    version = next(scheme.version for scheme in load_schemes() if scheme.id == "mbv2")
    today = as_csv(client)[0]["oordeel_dag"]
    assert as_csv(client, "?score=met") == [
        {
            "vestigingscode": "00AP00",
            "naam": "De Bogerd",
            "plaats": "Tiel",
            "postcode": "",
            "gemeentecode": "0281",
            "gemeente": "Tiel",
            "provincie": "Gelderland",
            "schoolsoort": "bo",
            "adres_bron": "DUO",
            "adres_peildatum": "2019-10-01",
            "adres_rij": "2",
            "leerlingen": "101",
            "leerlingen_bron": "DUO",
            "leerlingen_peildatum": "2019-10-01",
            "leerlingen_rij": "2",
            "score_met_drempel": "33,02",
            "score_zonder_drempel": "102,62",
            "bekostigde_leerlingen": "100",
            "voetnoten": "",
            "score_bron": "CBS",
            "score_peildatum": "2019-10-01",
            "score_rij": "6",
            "score_zonder_drempel_rij": "7",
            "lengtegraad": "5,430000",
            "breedtegraad": "51,890000",
            "coördinaten_bron": "DUO",
            "coördinaten_peildatum": "2019-10-01",
            "coördinaten_rij": "2",
            "samenwerking": "dbos-po",
            "samenwerking_sinds": "2018-08-01",
            "fase": "uitvoering",
            "eigen_lijst_peildatum": "2025-09-01",
            "eigen_lijst_rij": "2",
            "regeling": "mbv2-doorontwikkeling-po",
            "regeling_versie": version,
            "oordeel": "Komt in aanmerking",
            "oordeel_reden": SCORE_AND_COLLABORATION,
            "let_op": "de score is van 1 okt 2019, 6 jaar oud: kijk of er nieuwere scores zijn",
            "oordeel_dag": today,
            "oordeel_schooljaar": "2025–2026",
        }
    ]


@pytest.mark.parametrize(
    "query", ["", "?score=met", "?sorteer=-naam", "?oordeel=not-eligible", "?zoek=nergens"]
)
def test_page_and_files_are_the_same_schools_in_the_same_order(client: Client, query: str) -> None:
    text = client.get(BASE + query).text
    on_page = re.findall(r'/scholen/([0-9]{2}[A-Z]{2}[0-9]{2})/"', text)
    from_csv, (from_xlsx, about) = as_csv(client, query), as_xlsx(client, query)
    assert [row["vestigingscode"] for row in from_csv] == on_page
    assert [row["vestigingscode"] for row in from_xlsx] == on_page
    # the workbook opens with the sentence of the page
    assert f'role="status">{about[0]}<' in text


def test_page_and_files_say_the_same_figures(client: Client) -> None:
    rows, (cells, about) = as_csv(client), as_xlsx(client)
    text = client.get(BASE).text
    for row, cell in zip(rows, cells, strict=True):
        listed = Listing.objects.get(pk=row["vestigingscode"])
        assert listed.score_met is not None
        assert listed.pupils is not None
        assert row["score_met_drempel"] == decimal(listed.score_met)
        assert cell["score_met_drempel"] == float(listed.score_met)
        assert f">{decimal(listed.score_met)}<" in text
        assert (row["leerlingen"], cell["leerlingen"]) == (str(listed.pupils), listed.pupils)
        assert f">{whole(listed.pupils)}<" in text
        assert cell["oordeel"] == row["oordeel"]
        assert row["oordeel"] in text
    for edition in Edition.objects.exclude(kind=Kind.COLLABORATIONS):
        assert sum(edition.sha256 in line for line in about) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_name_becomes_a_formula(client: Client, start: str) -> None:
    wrong = f'{start}HYPERLINK("https://elders.example";"De Wilg")'
    Address.objects.filter(school="00AP00").update(name=wrong, place=f"{start}1+1")
    list_anew()
    row = next(row for row in as_csv(client) if row["vestigingscode"] == "00AP00")
    assert (row["naam"], row["plaats"]) == (f"'{wrong}", f"'{start}1+1")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{BASE}export.xlsx").content))
    cells = [cell for line in book["Scholen"].iter_rows() for cell in line if "HYPERLINK" in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s"]
    assert [cell.hyperlink for cell in cells] == [None]


def test_the_first_sheet_is_for_people(client: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{BASE}export.xlsx").content))
    assert book.sheetnames == ["Scholen", "Over dit bestand", "Alle gegevens"]
    header, *rows = book["Scholen"].iter_rows(values_only=True)
    track = "Oordeel: Doorontwikkeling, primair onderwijs"
    assert list(header) == [
        "School",
        "Plaats",
        "Gemeente",
        track,
        "Waarom",
        "Let op",
        "Samenwerking",
        "Samenwerking sinds",
        "Fase",
        "Leerlingen (aantal)",
        "Leerlingen geteld op",
        "Achterstandsscore (punten, met drempel)",
        "Score van",
        "Ouderdom van de score",
        "Opmerking bij de score",
        "Soort school",
        "Vestigingscode",
        "Bron van de score",
        "Bron van de leerlingen",
    ]
    told = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    bogerd, klepper = told["De Bogerd"], told["De Klepper"]
    day = datetime.datetime(2019, 10, 1)  # noqa: DTZ001 - as a spreadsheet has it
    assert (bogerd[track], bogerd["Fase"], bogerd["Samenwerking"]) == (
        "Komt in aanmerking",
        "Uitvoering",
        "de Bibliotheek op school (po)",
    )
    assert (klepper[track], klepper["Samenwerking"]) == ("Komt niet in aanmerking", "Geen samenwerking")
    assert klepper["Waarom"].startswith("Geen achterstandsscore (1 okt 2019) en geen samenwerking")
    assert (bogerd["Achterstandsscore (punten, met drempel)"], bogerd["Score van"]) == (33.02, day)
    assert (
        bogerd["Ouderdom van de score"]
        == f"{years_old(Edition(peildatum=day.date()), datetime.date(2025, 11, 3))} jaar"
    )
    assert (bogerd["Leerlingen (aantal)"], bogerd["Leerlingen geteld op"]) == (101, day)
    assert (bogerd["Bron van de score"], bogerd["Bron van de leerlingen"]) == (
        "CBS, 1 okt 2019, rij 6",
        "DUO, 1 okt 2019, rij 2",
    )
    # the reason is the one that the page gives
    page = client.get(BASE).text
    assert all(row["Waarom"] in html.unescape(page) for row in told.values())


def test_the_files_hold_more_than_one_page(client: Client) -> None:
    more_schools("0281", 60)
    assert len(as_csv(client)) == len(as_xlsx(client)[0]) == 62
