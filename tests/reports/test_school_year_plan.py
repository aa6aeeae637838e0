"""The year plan of a school on paper: what it tells, and that a screen reader can read it."""

import datetime

import pytest
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.relations.domain.school_year_days import school_days_of
from doorlezen.relations.models import OwnSchoolDays
from doorlezen.reports.school_year_plan import YearPlanOf, school_year_plan, school_year_plan_pdf
from doorlezen.visits.domain.visit_queries import visits_of_school
from doorlezen.visits.models import Visit
from tests.people import Neighbourhood
from tests.reports import screen_reader
from tests.visits.visiting import NOW, SCHOOL, a_member, a_visit
from tests.words import NOT_THERE_THEN

pytestmark = pytest.mark.django_db
MADE = datetime.date(2026, 8, 20)


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def paper_of(actor: Actor, name: str = "De Vuurtoren") -> tuple[list[Visit], YearPlanOf]:
    year = school_days_of(actor, [SCHOOL], school_year="2026-2027")[SCHOOL]
    of = YearPlanOf(name, "Tiel", actor.organisation.name, year, 8, MADE)
    return visits_of_school(actor, school=SCHOOL, school_year="2026-2027"), of


def test_it_tells_who_comes_when_what_is_not_on_and_the_days_off(adviser: Actor) -> None:
    with scope(organisation=adviser.organisation):
        noor = a_member(adviser.organisation, None)
        a_visit(noor, adviser.organisation)
        a_visit(noor, adviser.organisation, day=datetime.date(2026, 11, 18), minutes=90, why="own_day",
                turn_on=datetime.date(2026, 11, 17))  # fmt: skip
        a_visit(noor, adviser.organisation, day=datetime.date(2026, 12, 1), state="cancelled", why="away")
        OwnSchoolDays.objects.create(
            organisation=adviser.organisation, school_id=SCHOOL, school_year="2026-2027", kind="study",
            first=datetime.date(2026, 11, 17), last=datetime.date(2026, 11, 17), said_at=NOW,
        )  # fmt: skip
    told = school_year_plan(*paper_of(adviser))
    assert told["sentence"] == "Noor Kantlijn komt dit schooljaar: 2 bezoeken, samen 3½ uur."
    assert [much for _, much in told["facts"]][:3] == ["2", "3½", "2"]
    assert told["visits"]["table"].rows == (
        ("di 3 nov 2026", "09:00–11:00", "Noor Kantlijn", ""),
        ("wo 18 nov 2026", "09:00–10:30", "Noor Kantlijn",
         "verzet van 17 nov 2026: eigen vrije dag van de school"),
    )  # fmt: skip
    assert told["off"]["table"].rows == (("di 1 dec 2026", NOT_THERE_THEN),)
    if told["free"]["table"] is not None:
        assert ("di 17 nov 2026", "di 17 nov 2026", "studiedag") in told["free"]["table"].rows


def test_a_school_without_visits_and_with_an_odd_name_has_a_paper_too(adviser: Actor) -> None:
    visits, of = paper_of(adviser, "#panic() *vet* “’t Hof”")
    data = school_year_plan_pdf(visits, of)
    text = " ".join(screen_reader.pages(data))
    assert "Er staan nog geen bezoeken vast." in text
    assert "#panic()" in text
    assert data == school_year_plan_pdf(visits, of)
    assert screen_reader.read(data)
