"""For each page and reader: the addresses of things that are the reader's own, and of things of others.

A page whose address has a parameter that nobody wrote a line about here raises, so that its author does.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from tests.closed.readers import Reader
from tests.closed.site_map import Page
from tests.closed.world import BIRDS, EDITORS, World

Parts = dict[str, Any]
NOT_THERE = 987_654_321
"""A number that nothing has."""


def own(page: Page, reader: Reader, world: World) -> list[str]:
    """Addresses at the reader's organisation, of things that are open to it."""
    return [_address(page, reader, world, parts) for parts in _own_parts(page, reader, world)]


def of_others(page: Page, reader: Reader, world: World) -> list[str]:
    """Addresses at the reader's own organisation, but with what belongs to another one or is not there."""
    if not page.parameters:
        return []
    return [_address(page, reader, world, parts) for parts in _others_parts(page, reader, world)]


def for_everybody(page: Page) -> str:
    """An address of a public page, of something that is there."""
    parts = {name: _PUBLIC[name] for name in page.parameters}
    if not page.name:
        return "/" + page.route
    if page.name in {"webinars:appointment", "registration:sign-up", "registration:thanks"}:
        parts["slug"] = f"straks-{BIRDS['poi']}".lower()
    if page.name in _LISTS:
        parts["slug"] = _LISTS[page.name]
    return reverse(page.name, kwargs=parts)


_PUBLIC: Parts = {
    "token": "een-sleutel-die-niemand-heeft",
    "person": NOT_THERE,
    "provider_id": "nergens",
    "key": "een-sleutel-die-niemand-heeft",
    "uidb36": "1",
    "number": NOT_THERE,
    "pk": NOT_THERE,
    "question": NOT_THERE,
    "slug": "gesprek",
    "year": 2026,
    "language": "nl",
    "order": 1,
    "name": "schools",
}
_LISTS = {
    "help:role": "directeur",
    "webinars:theme": "geld",
    "webinars:audience": "directeuren",
    "webinars:series": "reeks",
    "webinars:speaker": "noor",
    "webinars:affiliation": "hier",
}


def elsewhere(page: Page, reader: Reader, world: World) -> list[str]:
    """The same page at an organisation where the reader has no role, with the things of that one."""
    other = "linge" if reader.where == "maas" else "maas"
    host = Reader("", other, reader.role)
    return [_address(page, host, world, parts) for parts in _own_parts(page, host, world)[:1]]


def _address(page: Page, reader: Reader, world: World, parts: Parts) -> str:
    slug = world.organisation(reader.where).slug
    return reverse(page.name, kwargs={"organisation": slug, **parts})


def _own_parts(page: Page, reader: Reader, world: World) -> list[Parts]:
    return _both(page, reader, world)[0]


def _others_parts(page: Page, reader: Reader, world: World) -> list[Parts]:
    return _both(page, reader, world)[1]


Both = tuple[list[Parts], list[Parts]]
Finds = Callable[[Page, Reader, World], Both]


def _both(page: Page, reader: Reader, world: World) -> Both:
    if not page.parameters:
        return _nothing(page, reader, world)
    area = page.name.partition(":")[0]
    finds = _PARTS.get((page.parameters, area))
    assert finds is not None, f"{page.name}: say in tests/closed/addresses.py which {page.parameters} to try"
    return finds(page, reader, world)


def _nothing(page: Page, reader: Reader, world: World) -> Both:
    return [{}], []


def _invitation(page: Page, reader: Reader, world: World) -> Both:
    return [{"invitation": world.of[reader.where].invitation}], [
        {"invitation": number} for number in (_neighbour(reader, world).invitation, NOT_THERE)
    ]


def _partner_invitation(page: Page, reader: Reader, world: World) -> Both:
    """Others': what the neighbour sent, what another sent to this organisation itself, and none."""
    own_number = world.of[_library(reader.where)].partner_invitation
    others = (_neighbour(reader, world).partner_invitation, world.of[reader.where].invitation, NOT_THERE)
    return [{"invitation": own_number}], [{"invitation": number} for number in others]


def _person(page: Page, reader: Reader, world: World) -> Both:
    return [{"person": world.of[reader.where].colleague}], [
        {"person": number} for number in (_neighbour(reader, world).colleague, NOT_THERE)
    ]


