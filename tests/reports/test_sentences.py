"""What the report says about sure and unsure, dear and free."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.language import use
from doorlezen.reports import alternatives, sentences
from doorlezen.reports.prices import PriceTag, explained, share_of
from doorlezen.reports.story import Story
from tests.reports import cases
from tests.words import REACHED


def status(story: Story, **changes: object) -> str:
    return sentences.status(replace(story, **changes))  # type: ignore[arg-type]


def test_the_headline_counts_schools() -> None:
    assert sentences.headline(cases.story_of()) == REACHED


@pytest.mark.parametrize(
    ("schools", "reached", "scored", "sentence"),
    [
        (1, 1, 1, "Je school krijgt een leesconsulent voor 9 uur per week."),
        (1, 0, 0, "Je school krijgt geen leesconsulent."),
        (3, 0, 0, "Geen van je 3 scholen krijgt een leesconsulent."),
        (3, 1, 1, "Van je 3 scholen krijgt er 1 een leesconsulent; 1 daarvan heeft een achterstandsscore."),
        (
            3,
            2,
            0,
            "Van je 3 scholen krijgen er 2 een leesconsulent; geen daarvan heeft een achterstandsscore.",
        ),
        (
            6295,
            1234,
            1000,
            "Van je 6.295 scholen krijgen er 1.234 een leesconsulent; "
            "1.000 daarvan hebben een achterstandsscore.",
        ),
    ],
)
def test_the_headline_knows_one_none_and_many(schools: int, reached: int, scored: int, sentence: str) -> None:
    story = cases.story_of()
    sums = replace(story.sums, schools=schools, reached=reached, reached_with_score=scored)
    counted = replace(story)
    counted.__dict__["sums"] = sums  # what the cached property would hold
    assert sentences.headline(counted) == sentence


def test_how_sure_the_plan_is() -> None:
    story = cases.story_of()
    assert status(story) == (
        "Bewezen het beste plan bij deze middelen en eisen, naar de gewichten en punten van de bibliotheek. "
        "Welk effect de uren hebben op het lezen, zegt dit plan niet."
    )
    assert (
        status(story, status="feasible", objective=1000, bound=1001)
        == "Een geldig plan; het beste plan is hooguit 0,1% meer waard."
    )
    unknown = "Een geldig plan; hoever het van het beste af is, is niet te zeggen."
    assert status(story, status="feasible", bound=None) == unknown
    assert status(story, status="feasible", objective=0, bound=10) == unknown
    assert status(story, status="feasible", objective=-5, bound=10) == unknown
    assert (
        status(story, status="unknown")
        == "De rekentijd was op. Geef meer tijd, of neem genoegen met een ruimere marge."
    )
    conflict = cases.story_of(cases.conflicting())
    assert status(conflict) == "2 eisen kunnen niet samen."
    assert status(conflict, conflict=conflict.demands[:1]) == "Eén eis kan op zichzelf niet."
    assert (
        status(conflict, conflict=())
        == "Dat ligt niet aan een eis: het geld en de mensen alleen laten al geen plan toe."
    )


@given(st.integers(1, 10**12), st.integers(0, 10**12))
def test_at_most_so_much_better_is_never_too_little(objective: int, more: int) -> None:
    story = replace(cases.story_of(), status="feasible", objective=objective, bound=objective + more)
    said = sentences.status(story).removeprefix("Een geldig plan; het beste plan is hooguit ")
    percent = Fraction(said.removesuffix("% meer waard.").replace(".", "").replace(",", "."))
    truth = Fraction(100 * more, objective)
    assert truth <= percent < truth + Fraction(1, 10)


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_a_share_is_right_to_a_tenth_and_never_zero_for_a_price(points: int, value: int) -> None:
    share = share_of(points, value)
    assert share is not None
    truth = Fraction(100 * points, value)
    if share == "< 0,1%":
        assert truth < Fraction(1, 10)
    else:
        shown = Fraction(share.removesuffix("%").replace(".", "").replace(",", "."))
        assert abs(shown - truth) <= Fraction(1, 20)
        assert shown > 0


COSTS = "Deze eis kost {} van de waarde van dit plan; alleen {}."


@pytest.mark.parametrize(
    ("others", "alone", "value", "big", "small", "unit", "sentence"),
    [
        (86_133, 20_508, 20_508_008, "0,4%", "0,1%", True, COSTS.format("0,4%", "0,1%")),
        (0, 0, 100, "0%", "0%", False, "Kost niets: dit gebeurt toch al."),
        (0, 7, 100, "0%", "7,0%", False, "Kost niets zolang de andere eisen er zijn; alleen 7,0%."),
        (5, 0, 100_000, "< 0,1%", "0%", True, COSTS.format("< 0,1%", "0%")),
        (
            None,
            5,
            100,
            "onbekend",
            "5,0%",
            False,
            "Zonder deze eis, of met alle eisen samen, is er geen plan.",
        ),
        (5, None, 100, "5,0%", "onbekend", True, "Met alleen deze eis is er geen plan."),
        (5, 3, None, "alles", "alles", False, "Deze eis kost meer dan dit plan waard is."),
        (5, 3, 0, "alles", "alles", False, "Deze eis kost meer dan dit plan waard is."),
        (5, 3, -9, "alles", "alles", False, "Deze eis kost meer dan dit plan waard is."),
    ],
)
def test_price_tags_say_only_what_is_known(
    others: int | None, alone: int | None, value: int | None, big: str, small: str, unit: bool, sentence: str
) -> None:
    tag = PriceTag(others, alone, value)
    assert (tag.big, tag.small, tag.sentence) == (big, small, sentence)
    assert tag.unit == ("van de waarde van dit plan" if unit else "")


def test_how_prices_are_computed_is_told_with_what_the_value_is_that_they_are_a_share_of() -> None:
    for told in (explained(), explained(in_hours=True)):
        assert "De waarde van een plan is de som over alle scholen" in told
        assert "punt" not in told


def test_the_demands_in_a_sentence() -> None:
    story = cases.story_of()
    all_met = "Alle 3 eisen zijn vervuld."
    assert sentences.demands(story).startswith(f"{all_met} De duurste is die van Tiel: ")
    free = tuple(replace(demand, price=PriceTag(0, 0, 9)) for demand in story.demands)
    assert (
        sentences.demands(replace(story, demands=free))
        == f"{all_met} Geen ervan kost iets zolang de andere er zijn."
    )
    unpriced = tuple(replace(demand, price=None) for demand in story.demands)
    assert sentences.demands(replace(story, demands=unpriced)) == all_met
    assert sentences.demands(replace(story, demands=unpriced[:1])) == "De enige eis is vervuld."
    unmet = tuple(replace(demand, met=False) for demand in unpriced)
    assert sentences.demands(replace(story, demands=unmet)) == "Geen van de 3 eisen is vervuld."
    assert sentences.demands(replace(story, demands=unmet[:1])) == "De enige eis is niet vervuld."
    assert sentences.demands(replace(story, demands=())) == "Niemand stelt een eis."
    assert sentences.demands(cases.story_of(cases.conflicting())) == "Er zijn 5 eisen."


def test_a_gemeente_compares_its_hours_with_its_need() -> None:
    story = cases.story_of()
    culemborg, tiel = story.gemeenten
    assert sentences.gemeente(culemborg, story) == (
        "3 van de 3 scholen krijgen een leesconsulent, samen 6 uur per week. "
        "Hier is 84% van alle scores samen en gaat 67% van de uren heen."
    )
    without = tuple(replace(school, quarters=0) for school in tiel.schools)
    assert sentences.gemeente(replace(tiel, schools=without), story).startswith(
        "Geen van de 3 scholen krijgt een leesconsulent. Hier is"
    )
    one = replace(tiel, schools=tuple(school for school in tiel.schools if school.quarters)[:1])
    assert sentences.gemeente(one, story).startswith("De enige school krijgt een leesconsulent, ")
    assert sentences.gemeente(replace(tiel, schools=without[:1]), story).startswith(
        "De enige school krijgt geen leesconsulent."
    )
    assert sentences.gemeente_short(tiel, story) == ["3 uur per week", "3 scholen, 1 met score"]
    assert sentences.unknown_scores(tiel.sums) == "Van 1 school is de score niet bekend."
    assert sentences.unknown_scores(culemborg.sums) == ""


def test_the_money_in_a_sentence() -> None:
    assert sentences.funds(cases.story_of()) == (
        "Het plan kost €\N{NO-BREAK SPACE}24.597,75 per schooljaar. In de potten met een vast bedrag zat "
        "€\N{NO-BREAK SPACE}27.000; daarvan blijft €\N{NO-BREAK SPACE}3.194,80 over: "
        "€\N{NO-BREAK SPACE}1.512,50 van Subsidie Tiel en €\N{NO-BREAK SPACE}1.162,80 van Kinderfonds "
        "(alles wat daaruit betaald mag worden, is betaald); "
        "€\N{NO-BREAK SPACE}519,50 van Subsidie Culemborg (niet nodig: alles is betaald)."
    )


def test_what_the_pictures_show_is_told() -> None:
    story = cases.story_of()
    culemborg = story.gemeenten[0]
    assert alternatives.shelf(culemborg) == (
        "De plank van Culemborg: 3 scholen als boeken, in volgorde van behoefte. Breedte is leerlingen, "
        "hoogte is uren per 100 leerlingen, de kleur is wie betaalt. Samen 6 uur per week, vorig jaar 7. "
        "De eerste met uren: De Regenboog 3 uur, De Vlieger 2 uur, De Bron 1 uur."
    )
    nbsp = "\N{NO-BREAK SPACE}"
    assert alternatives.moneyway(culemborg, story) == (
        f"De weg van het geld in Culemborg. Potten: Impulsregeling €{nbsp}8.000; Subsidie Culemborg "
        f"€{nbsp}7.480,50; Bijdrage van de school €{nbsp}792,55. Het komt bij: scholen zonder score "
        f"€{nbsp}2.797,90; scholen met score €{nbsp}13.475,15."
    )


def test_in_english_figures_follow_the_language() -> None:
    with use("en"):
        assert share_of(86_133, 20_508_008) == "0.4%"


def test_every_demand_has_a_word_and_a_sign() -> None:
    story = cases.story_of(cases.conflicting())
    verdicts = {demand.id: sentences.verdict(demand, story) for demand in story.demands}
    knot = ("brick", "✗", "in de knoop")
    nothing = ("", "", "")
    assert verdicts == {"r1": knot, "r2": nothing, "r3": nothing, "r4": nothing, "r5": knot}
    met = cases.story_of().demands[0]
    assert sentences.verdict(met, cases.story_of()) == ("leaf", "✓", "vervuld")
    assert sentences.verdict(replace(met, met=False), cases.story_of()) == ("brick", "✗", "niet vervuld")


def test_the_value_a_price_is_a_share_of_is_that_of_the_plan() -> None:
    story = cases.story_of()
    assert story.objective is not None
    assert {demand.price.value for demand in story.demands if demand.price} == {story.objective}
    assert share_of(15_000, story.objective) == f"{_tenth(Decimal(1_500_000) / story.objective)}%"


def _tenth(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.1"))).replace(".", ",")
