"""Two libraries side by side with everything in it that could leak, each thing with a word of its own.

A *mark* is an invented word that stands in one thing alone: in the text of a note, the name of a contact, the
title of a plan. Whoever reads the word has seen the thing, in whatever page or file it stood.
"""

import dataclasses
import datetime
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import (
    Administering,
    Invitation,
    Membership,
    OidcClient,
    Organisation,
    Person,
)
from doorlezen.accounts.roles import KEEPER_OF_KIND, ROLES_OF_KIND, OrganisationKind, Role
from doorlezen.desk.events import record
from doorlezen.desk.seal import seal
from doorlezen.documents.source import Source
from doorlezen.language import school_year_of
from doorlezen.meetings.domain.line import register
from doorlezen.meetings.domain.registrants import checked
from doorlezen.meetings.models import Meeting, Question
from doorlezen.planning.proposals.models import DemandExplanation, WaysOut
from doorlezen.planning.scenarios.calculating import calculate
from doorlezen.planning.scenarios.making import take_in as take_in_scenario
from doorlezen.planning.stated import stating
from doorlezen.register.models import Gemeente, School
from doorlezen.relations.domain import contacts, notes
from doorlezen.relations.domain.assigning import WantedConsultant, assign
from doorlezen.relations.domain.own_days import WantedDays, WhichSchools, say_days
from doorlezen.relations.models import OwnDayKind, OwnSchoolDays, Purpose
from doorlezen.team.domain import competence_list, member_details, members
from doorlezen.team.domain.filled_parameters import fill_parameter
from doorlezen.team.domain.school_visits import say_visiting
from doorlezen.team.domain.training import plan_course
from doorlezen.team.models import TeamMember
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import entry_of
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Status, Webinar
from tests.closed.readers import EVERYBODY, Reader
from tests.closed.world_year import money_of, visits_of
from tests.people import LONG_AGO, Neighbourhood, a_neighbourhood, a_person, actor_of
from tests.planning import proposing
from tests.planning.calculating import TEXT
from tests.web.schools.figures import figures, own_list
from tests.webinars.entries import a_full_catalogue, a_webinar

BIRDS = {
    "linge": "Zwaan",
    "maas": "Reiger",
    "tiel": "Merel",
    "culemborg": "Lijster",
    "school_in_tiel": "Spreeuw",
    "school_in_culemborg": "Vink",
    "poi": "Kievit",
    "other_poi": "Grutto",
    "national": "Uil",
}
"""Marks end in the bird of the organisation that they belong to: "NotitieZwaan"."""
LIBRARIES = {"linge": ("00AP00", ("0281", "0214")), "maas": ("02CK00", ("0216", "0668"))}
"""The school that each library visits, and the gemeenten of its plans; the first one is that school's."""
EDITORS = ("poi", "other_poi", "national")
SECRET = "SleutelVanDeUitgever"
"""Of the login of every organisation: it goes in and never comes out."""


@dataclass
class Belongings:
    """What one organisation has; numbers as they stand in addresses, 0 where it has none."""

    invitation: int = 0
    partner_invitation: int = 0
    colleague: int = 0
    membership: int = 0
    note: int = 0
    contact: int = 0
    own_days: int = 0
    days_by_school: int = 0
    shared_plan: int = 0
    private_plan: int = 0
    scenario: int = 0
    stated: int = 0
    question: int = 0
    member: int = 0
    roster: int = 0
    wish: int = 0
    asked: int = 0
    visit: int = 0
    report: str = ""
    feed: int = 0
    asked_day: int = 0
    course: int = 0


@dataclass
class World:
    """The neighbourhood, and what each organisation in it has, by its name in the neighbourhood."""

    people: Neighbourhood
    of: dict[str, Belongings] = field(default_factory=dict)
    with_rights: dict[str, Person] = field(default_factory=dict)

    def organisation(self, where: str) -> Organisation:
        """The organisation with this name."""
        found = getattr(self.people, where)
        assert isinstance(found, Organisation)
        return found

    def person(self, reader: Reader) -> Person:
        """Who reads."""
        if reader.rights_on:
            return self.with_rights[reader.where]
        return self.people.person(self.organisation(reader.where), reader.role)


def a_world(media: Path) -> World:
    """Make it all; files of webinars go to the folder ``media``."""
    world = World(a_neighbourhood())
    figures()
    for where in BIRDS:
        world.of[where] = Belongings()
        _people_of(world, where)
        _settings_of(world, where)
    for where, (code, gemeenten) in LIBRARIES.items():
        _schools_of(world, where, code)
        _days_of(world, where, code)
        _partner_of(world, where, "tiel" if where == "linge" else "culemborg")
        _plans_of(world, where, gemeenten)
        _scenario_of(world, where, gemeenten)
        _stated_of(world, where, gemeenten[0])
        _team_of(world, where, code)
        _year_of(world, where, code)
    _webinars(media)
    for where in EDITORS:
        _meeting_of(world, where)
    _rights(world)
    return world


