"""The drawing of a score over the years, and the dots of schools: right figures in the right places."""

from xml.etree import ElementTree as Xml

import pytest

from doorlezen.reports.score_chart import ScoreOfYear, draw_scores
from doorlezen.reports.score_chart_map import Dot, draw_dots


def drawn(*years: ScoreOfYear) -> Xml.Element:
    return Xml.fromstring(draw_scores(years, name="score", title="Titel", text="Tekst"))


def heights(root: Xml.Element, name: str, attribute: str) -> list[float]:
    return [float(part.get(attribute, "nan")) for part in root.findall(".//") if part.get("class") == name]


def test_the_picture_is_to_scale() -> None:
    root = drawn(ScoreOfYear("2019", 10_262, 6_960, 1_000))
    grid = heights(root, "grid", "y1")
    floor, per_point = grid[0], (grid[0] - grid[1]) / 50
    (drempel,) = heights(root, "drempel", "y1")
    (dot,) = heights(root, "zonder-drempel", "cy")
    (top,), (tall,) = heights(root, "band", "y"), heights(root, "band", "height")
    assert floor - drempel == pytest.approx(69.60 * per_point, abs=0.02)
    assert floor - dot == pytest.approx(102.62 * per_point, abs=0.02)
    assert floor - top == pytest.approx(79.60 * per_point, abs=0.02)
    assert tall == pytest.approx(20 * per_point, abs=0.02)
    # what sticks out is the score met drempel
    (foot,), (end,) = heights(root, "met-drempel", "y1"), heights(root, "met-drempel", "y2")
    assert foot - end == pytest.approx(33.02 * per_point, abs=0.03)


def test_below_the_drempel_nothing_sticks_out_and_the_band_stays_above_the_floor() -> None:
    root = drawn(ScoreOfYear("2019", 500, 700, 1_000))
    assert heights(root, "met-drempel", "y1") == []
    (top,), (tall,) = heights(root, "band", "y"), heights(root, "band", "height")
    assert top + tall == pytest.approx(heights(root, "grid", "y1")[0], abs=0.02)


def test_years_stand_in_order_and_what_is_unknown_is_called_so() -> None:
    root = drawn(
        ScoreOfYear("2019", 500, 700, 100),
        ScoreOfYear("2020", None, None, None),
        ScoreOfYear("2021", 900, None, None),
    )
    texts = {(part.text or ""): float(part.get("x", "nan")) for part in root.findall(".//{*}text")}
    assert texts["2019"] < texts["2020"] < texts["2021"]
    assert texts["onbekend"] == texts["2020"]
    assert (len(heights(root, "zonder-drempel", "cy")), len(heights(root, "drempel", "y1"))) == (2, 1)


@pytest.mark.parametrize("highest", [1, 99, 100, 501, 2_500, 10_000, 289_500, 1_000_000])
def test_the_scale_has_few_lines_and_holds_everything(highest: int) -> None:
    root = drawn(ScoreOfYear("2019", highest, None, None))
    lines = heights(root, "grid", "y1")
    assert 2 <= len(lines) <= 6
    assert min(lines) - 0.02 <= heights(root, "zonder-drempel", "cy")[0] <= max(lines)


def test_many_years_stay_inside_the_picture() -> None:
    root = drawn(*(ScoreOfYear(str(year), 100 * year, 500, 100) for year in range(2000, 2025)))
    places = heights(root, "zonder-drempel", "cx")
    assert places == sorted(places)
    assert (min(places) > 80, max(places) < 600) == (True, True)


def test_a_picture_says_what_it_is() -> None:
    root = drawn(ScoreOfYear("2019", 500, 700, 100))
    assert (root.get("role"), root.findtext("{*}title"), root.findtext("{*}desc")) == (
        "img",
        "Titel",
        "Tekst",
    )


def test_schools_on_one_spot_are_one_dot_and_north_is_up() -> None:
    north, south = Dot(5_000_000, 53_000_000, "boven"), Dot(5_000_000, 51_000_000, "boven")
    root = Xml.fromstring(draw_dots([north, south, south], name="k", title="t", text="t"))
    (path,) = root.findall("{*}path")
    spots = [tuple(map(int, spot.removesuffix("h0").split())) for spot in str(path.get("d"))[1:].split("M")]
    assert [x for x, _ in spots] == [300, 300]
    assert sorted(y for _, y in spots) == [25, 575]


def test_a_single_school_stands_in_the_middle_and_none_leaves_it_empty() -> None:
    (path,) = Xml.fromstring(
        draw_dots([Dot(5_000_000, 52_000_000, "nul")], name="k", title="t", text="t")
    ).findall("{*}path")
    assert path.get("d") == "M300 300h0"
    assert Xml.fromstring(draw_dots([], name="k", title="t", text="t")).findall("{*}path") == []
