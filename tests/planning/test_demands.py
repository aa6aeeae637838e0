"""Demands in words become requirements in codes and numbers."""

from dataclasses import fields, replace
from typing import Any

import pytest

from doorlezen.engine.allocation.posed.requirements.base import Requirement
from doorlezen.language import InputError
from tests.planning.small import SCHOOLS, WORLD, built, with_more


def requirement(*lines: str) -> Requirement:
    """The requirement that the small library's second demand becomes."""
    demand = "\n".join(("[[demand]]", 'id = "d"', 'text = "zoals zij het zeggen"', *lines))
    return built(with_more(demand)).problem.requirements[1]


def parts(made: Requirement) -> dict[str, Any]:
    """The fields that are its kind's own."""
    return {
        item.name: getattr(made, item.name) for item in fields(made) if item.name not in {"id", "by", "text"}
    }


ALL = ("01AA00", "01BB00", "01CC00", "02AA00", "02BB00", "02CC00")
SELECTIONS = [
    ('"all"', ALL),
    ('"with_score"', ("01AA00", "01CC00", "02AA00")),
    ('"without_score"', ("01BB00", "02BB00", "02CC00")),
    ('"collaborating"', ("01AA00", "01CC00", "02AA00", "02BB00")),
    ('"not_collaborating"', ("01BB00", "02CC00")),
    ('"eligible"', ("01AA00", "02AA00")),
    ("{ score_above = 33.02 }", ("02AA00",)),
    ("{ score_above = 33.01 }", ("01AA00", "02AA00")),
    ("{ pupils_below = 99 }", ("01AA00", "01CC00")),
    ('{ gemeente = "0002" }', ("02AA00", "02BB00", "02CC00")),
    ('{ codes = ["02CC00", "01AA00"] }', ("01AA00", "02CC00")),
    ("{ with_score = true, collaborating = true, eligible = false }", ("01CC00",)),
]


@pytest.mark.parametrize(("words", "codes"), SELECTIONS, ids=[words for words, _ in SELECTIONS])
def test_which_schools_the_words_mean(words: str, codes: tuple[str, ...]) -> None:
    made = requirement('by = "library"', 'kind = "keep"', f"schools = {words}", "percent = 50")
    assert parts(made) == {"schools": codes, "percent": 50}


def test_a_gemeente_means_its_own_schools() -> None:
    made = requirement('by = "0002"', 'kind = "keep"', 'schools = "all"', "percent = 50")
    assert parts(made) == {"schools": ("02AA00", "02BB00", "02CC00"), "percent": 50}


KINDS = [
    (('kind = "min_hours"', "hours = 1.25"), {"schools": ALL, "quarters": 5}),
    (('kind = "max_hours"', "hours = 6"), {"schools": ALL, "quarters": 24}),
    (('kind = "reach"', "count = 4"), {"schools": ALL, "count": 4, "at_least_quarters": 1}),
    (
        ('kind = "reach"', "percent = 50", "at_least_hours = 2"),
        {"schools": ALL, "count": 3, "at_least_quarters": 8},
    ),
    (('kind = "reach"', "percent = 51"), {"schools": ALL, "count": 4, "at_least_quarters": 1}),
    (('kind = "at_most_schools"', "count = 4"), {"schools": ALL, "count": 4}),
    (('kind = "equal_treatment"', "percent = 40"), {"schools": ALL, "percent": 40}),
    (
        ('kind = "cofinance"', 'own_funds = ["eigen"]', "percent = 20", 'scope = "each"'),
        {"schools": ALL, "own_funds": ("eigen",), "percent": 20, "scope": "each"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), KINDS, ids=[" ".join(lines) for lines, _ in KINDS])
def test_hours_and_percentages_become_whole_numbers(lines: tuple[str, ...], expected: dict[str, Any]) -> None:
    assert parts(requirement('by = "library"', 'schools = "all"', *lines)) == expected


def test_min_share_is_among_all_unless_said() -> None:
    made = requirement('by = "0001"', 'kind = "min_share"', 'schools = "with_score"', "percent = 60")
    among = ("01AA00", "01BB00", "01CC00")
    assert parts(made) == {"schools": ("01AA00", "01CC00"), "among": among, "percent": 60}


@pytest.mark.parametrize(
    ("kind", "amount", "cents"),
    [
        ("spend_at_least", 'amount = "123.45"', 12_345),
        ("spend_at_least", "percent = 90", 90_001),  # 90% of € 1.000,01 is € 900,009: at least that
        ("spend_at_most", "percent = 90", 90_000),  # at most that
    ],
)
def test_money_of_a_fund(kind: str, amount: str, cents: int) -> None:
    made = requirement('by = "0001"', f'kind = "{kind}"', 'funds = ["gem-0001"]', amount)
    expected = {
        "funds": ("gem-0001",),
        "cents": cents,
        "schools": ("01AA00", "01BB00", "01CC00"),
        "bouwstenen": None,
    }
    assert parts(made) == expected


def test_money_for_named_schools_and_bouwstenen() -> None:
    lines = ('funds = ["eigen"]', "amount = 1", 'schools = "eligible"', 'bouwstenen = ["collectie"]')
    made = parts(requirement('by = "library"', 'kind = "spend_at_least"', *lines))
    assert (made["schools"], made["bouwstenen"]) == (("01AA00", "02AA00"), ("collectie",))


WRONG = [
    (
        ('by = "0001"', 'schools = { codes = ["02AA00"] }'),
        "demand[1].schools.codes[0]: 02AA00 is hier geen school; kijk naar de code en de gemeente",
    ),
    (
        ('by = "library"', 'schools = { codes = ["99ZZ00"] }'),
        "demand[1].schools.codes[0]: 99ZZ00 is hier geen school; kijk naar de code en de gemeente",
    ),
    (
        ('by = "0001"', 'schools = { gemeente = "0002" }'),
        "demand[1].schools: dit kiest geen enkele school; maak de keuze ruimer",
    ),
    (
        ('by = "library"', "schools = { score_above = 1000 }"),
        "demand[1].schools: dit kiest geen enkele school; maak de keuze ruimer",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "line"), WRONG)
def test_a_demand_that_selects_no_school_is_refused(lines: tuple[str, ...], line: str) -> None:
    with pytest.raises(InputError) as refusal:
        requirement(*lines, 'kind = "keep"', "percent = 50")
    assert str(refusal.value) == f"klein.toml: {line}"


def test_without_any_collaboration_the_line_says_what_to_load() -> None:
    nobody = replace(WORLD, schools=tuple(replace(school, collaborating=False) for school in SCHOOLS))
    with pytest.raises(InputError) as refusal:
        built(world=nobody)
    assert str(refusal.value) == (
        "klein.toml: demand[0].schools: dit kiest geen enkele school: hier loopt geen samenwerking; "
        "laad eerst de eigen lijst"
    )


def test_a_percentage_of_a_fund_without_a_total_is_refused() -> None:
    fee = '[[fund]]\nid = "s"\nname = "s"\nkind = "school"\nper_pupil = 9\nbouwstenen = ["collectie"]'
    demand = '[[demand]]\nby = "library"\ntext = "x"\nkind = "spend_at_least"\nfunds = ["s"]\npercent = 5'
    with pytest.raises(InputError) as refusal:
        built(with_more(fee, demand))
    line = "klein.toml: demand[1].percent: s heeft geen totaal; noem hier amount in plaats van percent"
    assert str(refusal.value) == line
