"""When a school counts as closed: one rule, used to answer questions and to keep the register up to date."""

import datetime
from collections.abc import Collection, Iterable, Sequence

from doorlezen.language import InputError, t, whole
from doorlezen.register.domain.facts import newest_rows, seen
from doorlezen.register.domain.load_result import LoadReport, Noted
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import PRIMARY, SPECIAL, Address, Edition, Kind, PupilCount, School, Score

MANY = 20
"""So many schools may always close at once; above it, at most one in ten of those that are open."""


def closing_day(last_seen: datetime.date, lists: Sequence[datetime.date]) -> datetime.date | None:
    """The day a school counts as closed: the first list of its kind (days in order) after it was last seen.

    None when no newer list of its kind exists, so that the school is open as far as we know.
    """
    return next((day for day in lists if day > last_seen), None)


class Lists:
    """The days of the lists in which a school stands as long as it exists, oldest first, by kind of school.

    Of primary schools those are the lists of schools. Special schools stand in none of them: what tells of
    those is a count of pupils that has every kind of school.
    """

    def __init__(self, editions: Iterable[Edition]) -> None:
        days: dict[str, set[datetime.date]] = {kind: set() for kind in (PRIMARY, *SPECIAL)}
        for edition in editions:
            if edition.kind == Kind.SCHOOLS:
                days[PRIMARY].add(edition.peildatum)
            for kind in edition.school_types.split():
                if kind in SPECIAL:
                    days[kind].add(edition.peildatum)
        self._days = {kind: sorted(found) for kind, found in days.items()}

    def of(self, school_type: str) -> Sequence[datetime.date]:
        """The days for a school of this kind; one of an unknown kind ("") is taken for a primary school."""
        return self._days.get(school_type, self._days[PRIMARY])


def special_schools() -> dict[str, str]:
    """The kind of every special school. A school in any list of schools is a primary one."""
    counted = newest_rows(PupilCount, None).values_list("school_id", "school_type")
    listed = Address.objects.filter(edition__kind=Kind.SCHOOLS).order_by()
    primary = set(listed.values_list("school_id", flat=True).distinct())
    return {code: kind for code, kind in counted if kind in SPECIAL and code not in primary}


def close_and_reopen(report: LoadReport, *, known_before: Collection[str], accept_closures: bool) -> None:
    """Bring ``closed_on`` of every school in line with the editions, and note what that changed.

    ``known_before``: the schools that were there before this load. A count of pupils also names schools that
    closed long ago, in this load or before the first list of schools came in; those are no news.
    Raises InputError when one load would close very many schools and ``accept_closures`` is not given: such a
    list is more likely cut short than true.
    """
    lists = Lists(Edition.objects.exclude(kind=Kind.COLLABORATIONS).order_by("peildatum", "pk"))
    special, all_seen = special_schools(), seen()
    was = dict(School.objects.order_by("code").values_list("code", "closed_on"))
    now = {code: closing_day(last, lists.of(special.get(code, ""))) for code, (_, last) in all_seen.items()}
    changed = {code: now.get(code) for code in was if was[code] != now.get(code)}
    news = _listed_or_scored() | (special.keys() & set(known_before))
    closing = [code for code, day in changed.items() if day and was[code] is None and code in news]
    opening = [code for code, day in changed.items() if day is None]
    still_open = sum(day is None for code, day in was.items() if code in news)
    if len(closing) > max(MANY, still_open // 10) and not accept_closures:
        raise InputError(
            t("lijst van scholen"),
            t(
                "hiermee sluiten {closed} van de {open} scholen; is de lijst heel? "
                "Klopt het toch, geef dat dan aan",
                closed=whole(len(closing)),
                open=whole(still_open),
            ),
            field="accept_closures",
        )
    for day in sorted({day for day in changed.values() if day}):
        codes = [code for code, closed_on in changed.items() if closed_on == day]
        School.objects.filter(code__in=codes).update(closed_on=day)
    School.objects.filter(code__in=opening).update(closed_on=None)
    names = _names([*closing, *opening])
    report.closed = [Noted(None, code, names.get(code, "")) for code in closing]
    report.reopened = [Noted(None, code, names.get(code, "")) for code in opening]


def _listed_or_scored() -> set[str]:
    """The schools that stand in a list of schools or scores: that one of them is gone, is news."""
    listed = Address.objects.filter(edition__kind=Kind.SCHOOLS).order_by()
    scored = Score.objects.order_by()
    return {
        *listed.values_list("school_id", flat=True).distinct(),
        *scored.values_list("school_id", flat=True).distinct(),
    }


def _names(codes: list[str]) -> dict[str, str]:
    """The last known name and place of these schools."""
    rows = newest_rows(Address, None).filter(school__in=codes).values_list("school_id", "name", "place")
    return {code: ", ".join(filter(None, (name, as_written(place)))) for code, name, place in rows}