def _people_of(world: World, where: str) -> None:
    """A colleague who does nothing, and an invitation that waits."""
    organisation, bird = world.organisation(where), BIRDS[where]
    role = ROLES_OF_KIND[OrganisationKind(organisation.kind)][0]
    colleague = a_person(f"Lid{bird}", (organisation, role))
    world.of[where].colleague = colleague.pk
    world.of[where].membership = Membership.everywhere.get(person=colleague).pk
    invited = Invitation.everywhere.create(
        organisation=organisation,
        email=f"uitgenodigd{bird.lower()}@voorbeeld.example",
        role=role,
        token_sha256=hashlib.sha256(bird.encode()).hexdigest(),
        invited_by=colleague,
        expires_at=timezone.now() + datetime.timedelta(days=10),
    )
    world.of[where].invitation = invited.pk


def _partner_of(world: World, where: str, gemeente: str) -> None:
    """Somebody of a gemeente, invited by the library."""
    library, bird = world.organisation(where), BIRDS[where]
    invited = Invitation.everywhere.create(
        organisation=world.organisation(gemeente),
        from_library=library,
        email=f"partner{bird.lower()}@voorbeeld.example",
        role=Role.GEMEENTE_OFFICER,
        token_sha256=hashlib.sha256(f"partner {bird}".encode()).hexdigest(),
        invited_by=world.people.person(library, Role.DIRECTOR),
        expires_at=timezone.now() + datetime.timedelta(days=10),
    )
    world.of[where].partner_invitation = invited.pk


def _settings_of(world: World, where: str) -> None:
    """A logo, a login of its own with a secret, and something in the logbook."""
    organisation, bird = world.organisation(where), BIRDS[where]
    organisation.logo, organisation.logo_type = b"\x89PNG\r\n\x1a\n", "image/png"
    organisation.save()
    OidcClient.everywhere.create(
        organisation=organisation,
        issuer="https://127.0.0.1:9/",
        client_id=f"Inlog{bird}",
        secret_sealed=seal(SECRET),
    )
    keeper = KEEPER_OF_KIND[OrganisationKind(organisation.kind)]
    actor = world.people.actor(organisation, keeper)
    with scope(organisation=organisation):
        record(actor, "settings.changed", organisation, before={"colour": ""}, after={"colour": f"Log{bird}"})


def _schools_of(world: World, where: str, code: str) -> None:
    """A note, a contact, a leesconsulent and a list of collaborations."""
    organisation, bird = world.organisation(where), BIRDS[where]
    adviser = world.people.actor(organisation, Role.ADVISER)
    school = School.objects.get(pk=code)
    with scope(organisation=organisation):
        world.of[where].note = notes.add_note(adviser, school=school, text=f"Notitie{bird}").pk
        added = contacts.add_contact(
            adviser,
            school=school,
            name=f"Contact{bird}",
            role=f"Rol{bird}",
            email=f"mail{bird.lower()}@school.example",
            phone="0344 123456",
            purpose=Purpose.MONITOR,
            keep_until=timezone.localdate() + datetime.timedelta(days=30),
        )
        consultant = a_person(f"Consulent{bird}", (organisation, Role.LEESCONSULENT))
        assign(
            adviser,
            [WantedConsultant(code, consultant.pk, None)],
            school_year=school_year_of(timezone.localdate()),
            today=timezone.localdate(),
            now=timezone.now(),
        )
    world.of[where].contact = added.pk
    # the name of a list tells that there is one, and its phase what the library does there
    edition = own_list(organisation.slug, f"{code};dbos-po;2018-08-01;;uitvoering")
    edition.file_name = f"lijst{bird.lower()}.csv"
    edition.save()


def _days_of(world: World, where: str, code: str) -> None:
    """A study day that the library wrote down for its school, and one that the school said."""
    at_school = "school_in_tiel" if where == "linge" else "school_in_culemborg"
    wednesday = timezone.localdate() + datetime.timedelta(days=(2 - timezone.localdate().weekday()) % 7)
    said = []
    for place, role, name in (
        (where, Role.ADVISER, f"Eigendag{BIRDS[where]}"),
        (at_school, Role.SCHOOL_CONTACT, f"Schooldag{BIRDS[at_school]}"),
    ):
        organisation = world.organisation(place)
        with scope(organisation=organisation):
            wanted = WantedDays(OwnDayKind.STUDY, wednesday, wednesday, name)
            actor = world.people.actor(organisation, role)
            say_days(actor, wanted, WhichSchools((code,)), today=timezone.localdate(), now=timezone.now())
            said.append(OwnSchoolDays.objects.get(organisation=organisation).pk)
    world.of[where].own_days, world.of[where].days_by_school = said