def _membership(page: Page, reader: Reader, world: World) -> Both:
    return [{"membership": world.of[reader.where].membership}], [
        {"membership": number} for number in (_neighbour(reader, world).membership, NOT_THERE)
    ]


def _school(page: Page, reader: Reader, world: World) -> Both:
    there = [] if reader.where == "national" else [{"code": _code(_other(reader))}]
    return [{"code": _code(reader.where)}], [*there, {"code": "99ZZ99"}]


def _note_or_contact(page: Page, reader: Reader, world: World) -> Both:
    mine, theirs = world.of[_library(reader.where)], _neighbour(reader, world)
    which = "note" if "notities" in page.route else "contact"
    here, there = _code(reader.where), _code(_other(reader))
    own_number, other_number = getattr(mine, which), getattr(theirs, which)
    other_school = "03DM00" if reader.where == "maas" else "01BR00"
    return [{"code": here, "number": own_number}], [
        {"code": here, "number": other_number},
        {"code": there, "number": other_number},
        {"code": other_school, "number": own_number},
        {"code": here, "number": NOT_THERE},
    ]


def _own_days(page: Page, reader: Reader, world: World) -> Both:
    """Said by the own organisation; what the school or the library said about the same school is not."""
    mine, theirs = world.of[_library(reader.where)], _neighbour(reader, world)
    pair = (mine.own_days, mine.days_by_school)
    here, there = reversed(pair) if reader.where == "school_in_tiel" else pair
    others = (there, theirs.own_days, theirs.days_by_school, NOT_THERE)
    return [{"number": here}], [{"number": number} for number in others]


def _plans(page: Page, reader: Reader, world: World) -> Both:
    """Own: the shared plan; at its library the one that is not shared too. Others': what remains."""
    mine, theirs = world.of[_library(reader.where)], _neighbour(reader, world)
    own_plans, other_plans = [mine.shared_plan], [theirs.shared_plan, theirs.private_plan, NOT_THERE]
    (own_plans if reader.where in {"linge", "maas"} else other_plans).append(mine.private_plan)
    known = list(_within_a_plan(page, reader.where))
    if len(page.parameters) == 1:
        unknown: list[Parts] = []
    else:
        unknown = [{"pk": mine.shared_plan, **parts} for parts in _not_within_a_plan(page, reader.where)]
    return (
        [{"pk": pk, **parts} for pk in own_plans for parts in known],
        [{"pk": pk, **parts} for pk in other_plans for parts in known] + unknown,
    )


def _scenario(page: Page, reader: Reader, world: World) -> Both:
    """Of the own library and of the neighbour; what is no part, or nothing that can be done."""
    rest: list[Parts] = {
        (): [{}],
        ("part",): [{"part": part} for part in ("geld", "scholen")],
        ("what",): [{"what": "terug"}, {"what": "ongedaan"}],
    }[page.parameters[1:]]
    wrong: list[Parts] = [{name: "nergens"} for name in page.parameters[1:]]
    mine = world.of[_library(reader.where)].scenario
    others = [_neighbour(reader, world).scenario, NOT_THERE]
    return (
        [{"pk": mine, **parts} for parts in rest],
        [{"pk": pk, **parts} for pk in others for parts in rest] + [{"pk": mine, **parts} for parts in wrong],
    )


def _stated(page: Page, reader: Reader, world: World) -> Both:
    """Of the own library, or asked by the own gemeente; and those of the neighbour."""
    rest: list[Parts] = [{"what": "antwoord"}] if "what" in page.parameters else [{}]
    wrong: list[Parts] = [{"what": "nergens"}] if "what" in page.parameters else []
    mine = world.of[_library(reader.where)].stated
    others = [_neighbour(reader, world).stated, NOT_THERE]
    return (
        [{"pk": mine, **parts} for parts in rest],
        [{"pk": pk, **parts} for pk in others for parts in rest] + [{"pk": mine, **parts} for parts in wrong],
    )


