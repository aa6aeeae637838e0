"""From hours a week to visits: no minute is lost, and a visit is as long and as often as the rule says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.team.domain.school_visits import visits_of

HOURS = 4


@pytest.mark.parametrize(
    ("quarters", "cycle_weeks", "every", "visits"),
    [
        (2 * HOURS, 2, None, [(120, 1)]),
        (1 * HOURS, 2, None, [(120, 2)]),
        (6, 2, None, [(180, 2)]),
        (5 * HOURS, 2, None, [(150, 1), (150, 1)]),
        (2 * HOURS + 1, 1, 4, [(135, 1)]),
        (1, 4, None, [(60, 4)]),
        (3 * HOURS + 1, 2, None, [(105, 1), (90, 1)]),
        (2 * HOURS, 2, 2, [(120, 2), (120, 2)]),
    ],
)
def test_hours_become_visits(
    quarters: int, cycle_weeks: int, every: int | None, visits: list[tuple[int, int]]
) -> None:
    found = visits_of(quarters, cycle_weeks=cycle_weeks, shortest=120, longest=180, every=every)
    assert [tuple(visit) for visit in found] == visits


@given(
    quarters=st.integers(1, 160),
    cycle_weeks=st.sampled_from([1, 2, 4]),
    shortest=st.integers(15, 300),
    longest=st.integers(30, 300),
    every=st.sampled_from([None, 1, 2, 4]),
)
def test_no_minute_is_lost_and_no_visit_is_too_long(
    quarters: int, cycle_weeks: int, shortest: int, longest: int, every: int | None
) -> None:
    visits = visits_of(quarters, cycle_weeks=cycle_weeks, shortest=shortest, longest=longest, every=every)
    assert sum(visit.minutes * cycle_weeks // visit.every for visit in visits) == quarters * 15 * cycle_weeks
    minutes = [visit.minutes for visit in visits]
    assert max(minutes) <= longest
    assert max(minutes) - min(minutes) in {0, 15}
    assert {cycle_weeks % visit.every for visit in visits} == {0}
