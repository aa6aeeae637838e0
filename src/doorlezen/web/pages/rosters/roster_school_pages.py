"""The schools of a roster, to search and to choose from: as a list, and on the map."""

from collections import Counter
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.documents.sheets import SheetColumn
from doorlezen.engine.roster import RosterSchool
from doorlezen.language import n, t
from doorlezen.register.domain.queries import gemeente_names
from doorlezen.reports.roster_map import RosterSpot, draw_roster_map, draw_swatch
from doorlezen.rosters.domain.roster_places import RosterPlaces, places_of
from doorlezen.rosters.domain.roster_queries import KeptRoster
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs, shown
from doorlezen.web.pages.rosters.roster_tables import able_told, how_often, visit_time_told
from doorlezen.web.pages.rosters.roster_view import found_roster, title_of
from doorlezen.web.pieces import Cell, Table, table_of

PER_LIST = 25
NOBODY = "niemand"
"""In the address of the list: the schools where nobody comes."""


class SchoolChoice(NamedTuple):
    """What somebody chose in the address: part of a name, a gemeente by code, somebody by id."""

    name: str
    gemeente: str
    person: str

    @classmethod
    def of(cls, request: HttpRequest) -> "SchoolChoice":
        """As it stands in an address; what is not there is empty."""
        given = request.GET
        return cls(given.get("zoek", "").strip(), given.get("gemeente", ""), given.get("wie", ""))

    def holds(self, kept: KeptRoster, school: RosterSchool) -> bool:
        """Whether a school is among what is chosen."""
        return (
            self.name.casefold() in school.name.casefold()
            and self.gemeente in {"", school.municipality}
            and self.person in {"", comes(kept, school.code)}
        )


def comes(kept: KeptRoster, code: str) -> str:
    """The id of who comes to a school; `NOBODY` where nobody does."""
    served = kept.answer.schools.get(code) if kept.answer else None
    return NOBODY if served is None else served.person


@require_safe
@needs("rosters.see")
def roster_schools(request: HttpRequest, pk: int) -> HttpResponse:
    """Every school: who comes on which half-day in which weeks, and how long."""
    actor, kept, choice = actor_of(request), found_roster(actor_of(request), pk), SchoolChoice.of(request)
    if kept.answer is None:
        raise Http404
    gemeenten = gemeente_names({school.municipality for school in kept.problem.schools})
    found = [school for school in _by_name(kept) if choice.holds(kept, school)]
    page = Paginator(found, PER_LIST).get_page(request.GET.get("pagina"))
    people = [(one, name) for one, name in _people(kept) if one in set(_comers(kept))]
    context: dict[str, Any] = {
        **_head(actor, kept),
        "choice": choice,
        "lead": n("{count} school.", "{count} scholen.", len(found)),
        "gemeenten": [("", t("alle")), *sorted(gemeenten.items(), key=lambda one: (one[1], one[0]))],
        "people": [("", t("iedereen")), *people, (NOBODY, t("niemand"))],
        "page": page,
        "table": _school_table(kept, gemeenten, list(page)) if found else None,
    }
    return shown(request, "rosters/schools.html", context)


