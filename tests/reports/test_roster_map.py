"""The map of a roster: everybody told apart by colour, shape and number, nothing outside the picture."""

import re
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.reports.drawing import number
from doorlezen.reports.roster_map import (
    COLOURS,
    HEIGHT,
    SHAPES,
    WIDTH,
    RosterSpot,
    draw_roster_map,
    draw_swatch,
)

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*spots: RosterSpot) -> Xml.Element:
    return Xml.fromstring(draw_roster_map(spots, name="r", title="Kaart", text="Wat er staat"))


def texts(root: Xml.Element) -> list[str]:
    return [str(one.text) for one in root.iter(f"{SVG}text")]


def test_a_school_says_who_comes_in_number_and_words_and_a_home_has_lines_to_its_schools() -> None:
    root = drawn(
        RosterSpot(5_000_000, 52_000_000, 0, "De Vuurtoren: Anne"),
        RosterSpot(5_100_000, 52_000_000, 1, "De Brug: Bo"),
        RosterSpot(5_050_000, 52_050_000, None, "De Ark: niemand"),
        RosterSpot(5_050_000, 51_950_000, 0, "Anne vertrekt uit Tiel", is_home=True),
    )
    titles = [one.text for one in root.iter(f"{SVG}title")]
    assert titles[1:] == ["De Ark: niemand", "Anne vertrekt uit Tiel", "De Vuurtoren: Anne", "De Brug: Bo"]
    assert (texts(root), len(list(root.iter(f"{SVG}line")))) == (["1", "1", "2"], 1)


def test_what_is_not_of_whom_is_looked_at_has_no_number_and_no_line() -> None:
    root = drawn(
        RosterSpot(5_000_000, 52_000_000, 0, "a"),
        RosterSpot(5_100_000, 52_000_000, 1, "b", faint=True),
        RosterSpot(5_050_000, 51_950_000, 0, "huis", is_home=True),
    )
    assert (texts(root), len(list(root.iter(f"{SVG}line")))) == (["1", "1"], 1)


def test_twelve_people_have_twelve_looks_and_every_one_a_number_of_its_own() -> None:
    looks = [
        re.sub(r"<title.*?</title>|<text.*?</text>|id=\"[^\"]*\"", "", draw_swatch(one, name="x"))
        for one in range(12)
    ]
    assert len(set(looks)) == 12
    assert (len(set(COLOURS)), len(set(SHAPES))) == (6, 4)
    assert all(f">{one + 1}</text>" in draw_swatch(one, name="x") for one in range(40))


def test_nothing_is_an_empty_picture() -> None:
    assert texts(drawn()) == []


@pytest.mark.parametrize("count", [1, 250])
def test_schools_on_one_spot_stand_beside_each_other_within_the_picture(count: int) -> None:
    root = drawn(*(RosterSpot(5_000_000, 52_000_000, 0, str(one)) for one in range(count)))
    places = [float(one.attrib["cx"]) for one in root.iter(f"{SVG}circle")]
    assert len(set(places)) == count
    assert 0 < min(places) <= max(places) < WIDTH / 100


@given(
    st.lists(st.tuples(st.integers(3_300_000, 7_200_000), st.integers(50_700_000, 53_600_000)), max_size=20)
)
def test_wherever_schools_are_they_are_drawn_inside(spots: list[tuple[int, int]]) -> None:
    root = drawn(*(RosterSpot(x, y, 0, "") for x, y in spots))
    assert len(texts(root)) == len(spots)
    for one in root.iter(f"{SVG}circle"):
        assert 0 <= float(one.attrib["cx"]) <= float(number(WIDTH))
        assert 0 <= float(one.attrib["cy"]) <= float(number(HEIGHT))
