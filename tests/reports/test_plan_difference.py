"""Two plans side by side: every list adds up to the difference of the whole, to the cent and the quarter."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from doorlezen.engine.allocation import read_plan, read_problem
from doorlezen.reports.difference_workbook import difference_workbook
from doorlezen.reports.plan_difference import Amounts, PlanDifference, difference_of
from doorlezen.reports.seen import part_of_gemeenten
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell
from tests.examples import examples
from tests.planning import proposing


def told(without: tuple[int, ...] = (), **changes: Any) -> Story:
    """The story of the best plan of the small area, without some of its schools."""
    value = proposing.a_problem(**changes)
    gone = {value["schools"][place]["code"] for place in without}
    value["schools"] = [school for school in value["schools"] if school["code"] not in gone]
    for part in (*value["funds"], *value["requirements"]):
        if part["schools"] != "all":
            part["schools"] = [code for code in part["schools"] if code not in gone]
    data = proposing.as_bytes(value)
    return tell(read_problem(data), read_plan(proposing.solved(data)))


def adds_up(found: PlanDifference, before: Story, after: Story) -> None:
    """Every list against the sums of the two stories, which were made of other rows."""
    quarters = after.sums.quarters - before.sums.quarters
    cents = after.sums.cents - before.sums.cents
    for rows in (found.schools, found.moved, found.gemeenten):
        assert sum(row.amounts.quarters for row in rows) == quarters
        assert sum(row.amounts.cents for row in rows) == cents
    spent = [sum(fund.spent for fund in story.funds) for story in (before, after)]
    assert sum(row.amounts.cents for row in found.purses) == spent[1] - spent[0] == cents
    assert sum(paid for row in found.schools for _, paid in row.paid) == cents
    assert {*found.moved, *found.others} == set(found.schools)
    assert found.all == Amounts(
        before.sums.quarters, after.sums.quarters, before.sums.cents, after.sums.cents
    )


DRAWN = st.tuples(
    st.sets(st.integers(0, 5), max_size=2).map(lambda places: tuple(sorted(places))),
    st.sampled_from([9, 21, 37]),
    st.sampled_from(["2026-2027", "2027-2028"]),
)


@settings(max_examples=examples(75), deadline=None)
@given(DRAWN, DRAWN)
def test_every_list_adds_up_to_the_difference(one: Any, other: Any) -> None:
    before, after = (
        told(without, capacity_quarters=people, school_year=year, requirements=[])
        for without, people, year in (one, other)
    )
    found = difference_of(before, after)
    adds_up(found, before, after)
    back = difference_of(after, before)
    assert [row.amounts.cents for row in back.schools] == [-row.amounts.cents for row in found.schools]
    part = [part_of_gemeenten(story, {"0281"}) for story in (before, after)]
    adds_up(difference_of(*part), *part)


def test_a_school_in_one_of_them_is_said_to_be_so() -> None:
    whole = told()
    gone = difference_of(whole, told(without=(0,), requirements=[]))
    row = next(row for row in gone.schools if row.code == "00AP00")
    assert (row.amounts.quarters_after, row.amounts.cents_after) == (None, None)
    assert row in gone.moved
    assert row.amounts.quarters == -(row.amounts.quarters_before or 0)


def test_who_pays_otherwise_for_the_same_is_told_apart() -> None:
    before = told()
    first = before.gemeenten[0]
    school = next(school for school in first.schools if school.paid)
    paid = (school.paid[0]._replace(fund="gem-0281", cents=school.paid[0].cents), *school.paid[1:])
    other = replace(school, paid=(paid[0]._replace(fund="mbv2"), *paid[1:]))
    one = replace(school, paid=paid)

    def story(row: Any) -> Story:
        schools = tuple(row if known.code == row.code else known for known in first.schools)
        return replace(before, gemeenten=(replace(first, schools=schools), *before.gemeenten[1:]))

    found = difference_of(story(one), story(other))
    assert found.moved == ()
    assert [row.code for row in found.paid_by_others] == [school.code]
    assert sum(cents for _, cents in found.paid_by_others[0].paid) == 0


def test_the_workbook_holds_the_same_figures() -> None:
    before, after = told(), told(capacity_quarters=17, requirements=[])
    found = difference_of(before, after)
    book = openpyxl.load_workbook(
        BytesIO(difference_workbook(found, ("A", "B"), with_money=True)), data_only=True
    )
    assert book.sheetnames == ["Verschoven", "Alle scholen", "Gemeenten", "Potten"]
    rows = [row for row in book["Verschoven"].iter_rows(values_only=True) if row[1] in _codes(found)]
    assert [(row[1], row[5], row[8]) for row in rows] == [
        (row.code, row.amounts.quarters / 4, row.amounts.cents / 100) for row in found.moved
    ]
    without = difference_workbook(found, ("A", "B"), with_money=False)
    hours_only = openpyxl.load_workbook(BytesIO(without), data_only=True)
    assert hours_only.sheetnames == ["Verschoven", "Alle scholen", "Gemeenten"]
    text = {str(cell) for sheet in hours_only for row in sheet.iter_rows(values_only=True) for cell in row}
    assert not [cell for cell in text if "euro" in cell]


def _codes(found: PlanDifference) -> set[str]:
    return {row.code for row in found.schools}