@require_safe
@needs("rosters.see")
def roster_map(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the schools are and where people leave from, on the map; of one person where one is chosen."""
    actor, kept = actor_of(request), found_roster(actor_of(request), pk)
    chosen = request.GET.get("wie", "")
    if kept.answer is None or (chosen and chosen not in kept.problem.person):
        raise Http404
    places, schools = places_of(actor, kept), Counter(_comers(kept))
    people = _people(kept)
    spots = _spots(kept, places, [one for one, _ in people], chosen)
    at = address(actor, "rosters:map", pk=pk)
    legend = [
        {
            "swatch": mark_safe(draw_swatch(number, name=one)),  # ours: a number in a shape
            "name": name,
            "told": n("{count} school", "{count} scholen", schools[one]),
            "from": places.homes[one].place if one in places.homes else "",
            "at": f"{at}?wie={one}",
            "here": one == chosen,
        }
        for number, (one, name) in enumerate(people)
    ]
    missing = sum(_spot(places, school.code) is None for school in kept.problem.schools)
    context: dict[str, Any] = {
        **_head(actor, kept),
        "map_at": at,
        "chosen": chosen,
        "people": [("", t("iedereen")), *people],
        "lead": _map_lead(kept, chosen, schools),
        "legend": legend,
        "svg": _drawn(spots) if spots else "",
        "table": _map_table(kept, places, chosen, [one for one, _ in people]),
        "missing": n(
            "{count} school staat niet op de kaart: haar plaats is niet bekend.",
            "{count} scholen staan niet op de kaart: hun plaats is niet bekend.",
            missing,
        )
        if missing
        else "",
    }
    return shown(request, "rosters/map.html", context)


def _head(actor: Actor, kept: KeptRoster) -> dict[str, Any]:
    pk = kept.row.pk
    return {"pk": pk, "title": title_of(kept.row), "at": address(actor, "rosters:roster", pk=pk)}


def _by_name(kept: KeptRoster) -> list[RosterSchool]:
    return sorted(kept.problem.schools, key=lambda school: (school.name, school.code))


def _people(kept: KeptRoster) -> list[tuple[str, str]]:
    return sorted(((one, kept.name(one)) for one in kept.problem.person), key=lambda one: (one[1], one[0]))


def _comers(kept: KeptRoster) -> list[str]:
    return [served.person for served in kept.answer.schools.values()] if kept.answer else []


def _school_table(kept: KeptRoster, gemeenten: dict[str, str], schools: list[RosterSchool]) -> Table:
    answer = kept.answer
    assert answer is not None

    def who(school: RosterSchool) -> str:
        person = comes(kept, school.code)
        return t("niemand") if person == NOBODY else kept.name(person)

    def when(school: RosterSchool) -> Cell:
        if (served := answer.schools.get(school.code)) is None:
            return Cell("–", note=t("Kan: {who}", who=able_told(kept, school)))
        pairs = zip(school.visits, served.visits, strict=True)
        return Cell(", ".join(visit_time_told(visit, time) for visit, time in pairs))

    columns: list[SheetColumn[RosterSchool]] = [
        SheetColumn(
            t("School"),
            lambda school: Cell(school.name, note=gemeenten.get(school.municipality, school.municipality)),
        ),
        SheetColumn(t("Wie komt"), who, key="person"),
        SheetColumn(t("Wanneer"), when),
        SheetColumn(t("Hoe lang"), lambda school: ", ".join(how_often(visit) for visit in school.visits)),
    ]
    return table_of(t("Wie wanneer komt"), columns, schools, first="person")


def _spot(places: RosterPlaces, code: str) -> tuple[int, int] | None:
    found = places.schools.get(code)
    return None if found is None else found.spot


def _spots(kept: KeptRoster, places: RosterPlaces, people: list[str], chosen: str) -> list[RosterSpot]:
    number = {one: at for at, one in enumerate(people)}
    spots = []
    for school in _by_name(kept):
        person = comes(kept, school.code)
        if (spot := _spot(places, school.code)) is not None:
            who = t("niemand") if person == NOBODY else kept.name(person)
            told = t("{school}: {who}", school=school.name, who=who)
            faint = chosen not in {"", person}
            spots.append(RosterSpot(*spot, number.get(person), told, faint=faint))
    for one in people:
        home = places.homes.get(one)
        if home is not None and home.spot is not None and chosen in {"", one}:
            told = t("{who} vertrekt uit {place}", who=kept.name(one), place=home.place)
            spots.append(RosterSpot(*home.spot, number[one], told, is_home=True))
    return spots


def _drawn(spots: list[RosterSpot]) -> str:
    return draw_roster_map(
        spots,
        name="rooster",
        title=t("Kaart van het rooster"),
        text=t(
            "Een nummer per school: wie er komt. Een huis: waar iemand vertrekt. De tabel noemt ze allemaal."
        ),
    )


def _map_lead(kept: KeptRoster, chosen: str, schools: Counter[str]) -> str:
    if not chosen:
        return t("Kies iemand om alleen die scholen te zien.")
    name = kept.name(chosen)
    return n(
        "{name} gaat naar {count} school.", "{name} gaat naar {count} scholen.", schools[chosen], name=name
    )


def _map_table(kept: KeptRoster, places: RosterPlaces, chosen: str, people: list[str]) -> Table | None:
    """The same as the map in words: by person, and at the end where nobody comes."""
    order = {one: at for at, one in enumerate(people)}
    rows = [school for school in _by_name(kept) if chosen in {"", comes(kept, school.code)}]
    rows.sort(key=lambda school: order.get(comes(kept, school.code), len(order)))

    def who(school: RosterSchool) -> str:
        person = comes(kept, school.code)
        if person == NOBODY:
            return t("niemand")
        return t("{number}. {who}", number=order[person] + 1, who=kept.name(person))

    def place(school: RosterSchool) -> str:
        found = places.schools.get(school.code)
        return found.place if found else ""

    columns: list[SheetColumn[RosterSchool]] = [
        SheetColumn(t("School"), lambda school: school.name),
        SheetColumn(t("Plaats"), place),
        SheetColumn(t("Wie komt"), who, key="person"),
    ]
    return table_of(t("Wie waar komt"), columns, rows, first="person") if rows else None
