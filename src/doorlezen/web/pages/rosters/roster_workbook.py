"""A roster as a workbook: every visit per person, the schools, those that are not in it, and the figures."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorlezen.documents.books import XLSX, WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.roster import AskedVisit, Roster, RosterSchool, VisitTime
from doorlezen.engine.roster.explain.person_load import PersonLoad, load_of
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import n, t
from doorlezen.register.domain.queries import gemeente_names
from doorlezen.rosters.domain.roster_queries import KeptRoster
from doorlezen.web.here import actor_of, attachment, needs
from doorlezen.web.pages.rosters.roster_tables import (
    able_told,
    how_good,
    how_often,
    times_told,
    when_it_is,
)
from doorlezen.web.pages.rosters.roster_view import found_roster, title_of


class _RosterVisit(NamedTuple):
    """One visit of the cycle: who, where, when. ``minutes``: in the whole cycle."""

    person: str
    school: RosterSchool
    asked: AskedVisit
    time: VisitTime
    minutes: int


class _Figure(NamedTuple):
    what: str
    value: object
    unit: str


@require_safe
@needs("rosters.see")
def roster_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The roster for who goes on with it in a spreadsheet."""
    kept = found_roster(actor_of(request), pk)
    if kept.answer is None:
        raise Http404
    name = t("rooster-{year}-{number}.xlsx", year=kept.row.school_year, number=kept.row.number)
    return attachment(_data(kept, kept.answer), XLSX, name)


def _data(kept: KeptRoster, answer: Roster) -> bytes:
    title, problem = title_of(kept.row), kept.problem
    names = gemeente_names({school.municipality for school in problem.schools})
    gemeente = SheetColumn[RosterSchool](
        t("gemeente"), lambda one: names.get(one.municipality, one.municipality), width=22
    )
    school = [
        SheetColumn[RosterSchool](t("school"), lambda one: one.name, width=38),
        SheetColumn[RosterSchool](t("code"), lambda one: one.code),
        gemeente,
    ]
    book = WorkbookWriter({"title": title})
    repeats = n(
        "Het rooster herhaalt zich elke week.",
        "Het rooster herhaalt zich elke {count} weken.",
        problem.cycle_weeks,
    )
    visits = sorted(_visits(kept, answer), key=lambda one: _order(kept, one))
    sheet = book.sheet(t("Per mens"))
    sheet.title(title, how_good(answer), repeats)
    sheet.table(_visit_columns(kept, school), visits, total=_total(visits), filtered=True)
    served = sorted(
        (one for one in problem.schools if one.code in answer.schools), key=lambda one: (one.name, one.code)
    )
    sheet = book.sheet(t("Per school"))
    sheet.title(title)
    sheet.table([*school, *_served_columns(kept, answer)], served, filtered=True)
    sheet = book.sheet(t("Niet in dit rooster"))
    sheet.title(title)
    asked = [
        SheetColumn[RosterSchool](
            t("vraagt"), lambda one: ", ".join(how_often(visit) for visit in one.visits), width=44
        ),
        SheetColumn[RosterSchool](t("wie kan"), lambda one: able_told(kept, one), width=44),
    ]
    sheet.table([*school, *asked], [problem.school[code] for code in answer.unserved])
    _figures(book, kept, answer)
    return book.data()


def _visits(kept: KeptRoster, answer: Roster) -> Iterator[_RosterVisit]:
    for code, served in answer.schools.items():
        school = kept.problem.school[code]
        for asked, time in zip(school.visits, served.visits, strict=True):
            minutes = asked.minutes * kept.problem.cycle_weeks // asked.every
            yield _RosterVisit(served.person, school, asked, time, minutes)


def _order(kept: KeptRoster, visit: _RosterVisit) -> tuple[str, str, int, int, str]:
    place = kept.problem.half_days.index(visit.time.half_day)
    return kept.name(visit.person), visit.person, place, visit.time.phase, visit.school.code


def _total(visits: list[_RosterVisit]) -> _RosterVisit | None:
    return visits[0]._replace(minutes=sum(one.minutes for one in visits)) if visits else None


