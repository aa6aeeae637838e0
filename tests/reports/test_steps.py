"""The step curve: a dot per exact value, at its place, and the amounts that have room written out."""

from xml.etree import ElementTree as Xml

from doorlezen.reports.steps import Step, draw_steps

SVG = "{http://www.w3.org/2000/svg}"


def drawn(steps: list[Step], now: int) -> Xml.Element:
    return Xml.fromstring(draw_steps(steps, now, name="a", title="Meer geld", text="Wat het doet"))


def written(picture: Xml.Element) -> list[str | None]:
    return [text.text for text in picture.iter(f"{SVG}text")]


def dots(picture: Xml.Element) -> list[tuple[float, float]]:
    return [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in picture.iter(f"{SVG}circle")]


def test_more_money_stands_further_right_and_more_value_higher() -> None:
    picture = drawn([(0, 10), (500_000, 20), (1_000_000, 20)], 500_000)
    (first, low), (second, high), (third, same) = dots(picture)
    assert first < second < third
    assert second - first == third - second
    assert low > high == same
    assert [path.get("d") for path in picture.iter(f"{SVG}path")] == [
        f"M{first:g} {low:g}H{second:g}V{high:g}",
        f"M{second:g} {high:g}H{third:g}V{same:g}",
    ]


def test_what_it_shows_is_told() -> None:
    picture = drawn([(0, 10), (500_000, 20)], 0)
    assert picture.get("role") == "img"
    assert [picture.find(f"{SVG}{tag}").text for tag in ("title", "desc")] == [  # type: ignore[union-attr]
        "Meer geld",
        "Wat het doet",
    ]


def test_no_plan_is_a_word_and_not_a_dot() -> None:
    picture = drawn([(0, None), (500_000, 20), (1_000_000, 30)], 500_000)
    assert len(dots(picture)) == 2
    assert written(picture).count("geen plan") == 1


def test_the_present_amount_is_always_written_and_a_near_one_is_not() -> None:
    picture = drawn([(0, 1), (740_000, 2), (800_000, 2), (2_800_000, 2)], 800_000)
    amounts = [text for text in written(picture) if text and text.startswith("€")]
    assert sorted(amounts) == [
        "€\N{NO-BREAK SPACE}0",
        "€\N{NO-BREAK SPACE}28.000",
        "€\N{NO-BREAK SPACE}8.000",
    ]
    assert written(picture).count("nu") == 1


def test_one_value_only_is_drawn_in_the_middle() -> None:
    (left, right) = dots(drawn([(0, 5), (500_000, 5)], 0))
    assert left[1] == right[1]
