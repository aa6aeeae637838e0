"""The plans of the shared problems stay the same files, to the byte but for the seconds they took.

A solver of another version may choose another of equal plans; then the hashes are made anew, after a look at
what changed.
"""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from doorlezen.engine.allocation import Effort, Plan, read_problem, solve, write_plan, write_problem

TWO = Effort(workers=2)


def file_of(plan: Plan) -> str:
    return hashlib.sha256(write_plan(replace(plan, seconds=0.0))).hexdigest()


@pytest.mark.parametrize(
    ("name", "plain", "priced"),
    [
        (
            "rivierengebied-2019",
            "c0859e975e84fdc1fc6d6351a1701c295ebe014e1a05428cc22681c1e20e39d8",
            "9f3ac0a380c95d37593f271fc2a60a3594fc1a0155c35335f29c3a3b49227a20",
        ),
        (
            "rivierengebied-2019-conflict",
            "1062ef6e99f51bb54c28eea60e4760dd920428540db19cba920a70446663f503",
            "aba2def4bf1a40b63eec675da85bd2a8ad6f1ef1e2d56c92d1a6ea9a8dc87805",
        ),
    ],
)
def test_the_plan_of_a_region_is_the_same_file(shared: Path, name: str, plain: str, priced: str) -> None:
    problem = read_problem((shared / "problems" / f"{name}.json").read_bytes())
    plan = solve(problem, effort=TWO, with_prices=True)
    assert file_of(plan) == priced
    assert file_of(replace(plan, prices=None)) == plain


@pytest.mark.parametrize("name", ["rivierengebied-2019", "rivierengebied-2019-conflict", "nederland-2019"])
def test_a_shared_problem_is_written_as_it_was_read(shared: Path, name: str) -> None:
    problem = read_problem((shared / "problems" / f"{name}.json").read_bytes())
    again = read_problem(write_problem(problem))
    assert replace(again, sha256=problem.sha256) == problem
