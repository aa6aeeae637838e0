"""The school year of one school: its weeks, when there is no school and who says so, the months."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.calendars.school_holidays import HolidayKind
from doorlezen.calendars.school_year import DAY, FRIDAY
from doorlezen.language import InputError, date, first_year, school_year, school_year_of, t, weekdays, whole
from doorlezen.relations.campaigns import campaigns
from doorlezen.relations.domain.own_days import WhichSchools, say_days
from doorlezen.relations.domain.school_year_days import SchoolYearDays, school_days_of
from doorlezen.relations.models import OwnDayKind, OwnSchoolDays
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.schools.days_forms import OwnDaysForm
from doorlezen.web.pages.schools.months import months_of
from doorlezen.web.pages.schools.school import school_for
from doorlezen.web.pieces import SourcedFigure, SourceNote


@dataclass(frozen=True)
class FreeSpell:
    """Days without school. ``own``: the number of what is said of it here, so that it can be taken away."""

    when: str
    why: str
    source: str
    own: int | None = None


@dataclass(frozen=True)
class CampaignLine:
    """A campaign, or the Monitor: when it is and who says so; ``when`` empty where nobody did."""

    name: str
    when: str
    source: str
    usual: str = ""
    own: int | None = None
    key: str = ""


@require_safe
@needs("days.see")
def year_of_school(request: HttpRequest, code: str) -> HttpResponse:
    """The page."""
    actor = actor_of(request)
    school = school_for(Visible(actor), code)
    asked = asked_year(request)
    found = school_days_of(actor, [school.pk], school_year=asked)[school.pk]
    context = {
        "school": school,
        "year": found,
        "title": t("Schooljaar {year}", year=school_year(asked)),
        "lead": _lead(found),
        "years": [(one, school_year(one)) for one in years_around(today())],
        "facts": facts_of(found),
        "spells": list(_spells(actor, found)),
        "campaigns": list(campaign_lines(actor, found.own, asked)),
        "months": months_of(found),
        "weekdays": weekdays()[: FRIDAY + 1],
        "is_school": actor.kind == OrganisationKind.SCHOOL,
        "may_say": bool(ask("days.say", actor)),
    }
    return render(request, "schools/school_year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("days.say")
def new_days(request: HttpRequest, code: str) -> HttpResponse:
    """Say days of one school."""
    actor = actor_of(request)
    school = school_for(Visible(actor), code)
    form = OwnDaysForm(request.POST or None)
    if form.is_valid():
        try:
            new = say_days(actor, form.wanted, WhichSchools((school.pk,)), today=today(), now=timezone.now())
        except InputError as wrong:
            form.refuse(wrong)
        else:
            messages.success(request, t("De dagen staan erbij.") if new else t("Dit stond er al."))
            return to_year(request, form.wanted.school_year, code=school.pk)
    context = {"school": school, "form": form, "is_school": actor.kind == OrganisationKind.SCHOOL}
    return shown(request, "schools/school_days.html", context, wrong=bool(form.errors))


def asked_year(request: HttpRequest) -> str:
    """The school year in the address; else the one of today."""
    asked = request.GET.get("jaar", "")
    return asked if first_year(asked) is not None else school_year_of(today())


def to_year(request: HttpRequest, year: str, *, code: str = "") -> HttpResponse:
    """To the days of this school, or of the library, in this school year."""
    answer = to(request, "schools:year", code=code) if code else to(request, "schools:days")
    answer["Location"] += f"?jaar={year}"
    return answer


def years_around(day: datetime.date) -> list[str]:
    """The school years that days can be said of from this day on: this one, and the two after it."""
    first = first_year(school_year_of(day))
    assert first is not None
    return [f"{first + at}-{first + at + 1}" for at in range(3)]


def facts_of(year: SchoolYearDays) -> list[SourcedFigure]:
    """How many weeks and days, and where that comes from."""
    if year.days is None or year.region is None:
        return []
    weeks = year.days.weeks()
    of_region = t("Regio {region}: {source}", region=year.region.value.capitalize(), source=year.source)
    own = t("met de eigen dagen hieronder") if year.has_own else t("zonder eigen dagen")
    source = SourceNote(edition=of_region, reckoned=t("weken met minstens één schooldag, {own}", own=own))
    return [
        SourcedFigure(t("Schoolweken"), whole(len(weeks)), source),
        SourcedFigure(t("Schooldagen"), whole(sum(len(week.days) for week in weeks)), source),
        SourcedFigure(t("Van"), date(year.days.first), is_text=True),
        SourcedFigure(t("Tot en met"), date(year.days.last), is_text=True),
    ]


def weeks_told(actor: Actor, code: str) -> str:
    """How many weeks a school has in this school year, as a sentence."""
    asked = school_year_of(today())
    found = school_days_of(actor, [code], school_year=asked)[code]
    if found.weeks is None:
        return _lead(found)
    return t(
        "In {year} heeft de school {weeks} weken school.", year=school_year(asked), weeks=whole(found.weeks)
    )


def _lead(year: SchoolYearDays) -> str:
    if year.days is None:
        return t("De weken zijn niet te tellen: {why}.", why=year.why_not)
    return t("{weeks} weken met school.", weeks=whole(year.weeks or 0))


def told_span(first: datetime.date, last: datetime.date) -> str:
    """ "4 november 2026", or "12 oktober 2026 t/m 16 oktober 2026"."""
    return date(first) if first == last else t("{first} t/m {last}", first=date(first), last=date(last))


def said_by(actor: Actor, one: OwnSchoolDays) -> str:
    """Who said these days, and when."""
    day = date(timezone.localdate(one.said_at))
    if one.organisation.kind == OrganisationKind.SCHOOL:
        return t("de school, op {day}", day=day)
    here = one.organisation_id == actor.organisation.pk
    return t("{library}, op {day}", library=one.organisation if not here else t("je bibliotheek"), day=day)


def removable(actor: Actor, one: OwnSchoolDays) -> int | None:
    """The number of these days where the actor may take them away."""
    wide = one.school_id is None and not ask("days.say-of-many", actor)
    return None if wide or one.organisation_id != actor.organisation.pk else one.pk


def _spells(actor: Actor, year: SchoolYearDays) -> Iterator[FreeSpell]:
    """When there is no school, in order; own days that change nothing stand there too, and say so."""
    if year.days is None:
        for one in year.own:
            if one.closes:
                when = told_span(one.first, one.last)
                yield FreeSpell(when, one.told, said_by(actor, one), removable(actor, one))
        return
    rows: list[tuple[datetime.date, FreeSpell]] = []
    for one in year.own:
        if one.closes:
            days = (one.first + at * DAY for at in range((one.last - one.first).days + 1))
            works = any(year.own_on(day) is one for day in days)
            why = one.told if works else t("{why}; dan is er toch al geen school", why=one.told)
            when = told_span(one.first, one.last)
            rows.append((one.first, FreeSpell(when, why, said_by(actor, one), removable(actor, one))))
    holidays = {kind.told: kind for kind in HolidayKind}
    for first, last, why in year.free_runs():
        kind = holidays.get(why)
        if kind is None:
            source = t("Algemene termijnenwet")
        else:
            source = t("bij wet") if kind.is_law else t("advies voor de regio")
        rows.append((first, FreeSpell(told_span(first, last), why, source)))
    yield from (spell for _, spell in sorted(rows, key=lambda row: row[0]))
    yield FreeSpell(t("vanaf {day}", day=date(year.days.last + DAY)), HolidayKind.ZOMER.told, t("bij wet"))


def campaign_lines(actor: Actor, own: tuple[OwnSchoolDays, ...], year: str) -> Iterator[CampaignLine]:
    """The campaigns that everybody has with their days in this year, then those of one's own."""
    said = {one.campaign: one for one in own if one.campaign}
    for campaign in campaigns().values():
        published = campaign.days.get(year)
        if one := said.get(campaign.key):
            when = told_span(one.first, one.last)
            yield CampaignLine(campaign.name, when, said_by(actor, one), own=removable(actor, one))
        elif published is not None:
            yield CampaignLine(campaign.name, told_span(published.first, published.last), published.told)
        else:
            yield CampaignLine(campaign.name, "", "", campaign.usual, key=campaign.key)
    for one in own:
        if one.kind == OwnDayKind.CAMPAIGN and not one.campaign:
            when = told_span(one.first, one.last)
            yield CampaignLine(one.told, when, said_by(actor, one), own=removable(actor, one))
