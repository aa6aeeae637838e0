"""The shipped example on the real data of 2019 gives the reference problem, and so its best value."""

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from doorlezen.engine.allocation import Problem, read_problem, solve
from doorlezen.planning.build import Built, build
from doorlezen.planning.library import read_library
from tests.databases import for_several

EXAMPLE = Path(__file__).parent / "river_area.toml"
LAST_YEAR = '\n[last_year]\nfile = "uren.csv"\n'


@pytest.fixture(scope="module")
def reference(shared: Path) -> Problem:
    """The reference problem: real schools, drawn collaborations."""
    return read_problem((shared / "problems/rivierengebied-2019.json").read_bytes())


@pytest.fixture(scope="module")
def river(
    shared: Path,
    reference: Problem,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Built:
    """The example built on the real register, with the collaborations and hours of the reference."""
    with for_several(django_db_blocker):
        return built(shared / "data", reference, tmp_path_factory.mktemp("river"))


def built(data: Path, reference: Problem, folder: Path) -> Built:
    """Fill the register, and build the example on it."""
    from doorlezen.documents.source import Source, open_source
    from doorlezen.planning.known_schools import gather
    from doorlezen.register.domain.editions import Offered
    from doorlezen.register.domain.load import load
    from doorlezen.register.domain.load_collaborations import load_collaborations
    from doorlezen.register.models import Kind

    files = {
        Kind.SCHOOLS: data / "duo/alle-vestigingen-bo_2019-09.csv",
        Kind.SCORES: data / "cbs/achterstandsscores-scholen-2019.xlsx",
    }
    load([Offered(kind, open_source(path)) for kind, path in files.items()])
    partners = [school for school in reference.schools if school.collaboration]
    lines = ["vestigingscode;programma;sinds", *(f"{school.code};dbos-po;2018-08-01" for school in partners)]
    own = Source("samenwerkingen.csv", "\n".join(lines).encode())
    load_collaborations(Offered(Kind.COLLABORATIONS, own), today=datetime.date(2025, 6, 1))
    hours = [f"{school.code};{Decimal(school.last_year_quarters) / 4}" for school in partners]
    (folder / "uren.csv").write_text("\n".join(["vestigingscode;uren", *hours]))
    library = read_library(EXAMPLE.read_bytes() + LAST_YEAR.encode(), name="library.toml", folder=folder)
    return build(library, gather(library))


HALF = "08ZN00"
"""222 pupils and 86.5 points: the reference rounded 308.5 to even, we round halves up."""


def with_weight(problem: Problem, weight: int) -> Problem:
    """The same problem with another weight for the school in `HALF`."""
    schools = tuple(
        replace(school, weight=weight) if school.code == HALF else school for school in problem.schools
    )
    return replace(problem, schools=schools)


def plain(problem: Problem) -> dict[str, Any]:
    """A problem without names and titles, which the register writes in its own way."""
    return {
        "schools": {school.code: replace(school, name="") for school in problem.schools},
        "menus": problem.menus,
        "capacity": problem.capacity_quarters,
        "funds": {
            fund.id: (
                fund.cents,
                sorted(fund.schools),
                sorted(fund.bouwstenen),
                fund.max_cents_per_school,
                fund.max_cents_per_pupil,
            )
            for fund in problem.funds
        },
        "demands": [(demand.kind, demand.by) for demand in problem.requirements],
    }


def test_the_example_gives_the_reference_problem_and_its_best_value(river: Built, reference: Problem) -> None:
    assert river.problem.school[HALF].weight == 309
    same = with_weight(river.problem, 308)
    assert plain(same) == plain(reference)
    plan = solve(same)
    assert (plan.status, plan.objective) == ("optimal", 20_508_008)


def test_the_river_area_and_what_it_rests_on(river: Built) -> None:
    assert (len(river.candidates), sum(school.has_score for school in river.candidates)) == (129, 58)
    assert (river.eligible, river.undetermined) == (37, 1)
    assert [(item.publisher, item.peildatum) for item in river.sources.editions] == [
        ("DUO", "2019-09-01"),
        ("CBS", "2019-10-01"),
        ("de bibliotheek", "2025-06-01"),
    ]
    assert river.sources.gemeenten["0281"] == "Tiel"
    assert river.remarks[0].text.startswith("11 scholen hebben geen leerlingen in het register")
