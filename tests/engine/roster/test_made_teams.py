"""Made-up teams keep their best values, which a plain model with a column per set of schools proved too."""

from dataclasses import replace

import pytest

from doorlezen.engine.roster import check_roster, read_roster, read_roster_problem, solve, write_roster
from tests.engine.roster.made_team import made_bytes


@pytest.mark.parametrize(
    ("schools", "people", "seed", "value", "served"),
    [(10, 2, 1, 3_173_640, 10), (12, 3, 1, 3_708_160, 12), (16, 3, 2, 4_071_640, 15)],
)
def test_made_up_teams_keep_their_proven_values(
    schools: int, people: int, seed: int, value: int, served: int
) -> None:
    problem = read_roster_problem(made_bytes(schools, people, seed))
    roster = solve(problem, workers=1)
    assert (roster.status, roster.objective, roster.bound) == ("optimal", value, value)
    assert len(roster.schools) == served
    assert check_roster(problem, roster) == []
    written = write_roster(roster)
    assert write_roster(read_roster(written)) == written
    again = solve(problem, workers=1)
    assert write_roster(replace(again, seconds=roster.seconds)) == written
