"""Two plans side by side: what is told of the schools adds up to the difference of the sums."""

from dataclasses import replace

from doorlezen.engine.allocation import Effort, read_problem, solve
from doorlezen.reports.compared import Beside, Compared, left_by_kind
from doorlezen.reports.story import Story
from doorlezen.reports.telling import tell
from tests.planning import proposing


def told(**changes: object) -> Story:
    problem = read_problem(proposing.as_bytes(proposing.a_problem(**changes)))
    return tell(problem, solve(problem, effort=Effort()))


def test_the_moves_of_schools_add_up_to_the_difference() -> None:
    before, now = told(), told(capacity_quarters=17)
    compared = Compared(before, now)
    assert compared.changes
    assert sum(change.quarters for change in compared.changes) == compared.quarters.change
    assert len(compared.added) - len(compared.dropped) == compared.reached.change
    gaining, losing = compared.gaining, compared.losing
    assert (*gaining, *reversed(losing)) == compared.changes
    assert all(change.quarters > 0 for change in gaining)
    assert all(change.quarters < 0 for change in losing)


def test_what_is_left_per_kind_is_what_the_funds_have_left() -> None:
    story = told()
    assert sum(left_by_kind(story).values()) == sum(fund.left or 0 for fund in story.funds)
    compared = Compared(story, told(capacity_quarters=17))
    spent = {fund.id: fund.spent for fund in story.funds}
    change = sum(spent.values()) - sum(fund.spent for fund in compared.now.funds)
    assert sum(beside.change or 0 for beside in compared.left.values()) == change


def test_what_purses_without_a_total_pay_is_told_because_nothing_of_them_is_left() -> None:
    whole = told()
    limited = Compared(whole, whole)
    assert limited.left
    assert not set(limited.unlimited) & set(limited.left)
    without = replace(whole, funds=tuple(replace(fund, cents=None) for fund in whole.funds))
    unlimited = Compared(without, without).unlimited
    assert sum(beside.now or 0 for beside in unlimited.values()) == whole.sums.cents
    assert {beside.change for beside in unlimited.values()} == {0}


def test_a_plan_beside_itself_changes_nothing() -> None:
    compared = Compared(told(), told())
    assert (compared.changes, compared.quarters.change, compared.cents.change) == ((), 0, 0)


def test_a_school_that_is_not_in_one_of_them_counts_for_nothing_there() -> None:
    whole = told()
    less = replace(whole, gemeenten=whole.gemeenten[1:])
    gone = Compared(whole, less)
    assert {change.here for change in gone.changes} == {False}
    assert sum(change.quarters for change in gone.changes) == gone.quarters.change
    assert {change.here for change in Compared(less, whole).changes} == {True}


def test_no_limit_has_no_difference() -> None:
    assert Beside(None, 5).change is None


def test_of_a_kind_of_purse_that_a_plan_does_not_have_nothing_is_left() -> None:
    whole = told()
    kind, left = next((kind, left) for kind, left in left_by_kind(whole).items() if left)
    none = replace(whole, funds=tuple(fund for fund in whole.funds if fund.kind != kind))
    assert Compared(whole, none).left[kind] == Beside(left, 0)
    assert Compared(none, whole).left[kind] == Beside(0, left)
    no_total = replace(
        whole, funds=tuple(replace(fund, cents=None) if fund.kind == kind else fund for fund in whole.funds)
    )
    assert Compared(whole, no_total).left[kind] == Beside(left, None)
