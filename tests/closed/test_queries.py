"""A page asks the database as often for three of everything as for one, and for 6,295 schools."""

import datetime
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.models import Invitation
from doorlezen.accounts.roles import Role
from doorlezen.desk.events import record
from doorlezen.meetings.domain.line import register
from doorlezen.meetings.domain.registrants import checked
from doorlezen.meetings.models import Meeting, Question
from doorlezen.register.domain.current import list_anew
from doorlezen.register.models import Address, Edition, Kind, Listing, School, Score
from doorlezen.relations.domain import contacts, notes
from doorlezen.relations.models import Purpose
from doorlezen.team.domain import competence_list, member_details, members
from tests.closed import matrix
from tests.closed.addresses import for_everybody, own
from tests.closed.readers import READERS, Reader
from tests.closed.site_map import Page, of_an_organisation, public
from tests.closed.world import BIRDS, World
from tests.people import a_person, client_of
from tests.planning import proposing
from tests.web.schools.figures import more_schools

pytestmark = pytest.mark.django_db
WHO = [reader for reader in READERS if reader.key in {"director", "poi-adviser", "national-administrator-on"}]
NATIONAL = 6_295


def more_of_everything(world: World, number: int) -> None:
    """One more school, person, invitation, line in the logbook, note, contact, plan and registration."""
    linge = world.people.linge
    director = world.people.actor(linge, Role.DIRECTOR)
    more_schools("0281", 1, start=number)
    for organisation, role in ((linge, Role.ADVISER), (world.people.national, Role.NATIONAL_READER)):
        person = a_person(f"Nog iemand {number} {role}", (organisation, role))
        Invitation.everywhere.create(
            organisation=organisation,
            email=f"nog{number}@voorbeeld.example",
            role=role,
            token_sha256=f"{number}{organisation.pk}".ljust(64, "x"),
            invited_by=person,
            expires_at=timezone.now() + datetime.timedelta(days=5),
        )
        with scope(organisation=organisation):
            record(
                world.people.actor(organisation, role), "settings.changed", organisation, after={"a": number}
            )
    Invitation.everywhere.create(
        organisation=world.people.tiel,
        from_library=linge,
        email=f"nog-een-partner{number}@voorbeeld.example",
        role=Role.GEMEENTE_OFFICER,
        token_sha256=f"{number}partner".ljust(64, "x"),
        invited_by=world.people.person(linge, Role.DIRECTOR),
        expires_at=timezone.now() + datetime.timedelta(days=5),
    )
    school = School.objects.get(pk="00AP00")
    with scope(organisation=linge):
        notes.add_note(director, school=school, text=f"Nog een notitie {number}")
        contacts.add_contact(
            director,
            school=school,
            name=f"Nog een contact {number}",
            purpose=Purpose.MONITOR,
            keep_until=timezone.localdate() + datetime.timedelta(days=30),
        )
        member = members.add_member(
            director,
            name=f"Nog een teamlid {number}",
            function="other",
            since=timezone.localdate(),
            contract_quarters=40,
            schools_quarters=40,
        )
        member_details.say_wish(director, member=member, school=school, wish=1)
        competence_list.ask_competence(
            director, competence="monitor", school=School.objects.order_by("pk")[number]
        )
    problem = proposing.a_problem(title=f"Nog een plan {number}", capacity_quarters=40 + number)
    proposing.share(director, proposal=proposing.a_proposal(director, problem).pk)
    for where in ("poi", "national"):
        meeting = Meeting.objects.get(webinar__slug=f"straks-{BIRDS[where]}".lower())
        who = checked(name=f"Nog {number}", email=f"nog{number}@bieb.example", organisation="Bieb")
        asker = register(meeting, who=who, now=timezone.now(), is_theirs=True)
        Question.objects.create(meeting=meeting, asker=asker, text=f"En {number}?", asked_at=timezone.now())


def asked(client: Client, address: str) -> int:
    """How many queries a page takes, once all that is kept is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert answer.status_code == 200, address
    return len(queries)


def pages_of(reader: Reader, world: World) -> Iterator[tuple[Page, str]]:
    """The pages that open for this reader, one address of each."""
    column = READERS.index(reader)
    for page in of_an_organisation():
        if matrix.of_an_organisation()[page.key].answer("get", column) == 200:
            yield page, own(page, reader, world)[0]


def test_as_many_queries_for_three_of_everything_as_for_one(world: World) -> None:
    def count() -> dict[str, int]:
        counts = {}
        for reader in WHO:
            client = client_of(world.person(reader))
            for page, address in pages_of(reader, world):
                counts[f"{reader.key} {page.key}"] = asked(client, address)
        nobody = client_of(None)
        for page in public():
            if matrix.of_everybody()[page.key].answer("get", 0) == 200:
                counts[page.key] = asked(nobody, for_everybody(page))
        return counts

    more_of_everything(world, 1)
    few = count()
    for number in (2, 3, 4):
        more_of_everything(world, number)
    many = count()
    assert {page: (few[page], many[page]) for page in few if few[page] != many[page]} == {}


def as_many_as_in_the_country() -> None:
    """Schools with an address and a score, until there are as many as CBS knew in 2019."""
    addresses, scores = Edition.objects.get(kind=Kind.SCHOOLS), Edition.objects.get(kind=Kind.SCORES)
    tiel = Address.objects.get(school_id="00AP00").gemeente
    codes = [
        f"{number // 100:02d}QQ{number % 100:02d}" for number in range(NATIONAL - School.objects.count())
    ]
    School.objects.bulk_create(School(code=code) for code in codes)
    Address.objects.bulk_create(
        Address(
            school_id=code,
            edition=addresses,
            row=100 + number,
            name=f"School {number}",
            place="Tiel",
            gemeente=tiel,
            province="Gelderland",
        )
        for number, code in enumerate(codes)
    )
    Score.objects.bulk_create(
        Score(school_id=code, edition=scores, row=100 + number, pupils=100, met_drempel=number % 50)
        for number, code in enumerate(codes)
    )
    list_anew()
    assert Listing.objects.count() == NATIONAL


@pytest.mark.parametrize(
    "key", ["schools:list", "schools:map-points", "schools:school", "gemeenten:list", "gemeenten:gemeente"]
)
def test_as_many_queries_for_the_whole_country(key: str, world: World) -> None:
    director = READERS[0]
    client = client_of(world.person(director))
    address = next(address for page, address in pages_of(director, world) if page.key == key)
    few = asked(client, address)
    as_many_as_in_the_country()
    assert asked(client, address) == few
