"""The logic of yes, no and undetermined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.schemes.holds import Holds, all_hold, any_holds, opposite

VALUES = st.sampled_from(list(Holds))
MANY = st.lists(VALUES, max_size=6)
RANK = {Holds.NO: 0, Holds.UNDETERMINED: 1, Holds.YES: 2}
YES, NO, UNKNOWN = Holds.YES, Holds.NO, Holds.UNDETERMINED


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (YES, YES, YES, YES),
        (YES, UNKNOWN, UNKNOWN, YES),
        (YES, NO, NO, YES),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, NO, NO, UNKNOWN),
        (NO, NO, NO, NO),
    ],
)
def test_the_tables_of_and_and_or(one: Holds, other: Holds, both: Holds, either: Holds) -> None:
    assert all_hold([one, other]) == all_hold([other, one]) == both
    assert any_holds([one, other]) == any_holds([other, one]) == either


def test_nothing_asked() -> None:
    assert all_hold([]) == Holds.YES
    assert any_holds([]) == Holds.NO


@given(MANY)
def test_and_is_the_lowest_and_or_the_highest(answers: list[Holds]) -> None:
    assert all_hold(answers) == min(answers, key=RANK.__getitem__, default=YES)
    assert any_holds(answers) == max(answers, key=RANK.__getitem__, default=NO)


@given(MANY, MANY)
def test_and_is_associative(some: list[Holds], others: list[Holds]) -> None:
    assert all_hold([*some, *others]) == all_hold([all_hold(some), all_hold(others)])
    assert any_holds([*some, *others]) == any_holds([any_holds(some), any_holds(others)])


@given(MANY, VALUES)
def test_a_yes_changes_nothing_and_a_no_decides(answers: list[Holds], other: Holds) -> None:
    assert all_hold([*answers, YES]) == all_hold(answers)
    assert all_hold([*answers, NO]) == NO
    assert all_hold([*answers, other, other]) == all_hold([*answers, other])


@given(MANY)
def test_de_morgan(answers: list[Holds]) -> None:
    assert opposite(all_hold(answers)) == any_holds(map(opposite, answers))
    assert opposite(any_holds(answers)) == all_hold(map(opposite, answers))


@given(MANY, st.data())
def test_knowing_more_never_turns_a_yes_or_no(answers: list[Holds], data: st.DataObject) -> None:
    settled = [answer if answer != UNKNOWN else data.draw(st.sampled_from([YES, NO])) for answer in answers]
    if all_hold(answers) != UNKNOWN:
        assert all_hold(settled) == all_hold(answers)
    assert all_hold(settled) != UNKNOWN


@given(VALUES)
def test_opposite_twice_is_the_same(answer: Holds) -> None:
    assert opposite(opposite(answer)) == answer
