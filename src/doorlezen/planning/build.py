"""From the library file, the register and the scheme to a problem that the engine can solve."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from doorlezen.engine.allocation.posed.problem import Problem, School
from doorlezen.engine.allocation.posed.writing import write_problem
from doorlezen.language import InputError, t
from doorlezen.planning.known_terms import KnownSchool, World
from doorlezen.planning.library import Candidate, Library
from doorlezen.planning.library.course_entries import capacity_left, without_courses
from doorlezen.planning.library.library_model import PupilsFilled
from doorlezen.planning.menus import build_menus, menu_of, weight_of
from doorlezen.planning.parameters import parameters_of
from doorlezen.planning.problem_funds import build_fund
from doorlezen.planning.remarks import Remark, remarks_on
from doorlezen.planning.sources import Sources, write_sources
from doorlezen.planning.turned import falls_of
from doorlezen.planning.wishes import build_requirement

Made = TypeVar("Made")


@dataclass(frozen=True)
class Built:
    """A problem with its bytes, the bytes of its sources, and what the builder should know.

    ``eligible`` and ``undetermined`` count schools by the scheme's verdict; ``demanded`` says per demand how
    many schools it is about; ``remarks`` are sentences that deserve a look.
    """

    problem: Problem
    data: bytes
    sources: Sources
    candidates: tuple[Candidate, ...]
    eligible: int
    undetermined: int
    demanded: Mapping[str, int]
    remarks: tuple[Remark, ...]

    @property
    def sources_data(self) -> bytes:
        """The bytes of the sources file."""
        return write_sources(self.sources)


def build(library: Library, world: World) -> Built:
    """Build the problem of a library. The same input gives the same bytes.

    Raises InputError with file and path for what is missing or cannot hold.
    """
    for line in library.pupils_filled:
        _check_pupils(line, world)
    candidates = _candidates(library, world)
    for index, code in enumerate(library.gemeenten):
        _check_gemeente(library, index, code, candidates)
    in_full = {line.id: build_fund(line, candidates, world.terms) for line in library.funds}
    funds = without_courses(in_full, library.courses)
    posed = Problem(
        f"{library.name}, {library.school_year}",
        (library.school_year,),
        tuple(_school(library, candidate) for candidate in candidates),
        build_menus(library),
        {library.school_year: capacity_left(library)},
        tuple(funds.values()),
        tuple(build_requirement(demand, candidates, funds) for demand in library.demands),
    )
    data = write_problem(posed)
    problem = replace(posed, sha256=hashlib.sha256(data).hexdigest())
    remarks = remarks_on(library, world, candidates, problem)
    sources = Sources(
        library=library.name,
        problem_sha256=problem.sha256,
        gemeenten={code: world.gemeenten.get(code, code) for code in library.gemeenten},
        invented=library.invented,
        scheme=world.terms.label if world.terms else "",
        editions=world.editions,
        parameters=parameters_of(library, world.terms),
        notes=tuple(remark.text for remark in remarks),
        fund_kinds={line.id: line.kind for line in library.funds},
        falls=falls_of(library, candidates, world.terms),
    )
    terms = world.terms
    return Built(
        problem=problem,
        data=data,
        sources=sources,
        candidates=candidates,
        eligible=sum(school.code in terms.eligible for school in candidates) if terms else 0,
        undetermined=sum(school.code in terms.undetermined for school in candidates) if terms else 0,
        demanded={demand.id: len(demand.schools_named) for demand in problem.requirements},
        remarks=remarks,
    )


def wrong_in(library: Library, world: World) -> tuple[InputError, ...]:
    """Everything that keeps `build` from building, each with its path, in the order of the file; a demand
    about a fund that is wrong itself is not judged."""
    refused: list[InputError] = []

    def take(make: Callable[[], Made]) -> Made | None:
        try:
            return make()
        except InputError as wrong:
            refused.append(wrong)
            return None

    for line in library.pupils_filled:
        take(partial(_check_pupils, line, world))
    candidates = _candidates(library, world)
    for index, code in enumerate(library.gemeenten):
        take(partial(_check_gemeente, library, index, code, candidates))
    made = {line.id: take(partial(build_fund, line, candidates, world.terms)) for line in library.funds}
    funds = {name: fund for name, fund in made.items() if fund is not None}
    take(partial(without_courses, funds, library.courses))
    take(partial(capacity_left, library))
    for demand in library.demands:
        named = demand.parts.get("funds", ())
        if isinstance(named, tuple) and set(named) <= funds.keys():
            take(partial(build_requirement, demand, candidates, funds))
    return tuple(refused)


def _candidates(library: Library, world: World) -> tuple[Candidate, ...]:
    """The schools whose number of pupils is known, from the register or as the library filled it in."""
    filled = {line.code: line.pupils for line in library.pupils_filled}
    return tuple(
        _candidate(library, world, school, pupils)
        for school in world.schools
        if (pupils := filled.get(school.code, school.pupils)) is not None
    )


def _candidate(library: Library, world: World, school: KnownSchool, pupils: int) -> Candidate:
    terms, scheme = world.terms, library.scheme
    eligible = terms is not None and school.code in terms.eligible
    if terms is not None and scheme is not None and scheme.undetermined:
        eligible = eligible or school.code in terms.undetermined
    return Candidate(
        code=school.code,
        name=school.name,
        gemeente=school.gemeente,
        pupils=pupils,
        score=school.score,
        collaborating=school.collaborating,
        eligible=eligible,
    )


def _check_pupils(line: PupilsFilled, world: World) -> None:
    """Refuse a number of pupils for a school that is not there, or that the register knows."""
    known = next((school for school in world.schools if school.code == line.code), None)
    if known is None:
        what = t("{code} is geen school in deze gemeenten", code=line.code)
        raise InputError(f"{line.path}.code", what)
    if known.pupils is not None:
        what = t("het register kent de leerlingen van {code} al; haal dit weg", code=line.code)
        raise InputError(f"{line.path}.code", what)


def _check_gemeente(library: Library, index: int, code: str, candidates: tuple[Candidate, ...]) -> None:
    if all(candidate.gemeente != code for candidate in candidates):
        what = t("gemeente {code} heeft geen scholen in het register; laad eerst een scholenlijst", code=code)
        raise InputError(f"{library.file_name}: library.gemeenten[{index}]", what)


def _school(library: Library, school: Candidate) -> School:
    return School(
        code=school.code,
        name=school.name,
        municipality=school.gemeente,
        pupils=school.pupils,
        score=school.score,
        collaboration=school.collaborating,
        last_year_quarters=(library.last_year or {}).get(school.code, 0),
        weight=weight_of(library, school),
        menu=menu_of(library, school),
    )