def _plans_of(world: World, where: str, gemeenten: tuple[str, str]) -> None:
    """A plan that is shared and one that is not, each with subsidies and demands by both gemeenten."""
    bird, director = BIRDS[where], world.people.actor(world.organisation(where), Role.DIRECTOR)
    for number, kind in enumerate(("Gedeeld", "Eigen")):
        problem = proposing.a_problem(gemeenten, title=f"Plan{kind}{bird}", capacity_quarters=37 + number)
        for place, gemeente in (("Hier", gemeenten[0]), ("Ginds", gemeenten[1])):
            for fund in problem["funds"]:
                if fund["id"] == f"gem-{gemeente}":
                    fund["name"] = f"Subsidie{kind}{place}{bird}"
            for demand in problem["requirements"]:
                if demand["by"] == gemeente:
                    demand["text"] = f"Eis{kind}{place}{bird}"
        stored = proposing.a_proposal(director, problem)
        with scopes_disabled():
            WaysOut.objects.create(proposal=stored)
        with scopes_disabled():  # of the first demand nobody asked yet, so that its page has a form
            DemandExplanation.objects.filter(
                proposal=stored, demand=problem["requirements"][0]["id"]
            ).delete()
        if kind == "Gedeeld":
            world.of[where].shared_plan = proposing.share(director, proposal=stored.pk).pk
        else:
            world.of[where].private_plan = stored.pk


def _scenario_of(world: World, where: str, gemeenten: tuple[str, str]) -> None:
    """A scenario about both gemeenten that somebody had calculated; a demand and a purse in it are recognised
    where they leak."""
    bird, director = BIRDS[where], world.people.actor(world.organisation(where), Role.DIRECTOR)
    text = (
        TEXT.replace('"0281"', f'"{gemeenten[0]}"')
        .replace('"0214"', f'"{gemeenten[1]}"')
        .replace("00AP00", LIBRARIES[where][0])
        .replace('"Eigen middelen"', f'"Scenariopot{bird}"')
        .replace("Elke school met een samenwerking", f"Scenarioeis{bird}: elke school")
    )
    if where == "maas":  # nobody counted the pupils of one of its schools
        text += '[[pupils]]\ncode = "03DM00"\npupils = 90\n'
    file = Source("bestand.toml", text.encode())
    made = take_in_scenario(director, file=file, title=f"Scenario{bird}", now=timezone.now())
    calculate(director, scenario=made.pk, now=timezone.now())
    world.of[where].scenario = made.pk


def _stated_of(world: World, where: str, code: str) -> None:
    """What a gemeente asks of the library, and what the library says to it."""
    library, bird = world.organisation(where), BIRDS[where]
    director = world.people.actor(library, Role.DIRECTOR)
    made = stating.state(
        director,
        library=library,
        gemeente=Gemeente.objects.get(code=code),
        text=f"Wens{bird}",
        is_hard=False,
        source="",
        since=timezone.localdate(),
        until=None,
        now=timezone.now(),
    )
    stating.answer(director, stated=made, text=f"Antwoord{bird}", now=timezone.now())
    world.of[where].stated = made.pk


def _team_of(world: World, where: str, code: str) -> None:
    """The leesconsulent with a wish, a colleague whom she does not see, and what schools ask."""
    library, bird = world.organisation(where), BIRDS[where]
    director = world.people.actor(library, Role.DIRECTOR)
    values: dict[str, Any] = {
        "function": "leesconsulent",
        "since": LONG_AGO,
        "contract_quarters": 96,
        "schools_quarters": 80,
        "half_days": {"mo-am": 210},
    }
    with scope(organisation=library):
        her = world.people.person(library, Role.LEESCONSULENT)
        member = members.add_member(director, name=f"Teamlid{bird}", person=her, **values)
        members.add_member(director, name=f"Teamgenoot{bird}", **values)
        school = School.objects.get(pk=code)
        wish = member_details.say_wish(director, member=member, school=school, wish=3)
        member_details.add_absence(director, member=member, kind="leave", first=LONG_AGO, last=LONG_AGO)
        member_details.say_competence(
            director, member=member, competence="open-boek", course_on=LONG_AGO, holds_until=None
        )
        mix = {"doing": 40, "modelling": 30, "supporting": 20, "advising": 10}
        member_details.say_mix(director, member=member, school=school, school_year="2026-2027", **mix)
        competence_list.say_course_cost(director, key="open-boek", cents=45000, source="offerte")
        say_visiting(director, school=school, every=None, half_days=None, must=True)
        fill_parameter(director, key="roster_notice", value=28, source="cao")
        course = plan_course(
            director,
            member=member,
            competence="monitor",
            first=timezone.localdate(),
            last=timezone.localdate(),
        )
        asked = competence_list.ask_competence(director, competence="meertalig", profile="with_score")
    belongings = world.of[where]
    belongings.course = course.pk
    belongings.member, belongings.wish, belongings.asked = member.pk, wish.pk, asked.pk


