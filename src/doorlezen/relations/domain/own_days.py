"""Say which days schools have for themselves, and take them away again."""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require, require_own
from doorlezen.calendars.school_holidays import LONGEST
from doorlezen.calendars.school_year import FRIDAY
from doorlezen.desk.events import House, forget_words, record
from doorlezen.language import FieldError, clean_line, date, n, school_year_of, t, whole
from doorlezen.register.domain.place_names import as_written
from doorlezen.relations.campaigns import campaigns
from doorlezen.relations.domain.school_year_days import school_days_of
from doorlezen.relations.models import CLOSING_KINDS, MovedHoliday, OwnDayKind, OwnSchoolDays

MOST = 10_000
"""So many own days a library, or a school, has in one school year at most."""
LONGEST_SHOWN = 150
"""Days of the longest campaign that somebody can mean; the Monitor asks its questions for eleven weeks."""
YEAR = datetime.timedelta(days=366)
AHEAD = 4 * YEAR
"""How far ahead days can be said; back it is the school year before this one."""
TERM = 2 * YEAR
"""How long after a school year it is kept which days schools had; docs/personal-data.md says why."""


@dataclass(frozen=True)
class WantedDays:
    """Days that somebody says, both included. The rest is as `OwnSchoolDays` has it."""

    kind: str
    first: datetime.date
    last: datetime.date
    name: str = ""
    instead_of: str = ""
    campaign: str = ""

    @property
    def school_year(self) -> str:
        """The school year of the first day."""
        return school_year_of(self.first)


@dataclass(frozen=True)
class WhichSchools:
    """Of which schools: these (codes), else all of a gemeente (its code), else all of the library."""

    schools: tuple[str, ...] = ()
    gemeente: str = ""


@transaction.atomic
def say_days(
    actor: Actor, wanted: WantedDays, of: WhichSchools, *, today: datetime.date, now: datetime.datetime
) -> int:
    """Write days down for one or more schools; for how many rows that was new: a row per school, else one.

    ``today``: the day that the page is about.

    What is there already stays as it is. All of it or nothing. Raises Refused, and FieldError ("kind",
    "instead_of", "first", "last", "name", "campaign", "schools", "gemeente").
    """
    saying = Saying(actor, today=today, now=now)
    count = saying.say(wanted, of)
    saying.require_room(wanted.school_year)
    return count


class Saying:
    """Writing days down, one after the other; make one inside a transaction, which says all or nothing."""

    def __init__(self, actor: Actor, *, today: datetime.date, now: datetime.datetime) -> None:
        require("days.say", actor)
        # one at a time, so that what two people say together still fits
        Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
        self.actor, self.today, self.now = actor, today, now
        self._visible = Visible(actor)

    @cached_property
    def here(self) -> dict[str, str]:
        """The schools of the actor, and what each is called, by code."""
        return dict(self._visible.schools.rows().filter(closed_on=None).values_list("pk", "name"))

    @cached_property
    def gemeenten(self) -> dict[str, str]:
        """The gemeenten of the actor, and what each is called, by code."""
        return {one.code: as_written(one.name) for one in self._visible.gemeenten}

    def say(self, wanted: WantedDays, of: WhichSchools) -> int:
        """As `say_days`."""
        if len(of.schools) != 1:
            require("days.say-of-many", self.actor)
        self._require_here(of)
        wanted = _checked(wanted, today=self.today)
        rows = _rows(self.actor, wanted, of, self.now)
        known = _there(self.actor, wanted)
        new = [row for row in rows if (row.school_id, row.gemeente_id) not in known]
        _require_apart(self.actor, new)
        for row in new:
            row.save()
            record(self.actor, "days.said", row, after=_told(row))
        if new and wanted.kind == OwnDayKind.HOLIDAY:
            _require_possible(self.actor, new, wanted)
        return len(new)

    def require_room(self, school_year: str) -> None:
        """Raise FieldError where this is more than anybody needs."""
        said = OwnSchoolDays.objects.filter(organisation=self.actor.organisation, school_year=school_year)
        if said.count() > MOST:
            raise FieldError("schools", t("meer dan {most} eigen dagen in een schooljaar", most=whole(MOST)))

    def _require_here(self, of: WhichSchools) -> None:
        if of.gemeente and of.gemeente not in self.gemeenten:
            raise FieldError("gemeente", t("deze gemeente hoort niet bij je organisatie"))
        if missing := [code for code in of.schools if code not in self.here]:
            raise FieldError("schools", t("{school} staat niet in je gemeenten", school=missing[0][:20]))


