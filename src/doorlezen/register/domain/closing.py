"""When a school counts as closed: one rule, used to answer questions and to keep the register up to date."""

import datetime
from collections.abc import Sequence

from doorlezen.language import InputError, t, whole
from doorlezen.register.domain.facts import newest_rows, seen
from doorlezen.register.domain.names import as_written
from doorlezen.register.domain.report import LoadReport, Noted
from doorlezen.register.models import Address, Edition, Kind, School

MANY = 20
"""So many schools may always close at once; above it, at most one in ten of those that are open."""


def closing_day(last_seen: datetime.date, lists: Sequence[datetime.date]) -> datetime.date | None:
    """The day a school counts as closed: the first list of schools (days in order) after it was last seen.

    None when no newer list of schools exists, so that the school is open as far as we know.
    """
    return next((day for day in lists if day > last_seen), None)


def days_of_lists(on: datetime.date | None = None) -> list[datetime.date]:
    """The peildatums of the lists of schools up to ``on`` (None: all), oldest first."""
    days = Edition.objects.filter(kind=Kind.SCHOOLS).order_by("peildatum").values_list("peildatum", flat=True)
    return [day for day in days if on is None or day <= on]


def close_and_reopen(report: LoadReport, *, accept_closures: bool) -> None:
    """Bring ``closed_on`` of every school in line with the editions, and note what that changed.

    Raises InputError when one load would close very many schools and ``accept_closures`` is not given:
    such a list is more likely cut short than true.
    """
    lists = days_of_lists()
    was = dict(School.objects.order_by("code").values_list("code", "closed_on"))
    now = {code: closing_day(last, lists) for code, (_, last) in seen().items()}
    changed = {code: now.get(code) for code in was if was[code] != now.get(code)}
    closing = [code for code, day in changed.items() if day and was[code] is None]
    opening = [code for code, day in changed.items() if day is None]
    still_open = sum(day is None for day in was.values())
    if len(closing) > max(MANY, still_open // 10) and not accept_closures:
        raise InputError(
            t("lijst van scholen"),
            t(
                "hiermee sluiten {closed} van de {open} scholen; is de lijst heel? "
                "Klopt het toch, geef dan --accept-closures",
                closed=whole(len(closing)),
                open=whole(still_open),
            ),
        )
    for day in sorted({day for day in changed.values() if day}):
        codes = [code for code, closed_on in changed.items() if closed_on == day]
        School.objects.filter(code__in=codes).update(closed_on=day)
    School.objects.filter(code__in=opening).update(closed_on=None)
    names = _names([*closing, *opening])
    report.closed = [Noted(None, code, names.get(code, "")) for code in closing]
    report.reopened = [Noted(None, code, names.get(code, "")) for code in opening]


def _names(codes: list[str]) -> dict[str, str]:
    """The last known name and place of these schools."""
    rows = newest_rows(Address, None).filter(school__in=codes).values_list("school_id", "name", "place")
    return {code: f"{name}, {as_written(place)}" for code, name, place in rows}
