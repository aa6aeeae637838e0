"""Flips from the register: who lies near the drempel, and what falls or rises with the score."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from doorlezen.engine.allocation.futures import Flip, read_flips, write_flips
from doorlezen.engine.allocation.futures.future import after
from doorlezen.language import InputError
from doorlezen.planning.build import build
from doorlezen.planning.flips import flips_of
from doorlezen.planning.sources import read_sources
from doorlezen.register.domain.queries import SchoolView
from tests.planning.small import SCHOOLS, WORLD, built, library, with_more
from tests.schemes.make import school

BAND = Decimal("0.1")


def view(code: str, **changes: Any) -> SchoolView:
    return school(code=code, **changes)


def near(code: str, pupils: int, met: str, zonder: str) -> SchoolView:
    """The drempel of the edition is 0.696 per pupil."""
    return view(code, score_pupils=pupils, score_met=Decimal(met), score_zonder=Decimal(zonder))


def never(seen: SchoolView) -> bool:
    return False


def with_score(seen: SchoolView) -> bool:
    return bool(seen.score_met)


def test_a_school_that_falls_loses_weight_menu_and_the_scheme() -> None:
    # 80 pupils: the drempel takes 55.68 points, the band is 8 points
    views = [near("01AA00", 80, "8.00", "63.68")]
    small = built(world=replace(WORLD, schools=(replace(SCHOOLS[0], score=Decimal("8.00")), *SCHOOLS[1:])))
    assert flips_of(library(), small, views, with_score, BAND).flips == (
        Flip("01AA00", Decimal(0), weight=80, menu="without-score-0", leaves=("rijk",)),
    )


def test_a_school_that_rises_gets_the_most_that_the_band_allows() -> None:
    # 240 pupils: the drempel takes 167.04 points; 10 short, and the band is 24 points
    views = [near("01BB00", 240, "0", "157.04")]
    assert flips_of(library(), built(), views, with_score, BAND).flips == (
        Flip("01BB00", Decimal("14.00"), weight=254, menu="with-score-1", joins=("rijk",)),
    )


@pytest.mark.parametrize(
    ("met", "zonder", "flips"),
    [
        ("0", "143.04", 0),  # 24 short: at the very end of the band, it would just get 0
        ("0", "143.05", 1),
        ("24.00", "191.04", 1),
        ("24.01", "191.05", 0),
    ],
)
def test_the_band_is_points_per_pupil_on_both_sides(met: str, zonder: str, flips: int) -> None:
    found = flips_of(library(), built(), [near("01BB00", 240, met, zonder)], never, BAND)
    assert len(found.flips) == flips


def test_a_built_problem_says_beside_it_what_each_school_with_a_score_becomes_without_one() -> None:
    # weights are pupils alone then; the scheme pays two of them today, and the third is undetermined
    falls = (
        Flip("01AA00", Decimal(0), weight=80, menu="without-score-0", leaves=("rijk",)),
        Flip("01CC00", Decimal(0), weight=38, menu="without-score-0"),
        Flip("02AA00", Decimal(0), weight=150, menu="without-score-1", leaves=("rijk",)),
    )
    assert built().sources.falls == falls
    assert read_sources(built().sources_data).falls == falls


def test_a_school_that_falls_keeps_the_scheme_where_that_does_not_ask_for_a_score() -> None:
    assert WORLD.terms is not None
    kept = replace(WORLD.terms, eligible_without_score=frozenset({"01AA00"}))
    falls = built(world=replace(WORLD, terms=kept)).sources.falls
    assert falls is not None
    assert [(flip.school, flip.leaves) for flip in falls] == [
        ("01AA00", ()),
        ("01CC00", ()),
        ("02AA00", ("rijk",)),
    ]


def test_money_that_is_for_schools_without_a_score_begins_to_pay_a_school_that_falls() -> None:
    fund = """[[fund]]
id = "rest"
name = "Fonds"
kind = "other"
schools = "without_score"
total = 1000
bouwstenen = ["collectie"]"""
    falls = built(with_more(fund)).sources.falls
    assert falls is not None
    assert {flip.joins for flip in falls} == {("rest",)}


def test_what_falls_must_be_in_the_problem_that_the_sources_belong_to() -> None:
    small = built()
    for key, wrong in (("school", "99ZZ00"), ("menu", "gone"), ("leaves", ["gone"]), ("joins", ["gone"])):
        data = json.loads(small.sources_data)
        data["falls"][1][key] = wrong
        named = wrong[0] if isinstance(wrong, list) else wrong
        with pytest.raises(InputError) as refused:
            read_sources(json.dumps(data).encode()).falls_in(small.problem, name="S.json")
        assert str(refused.value) == f"S.json: falls[1].{key}: '{named}' komt in het probleem niet voor"


def test_a_score_that_no_edition_tells_does_not_flip() -> None:
    views = [
        near("01AA00", 80, "8.00", "63.68"),
        view("01BB00", score_met=None, score_zonder=None),
        view("02AA00", score_pupils=None),
        view("02BB00", score_met=Decimal(0), drempel_per_pupil=None),
        near("09ZZ00", 80, "8.00", "63.68"),
    ]
    found = flips_of(library(), built(), views, never, BAND)
    assert [flip.school for flip in found.flips] == ["01AA00"]
    assert (found.band, found.source) == (BAND, "CBS: Achterstandsscores, 1 okt 2019")


def test_without_any_known_distance_it_is_refused() -> None:
    with pytest.raises(InputError) as wrong:
        flips_of(library(), built(), [view("01AA00", score_zonder=None)], never, BAND)
    assert str(wrong.value) == (
        "register: geen school heeft een score met en zonder drempel; laad eerst de scores"
    )


def test_a_flip_gives_the_school_that_the_library_file_would() -> None:
    small = built()
    flips = flips_of(library(), small, [near("01BB00", 240, "0", "157.04")], with_score, BAND)
    terms = WORLD.terms
    assert terms is not None
    risen = replace(
        WORLD,
        schools=tuple(
            replace(known, score=Decimal("14.00")) if known.code == "01BB00" else known for known in SCHOOLS
        ),
        terms=replace(terms, eligible=terms.eligible | {"01BB00"}),
    )
    later, rebuilt = after(small.problem, flips.flips), build(library(), risen).problem
    assert later.school == rebuilt.school
    assert [fund.schools for fund in later.funds] == [fund.schools for fund in rebuilt.funds]
    assert read_flips(write_flips(flips, small.problem), small.problem) == flips
