"""The year plan of a school on paper: when the library comes and who, and when there is no school."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from doorlezen.language import (
    MINUTES_A_QUARTER,
    current,
    date,
    hours,
    n,
    school_year,
    short_date,
    short_weekday,
    t,
    whole,
)
from doorlezen.relations.domain.school_year_days import SchoolYearDays
from doorlezen.reports import sentences
from doorlezen.reports.document import set_in_type
from doorlezen.reports.tables import ReportColumn, ReportTable
from doorlezen.visits.models import ChangeReason, Visit, VisitState


@dataclass(frozen=True)
class YearPlanOf:
    """What the paper tells besides the visits. ``quarters``: a week, by the adopted plan; None: not in one.
    ``invented``: the school and all people are."""

    school: str
    place: str
    library: str
    year: SchoolYearDays
    quarters: int | None
    made: datetime.date
    invented: bool = False


def school_year_plan_pdf(visits: Sequence[Visit], of: YearPlanOf) -> bytes:
    """The paper as PDF/UA; ``visits``: of the school in that year, by day, cancelled ones too."""
    return set_in_type("school_year_plan.typ", school_year_plan(visits, of), day=of.made)


def school_year_plan(visits: Sequence[Visit], of: YearPlanOf) -> dict[str, Any]:
    """Everything that the template sets, in order."""
    on = [one for one in visits if one.state == VisitState.PLANNED]
    off = [one for one in visits if one.state == VisitState.CANCELLED]
    year = school_year(of.year.school_year)
    return {
        "lang": current(),
        "title": t("Jaarplan {year}: {school}", year=year, school=of.school),
        "made": t("Gemaakt op {day}", day=date(of.made)),
        "invented": sentences.invented() if of.invented else "",
        "page": t("bladzijde"),
        "of": t("van"),
        "kicker": t("Jaarplan {year} · {library}", year=year, library=of.library),
        "heading": t("{school}, {place}", school=of.school, place=of.place),
        "sentence": _sentence(on),
        "facts": _facts(on, off, of),
        "visits": {"heading": t("Wanneer de bibliotheek komt"), "table": _visits(on) if on else None},
        "off": {"heading": t("Wat niet doorgaat"), "table": _off(off) if off else None},
        "free": {"heading": t("Dagen zonder school"), "table": _free(of.year)},
        "source": t(
            "Bron van de vakanties: {source}. Verandert er een dag, dan krijgt de contactpersoon een mail.",
            source=of.year.source,
        ),
    }


def _sentence(on: Sequence[Visit]) -> str:
    if not on:
        return t("Er staan nog geen bezoeken vast.")
    people = list(dict.fromkeys(_who(one) for one in on))
    minutes = sum(one.minutes for one in on)
    told = n("{count} bezoek", "{count} bezoeken", len(on))
    return t(
        "{who} komt dit schooljaar: {visits}, samen {hours} uur.",
        who=people[0] if len(people) == 1 else t("{first} en anderen", first=people[0]),
        visits=told,
        hours=_hours(minutes),
    )


def _facts(on: Sequence[Visit], off: Sequence[Visit], of: YearPlanOf) -> list[tuple[str, str]]:
    return [
        (t("Bezoeken"), whole(len(on))),
        (t("Uren"), _hours(sum(one.minutes for one in on))),
        (
            t("Uur per week in het plan"),
            hours(of.quarters) if of.quarters is not None else t("geen plan"),
        ),
        (t("Schoolweken"), whole(of.year.weeks) if of.year.weeks is not None else t("niet te tellen")),
        (t("Gaat niet door"), whole(len(off))),
    ]


def _visits(on: Sequence[Visit]) -> ReportTable:
    moved = any(_moved(one) for one in on)
    columns = (
        ReportColumn(t("Dag"), align="left"),
        ReportColumn(t("Tijd"), align="left"),
        ReportColumn(t("Wie"), align="left", width=1),
        *([ReportColumn(t("Bijzonderheden"), align="left", width=1)] if moved else ()),
    )
    rows = tuple((_day(one.day), _time(one), _who(one), *([_moved(one)] if moved else ())) for one in on)
    return ReportTable(t("Alle bezoeken, op volgorde"), columns, rows)


def _off(off: Sequence[Visit]) -> ReportTable:
    columns = (ReportColumn(t("Dag"), align="left"), ReportColumn(t("Waarom"), align="left", width=1))
    rows = tuple((_day(one.day), str(ChangeReason(one.why).label) if one.why else "") for one in off)
    return ReportTable(t("Bezoeken die vervallen"), columns, rows)


def _free(year: SchoolYearDays) -> ReportTable | None:
    columns = (
        ReportColumn(t("Eerste dag"), align="left"),
        ReportColumn(t("Laatste dag"), align="left"),
        ReportColumn(t("Wat"), align="left", width=1),
    )
    rows = tuple((_day(first), _day(last), why) for first, last, why in year.free_runs(own=True))
    return ReportTable(t("Vakanties en vrije dagen van deze school"), columns, rows) if rows else None


def _who(visit: Visit) -> str:
    return str(visit.member.name) if visit.member is not None else t("nog niemand")


def _moved(visit: Visit) -> str:
    if visit.turn_on is None or visit.turn_on == visit.day or not visit.why:
        return ""
    why = str(ChangeReason(visit.why).label)
    return t("verzet van {day}: {why}", day=short_date(visit.turn_on), why=why)


def _day(day: datetime.date) -> str:
    return f"{short_weekday(day)} {short_date(day)}"


def _time(visit: Visit) -> str:
    start = datetime.datetime.combine(visit.day, visit.begins)
    return f"{start:%H:%M}–{start + datetime.timedelta(minutes=visit.minutes):%H:%M}"


def _hours(minutes: int) -> str:
    return hours(minutes // MINUTES_A_QUARTER) if minutes else whole(0)
