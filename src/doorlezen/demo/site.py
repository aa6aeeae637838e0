"""The site of the demo: two invented libraries with everybody around them, people, a plan, notes.

Everything is written by the domain functions that the pages use, so that the audit trail tells it too. What
is there already stays as it is: a second run adds nothing.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain import invitations, organisations
from doorlezen.accounts.domain.demo import (
    DOMAIN,
    DemoPerson,
    demo_people,
    demo_person,
    make_demo_people,
)
from doorlezen.accounts.domain.organisations import Wanted
from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.roles import KEEPER_OF_KIND, OrganisationKind, Role
from doorlezen.demo import invented_names, neighbours
from doorlezen.demo.demo_files import FIRST_DAY
from doorlezen.demo.demo_webinars import load_webinars
from doorlezen.demo.invented_team import make_team
from doorlezen.demo.invented_visits import make_year
from doorlezen.documents.source import open_source
from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import school_year_of, t
from doorlezen.planning.proposals import deciding
from doorlezen.planning.proposals.models import PlanState
from doorlezen.planning.proposals.sharing import share
from doorlezen.planning.proposals.storing import GivenFile, StoredBeforeError, store_proposal
from doorlezen.planning.scenarios import making, queries
from doorlezen.planning.scenarios.content import with_hours
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Gemeente, School
from doorlezen.relations.domain.assigning import WantedConsultant, assign
from doorlezen.relations.domain.contacts import add_contact, default_term
from doorlezen.relations.domain.notes import add_note
from doorlezen.relations.domain.queries import consultants_of, contacts_at, notes_about
from doorlezen.relations.models import Purpose

RIETLANDEN, GANZENDAL, NATIONAL, POI = "rietlanden", "ganzendal", "landelijk", "poi-waterwoud"
"""The addresses of the two libraries, the national programme and the POI."""
SCHOOLS = ("99AI00", "99AK00")
"""The schools that have people of their own on the site."""
OWN = tuple(str(invented_names.FIRST_CODE + place) for place in range(len(invented_names.GEMEENTEN)))
THEIRS = tuple(str(neighbours.FIRST_CODE + place) for place in range(len(neighbours.GEMEENTEN)))
"""The codes of the gemeenten of either library."""
NOTES = (
    (RIETLANDEN, "99AK00", "De leescoördinator wil het boekenfeest in november samen voorbereiden."),
    (RIETLANDEN, "99AI00", "Nieuwe directeur sinds de zomer. Kennismaking plannen in september."),
    (GANZENDAL, "99ZA00", "De collectie staat nu in de aula. Kijken of dat werkt."),
)
HER_SCHOOLS = ("99AI00", "99AK00", "99AM00", "99AO00", "99AQ00", "99AS00")
"""Those of the leesconsulent of the first library."""
CONTACTS = ((RIETLANDEN, "99AK00", "Wietske Leeslint"), (GANZENDAL, "99ZA00", "Jurre Inktpot"))


@dataclass(frozen=True)
class PlanFiles:
    """Where the library file, the problem that was built of it, its plan and its sources lie."""

    library: Path
    problem: Path
    plan: Path
    sources: Path


def fill_site(files: PlanFiles) -> list[DemoPerson]:
    """Put everything of the demo on the site; the people that one can be, by organisation and role."""
    now = timezone.now()
    national = _national()
    keeper = _actor(national, Role.ADMINISTRATOR)
    made = [national, *(_organisation(keeper, wanted, at=now) for wanted in _libraries())]
    made += [_organisation(keeper, wanted, at=now) for wanted in _around()]
    make_demo_people(*made)
    _propose(files, at=now)
    _scenario(files.library, at=now)
    for slug, code, text in NOTES:
        _note(_actor(_at(slug), Role.ADVISER), code, text)
    for slug, code, name in CONTACTS:
        _contact(_actor(_at(slug), Role.ADVISER), code, name, today=timezone.localdate(now))
    _team(today=timezone.localdate(now))
    _consultant(at=now)
    _year(at=now)
    load_webinars(now=now, organiser=_actor(_at(POI), Role.POI_ADVISER))
    return demo_people()


def _national() -> Organisation:
    """The first organisation, which makes the others; nobody is there yet to make this one."""
    national, _ = Organisation.objects.get_or_create(
        slug=NATIONAL,
        defaults={"kind": OrganisationKind.NATIONAL, "name": "Landelijk programma (verzonnen)"},
    )
    make_demo_people(national)
    return national


def _libraries() -> list[Wanted]:
    kind = OrganisationKind.LIBRARY
    return [
        Wanted(kind, invented_names.LIBRARY, RIETLANDEN, gemeenten=_gemeenten(*OWN)),
        Wanted(kind, neighbours.LIBRARY, GANZENDAL, gemeenten=_gemeenten(*THEIRS)),
    ]


def _around() -> list[Wanted]:
    """Three gemeenten, two schools, and the POI that supports the first library but not the other."""
    kind = OrganisationKind
    poi = Wanted(kind.POI, "POI Waterwoud (verzonnen)", POI, supports=[_at(RIETLANDEN)])
    gemeenten = [
        Wanted(kind.GEMEENTE, f"Gemeente {as_written(gemeente.name)}", _slug(gemeente), [gemeente])
        for gemeente in _gemeenten(OWN[0], OWN[1], THEIRS[0])
    ]
    schools = [
        Wanted(kind.SCHOOL, school.listing.name, f"school-{school.code.lower()}", school=school)
        for school in School.objects.filter(code__in=SCHOOLS).select_related("listing").order_by("code")
    ]
    return [poi, *gemeenten, *schools]


def _slug(gemeente: Gemeente) -> str:
    return slugify(f"gemeente {gemeente.name}")


def _gemeenten(*codes: str) -> list[Gemeente]:
    return list(Gemeente.objects.filter(code__in=codes).order_by("code"))


@transaction.atomic
def _organisation(keeper: Actor, wanted: Wanted, *, at: datetime.datetime) -> Organisation:
    """Make it, and let in the person who was invited as its first."""
    known = Organisation.objects.filter(slug=wanted.slug).first()
    if known is not None:
        return known
    role = KEEPER_OF_KIND[wanted.kind]
    email = f"{role.value}@{wanted.slug}.{DOMAIN}"
    with scope(organisation=keeper.organisation):
        made = organisations.create(keeper, wanted, first_email=email, at=at)
    with scope(organisation=made):
        for invitation in invitations.open_invitations_to(email, at=at):
            invitations.accept(invitation, person=demo_person(email), at=at)
    return made


def _propose(files: PlanFiles, *, at: datetime.datetime) -> None:
    """The plan that was just computed: proposed by the adviser, adopted by the director, and shared."""
    library = _at(RIETLANDEN)
    try:
        proposal = store_proposal(
            _actor(library, Role.ADVISER),
            problem=_file(files.problem),
            plan=_file(files.plan),
            sources=_file(files.sources),
        )
    except StoredBeforeError as before:
        proposal = before.proposal
    director = _actor(library, Role.DIRECTOR)
    if proposal.state == PlanState.DRAFT:
        deciding.propose(_actor(library, Role.ADVISER), proposal=proposal.pk, now=at)
        deciding.adopt(director, proposal=proposal.pk, now=at)
        share(director, proposal=proposal.pk)


def _scenario(library_file: Path, *, at: datetime.datetime) -> None:
    """What the plan was made of, to go on with on the site. Its list of hours goes along."""
    adviser = _actor(_at(RIETLANDEN), Role.ADVISER)
    if queries.scenarios_of(adviser) or queries.scenarios_of(adviser, archived=True):
        return
    tree = parse_toml(library_file.read_bytes(), name=library_file.name)
    tree["library"]["site"] = RIETLANDEN
    hours = library_file.parent / tree["last_year"]["file"]
    making.make(adviser, title=t("Zoals vastgesteld"), tree=with_hours(tree, open_source(hours)), now=at)


def _team(*, today: datetime.date) -> None:
    """The people who go to the schools of the first library; its leesconsulent is one of them."""
    library = _at(RIETLANDEN)
    account = _actor(library, Role.LEESCONSULENT).person
    make_team(_actor(library, Role.ADVISER), account=account, today=today)


def _year(*, at: datetime.datetime) -> None:
    """A published roster of the first library, with what its leesconsulent did so far."""
    library = _at(RIETLANDEN)
    adviser, her = _actor(library, Role.ADVISER), _actor(library, Role.LEESCONSULENT)
    make_year(adviser, her, now=at, today=settings.STORY_DAY or timezone.localdate(at))


def _file(path: Path) -> GivenFile:
    return GivenFile(path.name, path.read_bytes())


def _note(actor: Actor, code: str, text: str) -> None:
    with scope(organisation=actor.organisation):
        if not notes_about(actor, code):
            add_note(actor, school=School.objects.get(code=code), text=text)


def _consultant(*, at: datetime.datetime) -> None:
    """The leesconsulent of the first library has schools of her own in the year of the story."""
    adviser, mine = _actor(_at(RIETLANDEN), Role.ADVISER), _actor(_at(RIETLANDEN), Role.LEESCONSULENT)
    day = datetime.date.fromisoformat(FIRST_DAY)
    with scope(organisation=adviser.organisation):
        if consultants_of(adviser, school_year_of(day)):
            return
        wanted = [WantedConsultant(code, mine.person.pk, None) for code in HER_SCHOOLS]
        assign(adviser, wanted, school_year=school_year_of(day), today=day, now=at)


def _at(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def _contact(actor: Actor, code: str, name: str, *, today: datetime.date) -> None:
    with scope(organisation=actor.organisation):
        if not contacts_at(actor, code, on=today):
            add_contact(
                actor,
                school=School.objects.get(code=code),
                name=name,
                role="leescoördinator",
                purpose=Purpose.AGREEMENTS,
                keep_until=default_term(today),
            )


def _actor(organisation: Organisation, role: Role) -> Actor:
    """The invented person with this role there. The keeper of the national programme has the rights on."""
    email = f"{role.value}@{organisation.slug}.{DOMAIN}"
    person = Person.objects.get(email=email)
    return Actor(person, organisation, frozenset({role}), administering=role is Role.ADMINISTRATOR)
