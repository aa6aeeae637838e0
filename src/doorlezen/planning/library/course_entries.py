"""What people of the library learn in the year: [[course]] in the library file, and what it takes away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from doorlezen.engine.allocation.posed.problem import Fund
from doorlezen.language import InputError, hours, money, t
from doorlezen.planning.library.fund_entries import KINDS
from doorlezen.planning.library.grounds import Grounds
from doorlezen.planning.library.library_model import CourseLine, Library
from doorlezen.planning.library.toml_entries import Entries

PAYS_NO_COURSE = frozenset({"scheme", "school"})
"""Kinds of purse that pay per school: what is learnt is not of one school."""
MOST_PEOPLE = 500


def read_course(entries: Entries, fund_kinds: Mapping[str, str], grounds: Grounds) -> CourseLine:
    """Read one [[course]]; ``fund_kinds``: the purses of the file. Raises InputError with the path.

    A course that does not count may be half filled in: it is a choice that somebody still looks at.
    """
    if not entries.has("counts"):
        entries.refuse("counts", t("ontbreekt; telt deze cursus mee in het plan?"))
    counts = entries.boolean("counts")
    if counts and not entries.has("cost"):
        entries.refuse("cost", t("ontbreekt; wat kost de cursus per persoon?"))
    if counts and not entries.has("hours"):
        entries.refuse("hours", t("ontbreekt; hoeveel uur kost de cursus per persoon?"))
    people = entries.whole("people", least=1)
    if people > MOST_PEOPLE:
        entries.refuse("people", t("moet hooguit {most} zijn, niet {value}", most=MOST_PEOPLE, value=people))
    line = CourseLine(
        id=entries.text("id"),
        name=entries.text("name"),
        people=people,
        cents=entries.cents_or_none("cost") or 0,
        quarters=entries.quarters("hours") if entries.has("hours") else 0,
        fund=_fund(entries, fund_kinds) if entries.has("fund") else None,
        counts=counts,
        ground=grounds.of(entries),
        path=f"{entries.name}: {entries.path}",
    )
    entries.close()
    return line


def _fund(entries: Entries, fund_kinds: Mapping[str, str]) -> str:
    able = [fund for fund, kind in fund_kinds.items() if kind in KINDS and kind not in PAYS_NO_COURSE]
    return entries.one_of("fund", able)


def course_words(line: CourseLine) -> str:
    """A course in words: how many people, what it costs together, the hours, and whether it counts."""
    told = t(
        "{people} × {money} en {people} × {hours} uur",
        people=line.people,
        money=money(line.cents),
        hours=hours(line.quarters),
    )
    return told if line.counts else t("{told}; telt niet mee", told=told)


def quarters_for_courses(library: Library) -> int:
    """How many quarter-hours a week the courses that count take, rounded up: what is not there cannot be
    promised."""
    taken = sum(line.people * line.quarters for line in library.courses if line.counts)
    return -(-taken // library.leesconsulenten.weeks)


def capacity_left(library: Library) -> int | None:
    """The hours of leesconsulenten that are left for schools, in quarter-hours a week; None: no limit.

    Raises InputError where the courses take more than there is.
    """
    there, taken = library.leesconsulenten.capacity_quarters, quarters_for_courses(library)
    if there is None:
        return None
    if taken > there:
        line = next(line for line in reversed(library.courses) if line.counts)
        what = t(
            "de cursussen kosten samen {taken} uur per week, en er zijn er {there}",
            taken=hours(taken),
            there=hours(there),
        )
        raise InputError(f"{line.path}.hours", what)
    return there - taken


def without_courses(funds: Mapping[str, Fund], courses: Sequence[CourseLine]) -> dict[str, Fund]:
    """The purses with what is left of each once its courses are paid. Raises InputError where that is not
    enough."""
    left = dict(funds)
    for line in courses:
        fund = left.get(line.fund or "")
        if fund is None or not line.counts:
            continue
        cost = line.people * line.cents
        there = fund.cents or 0
        if cost > there:
            what = t(
                "{fund} heeft nog {there}, en de cursus kost {cost}",
                fund=fund.name,
                there=money(there),
                cost=money(cost),
            )
            raise InputError(f"{line.path}.fund", what)
        left[fund.id] = replace(fund, cents=there - cost)
    return left
