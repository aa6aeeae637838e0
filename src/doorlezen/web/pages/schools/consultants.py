"""Which leesconsulent each school has: many at once in a table, or one on the page of the school."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import who_are
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.models import Person
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError, hours, n, school_year, t
from doorlezen.planning.proposals.queries import LibraryHours, hours_in_year
from doorlezen.register.domain.listing import COUNTED
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import SPECIAL, Listing
from doorlezen.relations.domain import assigning, queries
from doorlezen.relations.models import Consultant
from doorlezen.web.day import today
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.schools.school import school_for

MOST_AT_ONCE = 60
"""So many schools stand in one table; of more it is about one gemeente."""
_YEAR, _GEMEENTE = "jaar", "gemeente"


@dataclass(frozen=True)
class AssignedSchool:
    """A school with whom it has now ("": nobody), and as options for a form whom it can get and which of them
    is ``chosen``. ``hours``: what the plan that counts gives it."""

    code: str
    name: str
    place: str
    hours: str
    had: str
    chosen: str
    options: list[tuple[str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("consultants.see")
def consultants(request: HttpRequest) -> HttpResponse:
    """The table; who assigns can choose somebody at every school and keeps it all at once."""
    actor, years = actor_of(request), assigning.years_to_assign(today())
    year = _one_of(request.GET.get(_YEAR), years)
    wrong = False
    if request.method == "POST":
        try:
            count = assigning.assign(
                actor, _typed(request), school_year=year, today=today(), now=timezone.now()
            )
        except InputError as refused:
            messages.error(request, _told(refused))
            wrong = True
        else:
            _tell(request, count)
            return to_same(request)
    return shown(request, "schools/consultants.html", _page(request, actor, year, years), wrong=wrong)


@require_POST
@needs("consultants.assign")
def consultant(request: HttpRequest, code: str) -> HttpResponse:
    """Give one school its leesconsulent for this school year, from its own page."""
    actor = actor_of(request)
    listing = school_for(Visible(actor), code)
    year = assigning.years_to_assign(today())[0]
    try:
        count = assigning.assign(actor, _typed(request), school_year=year, today=today(), now=timezone.now())
    except InputError as refused:
        messages.error(request, _told(refused))
    else:
        _tell(request, count)
    return to(request, "schools:school", code=listing.pk)


def to_same(request: HttpRequest) -> HttpResponse:
    """Back to the table as it was asked for."""
    answer = to(request, "schools:consultants")
    if query := request.GET.urlencode():
        answer["Location"] += f"?{query}"
    return answer


def of_school(actor: Actor, code: str) -> dict[str, Any]:
    """What the page of a school says: whom it has this school year, and for who assigns whom it can get."""
    year = assigning.years_to_assign(today())[0]
    had = queries.consultants_of(actor, year).get(code)
    may = bool(ask("consultants.assign", actor))
    people = who_are(actor, Role.LEESCONSULENT, at=timezone.now()) if may else []
    return {
        "had": "" if had is None else str(had.person),
        "chosen": "" if had is None else str(had.person_id),
        "year": school_year(year),
        "options": _options(people, None if had is None else had.person) if people else [],
    }


def _page(request: HttpRequest, actor: Actor, year: str, years: tuple[str, ...]) -> dict[str, Any]:
    visible = Visible(actor)
    gemeente, schools = _schools(visible, request.GET.get(_GEMEENTE, ""))
    there, given = queries.consultants_of(actor, year), hours_in_year(actor, year)
    people = who_are(actor, Role.LEESCONSULENT, at=timezone.now())
    rows = [_row(school, there.get(school.pk), given, people) for school in schools]
    without = sum(not row.had for row in rows)
    return {
        "rows": rows,
        "people": bool(people),
        "loads": list(_loads(there, given)),
        "sentence": n(
            "{without} van deze {count} school heeft in {year} nog geen leesconsulent.",
            "{without} van deze {count} scholen hebben in {year} nog geen leesconsulent.",
            len(rows),
            without=without,
            year=school_year(year),
        ),
        "year": school_year(year),
        "asked_year": year,
        "years": [(one, school_year(one)) for one in years],
        "gemeente": gemeente,
        "gemeenten": _offered(visible, all_too=not gemeente or _count(visible) <= MOST_AT_ONCE),
        "may_assign": bool(ask("consultants.assign", actor)),
        "query": request.GET.urlencode(),
    }


def _offered(visible: Visible, *, all_too: bool) -> list[tuple[str, str]]:
    """The gemeenten to choose from, and all of them where they fit in one table."""
    every = [("", t("Alle gemeenten"))] if all_too else []
    return [*every, *((one.code, as_written(one.name)) for one in visible.gemeenten)]


def _listed(visible: Visible) -> QuerySet[Listing]:
    rows = visible.schools.rows().filter(COUNTED, closed_on=None)
    return rows.exclude(school_type__in=SPECIAL)


def _count(visible: Visible) -> int:
    return _listed(visible).count()


def _schools(visible: Visible, asked: str) -> tuple[str, list[Listing]]:
    """The gemeente that the table is about ("": all), and its schools by gemeente and name."""
    codes = [gemeente.code for gemeente in visible.gemeenten]
    gemeente = asked if asked in codes else ""
    if not gemeente and codes and _count(visible) > MOST_AT_ONCE:
        gemeente = codes[0]
    rows = _listed(visible)
    found = rows.filter(gemeente=gemeente) if gemeente else rows
    return gemeente, list(found.order_by("gemeente_name", "search", "pk"))


def _row(
    school: Listing, there: Consultant | None, given: LibraryHours, people: list[Person]
) -> AssignedSchool:
    had = None if there is None else there.person
    quarters = given.quarters.get(school.pk)
    told = "" if quarters is None else hours(quarters)
    chosen = "" if had is None else str(had.pk)
    name = "" if had is None else str(had)
    return AssignedSchool(
        school.pk, school.name, as_written(school.place), told, name, chosen, _options(people, had)
    )


def _options(people: list[Person], had: Person | None) -> list[tuple[str, str]]:
    """Nobody, whoever has it now though gone, and all leesconsulenten."""
    gone = [] if had is None or had in people else [had]
    return [("", t("Nog niemand")), *((str(one.pk), str(one)) for one in [*gone, *people])]


def _loads(there: dict[str, Consultant], given: LibraryHours) -> Iterator[str]:
    """How many schools and hours each leesconsulent has, by name."""
    of: dict[int, list[Consultant]] = {}
    for one in there.values():
        of.setdefault(one.person_id, []).append(one)
    for schools in sorted(of.values(), key=lambda found: (found[0].person.name, found[0].person_id)):
        quarters = sum(given.quarters.get(one.school_id, 0) for one in schools)
        yield n(
            "{name}: {count} school, {hours} uur per week",
            "{name}: {count} scholen, {hours} uur per week",
            len(schools),
            name=str(schools[0].person),
            hours=hours(quarters),
        )


def _typed(request: HttpRequest) -> list[assigning.WantedConsultant]:
    """What the form says: ``wie-<code>`` is who the school gets, ``was-<code>`` whom it had."""
    codes = [name.removeprefix("wie-") for name in request.POST if name.startswith("wie-")]
    return [
        assigning.WantedConsultant(code, _number(request, f"wie-{code}"), _number(request, f"was-{code}"))
        for code in codes
    ]


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _one_of(asked: str | None, years: tuple[str, ...]) -> str:
    return asked if asked in years else years[0]


def _told(refused: InputError) -> str:
    name = Listing.objects.filter(pk=refused.where).values_list("name", flat=True).first()
    return f"{name or refused.where}: {refused.what}."


def _tell(request: HttpRequest, count: int) -> None:
    said = n(
        "{count} school heeft nu een andere leesconsulent.",
        "{count} scholen hebben nu een andere leesconsulent.",
        count,
    )
    messages.success(request, said if count else t("Er is niets veranderd."))