def _visit_columns(
    kept: KeptRoster, school: list[SheetColumn[RosterSchool]]
) -> list[SheetColumn[_RosterVisit]]:
    def of_visit(visit: _RosterVisit) -> RosterSchool:
        return visit.school

    return [
        SheetColumn(t("wie"), lambda one: kept.name(one.person), width=28),
        SheetColumn(t("dagdeel"), lambda one: half_day_in_words(one.time.half_day), width=20),
        SheetColumn(t("weken"), lambda one: when_it_is(one.asked, one.time), width=28),
        *(column.of_part(of_visit) for column in school),
        SheetColumn(t("duur"), lambda one: one.asked.minutes, "known", unit=t("minuten")),
        SheetColumn(
            n("samen in {count} week", "samen in {count} weken", kept.problem.cycle_weeks),
            lambda one: one.minutes,
            "whole",
            unit=t("minuten"),
        ),
    ]


def _served_columns(kept: KeptRoster, answer: Roster) -> list[SheetColumn[RosterSchool]]:
    return [
        SheetColumn(t("wie komt"), lambda one: kept.name(answer.schools[one.code].person), width=28),
        SheetColumn(t("wanneer"), lambda one: times_told(one, answer.schools[one.code].visits), width=48),
        SheetColumn(
            n("in {count} week", "in {count} weken", kept.problem.cycle_weeks),
            lambda one: kept.problem.minutes_of(one),
            "known",
            unit=t("minuten"),
        ),
    ]


def _figures(book: WorkbookWriter, kept: KeptRoster, answer: Roster) -> None:
    """The load of everybody with sums below, and what the whole is worth."""
    problem = kept.problem
    loads = [load_of(problem, answer, person) for person in problem.person] if answer.terms else []
    loads.sort(key=lambda load: (kept.name(load.id), load.id))
    sheet = book.sheet(t("Cijfers"))
    sheet.title(
        title_of(kept.row), n("Minuten in {count} week.", "Minuten in {count} weken.", problem.cycle_weeks)
    )
    minutes = t("minuten")
    columns: list[SheetColumn[PersonLoad]] = [
        SheetColumn(t("wie"), lambda load: kept.name(load.id), width=38),
        SheetColumn(t("scholen"), lambda load: len(load.schools), "whole"),
        SheetColumn(t("bezoeken"), lambda load: load.worked - load.way, "whole", unit=minutes),
        SheetColumn(t("tussen scholen"), lambda load: load.way, "whole", unit=minutes),
        SheetColumn(t("contract"), lambda load: load.contract, "whole", unit=minutes),
        SheetColumn(t("over"), lambda load: load.contract - load.worked, "whole", unit=minutes),
        SheetColumn(t("van huis en terug"), lambda load: load.travel, "whole", unit=minutes),
    ]
    sheet.table(columns, loads, total=_together(loads))
    sheet.table(
        [
            SheetColumn[_Figure](t("wat"), lambda one: one.what, width=38),
            SheetColumn[_Figure](t("waarde"), lambda one: one.value, "figure"),
            SheetColumn[_Figure](t("eenheid"), lambda one: one.unit, width=24),
        ],
        _values(kept, answer),
    )


def _together(loads: list[PersonLoad]) -> PersonLoad | None:
    if not loads:
        return None
    schools = tuple(code for load in loads for code in load.schools)
    return PersonLoad(
        "",
        schools,
        worked=sum(load.worked for load in loads),
        way=sum(load.way for load in loads),
        contract=sum(load.contract for load in loads),
        target=sum(load.target for load in loads),
        travel=sum(load.travel for load in loads),
        free=(),
        lost=(),
    )


def _values(kept: KeptRoster, answer: Roster) -> list[_Figure]:
    minutes = t("minuten")
    told = [
        _Figure(t("scholen in het rooster"), len(answer.schools), t("scholen")),
        _Figure(t("scholen niet in het rooster"), len(answer.unserved), t("scholen")),
        _Figure(t("waarde"), answer.objective, t("zonder eenheid")),
        _Figure(t("meer kan het nooit zijn"), answer.bound, t("zonder eenheid")),
    ]
    if answer.gap is not None:
        told.append(_Figure(t("hooguit beter"), Decimal(str(answer.gap * 100)), t("procent")))
    if (terms := answer.terms) is not None:
        told += [
            _Figure(t("bezoeken"), terms.minutes, minutes),
            _Figure(t("scholen met dezelfde mens als vorig jaar"), terms.continuity, t("scholen")),
            _Figure(t("wensen"), terms.wish, t("som van −5 tot 5")),
            _Figure(t("van huis en terug"), terms.travel, minutes),
            _Figure(t("boven het streven"), terms.over_target, minutes),
        ]
    return told
