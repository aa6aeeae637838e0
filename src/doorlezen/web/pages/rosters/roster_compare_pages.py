"""A roster beside another one, or beside last year: the page, and the same as a workbook."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.documents.books import XLSX, WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import n, t
from doorlezen.rosters.domain.roster_comparing import (
    RosterDifference,
    RosterPersonChange,
    RosterSide,
    compare_rosters,
    compared_first,
    last_year_of,
    side_of,
)
from doorlezen.rosters.domain.roster_queries import KeptRoster, roster_of, rosters_of
from doorlezen.rosters.models import RosterState, TeamRoster
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, attachment, needs, shown
from doorlezen.web.pages.rosters.roster_difference_words import (
    asked_otherwise_told,
    difference_told,
    people_columns,
    school_columns,
    sums_told,
)
from doorlezen.web.pages.rosters.roster_view import found_roster, title_of
from doorlezen.web.pieces import table_of

WITH = "met"
"""The part of an address that says what to compare with: the number of a roster, or `LAST_YEAR`."""
LAST_YEAR = "vorig-jaar"


class RosterPair(NamedTuple):
    """The roster of the page, and what it is compared with (None: there is nothing). ``chosen``: its word in
    the address; ``offered``: all that can be chosen, with what they are called."""

    kept: KeptRoster
    found: RosterDifference | None
    other: str
    chosen: str
    offered: list[tuple[str, str]]

    def name(self, person: str) -> str:
        """What somebody is called, on either side."""
        return self.kept.name(person)


def _pair(request: HttpRequest, pk: int) -> RosterPair:
    actor = actor_of(request)
    kept = found_roster(actor, pk)
    others = [one for one in rosters_of(actor) if one.pk != pk and one.answer is not None]
    last_year = last_year_of(kept)
    offered = [(str(one.pk), _offered(one)) for one in others]
    if last_year.schools:
        offered.append((LAST_YEAR, t("Wie er vorig jaar kwam")))
    chosen = request.GET.get(WITH, "")
    if not chosen:
        first = compared_first(kept, others)
        chosen = str(first.pk) if first else LAST_YEAR if last_year.schools else next(iter(dict(offered)), "")
    if not chosen or kept.answer is None:
        return RosterPair(kept, None, "", "", offered)
    if chosen not in dict(offered):
        raise Http404
    if chosen == LAST_YEAR:
        return RosterPair(kept, compare_rosters(last_year, side_of(kept)), t("Vorig jaar"), chosen, offered)
    before = _other(actor, int(chosen))
    found = compare_rosters(side_of(before), side_of(kept))
    return RosterPair(kept, found, title_of(before.row), chosen, offered)


def _other(actor: Actor, pk: int) -> KeptRoster:
    try:
        return roster_of(actor, pk)
    except TeamRoster.DoesNotExist:  # thrown away between two questions
        raise Http404 from None


def _offered(row: TeamRoster) -> str:
    return f"{title_of(row)} ({RosterState(row.state).label})"


@require_safe
@needs("rosters.see")
def compare_roster(request: HttpRequest, pk: int) -> HttpResponse:
    """What this roster does otherwise than another one, or than last year."""
    pair = _pair(request, pk)
    title = title_of(pair.kept.row)
    context: dict[str, Any] = {
        "pk": pk,
        "title": title,
        "at": address(actor_of(request), "rosters:roster", pk=pk),
        "other": pair.other,
        "offered": pair.offered,
        "chosen": pair.chosen,
        "found": pair.found,
    }
    if pair.found is not None:
        context |= _told(pair, pair.found, title)
    return shown(request, "rosters/compare.html", context)


@require_safe
@needs("rosters.see")
def compare_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook; beside itself where there is nothing else: then nothing changes."""
    pair = _pair(request, pk)
    title = title_of(pair.kept.row)
    if pair.kept.answer is None:
        raise Http404
    if pair.found is None:
        side = side_of(pair.kept)
        pair = pair._replace(found=compare_rosters(side, side), other=title)
    found = pair.found
    assert found is not None
    both = t("{one} naast {other}", one=title, other=pair.other)
    book = WorkbookWriter({"title": both})
    sheet = book.sheet(t("Per school"))
    sheet.title(both, difference_told(found), *asked_otherwise_told(found.asked, pair.name))
    sheet.table(school_columns(pair.name), found.changed, filtered=True)
    if found.before_known:
        people = book.sheet(t("Per mens"))
        people.title(both)
        people.table(people_columns(pair.name), _by_name(pair))
    sums = book.sheet(t("Cijfers"))
    sums.title(both)
    sums.table(_sides(pair, title), [found.before, found.after])
    name = t(
        "rooster-{number}-vergeleken-{year}.xlsx", number=pair.kept.row.number, year=pair.kept.row.school_year
    )
    return attachment(book.data(), XLSX, name)


def _told(pair: RosterPair, found: RosterDifference, title: str) -> dict[str, Any]:
    """What the page says of a difference: a sentence, what was asked otherwise, the lists."""
    told: dict[str, Any] = {}
    told["lead"] = difference_told(found)
    told["asked"] = asked_otherwise_told(found.asked, pair.name)
    told["same"] = (
        n(
            "Bij {count} school blijft alles gelijk.",
            "Bij {count} scholen blijft alles gelijk.",
            found.same,
        )
        if found.changed and found.same
        else ""
    )
    tables = [table_of(t("In het kort"), _sides(pair, title), [found.before, found.after], first="schools")]
    if found.changed:
        columns = school_columns(pair.name)
        tables.insert(0, table_of(t("Wat er per school verandert"), columns, found.changed, first="person"))
    people = _by_name(pair) if found.before_known else []
    changed = [one for one in people if one.before != one.after]
    if changed:
        tables.append(table_of(t("Wat er per mens verandert"), people_columns(pair.name), changed))
        if same := len(people) - len(changed):
            told["same_people"] = n(
                "Voor {count} mens blijven uren, scholen en reizen gelijk.",
                "Voor {count} mensen blijven uren, scholen en reizen gelijk.",
                same,
            )
    told["tables"] = tables
    return told


def _by_name(pair: RosterPair) -> list[RosterPersonChange]:
    assert pair.found is not None
    return sorted(pair.found.people, key=lambda one: (pair.name(one.id), one.id))


def _sides(pair: RosterPair, title: str) -> list[SheetColumn[RosterSide]]:
    assert pair.found is not None
    after = pair.found.after
    called: SheetColumn[RosterSide] = SheetColumn(
        t("Rooster"), lambda side: title if side is after else pair.other, width=38
    )
    return [called, *sums_told(pair.found)]