@transaction.atomic
def remove_days(actor: Actor, *, days: OwnSchoolDays) -> None:
    """Take days away that the own organisation said. Raises Refused."""
    require("days.say", actor)
    if days.school_id is None:
        require("days.say-of-many", actor)
    require_own(actor, days)
    forget_words(days)
    record(actor, "days.removed", days, before={**_told(days), "days_called": None})
    days.delete()


def own_days_said(actor: Actor, school_year: str) -> list[OwnSchoolDays]:
    """All that the own organisation said of a school year, in order of day. Raises Refused."""
    require("days.see", actor)
    found = OwnSchoolDays.objects.filter(organisation=actor.organisation, school_year=school_year)
    return list(
        found.select_related("organisation", "school__listing", "gemeente", "said_by")
        .defer("organisation__logo")
        .order_by("first", "last", "id")
    )


def own_days_row(actor: Actor, number: int) -> OwnSchoolDays | None:
    """One of those; None: there is none. Raises Refused."""
    require("days.see", actor)
    found: OwnSchoolDays | None = (
        OwnSchoolDays.objects.filter(organisation=actor.organisation, pk=number)
        .select_related("school__listing", "gemeente")
        .first()
    )
    return found


def shred_past_days(*, today: datetime.date) -> int:
    """Delete the own days of school years that ended longer than `TERM` ago; returns how many."""
    last = school_year_of(today - TERM)
    with transaction.atomic(), scopes_disabled():
        old = OwnSchoolDays.objects.select_related("organisation").filter(school_year__lt=last)
        rows = list(old.select_for_update(of=("self",)).order_by("id"))
        for row in rows:
            forget_words(row)
            record(House(row.organisation), "days.removed", row, before={"school": row.school_id})
            row.delete()
    return len(rows)


def whose_days(days: OwnSchoolDays) -> str:
    """Of which schools days are, in words."""
    if days.school_id is not None and days.school is not None:
        return str(days.school.listing.name)
    if days.gemeente is not None:
        return t("alle scholen in {gemeente}", gemeente=as_written(days.gemeente.name))
    return t("alle scholen")


def _checked(wanted: WantedDays, *, today: datetime.date) -> WantedDays:
    """The same with a clean name. Raises FieldError for days that nobody can mean."""
    if wanted.kind not in OwnDayKind:
        raise FieldError("kind", t("kies wat voor dagen het zijn"))
    instead_of = wanted.instead_of if wanted.kind == OwnDayKind.HOLIDAY else ""
    if wanted.kind == OwnDayKind.HOLIDAY and instead_of not in MovedHoliday:
        raise FieldError("instead_of", t("kies welke vakantie op andere dagen is"))
    _check_days(wanted, today=today)
    campaign = campaigns().get(wanted.campaign)
    if wanted.campaign and (campaign is None or campaign.kind != wanted.kind):
        raise FieldError("campaign", t("kies uit de lijst"))
    name = clean_line(wanted.name)[:100] or (campaign.name if campaign else "")
    if wanted.kind == OwnDayKind.CAMPAIGN and not name:
        raise FieldError("name", t("schrijf op hoe de campagne heet"))
    return WantedDays(wanted.kind, wanted.first, wanted.last, name, instead_of, wanted.campaign)


