"""Instances: the same seed gives the same bytes, every one has a plan, tight is tighter."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from bench.instances.generate import FAMILIES, TIGHTNESS, generate
from bench.instances.schools import MOST_INVENTED, Base, from_problem, from_register, invented, some

from doorlezen.demo.seeded_numbers import Draw
from doorlezen.engine.allocation import check, read_problem, solve
from doorlezen.engine.allocation.posed.requirements import KINDS
from doorlezen.language import InputError


def test_the_bytes_do_not_depend_on_the_hash_seed_or_the_language() -> None:
    """Sets and dictionaries in another order, and texts in English, would show here."""
    script = (
        "import hashlib; from bench.instances.generate import generate\n"
        "print(hashlib.sha256(generate(family='region', tightness='loose', seed=7).problem).hexdigest())\n"
    )
    hashes = set()
    for seed, language in (("1", "nl"), ("2", "en")):
        done = subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "DOORLEZEN_LANGUAGE": language},
            capture_output=True,
            text=True,
            check=True,
        )
        hashes.add(done.stdout)
    assert len(hashes) == 1


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("tightness", TIGHTNESS)
def test_every_instance_is_strictly_read_and_has_the_plan_it_was_built_around(
    tightness: str, seed: int
) -> None:
    made = generate(family="small", tightness=tightness, seed=seed)
    problem = read_problem(made.problem)
    assert len(problem.schools) == FAMILIES["small"]
    assert check(problem, made.reference) == []


def test_a_region_has_every_kind_of_demand_but_one_and_a_plan() -> None:
    made = generate(family="region", tightness="tight", seed=1, count=400)
    problem = read_problem(made.problem)
    assert check(problem, made.reference) == []
    assert {demand.kind for demand in problem.requirements} == set(KINDS) - {"spend_at_most"}


def test_the_optimum_is_above_the_reference_and_lower_where_it_is_tight() -> None:
    best = {}
    for tightness in TIGHTNESS:
        made = generate(family="small", tightness=tightness, seed=1)
        plan = solve(read_problem(made.problem))
        assert (plan.status, made.reference.objective is not None) == ("optimal", True)
        best[tightness] = (plan.objective or 0) - (made.reference.objective or 0)
    assert 0 < best["tight"] < best["loose"]


def test_another_seed_is_another_instance() -> None:
    one, other = (generate(family="small", tightness="tight", seed=seed).problem for seed in (1, 2))
    assert one != other


SCHOOLS = [Base(f"0{n}AA00", f"S{n}", f"000{n // 2}", 50 + n, Decimal("1.50")) for n in range(6)]


def test_whole_gemeenten_are_drawn_and_only_the_last_is_cut() -> None:
    chosen = some(Draw(3), SCHOOLS, 3)
    assert len(chosen) == 3
    assert chosen == sorted(chosen)
    sizes = sorted(sum(school.municipality == code for school in chosen) for code in ("0000", "0001", "0002"))
    assert sizes == [0, 1, 2]


def test_schools_of_a_problem_are_kept_as_they_are() -> None:
    made = generate(family="small", tightness="loose", seed=1, schools=SCHOOLS, source="eigen")
    problem = read_problem(made.problem)
    assert from_problem(problem) == SCHOOLS
    assert problem.title == "Benchmark small-loose-1: 6 scholen, eigen"


def test_more_schools_than_there_are_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        generate(family="small", tightness="loose", seed=1, schools=SCHOOLS, count=7)
    assert str(refused.value) == "er zijn er maar 6"
    with pytest.raises(InputError) as refused:
        generate(family="small", tightness="loose", seed=1, count=MOST_INVENTED + 1)
    assert str(refused.value) == "hooguit 9000 verzonnen scholen"


def test_invented_schools_are_distributed_as_in_the_netherlands() -> None:
    schools = invented(Draw(1), 2_000)
    assert len({school.code for school in schools}) == 2_000
    with_score = sum(school.score is not None and school.score > 0 for school in schools)
    assert 780 <= with_score <= 840, "40.6% of the schools had a score above 0 in 2019"


def test_the_open_register_is_the_country(shared: Path) -> None:
    data = shared / "data"
    schools = from_register(
        data / "cbs" / "achterstandsscores-scholen-2019.xlsx",
        data / "duo" / "alle-vestigingen-bo_2019-09.csv",
    )
    assert (len(schools), len({school.municipality for school in schools})) == (6_295, 355)
    assert sum(school.score is not None and school.score > 0 for school in schools) == 2_555
    made = generate(family="country", tightness="tight", seed=1, schools=schools, source="register")
    problem = read_problem(made.problem)
    assert (len(problem.schools), check(problem, made.reference)) == (6_295, [])
    assert json.loads(made.problem)["schools"][0]["score"] == float(schools[0].score or 0)
