"""The year for who leads the team, as a page and as a workbook."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.documents.books import XLSX, WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import MINUTES_A_QUARTER, hours, money, n, school_year, t, whole
from doorlezen.visits.domain.team_year import MemberYear, SchoolTeamYear, TeamYear, team_year
from doorlezen.visits.models import ChangeReason
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, attachment, needs, shown
from doorlezen.web.pages.visits.change_words import hours_of
from doorlezen.web.pages.visits.done_pages import YearForm
from doorlezen.web.pieces import Cell, SourcedFigure, SourceNote, table_of


@require_safe
@needs("visits.see_all")
def team(request: HttpRequest) -> HttpResponse:
    """Load against contract, schools under their hours, continuity, who is vulnerable, what it costs."""
    actor = actor_of(request)
    form, found = _asked(request)
    short = [one for one in found.schools if one.short]
    context = {
        "form": form,
        "year": school_year(found.school_year),
        "lead": _lead(found),
        "query": request.GET.urlencode(),
        "facts": _facts(actor, found),
        "people": table_of(
            t("Wie hoeveel doet, het hele jaar"),
            _people_columns(),
            found.people,
            first="load",
            summed=t("Samen"),
        )
        if found.people
        else None,
        "short": table_of(
            t("Scholen onder hun uren"),
            _school_columns(found, actor),
            short,
            first="short",
            summed=t("Samen"),
        )
        if short
        else None,
        "about": about_team_year(),
    }
    return shown(request, "visits/team_year.html", context)


@require_safe
@needs("visits.see_all")
def workbook(request: HttpRequest) -> HttpResponse:
    """All of it as a workbook."""
    _, found = _asked(request)
    book = WorkbookWriter()
    book.sheet(t("Mensen")).table(_people_columns(), found.people, filtered=True)
    book.sheet(t("Scholen")).table(_school_columns(found), found.schools, filtered=True)
    sheet = book.sheet(t("Over dit bestand"))
    for line in about_team_year():
        sheet.note(line)
    return attachment(book.data(), XLSX, f"team-{found.school_year}.xlsx")


def _asked(request: HttpRequest) -> tuple[YearForm, TeamYear]:
    form = YearForm(request.GET or None)
    return form, team_year(actor_of(request), school_year=form.chosen, today=today())


def _lead(found: TeamYear) -> str:
    over = sum(one.room < 0 for one in found.people)
    short = sum(one.short > 0 for one in found.schools)
    return t(
        "{people}; {schools}.",
        people=n("{count} mens boven het contract", "{count} mensen boven het contract", over),
        schools=n("{count} school onder haar uren", "{count} scholen onder hun uren", short),
    )


def _facts(actor: Actor, found: TeamYear) -> list[SourcedFigure]:
    kept = [one.kept for one in found.schools if one.kept is not None]
    alone = sum(one.alone for one in found.people)
    price = None if found.cents is None else money(found.cents)
    reckoned = t("bezoeken met de reis tussen scholen in een dagdeel, zoals ze nu in het jaar staan")
    return [
        SourcedFigure(t("bezoeken en reis"), hours_of(found.load), SourceNote(reckoned=reckoned), t("uur")),
        SourcedFigure(
            t("scholen met dezelfde leesconsulent als vorig jaar"),
            t("{kept} van {all}", kept=whole(sum(kept)), all=whole(len(kept))) if kept else t("niet bekend"),
            is_text=True,
        ),
        SourcedFigure(t("scholen die één mens kent"), whole(alone)),
        SourcedFigure(
            t("wat het rooster kost"), price, fill=address(actor, "team:number", figure="hour_cost")
        ),
    ]


def about_team_year() -> list[str]:
    """What the figures mean, a sentence each."""
    return [
        t("In het contract: de uren voor scholen, keer de weken waarin een school van je open is."),
        t("Reis: de kortste weg langs de scholen van een dagdeel; niet van en naar huis."),
        t("Volgens het plan: de uren per week van het vastgestelde plan, keer de weken van die school."),
        t("Wie een school kent: wie er dit jaar komt, of er de laatste twee jaar was."),
        t("Wat het rooster kost: bezoeken en reis, keer wat een uur kost. Dat vult je bibliotheek zelf in."),
    ]


def _quarters(minutes: int) -> int:
    return minutes // MINUTES_A_QUARTER


def _people_columns() -> list[SheetColumn[Any]]:
    def column(head: str, minutes: Any, key: str = "") -> SheetColumn[MemberYear]:
        return SheetColumn(head, lambda one: _quarters(minutes(one)), "hours", unit=t("uur"), key=key)

    return [
        SheetColumn(t("wie"), lambda one: one.name, width=28),
        column(t("voor scholen in het contract"), lambda one: one.contract),
        column(t("bezoeken"), lambda one: one.visits),
        column(t("reis tussen scholen"), lambda one: one.travel),
        column(t("samen"), lambda one: one.load, key="load"),
        SheetColumn(t("ruimte"), lambda one: _quarters(one.room), "change", unit=t("uur")),
        column(t("gedaan"), lambda one: one.done),
        SheetColumn(t("scholen"), lambda one: len(one.schools), "whole"),
        SheetColumn(t("waarvan niemand anders ze kent"), lambda one: one.alone, "whole"),
    ]


def _school_columns(found: TeamYear, actor: Actor | None = None) -> list[SheetColumn[Any]]:
    """``actor``: on a page, where a school leads to its visits."""
    names = {one.number: one.name for one in found.people}

    def school(one: SchoolTeamYear) -> Cell | str:
        if actor is None:
            return one.name
        return Cell(one.name, address(actor, "visits:school", code=one.code))

    def who(one: SchoolTeamYear) -> str:
        return ", ".join(sorted(names.get(number, "") for number in one.people)) or t("niemand")

    def why(one: SchoolTeamYear) -> str:
        if not one.people:
            return t("staat niet in het rooster")
        told = [
            t("{hours} uur: {why}", hours=hours(_quarters(minutes)), why=str(ChangeReason(key).label))
            for key, minutes in one.dropped.most_common()
            if key and _quarters(minutes)
        ]
        return "; ".join(told)

    return [
        SheetColumn(t("school"), school, width=32),
        SheetColumn(t("gemeente"), lambda one: one.gemeente, width=20),
        SheetColumn(t("wie"), who, width=28),
        SheetColumn(
            t("volgens het plan"),
            lambda one: t("niet te tellen") if one.asked is None else _quarters(one.asked),
            "hours",
            unit=t("uur, hele jaar"),
        ),
        SheetColumn(t("gepland"), lambda one: _quarters(one.planned), "hours", unit=t("uur")),
        SheetColumn(t("te weinig"), lambda one: _quarters(one.short), "hours", unit=t("uur"), key="short"),
        SheetColumn(t("wat er verviel"), why, width=40),
    ]
