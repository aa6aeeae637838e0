"""A future: the same schools, with other scores, weights, menus or purses."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from doorlezen.engine.allocation.posed.problem import Fund, Problem, School
from doorlezen.language import InputError, n


@dataclass(frozen=True)
class Future:
    """One way in which the problem may turn out. ``name`` is short, for the head of a column."""

    name: str
    problem: Problem


@dataclass(frozen=True)
class Flip:
    """What changes for one school when its score crosses the drempel, the other way than it lies today.

    School and funds are called as in the file; over several years it is so in all of them. ``weight`` and
    ``menu`` None: they stay. ``leaves`` and ``joins``: funds that stop or begin to pay there.
    """

    school: str
    score: Decimal
    weight: int | None = None
    menu: str | None = None
    leaves: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()


def after(problem: Problem, flips: Iterable[Flip]) -> Problem:
    """The problem as it is when these schools have flipped. Demands and amounts of money stay as they are.

    It has no file, so its sha256 is empty.
    """
    flipped = {flip.school: flip for flip in flips}
    schools = tuple(_school(problem, s, flipped.get(problem.plain(s.code))) for s in problem.schools)
    funds = tuple(_fund(fund, flipped, problem) for fund in problem.funds)
    return replace(problem, schools=schools, funds=funds, sha256="")


def _school(problem: Problem, school: School, flip: Flip | None) -> School:
    if flip is None:
        return school
    of_year = problem.year_weights.get(problem.year_of(school.code), 1)
    return replace(
        school,
        score=flip.score,
        weight=school.weight if flip.weight is None else of_year * flip.weight,
        menu=school.menu if flip.menu is None else flip.menu,
    )


def _fund(fund: Fund, flipped: dict[str, Flip], problem: Problem) -> Fund:
    purse, year = problem.plain(fund.id), problem.year_of(fund.id)
    gone = {problem.named(year, code) for code, flip in flipped.items() if purse in flip.leaves}
    new = {problem.named(year, code) for code, flip in flipped.items() if purse in flip.joins}
    if not gone and not new:
        return fund
    paid = (set(fund.schools) - gone) | new
    return replace(fund, schools=tuple(school.code for school in problem.schools if school.code in paid))


def near_the_drempel(
    problem: Problem, band: Decimal, funds: Collection[str] = (), falls: Iterable[Flip] = ()
) -> tuple[Flip, ...]:
    """The schools that lie at most ``band`` points per pupil above the drempel, and so may fall to 0.

    ``falls``: what a school becomes that falls, where that is known; any other keeps weight, menu and payers.
    ``funds`` stop paying a school that falls as well. A problem holds the score met drempel, which says how
    far a school lies above it, but not how far below: which may rise is in a file of flips (docs/futures.md).
    """
    known = {flip.school: flip for flip in falls}
    near = (
        problem.plain(school.code)
        for school in problem.schools
        if school.score is not None and 0 < school.score <= band * school.pupils
    )
    return tuple(
        _falling(problem, known.get(code, Flip(code, Decimal(0))), funds) for code in dict.fromkeys(near)
    )


def _falling(problem: Problem, flip: Flip, funds: Collection[str]) -> Flip:
    stops = {*funds, *flip.leaves}
    return replace(flip, leaves=tuple(name for name in problem.paying(flip.school) if name in stops))


def as_future(today: Problem, other: Problem, *, name: str) -> Future:
    """Another problem file as a future of today's. Raises InputError unless it has the same schools."""
    missing = [code for code in today.school if code not in other.school]
    extra = [code for code in other.school if code not in today.school]
    if missing or extra:
        what = n(
            "heeft niet dezelfde scholen: {count} verschil, te beginnen met {code}; "
            "een plan voor beide kan alleen met dezelfde scholen",
            "heeft niet dezelfde scholen: {count} verschillen, te beginnen met {code}; "
            "een plan voor beide kan alleen met dezelfde scholen",
            len(missing) + len(extra),
            code=today.plain((missing + extra)[0]),
        )
        raise InputError(name, what)
    return Future(name, other)