def _team(page: Page, reader: Reader, world: World) -> Both:
    """Somebody in the team (at the library the one who has an account), and what is kept there."""
    mine, theirs = world.of[_library(reader.where)], _neighbour(reader, world)
    fixed: Parts = {"figure": "cycle_weeks", "what": "wens" if "pk" in page.parameters else "soort"}
    kept = "wish" if "pk" in page.parameters else "course" if "opleiding" in page.route else "asked"
    ours: Parts = {"pk": mine.member, "number": getattr(mine, kept)}
    others: Parts = {"pk": theirs.member, "number": getattr(theirs, kept)}
    nowhere: Parts = {"pk": NOT_THERE, "number": NOT_THERE, "figure": "nergens", "what": "nergens"}

    def parts(of: Parts) -> Parts:
        return {name: of[name] for name in page.parameters}

    strange = [parts({**fixed, **ours, name: nowhere[name]}) for name in page.parameters]
    if "pk" in page.parameters or "number" in page.parameters:
        strange.append(parts({**fixed, **others}))
    return [parts({**fixed, **ours})], strange


def _roster(page: Page, reader: Reader, world: World) -> Both:
    """A roster of the library, what is done with it, somebody in it."""
    mine, theirs = world.of[_library(reader.where)].roster, _neighbour(reader, world).roster
    more: Parts = {"person": "p1", "what": "vastzetten", "code": "27AA00"}
    rest = {name: more[name] for name in page.parameters if name != "pk"}
    strange: list[Parts] = [{"pk": pk, **rest} for pk in (theirs, NOT_THERE)]
    if "what" in page.parameters:
        strange.append({"pk": mine, "what": "nergens"})
    return [{"pk": mine, **rest}], strange


def _planned_school(page: Page, reader: Reader, world: World) -> Both:
    """A school of the own library that has hours in its plan."""
    return [{"code": _code(_library(reader.where))}], [{"code": _code(_other(reader))}, {"code": "99ZZ99"}]


def _visit(page: Page, reader: Reader, world: World) -> Both:
    """A visit that is still to be told, or what was told of one."""
    name = page.parameters[0]
    mine, theirs = world.of[_library(reader.where)], _neighbour(reader, world)
    if name == "pk":
        return [{"pk": mine.visit}], [{"pk": theirs.visit}, {"pk": NOT_THERE}]
    nobody = "00000000-0000-4000-8000-000000000000"
    return [{"told": mine.report}], [{"told": theirs.report}, {"told": nobody}]


def _changed_visit(page: Page, reader: Reader, world: World) -> Both:
    mine, theirs = world.of[_library(reader.where)], _neighbour(reader, world)
    what = "feed" if page.name == "visits:end-feed" else "visit"
    own, of_others = getattr(mine, what), getattr(theirs, what)
    return [{"number": own}], [{"number": of_others}, {"number": NOT_THERE}]


def _question(page: Page, reader: Reader, world: World) -> Both:
    mine, theirs = world.of[_library(reader.where)], _neighbour(reader, world)
    others = ({"number": theirs.asked_day, "what": "ja"}, {"number": NOT_THERE, "what": "nergens"})
    return [{"number": mine.asked_day, "what": "ja"}], list(others)


def _within_a_plan(page: Page, where: str) -> Iterator[Parts]:
    match page.parameters[1:]:
        case ("kind",):
            yield from ({"kind": kind} for kind in ("pdf", "xlsx"))
        case ("which",):
            yield from ({"which": which} for which in ("plan", "problem", "sources"))
        case ("code",) if "gemeenten" in page.route:
            yield {"code": "0216" if where == "maas" else "0281"}
        case ("code",):
            yield {"code": _code(where)}
        case ("number",):
            yield {"number": 1}
        case ("what",):
            yield {"what": "voorstellen"}
        case ():
            yield {}


def _not_within_a_plan(page: Page, where: str) -> Iterator[Parts]:
    """What is not in the plan, or not in the part of it that a gemeente or a school reads."""
    whole = where not in {"tiel", "school_in_tiel"}
    match page.parameters[1:]:
        case ("kind",) | ("which",) | ("what",):
            yield {page.parameters[1]: "exe"}
        case ("code",) if "gemeenten" in page.route:
            yield {"code": "9999" if whole else "0214"}
        case ("code",):
            yield {"code": "99ZZ99" if whole else "01BR00"}
        case ("number",):
            yield {"number": 99 if whole else 2}


