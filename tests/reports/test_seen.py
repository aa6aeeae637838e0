"""A part of a story holds nothing of the rest; figures of equality are exact."""

from dataclasses import replace
from fractions import Fraction

from doorlezen.reports.equality import Equality
from doorlezen.reports.prices import PriceTag
from doorlezen.reports.seen import part_of_gemeenten, part_of_school, without_money, without_prices
from doorlezen.reports.story import Sums
from tests.reports import cases


def test_the_part_of_a_gemeente_has_its_own_figures_alone() -> None:
    story = cases.story_of()
    part = part_of_gemeenten(story, {"0281"})
    (tiel,) = part.gemeenten
    assert tiel == next(row for row in story.gemeenten if row.code == "0281")
    assert part.sums == tiel.sums
    assert (part.part, part.objective, part.bound, part.capacity_quarters) == (True, None, None, None)
    assert [demand.party for demand in part.demands] == ["0281"]
    assert {fund.id: (fund.cents, fund.left) for fund in part.funds} == {
        paid.fund: (None, None) for school in tiel.schools for paid in school.paid
    }
    assert sum(fund.spent for fund in part.funds) == tiel.sums.cents
    assert {code for fund in part.funds for code in fund.in_gemeente} == {"0281"}
    assert part.sources is not None
    assert (part.sources.parameters, part.sources.notes) == ((), ())


def test_a_price_in_a_part_is_told_as_a_share_without_points() -> None:
    story = cases.story_of()
    (demand,) = part_of_gemeenten(story, {"0281"}).demands
    whole = next(of for of in story.demands if of.party == "0281").price
    assert demand.price is not None
    assert whole is not None
    assert (demand.price.big, demand.price.small) == (whole.big, whole.small)
    assert "punten" not in demand.price.sentence
    assert PriceTag(0, 0, 100, shares_only=True).sentence == "Kost niets: dit gebeurt toch al."
    assert (
        PriceTag(0, 5, 100, shares_only=True).sentence
        == "Kost niets zolang de andere eisen er zijn; alleen 5,0%."
    )
    assert PriceTag(7, 5, 0, shares_only=True).big == "alles"


def test_the_part_of_a_school_is_that_school() -> None:
    story = cases.story_of()
    part = part_of_school(story, "04DD00")
    (row,) = part.gemeenten
    (school,) = row.schools
    assert school == next(of for part in story.gemeenten for of in part.schools if of.code == "04DD00")
    assert (row.flows, part.demands) == ((), ())
    assert part.sums == Sums.of([school])
    assert part_of_school(story, "99ZZ99").gemeenten == ()


def test_without_money_there_are_hours_and_no_cents() -> None:
    story = cases.story_of()
    told = without_money(story)
    assert [(row.sums.quarters, row.sums.cents) for row in told.gemeenten] == [
        (row.sums.quarters, 0) for row in story.gemeenten
    ]
    assert (told.funds, told.kinds, told.bouwstenen) == ((), (), ())
    assert {demand.price for demand in told.demands} == {None}
    assert [demand.met for demand in told.demands] == [demand.met for demand in story.demands]


def test_without_prices_the_money_stays() -> None:
    story = cases.story_of()
    assert without_prices(story).sums == story.sums
    assert without_prices(story).priced is False


def test_need_and_equality_of_a_few_schools() -> None:
    rows = [school for row in cases.story_of().gemeenten for school in row.schools]
    given = {"01AA00": 8, "02BB00": 4, "06FF00": 0}
    schools = [replace(row, quarters=given[row.code]) for row in rows if row.code in given]
    found = Equality.of(schools)  # 120, 250 and 90 pupils
    assert (found.lowest, found.highest) == (Fraction(100, 250), Fraction(200, 120))
    assert found.mean == Fraction(300, 460)
    assert (found.quarters_with_score, found.quarters) == (8, 12)
    assert (found.pupils_with_score, found.pupils) == (120, 460)
    # |8·250 − 4·120| + |8·90 − 0| + |4·90 − 0|, each pair twice, over 2 · 460 · 12
    assert found.gini == Fraction(1520 + 720 + 360, 460 * 12)
    assert Equality.of([replace(row, quarters=0) for row in schools]).gini is None
