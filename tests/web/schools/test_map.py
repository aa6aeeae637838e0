"""The map shows the selection of the list, drawn by a browser or by ourselves."""

import json
from xml.etree import ElementTree as Xml

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from doorlezen.accounts.roles import Role
from tests.people import Neighbourhood
from tests.web.schools.figures import more_schools

pytestmark = pytest.mark.django_db
BASE = "/o/bibliotheek-de-linge/scholen/"


@pytest.fixture
def client(schools: Neighbourhood) -> Client:
    return schools.client(schools.linge, Role.LEESCONSULENT)


def test_the_points_are_those_of_the_list(client: Client) -> None:
    data = json.loads(client.get(BASE + "kaart.json").content)
    assert data == {
        "page": "/o/bibliotheek-de-linge/scholen/00AA00/",
        "points": [
            ["00AP00", "De Bogerd", 51.89, 5.43, "boven", "Tiel, score 33,02"],
            ["01BR00", "De Klepper", 51.91, 5.33, "nul", "Buren, score 0,00"],
        ],
    }
    chosen = json.loads(client.get(BASE + "kaart.json?score=zonder&sorteer=-oordeel").content)
    assert [point[0] for point in chosen["points"]] == ["01BR00"]


def test_the_drawing_has_a_dot_for_every_school_by_kind(client: Client) -> None:
    answer = client.get(BASE + "kaart.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    root = Xml.fromstring(answer.content)
    paths = {path.get("class"): path.get("d", "").count("M") for path in root.findall(".//{*}path")}
    assert paths == {"map-nul": 1, "map-boven": 1}
    # Tiel lies to the south-east of Buren
    places = {path.get("class"): path.get("d", "")[1:].split("h")[0] for path in root.findall(".//{*}path")}
    (x_tiel, y_tiel), (x_buren, y_buren) = (
        map(int, places[name].split()) for name in ("map-boven", "map-nul")
    )
    assert x_tiel > x_buren
    assert y_tiel > y_buren


def test_the_page_says_which_schools_are_not_on_the_map(schools: Neighbourhood) -> None:
    client = schools.client(schools.maas, Role.ADVISER)
    text = client.get(f"/o/{schools.maas.slug}/scholen/").text
    assert "1 school heeft geen coördinaten en staat alleen in de tabel." in text


def test_a_map_without_schools_is_an_empty_drawing(client: Client) -> None:
    root = Xml.fromstring(client.get(BASE + "kaart.svg?zoek=nergens").content)
    assert list(root.findall(".//{*}path")) == []


def test_without_tiles_the_browser_may_fetch_nothing_from_elsewhere(client: Client) -> None:
    answer = client.get(BASE)
    assert "data-tiles" not in answer.text
    assert "img-src 'self' data:;" in answer.headers["Content-Security-Policy"] + ";"


def test_tiles_let_one_host_in_on_this_page_alone(client: Client, settings: Settings) -> None:
    settings.MAP_TILES = "https://tegels.example/{z}/{x}/{y}.png"
    answer = client.get(BASE)
    assert 'data-tiles="https://tegels.example/{z}/{x}/{y}.png"' in answer.text
    assert "img-src 'self' data: https://tegels.example;" in answer.headers["Content-Security-Policy"] + ";"
    assert "tegels.example" not in client.get(BASE + "00AP00/").headers["Content-Security-Policy"]


def test_the_points_take_as_many_questions_for_many_schools(
    schools: Neighbourhood, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count, start in ((1, 0), (3, 1)):
        more_schools("0281", count, start=start)
        with django_assert_num_queries(MAP_QUERIES + 1):  # the points
            first = client.get(BASE + "kaart.json")
        with django_assert_num_queries(MAP_QUERIES):
            assert client.get(BASE + "kaart.json").content == first.content


MAP_QUERIES = 5
