"""A database with the whole country in it: the register, 130 libraries with their lists, people, a plan."""

import datetime
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django_scopes import scope, scopes_disabled
from tests.people import a_person, actor_of, an_organisation, client_of

from bench.web.country import Country, country
from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.demo.invented_collaborations import InventedCollaboration
from doorlezen.demo.open_files import collaboration_list
from doorlezen.desk.events import record
from doorlezen.documents.source import Source
from doorlezen.planning.domain.answering import answer_calculation
from doorlezen.planning.many import answer
from doorlezen.planning.proposals.deciding import propose
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.sharing import share
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from doorlezen.planning.scenarios.calculating import calculate
from doorlezen.planning.scenarios.keeping import keep
from doorlezen.planning.scenarios.making import copy, take_in
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.sources import path_beside
from doorlezen.planning.stated.stating import state
from doorlezen.register.domain.editions import INVENTED, Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.models import Gemeente, Kind, Listing, School
from doorlezen.relations.domain.notes import add_note
from doorlezen.webinars.domain.shipped import load_shipped

LIBRARIES = 130
NAME = "Bibliotheek Meting"
"""The library that is measured; the others are its neighbours."""
ENTRIES = 2000
"""Lines in the audit trail of that library."""
DAY = datetime.date(2025, 6, 1)


@dataclass(frozen=True)
class Filled:
    """What there is to ask for: the library, the national programme, and the cookies of who asks."""

    title: str
    library: Organisation
    national: Organisation
    sessions: dict[str, str]
    proposal: int
    scenario: int
    gemeente: str
    school: str


def fill(folder: Path) -> Filled:
    """Fill the database that Django is connected to, unless it is; ``folder`` is for files on the way."""
    land = country()
    library = Organisation.objects.filter(name=NAME).first() or _make(land, folder)
    national = Organisation.objects.get(kind=OrganisationKind.NATIONAL)
    people = {"director": _who(library, Role.DIRECTOR), "reader": _who(national, Role.NATIONAL_READER)}
    with scope(organisation=library):
        proposal = Proposal.objects.order_by("id").values_list("pk", flat=True)[0]
        scenario = Scenario.objects.order_by("id").values_list("pk", flat=True)[0]
    scored = Listing.objects.filter(gemeente__in=land.gemeenten, score_met__gt=0)
    school = scored.order_by("-score_met", "pk")[0]
    sessions = {who: client_of(person).cookies["sessionid"].value for who, person in people.items()}
    return Filled(land.title, library, national, sessions, proposal, scenario, land.gemeenten[0], school.pk)


def _who(organisation: Organisation, role: Role) -> Person:
    return Person.objects.get(memberships__organisation=organisation, memberships__role=role)


def _make(land: Country, folder: Path) -> Organisation:
    load(land.files, origins=land.origins, accept_closures=True)
    load_shipped(now=timezone.now())
    _make_neighbours(land.gemeenten)
    library = an_organisation(
        OrganisationKind.LIBRARY, NAME, gemeenten=Gemeente.objects.filter(code__in=land.gemeenten)
    )
    _load_list(library)
    for role in library.possible_roles:
        a_person(f"{role.label} meting", (library, role))
    national = an_organisation(OrganisationKind.NATIONAL, "Landelijk programma")
    a_person("lezer meting", (national, Role.NATIONAL_READER))
    director = _who(library, Role.DIRECTOR)
    _propose(land, library, director, folder)
    _calculate(land, library, director)
    _ask_things(land, library, director)
    _write_audit_trail(library, director)
    return library


def _make_neighbours(taken: tuple[str, ...]) -> None:
    """All other gemeenten, shared out over the other libraries, in the order of their codes."""
    free = list(Gemeente.objects.exclude(code__in=taken).order_by("code"))
    for number in range(LIBRARIES - 1):
        name = f"Bibliotheek {number:03d}"
        library = an_organisation(OrganisationKind.LIBRARY, name, gemeenten=free[number :: LIBRARIES - 1])
        for role in (Role.DIRECTOR, Role.ADVISER):
            a_person(f"{role.label} {name}", (library, role))
        _load_list(library)


