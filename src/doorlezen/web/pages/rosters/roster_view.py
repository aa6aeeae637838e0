"""The rosters of a library; one of them; the week of somebody in it."""

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.desk.work import FINAL
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.roster import read_roster
from doorlezen.language import InputError, date, decimal, n, school_year, t, whole
from doorlezen.planning.proposals.naming import key_of
from doorlezen.reports.roster_told import RosterTeller
from doorlezen.rosters.domain.roster_queries import KeptRoster, roster_of, rosters_of, search_of
from doorlezen.rosters.models import RosterSearch, RosterState, TeamRoster
from doorlezen.visits.domain.roster_publishing import what_publishing_does
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown
from doorlezen.web.pages.rosters.roster_tables import (
    how_good,
    out_table,
    people_table,
    schools_table,
    week_table,
)
from doorlezen.web.pieces import Cell, ShownProgress, sentence, table_of


@require_safe
@needs("rosters.see")
def rosters(request: HttpRequest) -> HttpResponse:
    """All rosters, the newest first."""
    actor = actor_of(request)
    found = rosters_of(actor)
    published = [one for one in found if one.state == RosterState.PUBLISHED]
    if published:
        lead = t("Het rooster van {year} is bekendgemaakt.", year=school_year(published[0].school_year))
    else:
        lead = t("Wie komt wanneer op welke school: gemaakt uit het vastgestelde plan en je team.")
    columns: list[SheetColumn[TeamRoster]] = [
        SheetColumn(
            t("Rooster"),
            lambda row: Cell(title_of(row), address(actor, "rosters:roster", pk=row.pk)),
        ),
        SheetColumn(t("Stand"), lambda row: str(RosterState(row.state).label), key="state"),
        SheetColumn(t("Scholen"), lambda row: how_many(row), key="schools"),
        SheetColumn(t("Gemaakt"), lambda row: localdate(row.made_at), "day"),
        SheetColumn(t("Door"), lambda row: str(row.made_by) if row.made_by else ""),
        SheetColumn(t("Plan"), lambda row: row.proposal.title if row.proposal else ""),
    ]
    context = {
        "lead": lead,
        "table": table_of(t("Roosters"), columns, found, first="state") if found else None,
        "may_make": bool(ask("rosters.make", actor)),
    }
    return shown(request, "rosters/list.html", context)


@require_safe
@needs("rosters.see")
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """One roster: how good it is, who does what, which schools are in it and which are not."""
    actor = actor_of(request)
    if getattr(request, "htmx", False):
        return _still_sought(request, actor, pk)
    kept = found_roster(actor, pk)
    busy = kept.search.status not in FINAL
    context: dict[str, Any] = {
        "kept": kept,
        "pk": pk,
        "title": title_of(kept.row),
        "state": str(RosterState(kept.row.state).label),
        "progress": _progress(actor, kept.search) if busy else None,
        "lead": _lead(kept),
        "line": kept.search.line,
        "may_make": bool(ask("rosters.make", actor)),
        "is_draft": kept.row.state == RosterState.DRAFT,
        "is_frozen": kept.row.state == RosterState.FROZEN,
        "remarks": _remarks(kept),
        "knot": _knot(actor, kept),
        "can_be_better": not busy and not _is_proven(kept),
        "again": not kept.fits or kept.answer is None or kept.answer.bound is None,
        "fits": kept.fits,
        "pins": len(kept.row.pins),
        "pinned": n("Je houdt {count} school vast.", "Je houdt {count} scholen vast.", len(kept.row.pins)),
    }
    if context["is_frozen"] and context["may_make"]:
        context["publishing"] = _publishing(actor, pk)
    if kept.answer is not None and kept.answer.schools:
        context["tables"] = [people_table(actor, kept), schools_table(actor, kept), *out_table(actor, kept)]
    return shown(request, "rosters/roster.html", context)


@require_safe
@needs("rosters.see")
def week(request: HttpRequest, pk: int, person: str) -> HttpResponse:
    """The weeks of one person in a roster."""
    actor = actor_of(request)
    kept = found_roster(actor, pk)
    if person not in kept.problem.person or kept.answer is None:
        raise Http404
    name = kept.name(person)
    served = sum(one.person == person for one in kept.answer.schools.values())
    context = {
        "title": title_of(kept.row),
        "at": address(actor, "rosters:roster", pk=pk),
        "name": name,
        "lead": n("{name} gaat naar {count} school.", "{name} gaat naar {count} scholen.", served, name=name),
        "table": week_table(kept, person),
    }
    return shown(request, "rosters/week.html", context)


def _publishing(actor: Actor, pk: int) -> str:
    """What publishing does, beforehand; or why it cannot be."""
    try:
        does = what_publishing_does(actor, roster=pk, today=today())
    except InputError as wrong:
        return sentence(wrong.what)
    placed = n(
        "Bekendmaken zet {count} bezoek in de agenda, vanaf {day}.",
        "Bekendmaken zet {count} bezoeken in de agenda, vanaf {day}.",
        does.planned,
        day=date(does.since),
    )
    others = t(
        "Om vrije dagen en afwezigheid zijn er {moved} verzet en vervallen er {dropped}.",
        moved=whole(does.moved),
        dropped=whole(does.dropped),
    )
    return f"{placed} {others}"


