"""The tables of a roster: its people, its schools, the schools that are not in it, the weeks of somebody."""

from collections import defaultdict
from decimal import Decimal

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.roster import AskedVisit, Roster, RosterPerson, RosterSchool, VisitTime
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import MINUTES_A_QUARTER, decimal, t, whole
from doorlezen.rosters.domain.fixing import pins_of
from doorlezen.rosters.domain.roster_queries import KeptRoster
from doorlezen.rosters.models import RosterState
from doorlezen.web.addresses import address
from doorlezen.web.pieces import Cell, Column, Table, table_of


def how_good(answer: Roster) -> str:
    """How far a roster is from the best at most, in words without points."""
    if answer.status == "optimal":
        return t("Bewezen: beter kan niet.")
    if answer.gap is None:
        return t("Hoeveel beter het nog kan, is niet bekend.")
    percents = Decimal(answer.gap * 100)
    if percents < Decimal("0.005"):
        return t("Minder dan 0,01% beter is mogelijk.")
    return t("Hooguit {percent}% beter is mogelijk.", percent=decimal(percents, 1 if percents >= 1 else 2))


def people_table(actor: Actor, kept: KeptRoster) -> Table:
    """Everybody's schools and hours a week, beside the hours that there are."""
    schools: dict[str, int] = defaultdict(int)
    for served in (kept.answer.schools if kept.answer else {}).values():
        schools[served.person] += 1
    weeks = kept.problem.cycle_weeks
    columns: list[SheetColumn[RosterPerson]] = [
        SheetColumn(
            t("Wie"),
            lambda person: Cell(
                kept.name(person.id), address(actor, "rosters:week", pk=kept.row.pk, person=person.id)
            ),
        ),
        SheetColumn(t("Scholen"), lambda person: schools[person.id], "whole"),
        SheetColumn(
            t("Op scholen"),
            lambda person: kept.worked[person.id] // (weeks * MINUTES_A_QUARTER),
            "hours",
            unit=t("uur per week"),
            key="worked",
        ),
        SheetColumn(
            t("Daarvoor zijn er"),
            lambda person: person.max_minutes // MINUTES_A_QUARTER,
            "hours",
            unit=t("uur per week"),
        ),
    ]
    people = sorted(kept.problem.people, key=lambda person: kept.name(person.id))
    note = t("Op scholen: de bezoeken zonder het reizen. Het reizen tussen scholen telt wel mee in de uren.")
    return table_of(t("Wie hoeveel doet"), columns, people, first="worked", summed=t("Samen"), note=note)


def schools_table(actor: Actor, kept: KeptRoster) -> Table:
    """Who visits each school when."""
    answer = kept.answer
    assert answer is not None
    columns: list[SheetColumn[RosterSchool]] = [
        SheetColumn(t("School"), lambda school: _school(actor, kept, school)),
        SheetColumn(
            t("Wie komt"), lambda school: kept.name(answer.schools[school.code].person), key="person"
        ),
        SheetColumn(t("Wanneer"), lambda school: times_told(school, answer.schools[school.code].visits)),
    ]
    schools = sorted(
        (school for school in kept.problem.schools if school.code in answer.schools),
        key=lambda school: (school.name, school.code),
    )
    return table_of(t("Wie wanneer komt"), columns, schools, first="person")


def out_table(actor: Actor, kept: KeptRoster) -> list[Table]:
    """The schools that are not in it, with why where that is known without reckoning; none: nothing."""
    answer, problem = kept.answer, kept.problem
    assert answer is not None
    out = [problem.school[code] for code in answer.unserved]
    if not out:
        return []
    columns: list[SheetColumn[RosterSchool]] = [
        SheetColumn(
            t("School"),
            lambda school: _school(actor, kept, school),
        ),
        SheetColumn(t("Vraagt"), lambda school: ", ".join(how_often(visit) for visit in school.visits)),
        SheetColumn(t("Wie kan"), lambda school: able_told(kept, school), key="able"),
    ]
    return [table_of(t("Niet in dit rooster"), columns, out, first="able")]


def week_table(kept: KeptRoster, person: str) -> Table:
    """Each half-day that somebody works, in each week of the cycle."""
    problem, answer = kept.problem, kept.answer
    assert answer is not None
    there: dict[tuple[str, int], list[str]] = defaultdict(list)
    for code, served in sorted(answer.schools.items()):
        if served.person != person:
            continue
        school = problem.school[code]
        for visit, time in zip(school.visits, served.visits, strict=True):
            for week in range(time.phase, problem.cycle_weeks + 1, visit.every):
                told = t("{school}, {minutes} minuten", school=school.name, minutes=whole(visit.minutes))
                there[time.half_day, week].append(told)
    weeks = range(1, problem.cycle_weeks + 1)
    heads = [Column(t("Dagdeel")), *(Column(t("Week {number}", number=week)) for week in weeks)]
    rows = [
        [half_day_in_words(one), *("; ".join(there[one, week]) or t("vrij") for week in weeks)]
        for one in problem.half_days
        if problem.person[person].half_days.get(one)
    ]
    caption = t("De week van {name}", name=kept.name(person))
    note = t("Het rooster herhaalt zich; vakanties en vrije dagen komen eroverheen als je het bekendmaakt.")
    return Table(caption, heads, rows, note=note)


def _school(actor: Actor, kept: KeptRoster, school: RosterSchool) -> Cell:
    """A school's name, what is fixed of it, and for a draft where that is changed."""
    pin = pins_of(kept.row).get(school.code)
    if pin is None:
        note = ""
    elif pin.visits is None:
        note = t("vast: wie")
    else:
        note = t("vast: wanneer") if pin.person is None else t("vast: wie en wanneer")
    if kept.row.state == RosterState.DRAFT:
        return Cell(school.name, address(actor, "rosters:fix", pk=kept.row.pk, code=school.code), note=note)
    return Cell(school.name, address(actor, "team:visiting", code=school.code), note=note)


def times_told(school: RosterSchool, times: tuple[VisitTime, ...]) -> str:
    """When all visits of a school are."""
    return ", ".join(visit_time_told(*both) for both in zip(school.visits, times, strict=True))


def visit_time_told(visit: AskedVisit, time: VisitTime) -> str:
    """On which half-day of which weeks a visit is."""
    return t("{half_day} {often}", half_day=half_day_in_words(time.half_day), often=when_it_is(visit, time))


def when_it_is(visit: AskedVisit, time: VisitTime) -> str:
    """In which weeks a visit is."""
    if visit.every == 1:
        return t("elke week")
    if visit.every == 2:
        return t("in de oneven weken") if time.phase == 1 else t("in de even weken")
    return t("eens in de vier weken, vanaf week {number}", number=time.phase)


def how_often(visit: AskedVisit) -> str:
    """How long and how often a visit is asked."""
    often = {1: t("elke week"), 2: t("om de week"), 4: t("eens in de vier weken")}[visit.every]
    return t("{minutes} minuten {often}", minutes=whole(visit.minutes), often=often)


def able_told(kept: KeptRoster, school: RosterSchool) -> str:
    """Who could serve a school by the rules alone."""
    names = sorted(kept.name(one) for one in kept.problem.person if (one, school.code) in kept.problem.times)
    return ", ".join(names) if names else t("niemand: geen dagdeel of deskundigheid past")