def _load_list(library: Organisation) -> None:
    """The library works with two in three of its schools."""
    codes = library.gemeenten.values_list("code", flat=True)
    schools = Listing.objects.filter(gemeente__in=codes).order_by("pk").values_list("pk", flat=True)
    since = datetime.date(2019, 8, 1)
    lines = [
        InventedCollaboration(code, since, None, "borging", 8)
        for place, code in enumerate(schools)
        if place % 3
    ]
    if lines:
        source = Source(f"{library.slug}.csv", collaboration_list(lines))
        load_collaborations(
            Offered(Kind.COLLABORATIONS, source, DAY, library.slug),
            today=DAY,
            origin=INVENTED[Kind.COLLABORATIONS],
        )


def _propose(land: Country, library: Organisation, director: Person, folder: Path) -> None:
    """A best plan with all its prices, shared."""
    problem, plan = _planned(land, folder)
    beside = path_beside(problem)
    actor = actor_of(director, library)
    proposal = store_proposal(
        actor,
        problem=GivenFile(problem.name, problem.read_bytes()),
        plan=GivenFile(plan.name, plan.read_bytes()),
        sources=GivenFile(beside.name, beside.read_bytes()) if beside.exists() else None,
    )
    propose(actor, proposal=proposal.pk, now=timezone.now())
    share(actor, proposal=proposal.pk)


def _calculate(land: Country, library: Organisation, director: Person) -> None:
    """A scenario of the same gemeenten, calculated as a worker does, and nine beside it."""
    actor, now = actor_of(director, library), timezone.now()
    source = Source("scenario.toml", land.scenario.read_bytes())
    made = take_in(actor, file=source, title="Het jaar", now=now)
    asked = calculate(actor, scenario=made.pk, now=now)
    answer_calculation(asked.calculation_id, search=answer, stop=threading.Event())
    kept = keep(asked.pk)
    assert kept is not None, "the scenario has no plan"
    for number in range(9):
        copy(actor, scenario=made, title=f"Variant {number}", now=now)


def _ask_things(land: Country, library: Organisation, director: Person) -> None:
    """Two wishes of each gemeente."""
    actor = actor_of(director, library)
    for gemeente in Gemeente.objects.filter(code__in=land.gemeenten).order_by("code"):
        for text in ("Elke school houdt haar uren", "Geen school meer dan zes uur"):
            state(
                actor,
                library=library,
                gemeente=gemeente,
                text=text,
                is_hard=False,
                source="overeenkomst",
                since=DAY,
                until=None,
                now=timezone.now(),
            )


def _planned(land: Country, folder: Path) -> tuple[Path, Path]:
    """The problem and its plan, computed by the command itself."""
    if land.problem is None:
        _command("demo", "--no-serve", "--directory", folder / "demo")
        return folder / "demo" / "uitkomst" / "probleem.json", folder / "demo" / "uitkomst" / "plan.json"
    plan = folder / "plan.json"
    if not plan.exists():
        _command("plan", land.problem, "-o", plan, "--prices")
    return land.problem, plan


def _command(*words: object) -> None:
    """Run `doorlezen`, with a database of its own where it needs one."""
    environment = {**os.environ, "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"}
    command = [sys.executable, "-m", "doorlezen.cli", *map(str, words)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)


def _write_audit_trail(library: Organisation, director: Person) -> None:
    actor = actor_of(director, library)
    codes = library.gemeenten.values_list("code", flat=True)
    schools = list(School.objects.filter(listing__gemeente__in=codes).order_by("code"))
    with scope(organisation=library):
        for school in schools[:50]:
            add_note(actor, school=school, text="Gebeld over het jaarplan; in september verder.")
        for number in range(ENTRIES):
            record(actor, "settings.changed", library, before={"name": str(number)}, after={"name": NAME})


def counts() -> str:
    """What is in the database, in one line."""
    with scopes_disabled():
        libraries = Organisation.objects.filter(kind=OrganisationKind.LIBRARY).count()
        return f"{Listing.objects.count()} schools, {libraries} libraries, {Person.objects.count()} people"
