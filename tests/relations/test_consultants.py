"""Which leesconsulent a school has: given by who plans, all at once or none, kept as long as needed."""

import datetime
from functools import partial

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.domain.logbook import logbook
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError
from doorlezen.relations.domain import queries
from doorlezen.relations.domain.assigning import WantedConsultant, assign, shred_past
from doorlezen.relations.models import Consultant
from tests.people import Neighbourhood, a_person

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 30)
YEAR = "2026-2027"


def given(
    neighbourhood: Neighbourhood, *wanted: WantedConsultant, role: Role = Role.ADVISER, year: str = YEAR
) -> int:
    actor = neighbourhood.actor(neighbourhood.linge, role)
    with scope(organisation=neighbourhood.linge):
        return assign(actor, wanted, school_year=year, today=DAY, now=timezone.now())


def had(neighbourhood: Neighbourhood, year: str = YEAR) -> dict[str, int]:
    actor = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    with scope(organisation=neighbourhood.linge):
        return {code: one.person_id for code, one in queries.consultants_of(actor, year).items()}


def test_many_at_once_and_taken_away_again(neighbourhood: Neighbourhood) -> None:
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT).pk
    wanted = [WantedConsultant("00AP00", mine, None), WantedConsultant("01BR00", mine, None)]
    assert given(neighbourhood, *wanted) == 2
    assert had(neighbourhood) == {"00AP00": mine, "01BR00": mine}
    assert given(neighbourhood, *wanted) == 0
    assert given(neighbourhood, WantedConsultant("01BR00", None, mine)) == 1
    assert given(neighbourhood, WantedConsultant("00AP00", mine, None), year="2027-2028") == 1
    assert (had(neighbourhood), had(neighbourhood, "2027-2028")) == ({"00AP00": mine}, {"00AP00": mine})
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        told = [line.what for line in logbook(director).lines]
    assert told == ["gaf een school een leesconsulent"] * 4


def test_what_a_colleague_gave_meanwhile_is_not_overwritten(neighbourhood: Neighbourhood) -> None:
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT).pk
    other = a_person("Andere consulent", (neighbourhood.linge, Role.LEESCONSULENT)).pk
    given(neighbourhood, WantedConsultant("00AP00", mine, None))
    with pytest.raises(InputError, match="een collega gaf deze school intussen iemand anders"):
        given(neighbourhood, WantedConsultant("01BR00", other, None), WantedConsultant("00AP00", other, None))
    # all of it or nothing
    assert had(neighbourhood) == {"00AP00": mine}
    # whoever left it as it was on an old page changes nothing
    assert (
        given(neighbourhood, WantedConsultant("00AP00", None, None), WantedConsultant("01BR00", other, None))
        == 1
    )
    assert had(neighbourhood) == {"00AP00": mine, "01BR00": other}


def test_what_cannot_be(neighbourhood: Neighbourhood) -> None:
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT).pk
    adviser = neighbourhood.person(neighbourhood.linge, Role.ADVISER).pk
    theirs = neighbourhood.person(neighbourhood.maas, Role.LEESCONSULENT).pk
    for wrong, said in (
        (WantedConsultant("02CK00", mine, None), "deze school staat niet in je gemeenten"),
        (WantedConsultant("00AP00", adviser, None), "kies iemand die hier leesconsulent is"),
        (WantedConsultant("00AP00", theirs, None), "kies iemand die hier leesconsulent is"),
    ):
        with pytest.raises(InputError, match=said):
            given(neighbourhood, wrong)
    for year in ("2025-2026", "2028-2029", "x"):
        with pytest.raises(InputError, match="kies dit schooljaar of het volgende"):
            given(neighbourhood, WantedConsultant("00AP00", mine, None), year=year)
    for role in (Role.LEESCONSULENT, Role.FINANCE):
        with pytest.raises(Refused):
            given(neighbourhood, WantedConsultant("00AP00", mine, None), role=role)
    assert had(neighbourhood) == {}


def test_the_neighbour_sees_nothing_of_it(neighbourhood: Neighbourhood) -> None:
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT).pk
    given(neighbourhood, WantedConsultant("00AP00", mine, None))
    director = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    with scope(organisation=neighbourhood.maas):
        assert queries.consultants_of(director, YEAR) == {}
    finance = neighbourhood.actor(neighbourhood.linge, Role.FINANCE)
    for question in (
        partial(queries.consultants_of, finance, YEAR),
        partial(queries.known_of, finance, ["00AP00"], on=DAY),
    ):
        with pytest.raises(Refused):
            question()


@pytest.mark.parametrize(("day", "left"), [(datetime.date(2029, 8, 1), 1), (datetime.date(2029, 8, 4), 0)])
def test_it_is_forgotten_two_years_after_the_school_year(
    neighbourhood: Neighbourhood, day: datetime.date, left: int
) -> None:
    mine = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT).pk
    given(neighbourhood, WantedConsultant("00AP00", mine, None))
    assert shred_past(today=day) == 1 - left
    with scopes_disabled():
        assert Consultant.objects.count() == left