def _check_days(wanted: WantedDays, *, today: datetime.date) -> None:
    closing = wanted.kind in CLOSING_KINDS
    if wanted.last < wanted.first:
        raise FieldError("last", t("de laatste dag ligt voor de eerste"))
    length = (wanted.last - wanted.first).days + 1
    if length > (LONGEST if closing else LONGEST_SHOWN):
        raise FieldError("last", t("dit zijn {days} dagen; klopt de laatste dag?", days=whole(length)))
    earliest, latest = school_year_of(today - YEAR), school_year_of(today + AHEAD)
    if not earliest <= wanted.school_year <= latest:
        raise FieldError("first", t("{day} ligt te ver weg; klopt het jaar?", day=date(wanted.first)))
    if closing and length <= 2 and min(wanted.first.weekday(), wanted.last.weekday()) > FRIDAY:
        raise FieldError("first", t("{day} is in het weekend; klopt de dag?", day=date(wanted.first)))


def _rows(actor: Actor, wanted: WantedDays, of: WhichSchools, now: datetime.datetime) -> list[OwnSchoolDays]:
    scopes: Sequence[dict[str, str | None]] = [{"school_id": code} for code in dict.fromkeys(of.schools)] or [
        {"gemeente_id": of.gemeente or None}
    ]
    return [
        OwnSchoolDays(
            organisation=actor.organisation,
            school_year=wanted.school_year,
            kind=wanted.kind,
            instead_of=wanted.instead_of,
            campaign=wanted.campaign,
            first=wanted.first,
            last=wanted.last,
            name=wanted.name,
            said_by=actor.person,
            said_at=now,
            **one,
        )
        for one in scopes
    ]


def _there(actor: Actor, wanted: WantedDays) -> set[tuple[str | None, str | None]]:
    """Of which schools and gemeenten exactly this is said already."""
    found = OwnSchoolDays.objects.filter(
        organisation=actor.organisation,
        kind=wanted.kind,
        instead_of=wanted.instead_of,
        first=wanted.first,
        last=wanted.last,
        name=wanted.name,
    )
    return set(found.order_by().values_list("school_id", "gemeente_id"))


def _require_apart(actor: Actor, new: Iterable[OwnSchoolDays]) -> None:
    """Raise FieldError where a moved holiday overlaps another that was said of the same schools."""
    moved = [row for row in new if row.instead_of]
    if not moved:
        return
    there = OwnSchoolDays.objects.filter(
        organisation=actor.organisation, school_year=moved[0].school_year, kind=OwnDayKind.HOLIDAY
    ).order_by("first", "id")
    per: dict[tuple[str | None, str | None], list[OwnSchoolDays]] = {}
    for row in [*there, *moved]:
        per.setdefault((row.school_id, row.gemeente_id), []).append(row)
    for rows in per.values():
        for one, other in pairwise(sorted(rows, key=lambda row: row.first)):
            if other.first <= one.last:
                what = t("{name} en {other} overlappen elkaar", name=one.told, other=other.told)
                raise FieldError("first", what)


def _require_possible(actor: Actor, new: Collection[OwnSchoolDays], wanted: WantedDays) -> None:
    """Raise FieldError where a school's year cannot be laid with what was just said."""
    codes = [row.school_id for row in new if row.school_id is not None] or None
    laid = school_days_of(actor, codes, school_year=wanted.school_year)
    said = {row.pk for row in new}
    clashing = [
        one for one in laid.values() if one.clash and not said.isdisjoint(days.pk for days in one.own)
    ]
    if clashing:
        what = n(
            "bij {count} school kan dit niet ({school}): {what}",
            "bij {count} scholen kan dit niet, zoals {school}: {what}",
            len(clashing),
            school=clashing[0].school,
            what=clashing[0].clash,
        )
        raise FieldError("first", clashing[0].clash if codes and len(codes) == 1 else what)


def _told(row: OwnSchoolDays) -> dict[str, object]:
    return {
        "school": row.school_id,
        "days_of_gemeente": row.gemeente_id,
        "own_days": row.kind,
        "days_from": row.first.isoformat(),
        "days_until": row.last.isoformat(),
        "days_called": row.name,
    }
