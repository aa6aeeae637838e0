"""A course is a choice: it takes hours and money from the plan where it counts, else nothing."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.engine.allocation import check, solve
from doorlezen.language import InputError, money
from doorlezen.planning.library.course_entries import quarters_for_courses
from tests.planning.small import TOML, built
from tests.planning.small import library as small_library

COURSE = """
[[course]]
id = "meertalig"
name = "Meertalige gezinnen"
counts = true
people = 2
cost = "450.00"
hours = 30
fund = "eigen"
"""


def with_course(old: str = "", new: str = "") -> str:
    return TOML + COURSE.replace(old, new)


def test_it_takes_hours_and_money_where_it_counts() -> None:
    plain, made = built(), built(with_course())
    # 2 × 30 hours over 40 weeks is 1.5 hours a week of 10
    assert (plain.problem.capacity_quarters, made.problem.capacity_quarters) == (40, 34)
    assert (plain.problem.fund["eigen"].cents, made.problem.fund["eigen"].cents) == (1_500_050, 1_410_050)
    told = [note for note in made.sources.notes if note not in plain.sources.notes]
    assert told == [
        f"De cursussen kosten 1½ uur per week en {money(90_000)}; die uren krijgen scholen dit jaar niet."
    ]
    (filled,) = [one for one in made.sources.parameters if one.name == "Cursus Meertalige gezinnen"]
    assert (filled.value, filled.source) == (f"2 × {money(45_000)} en 2 × 30 uur", "begroting 2026")
    plan = solve(made.problem)
    assert check(made.problem, plan) == []


def test_what_does_not_count_changes_nothing_and_may_be_half_filled_in() -> None:
    off = built(with_course("counts = true", "counts = false"))
    assert off.data == built().data
    bare = TOML + '[[course]]\nid = "x"\nname = "X"\ncounts = false\npeople = 1\n'
    assert built(bare).data == built().data
    (filled,) = [one for one in off.sources.parameters if one.name.startswith("Cursus")]
    assert filled.value.endswith("; telt niet mee")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('cost = "450.00"\n', "", "course[0].cost: ontbreekt; wat kost de cursus per persoon?"),
        ("hours = 30\n", "", "course[0].hours: ontbreekt; hoeveel uur kost de cursus per persoon?"),
        ("counts = true\n", "", "course[0].counts: ontbreekt; telt deze cursus mee in het plan?"),
        ("people = 2", "people = 0", "course[0].people: moet minstens 1 zijn, niet 0"),
        ("people = 2", "people = 501", "course[0].people: moet hooguit 500 zijn, niet 501"),
        ("hours = 30", "hours = 30.1", "course[0].hours: moet een aantal uren in stappen van een kwartier"),
        ('fund = "eigen"', 'fund = "rijk"', 'course[0].fund: "rijk" bestaat niet; kies uit eigen, gem-0001'),
        ('fund = "eigen"', 'fund = "gem-0001"', "course[0].fund: Subsidie heeft nog"),
        (
            "hours = 30",
            "hours = 300",
            "course[0].hours: de cursussen kosten samen 15 uur per week, en er zijn er 10",
        ),
        ("people = 2", "person = 2", "course[0]"),
    ],
)
def test_what_cannot_be(old: str, new: str, told: str) -> None:
    text = with_course(old, new)
    if "gem-0001" in new:
        text = text.replace('cost = "450.00"', 'cost = "5000.00"')
    with pytest.raises(InputError) as refused:
        built(text)
    assert told in str(refused.value)


def test_two_courses_from_one_purse_add_up() -> None:
    second = COURSE.replace('"meertalig"', '"open-boek"')
    assert built(TOML + COURSE + second).problem.fund["eigen"].cents == 1_500_050 - 180_000
    with pytest.raises(InputError, match="staat er twee keer"):
        built(TOML + COURSE + COURSE)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 400), st.booleans()), max_size=5),
    st.integers(1, 52),
)
def test_the_hours_of_courses_are_rounded_up(courses: list[tuple[int, int, bool]], weeks: int) -> None:
    library = small_library(with_course())
    (line,) = library.courses
    lines = tuple(
        replace(line, people=people, quarters=quarters, counts=counts) for people, quarters, counts in courses
    )
    people = replace(library.leesconsulenten, weeks=weeks)
    drawn = replace(library, courses=lines, leesconsulenten=people)
    taken = sum(people * quarters for people, quarters, counts in courses if counts)
    assert quarters_for_courses(drawn) == math.ceil(taken / weeks)