def _year_of(world: World, where: str, code: str) -> None:
    """What hangs on a year: a roster, visits, what was done, and a purse out of which a visit was paid."""
    belongings, library = world.of[where], world.organisation(where)
    finance, school = world.people.actor(library, Role.FINANCE), School.objects.get(pk=code)
    with scope(organisation=library):
        member = TeamMember.objects.get(pk=belongings.member)
        made = visits_of(library, school, member)
        money_of(finance, school, name=f"Pot{BIRDS[where]}")
    belongings.roster, belongings.visit, belongings.report, belongings.feed, belongings.asked_day = made


def _webinars(media: Path) -> None:
    """The catalogue in which every field is filled, with its files."""
    folder = media / "webinars"
    folder.mkdir(parents=True, exist_ok=True)
    for name, start in {
        "gesprek.webm": b"\x1aE\xdf\xa3",
        "beeld.png": b"\x89PNG\r\n\x1a\n",
        "blad.pdf": b"%PDF-1.7",
    }.items():
        (folder / name).write_bytes(start + b" " * 100)
    take_in(a_full_catalogue(), actor=None, what="nieuw", now=timezone.now())


def _meeting_of(world: World, where: str) -> None:
    """A draft, and a meeting with somebody who registered and asked something."""
    bird, now = BIRDS[where], timezone.now()
    slug = bird.lower()
    whole = entry_of(Webinar.objects.get(slug="gesprek"))
    draft = dataclasses.replace(
        whole, slug=f"concept-{slug}", title=f"Concept{bird}", status=Status.DRAFT, publish_at=None
    )
    put(draft, actor=None, what="nieuw", now=now)
    soon = timezone.localtime(now + datetime.timedelta(days=30)).replace(
        hour=10, minute=0, second=0, microsecond=0
    )
    entry = a_webinar(
        slug=f"straks-{slug}", title=f"Openbaar {bird}", date=soon.date(), start_time=soon.time(), minutes=50
    )
    put(entry, actor=None, what="nieuw", now=now)
    organisation = world.organisation(where)
    Webinar.objects.filter(slug__in=[draft.slug, entry.slug]).update(organisation=organisation)
    meeting = Meeting.objects.create(
        webinar=Webinar.objects.get(slug=entry.slug),
        places=10,
        room_address=f"https://kamer.example/kamer{slug}",
        opens_at=now - datetime.timedelta(days=1),
        closes_at=soon,
        starts_at=soon,
        ends_at=soon + datetime.timedelta(minutes=50),
    )
    who = checked(name=f"Aanmelder{bird}", email=f"meld{slug}@bieb.example", organisation="Een bibliotheek")
    registered = register(meeting, who=who, now=now, is_theirs=True)
    asked = Question.objects.create(meeting=meeting, asker=registered, text=f"Vraag{bird}", asked_at=now)
    world.of[where].question = asked.pk


def _rights(world: World) -> None:
    """Administrators whose rights are on, with the reason why."""
    now = timezone.now()
    for reader in EVERYBODY:
        if not reader.rights_on:
            continue
        organisation, bird = world.organisation(reader.where), BIRDS[reader.where]
        person = a_person(f"Beheerder met rechten {reader.where}")
        Membership.everywhere.create(
            person=person, organisation=organisation, role=Role.ADMINISTRATOR, since=LONG_AGO
        )
        with scope(organisation=organisation):
            rights = Administering.objects.create(
                person=person,
                organisation=organisation,
                reason=f"Reden{bird} om te kijken",
                since=now,
                until=now + datetime.timedelta(minutes=30),
            )
            actor: Actor = actor_of(person, organisation)
            record(actor, "administering.switched-on", rights, after={"reason": rights.reason})
        world.with_rights[reader.where] = person