def title_of(row: TeamRoster) -> str:
    """What a roster is called: its own title, or its year and number."""
    told = t("Rooster {number} van {year}", number=row.number, year=school_year(row.school_year))
    return row.title or told


def how_many(row: TeamRoster) -> Cell:
    """How many schools are in a roster, and how good it is."""
    if row.answer is None:
        return Cell(t("nog geen rooster"))
    answer = read_roster(bytes(row.answer))
    if answer.problem_sha256 != row.problem_sha256:
        return Cell(t("zoek opnieuw"))
    if answer.status == "infeasible":
        return Cell(t("kan niet"))
    among = len(answer.schools) + len(answer.unserved)
    told = t("{placed} van {count}", placed=whole(len(answer.schools)), count=whole(among))
    return Cell(told, note=how_good(answer))


def _remarks(kept: KeptRoster) -> list[str]:
    """What is no more as it was when the roster was made."""
    told = []
    if kept.of_an_old_plan:
        told.append(
            t("Het plan waaruit dit rooster gemaakt is, geldt niet meer. Maak een nieuw uit het plan van nu.")
        )
    if kept.gone:
        told.append(
            n(
                "{count} van de mensen in dit rooster staat niet meer in het team.",
                "{count} van de mensen in dit rooster staan niet meer in het team.",
                kept.gone,
            )
        )
    return told


def _knot(actor: Actor, kept: KeptRoster) -> dict[str, Any] | None:
    """What cannot hold together, in words, with the schools of it and where each is changed."""
    if kept.answer is None or not kept.answer.conflict:
        return None
    said, *parts = RosterTeller(kept.named).clash(kept.answer.conflict)
    codes = sorted({name.partition(":")[2] for name in kept.answer.conflict})
    schools = [(kept.problem.school[code].name, address(actor, "team:visiting", code=code)) for code in codes]
    proposal = kept.row.proposal
    plan = None if proposal is None else address(actor, "plans:plan", pk=key_of(actor, proposal))
    return {
        "said": said,
        "parts": [one.removeprefix("– ") for one in parts],
        "schools": schools,
        "plan": plan,
    }


def found_roster(actor: Actor, pk: int) -> KeptRoster:
    """A roster of the library. Raises Http404 and Refused."""
    try:
        return roster_of(actor, pk)
    except TeamRoster.DoesNotExist:
        raise Http404 from None


def _is_proven(kept: KeptRoster) -> bool:
    return kept.fits and kept.answer is not None and kept.answer.status in {"optimal", "infeasible"}


def _lead(kept: KeptRoster) -> str:
    if kept.answer is None:
        return t("Er is nog geen rooster.")
    if kept.answer.status == "infeasible":
        return t("Er is geen rooster waarin elke school zit die erin moet.")
    if not kept.fits:
        return t("Dit rooster past niet bij wat je vasthoudt. Zoek opnieuw.")
    placed = n(
        "{placed} van de {count} school heeft een vaste plek.",
        "{placed} van de {count} scholen hebben een vaste plek.",
        len(kept.problem.schools),
        placed=len(kept.answer.schools),
    )
    return f"{placed} {how_good(kept.answer)}"


def _still_sought(request: HttpRequest, actor: Actor, pk: int) -> HttpResponse:
    """While somebody waits: again what replaces the progress, or the whole page once the search is over."""
    try:
        search = search_of(actor, pk)
    except TeamRoster.DoesNotExist:
        raise Http404 from None
    if search.status not in FINAL:
        return shown(request, "components/progress.html", {"progress": _progress(actor, search)})
    answer = HttpResponse()
    answer.headers["HX-Refresh"] = "true"
    return answer


def _progress(actor: Actor, search: RosterSearch) -> ShownProgress:
    told = (
        t("Het rooster wordt gezocht. Dat duurt hooguit een minuut; je kunt intussen iets anders doen.")
        if search.seconds
        else t("Er wordt verder gezocht, tot bewezen is dat het niet beter kan of tot je het stopt.")
    )
    return ShownProgress(
        f"{told} {so_far(search.progress)}".strip(),
        0,
        None,
        address(actor, "rosters:roster", pk=search.roster_id),
    )


def so_far(progress: dict[str, Any] | None) -> str:
    """What the worker last told of its search, in words; empty: nothing yet."""
    if not progress:
        return ""
    if progress["stage"] == "conflict":
        return t("Zo kan het niet; gezocht wordt wat niet samengaat.")
    best, bound = progress["best"], progress["bound"]
    if best is None:
        return ""
    if bound is None or not best:
        return t("Er is al een rooster; of het beter kan, wordt nog gezocht.")
    percent = Decimal(100 * (bound - best)) / abs(best)
    return t("Er is al een rooster; hooguit {percent}% beter is mogelijk.", percent=decimal(percent, 2))
