"""How pages tell where a visit stands, and what became of it."""

import datetime

from doorlezen.language import MINUTES_A_QUARTER, date, hours, short_weekday, t, whole
from doorlezen.visits.domain.visit_places import VisitPlace
from doorlezen.visits.models import ChangeReason, Visit, VisitState


def when_told(place: VisitPlace) -> str:
    """When a visit is: "di 3 november 2026, 09:00–11:00"."""
    begins, ends = f"{place.begins:%H:%M}", f"{place.ends:%H:%M}"
    return t("{when}, {begins}–{ends}", when=day_told(place.day), begins=begins, ends=ends)


def day_told(day: datetime.date) -> str:
    """A day with its name in short."""
    return f"{short_weekday(day)} {date(day)}"


def place_told(place: VisitPlace, before: VisitPlace, names: dict[int, str]) -> str:
    """Where a visit is now, in the parts that became others."""
    if place.cancelled:
        return t("vervalt")
    who = names.get(place.member or 0, t("niemand"))
    same_time = (place.day, place.begins) == (before.day, before.begins)
    if same_time and not before.cancelled:
        return t("{name} komt, zelfde tijd", name=who)
    if place.member == before.member:
        return when_told(place)
    return t("{when}, {name} komt", when=when_told(place), name=who)


def hours_of(minutes: int) -> str:
    """Whole quarter-hours: what is less is not told."""
    return hours(minutes // MINUTES_A_QUARTER) if minutes else whole(0)


def stand_told(visit: Visit) -> str:
    """How a visit stands, with the reason where it moved or is cancelled."""
    why = str(ChangeReason(visit.why).label) if visit.why else ""
    if visit.state == VisitState.CANCELLED:
        return t("vervalt: {why}", why=why) if why else t("vervalt")
    if visit.turn_on is not None and visit.turn_on != visit.day:
        return t("verzet van {day}: {why}", day=date(visit.turn_on), why=why)
    return t("gepland")