def _gemeente(page: Page, reader: Reader, world: World) -> Both:
    mine, theirs = ("0216", "0281") if reader.where == "maas" else ("0281", "0216")
    return [{"code": mine}], [{"code": theirs}, {"code": "9999"}]


def _webinar(page: Page, reader: Reader, world: World) -> Both:
    """Drafts, or for pages about a meeting what is to come. The national programme has them all."""
    start = "straks" if page.name.startswith("meetings") else "concept"
    where = reader.where if reader.where in EDITORS else "poi"
    more = {
        "language": "nl",
        "kind": "vtt",
        "order": 1,
        "number": 1,
        "question": world.of[where].question,
    }
    rest = {name: more[name] for name in page.parameters if name != "slug"}
    mine, theirs = [BIRDS[where]], [BIRDS["other_poi"], BIRDS["national"]]
    if where == "national":
        # the national programme edits what POI's publish as well
        mine, theirs = [BIRDS["national"], BIRDS["poi"]] if start == "straks" else [BIRDS["national"]], []
    return [{"slug": f"{start}-{bird}".lower(), **rest} for bird in mine], [
        *({"slug": f"{start}-{bird}".lower(), **rest} for bird in theirs),
        {"slug": "nergens", **rest},
    ]


def _thing(page: Page, reader: Reader, world: World) -> Both:
    rest = {"slug": "geld"} if "slug" in page.parameters else {}
    wrong = [{"which": "themes", "slug": "nergens"}] if rest else []
    return [{"which": "themes", **rest}], [{"which": "nergens", **rest}, *wrong]


def _target(page: Page, reader: Reader, world: World) -> Both:
    return [{"name": "schools"}], [{"name": "nergens"}]


_PARTS: dict[tuple[tuple[str, ...], str], Finds] = {
    (("invitation",), "people"): _invitation,
    (("invitation",), "partners"): _partner_invitation,
    (("person",), "people"): _person,
    (("membership",), "people"): _membership,
    (("code",), "schools"): _school,
    (("code", "number"), "schools"): _note_or_contact,
    (("number",), "schools"): _own_days,
    (("pk",), "plans"): _plans,
    (("pk", "kind"), "plans"): _plans,
    (("pk", "which"), "plans"): _plans,
    (("pk", "code"), "plans"): _plans,
    (("pk", "number"), "plans"): _plans,
    (("pk", "what"), "plans"): _plans,
    (("pk",), "scenarios"): _scenario,
    (("pk", "part"), "scenarios"): _scenario,
    (("pk", "what"), "scenarios"): _scenario,
    (("pk",), "stated"): _stated,
    (("pk", "what"), "stated"): _stated,
    (("code",), "visits"): _school,
    (("number",), "visits"): _changed_visit,
    (("number", "what"), "visits"): _question,
    (("pk",), "rosters"): _roster,
    (("pk", "person"), "rosters"): _roster,
    (("pk", "code"), "rosters"): _roster,
    (("pk", "what"), "rosters"): _roster,
    (("pk",), "team"): _team,
    (("pk", "what"), "team"): _team,
    (("pk", "what", "number"), "team"): _team,
    (("number",), "team"): _team,
    (("what",), "team"): _team,
    (("figure",), "team"): _team,
    (("code",), "team"): _planned_school,
    (("pk",), "phone"): _visit,
    (("told",), "phone"): _visit,
    (("code",), "gemeenten"): _gemeente,
    (("slug",), "webinar-editing"): _webinar,
    (("slug", "order"), "webinar-editing"): _webinar,
    (("slug", "language"), "webinar-editing"): _webinar,
    (("slug", "language", "kind"), "webinar-editing"): _webinar,
    (("slug", "number"), "webinar-editing"): _webinar,
    (("which",), "webinar-editing"): _thing,
    (("which", "slug"), "webinar-editing"): _thing,
    (("slug",), "meetings"): _webinar,
    (("slug", "question"), "meetings"): _webinar,
    (("name",), "target"): _target,
}


def _library(where: str) -> str:
    return "maas" if where == "maas" else "linge"


def _other(reader: Reader) -> str:
    return "linge" if reader.where == "maas" else "maas"


def _neighbour(reader: Reader, world: World) -> Any:
    return world.of[_other(reader)]


def _code(where: str) -> str:
    return "02CK00" if where == "maas" else "00AP00"
