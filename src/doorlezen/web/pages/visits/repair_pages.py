"""After something came between: the ways to go on, who notices what, and taking one of them."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.roster.repair import Fate
from doorlezen.language import InputError, n, t
from doorlezen.team.domain.queries import open_schools, team_members
from doorlezen.visits.domain.accepting_repair import accept_repair
from doorlezen.visits.domain.change_rules import name_of
from doorlezen.visits.domain.changing import WantedChange, visit_to_change
from doorlezen.visits.domain.repairing import CameBetween, FoundRepairs, WayOn, fate_of, find
from doorlezen.visits.domain.visit_places import place_of
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.visits.change_forms import HappeningForm
from doorlezen.web.pages.visits.change_words import hours_of, place_told, when_told
from doorlezen.web.pieces import Cell, Table, sentence, table_of
from doorlezen.web.refusing import refuse

WAYS = ("beste", "tweede", "volste")


@dataclass(frozen=True)
class ShownWay:
    """A way to go on as the page shows it."""

    key: str
    title: str
    lines: tuple[str, ...]
    table: Table
    digest: str


@require_http_methods(["GET", "HEAD", "POST"])
@needs("visits.change")
def repair(request: HttpRequest) -> HttpResponse:
    """Ask what came between; show the ways on; take one. What is shown is what is taken, or nothing."""
    actor = actor_of(request)
    asked = request.GET if request.GET.get("about") or request.GET.get("first") else None
    members, schools = team_members(actor, on=today()), open_schools(actor)
    form = HappeningForm(asked, members=members, schools=schools, initial={"first": today()})
    found: FoundRepairs | None = None
    happening = _of_visit(actor, request.GET.get("bezoek", "")) or (
        _of_form(form) if form.is_valid() else None
    )
    if happening is not None:
        try:
            found = find(actor, happening, today=today())
        except InputError as wrong:
            refuse(form, wrong) if form.is_bound else messages.error(request, sentence(wrong.what))
    if request.method == "POST" and found is not None:
        return _take(request, actor, found)
    names = {one.pk: one.name for one in team_members(actor)}
    context = {
        "form": form,
        "found": found,
        "lines": _lines(found, names) if found else (),
        "ways": _ways(actor, found, names) if found else (),
        "strange": [_strange(actor, one) for one in found.strange] if found else (),
        "away": names.get(happening.member or 0, "") if happening else "",
    }
    return shown(request, "visits/repair.html", context, wrong=bool(form.errors))


def _of_form(form: HappeningForm) -> CameBetween:
    said = form.cleaned_data
    about, first = said["about"], said["first"]
    last = said["last"] or first
    if about.startswith("m"):
        return CameBetween(first, last, member=int(about[1:]))
    return CameBetween(first, last, school=about[1:])


def _of_visit(actor: Actor, given: str) -> CameBetween | None:
    """One visit that cannot stay, by its number in the address."""
    if not (given.isascii() and given.isdecimal() and len(given) < 18):
        return None
    visit = visit_to_change(actor, int(given))
    return None if visit is None else CameBetween(visit.day, visit.day, visit=visit.pk)


def _take(request: HttpRequest, actor: Actor, found: FoundRepairs) -> HttpResponse:
    ways = dict(zip(WAYS, (found.best, found.second, found.fullest), strict=True))
    way = ways.get(request.POST.get("weg", ""))
    here = request.get_full_path()
    if way is None or _digest(way.changes) != request.POST.get("gezien", ""):
        messages.error(request, t("Er is intussen iets veranderd. Kijk opnieuw wat er kan."))
        return _again(here)
    try:
        accept_repair(actor, found.happening, way, today=today(), now=timezone.now())
    except InputError as wrong:
        messages.error(request, sentence(wrong.what))
        return _again(here)
    done = n("{count} bezoek is veranderd.", "{count} bezoeken zijn veranderd.", len(way.changes))
    messages.success(request, t("{done} Wie het aangaat, krijgt één mail.", done=done))
    return to(request, "visits:changes")


def _again(where: str) -> HttpResponse:
    answer = HttpResponse(status=303)
    answer["Location"] = where
    return answer


def _lines(found: FoundRepairs, names: Mapping[int, str]) -> list[str]:
    if not found.hurt and not found.strange:
        return [t("In die dagen is er geen bezoek dat niet kan blijven.")]
    count = len(found.hurt)
    schools = len({one.school_id for one in found.hurt})
    told = n("{count} bezoek kan niet blijven.", "{count} bezoeken kunnen niet blijven.", count)
    return [
        t(
            "{told} Dat merken in elk geval {schools}.",
            told=told,
            schools=n("{count} school", "{count} scholen", schools),
        )
    ]


def _ways(actor: Actor, found: FoundRepairs, names: Mapping[int, str]) -> list[ShownWay]:
    titles = (
        t("Dit merken de minste scholen"),
        _second_title(found),
        t("Zo gaan de minste uren verloren"),
    )
    ways = zip(WAYS, titles, (found.best, found.second, found.fullest), strict=True)
    return [_shown(actor, found, key, title, way, names) for key, title, way in ways if way is not None]


def _second_title(found: FoundRepairs) -> str:
    hurt = {one.pk for one in found.hurt}
    best = {one.visit for one in found.best.changes} if found.best else set()
    if best <= hurt:
        return t("Het op één na beste")
    return t("Alleen wat niet kan blijven, verandert")


def _shown(
    actor: Actor, found: FoundRepairs, key: str, title: str, way: WayOn, names: Mapping[int, str]
) -> ShownWay:
    cost = way.repair.cost
    fates = Counter(fate_of(found, one) for one in way.changes)
    parts = [
        n("{count} bezoek door iemand anders", "{count} bezoeken door iemand anders", fates[Fate.PERSON]),
        n("{count} bezoek op een andere tijd", "{count} bezoeken op een andere tijd", fates[Fate.TIME]),
        n(
            "{count} bezoek door iemand anders op een andere tijd",
            "{count} bezoeken door iemand anders op een andere tijd",
            fates[Fate.BOTH],
        ),
        n("{count} bezoek vervalt", "{count} bezoeken vervallen", fates[Fate.CANCELLED]),
    ]
    kinds = (Fate.PERSON, Fate.TIME, Fate.BOTH, Fate.CANCELLED)
    there = [part for part, kind in zip(parts, kinds, strict=True) if fates[kind]]
    noticed = n("{count} school merkt het", "{count} scholen merken het", cost.schools)
    lost = (
        t("{hours} uur gaat niet door", hours=hours_of(cost.minutes))
        if cost.minutes
        else t("geen uur gaat verloren")
    )
    proven = t("Bewezen: beter kan het niet.") if way.repair.proven else t("Niet bewezen: de tijd was op.")
    lines = (t("{noticed}; {lost}.", noticed=noticed, lost=lost), ", ".join(there) + ".", proven)
    return ShownWay(key, title, lines, _table(actor, found, title, way.changes, names), _digest(way.changes))


def _table(
    actor: Actor, found: FoundRepairs, title: str, changes: Sequence[WantedChange], names: Mapping[int, str]
) -> Table:
    known = dict(names)

    def school(one: WantedChange) -> Cell:
        visit = found.visits[one.visit]
        return Cell(name_of(visit), address(actor, "visits:visit", number=visit.pk))

    def was(one: WantedChange) -> str:
        visit = found.visits[one.visit]
        who = visit.member.name if visit.member else t("niemand")
        return t("{when}, {name}", when=when_told(place_of(visit)), name=who)

    columns: list[SheetColumn[WantedChange]] = [
        SheetColumn(t("School"), school, key="school"),
        SheetColumn(t("Was"), was),
        SheetColumn(t("Wordt"), lambda one: place_told(one.place, place_of(found.visits[one.visit]), known)),
    ]
    return table_of(
        t("Wie wat merkt: {title}", title=title[:1].lower() + title[1:]), columns, changes, first="school"
    )


def _digest(changes: Sequence[WantedChange]) -> str:
    """What was shown, to know it again when it is taken."""
    told = [(one.visit, one.sequence, one.place.written()) for one in changes]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _strange(actor: Actor, visit: object) -> Cell:
    found = visit  # a visit of a school that the roster does not know
    return Cell(name_of(found), address(actor, "visits:visit", number=found.pk))  # type: ignore[arg-type, attr-defined]
