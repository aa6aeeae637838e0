"""Many visits from a list: three ways to write a day, all rows or none, and nothing twice unasked."""

import datetime
import time
from collections.abc import Iterator

import pytest
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.visits.domain.visit_list import ReadVisits, read_visits
from doorlezen.visits.models import VisitReport
from tests.people import Neighbourhood
from tests.visits.visiting import NOW, SCHOOL, TODAY, a_member, a_visit

pytestmark = pytest.mark.django_db
HEAD = "datum;vestigingscode;uren;wie;bouwsteen;activiteit;groepen;leerlingen;notitie"


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Iterator[Actor]:
    with scope(organisation=neighbourhood.linge):
        yield neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def read(actor: Actor, *rows: str, head: str = HEAD, **how: object) -> ReadVisits:
    source = Source("bezoeken.csv", "\n".join([head, *rows, ""]).encode())
    return read_visits(actor, source, today=TODAY, now=NOW, **how)  # type: ignore[arg-type]


def test_a_list_is_kept_with_the_planned_visits_that_it_tells_of(adviser: Actor) -> None:
    member = a_member(adviser.organisation, None)
    visit = a_visit(member, adviser.organisation)
    found = read(
        adviser,
        f"3-11-2026;{SCHOOL};2;;Activiteiten;Voorlezen;groep 5 t/m 7;50;Verder met rijmen",
        f"2026-11-02;{SCHOOL};1,5;noor kantlijn;;Boekenmarkt;1/2;;",
        f"ma 26 oktober 2026;{SCHOOL.lower()};1:15;;;;;;",
    )
    assert (found.kept, found.wrong, found.twice) == (3, [], [])
    rows = VisitReport.objects.order_by("-day")
    assert [(one.day.day, one.quarters, one.groups, one.visit, one.member) for one in rows] == [
        (3, 8, [5, 6, 7], visit, member),
        (2, 6, [1, 2], None, member),
        (26, 5, [], None, None),
    ]
    assert [one.activity for one in rows] == ["voorlezen", "Boekenmarkt", ""]
    assert Event.objects.get(action="visits.imported").after == {"visits_read": 3}


def test_what_is_there_twice_is_asked_about_and_nothing_is_kept_meanwhile(adviser: Actor) -> None:
    row = f"3-11-2026;{SCHOOL};2;;;;;;"
    other = f"3-11-2026;{SCHOOL};1;;;;;;"
    asked = read(adviser, row, other, row)
    assert ([one.row for one in asked.twice], asked.kept, VisitReport.objects.count()) == ([4], 0, 0)
    assert read(adviser, row, other, row, twice="skip").kept == 2
    again = read(adviser, row)
    assert ([one.row for one in again.twice], again.kept) == ([2], 0)
    assert read(adviser, row, twice="keep").kept == 1
    assert VisitReport.objects.count() == 3


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (f"31-2-2026;{SCHOOL};2;;;;;;", "datum"),
        (f"11/25/2026;{SCHOOL};2;;;;;;", "datum"),
        (f"4-11-2026;{SCHOOL};2;;;;;;", "datum"),
        (f"3-11-2026 t/m 4-11-2026;{SCHOOL};2;;;;;;", "datum"),
        (f";{SCHOOL};2;;;;;;", "datum"),
        ("3-11-2026;02CK00;2;;;;;;", "vestigingscode"),
        ("3-11-2026;;2;;;;;;", "vestigingscode"),
        (f"3-11-2026;{SCHOOL};veel;;;;;;", "uren"),
        (f"3-11-2026;{SCHOOL};1,1;;;;;;", "uren"),
        (f"3-11-2026;{SCHOOL};-1;;;;;;", "uren"),
        (f"3-11-2026;{SCHOOL};0;;;;;;", "uren"),
        (f"3-11-2026;{SCHOOL};25;;;;;;", "uren"),
        (f"3-11-2026;{SCHOOL};2;Niemand;;;;;", "wie"),
        (f"3-11-2026;{SCHOOL};2;;Schoolplein;;;;", "bouwsteen"),
        (f"3-11-2026;{SCHOOL};2;;;;9;;", "groepen"),
        (f"3-11-2026;{SCHOOL};2;;;;;veel;", "leerlingen"),
        (f"3-11-2026;{SCHOOL};2;;;;;;Jayden leest nu zelf", "notitie"),
    ],
)
def test_a_row_that_cannot_be_used_keeps_all_of_them_out(adviser: Actor, row: str, column: str) -> None:
    found = read(adviser, f"2-11-2026;{SCHOOL};2;;;;;;", row)
    assert [(one.row, one.fault and one.fault.column) for one in found.wrong] == [(3, column)]
    assert (found.kept, VisitReport.objects.count()) == (0, 0)


def test_who_looked_at_the_notes_is_believed_and_only_leaders_read_a_list(
    adviser: Actor, neighbourhood: Neighbourhood
) -> None:
    row = f"3-11-2026;{SCHOOL};2;;;;;;Emma is onze handpop"
    assert read(adviser, row, no_names=True).kept == 1
    for role in (Role.LEESCONSULENT, Role.FINANCE):
        with pytest.raises(Refused):
            read(neighbourhood.actor(neighbourhood.linge, role), row)
    with pytest.raises(InputError):
        read(adviser, "a;b", head="wat;anders")


@pytest.mark.long
def test_twenty_thousand_visits_are_read_within_seconds(adviser: Actor) -> None:
    days = [TODAY - datetime.timedelta(days=one) for one in range(350)]
    forms = ("{0.day}-{0.month}-{0.year}", "{0:%Y-%m-%d}", "{0.day}/{0.month}/{0.year}")
    rows = [
        f"{forms[one % 3].format(days[one % 350])};{SCHOOL};2;;Activiteiten;Voorlezen;5;25;Rijmen geoefend"
        for one in range(20_000)
    ]
    began = time.process_time()
    assert read(adviser, *rows, twice="keep").kept == 20_000
    assert time.process_time() - began < 30
