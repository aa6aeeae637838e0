"""The school weeks that a plan begins with are counted for the region of the schools."""

import datetime

import pytest
from django_scopes import scope

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.source import Source
from doorlezen.planning.counted_weeks import CountedWeeks, counted_weeks
from doorlezen.planning.scenarios.starting import weeks_of
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.queries import holiday_regions
from doorlezen.register.models import Gemeente, Kind
from doorlezen.relations.models import OwnSchoolDays
from tests.people import an_organisation
from tests.register.files import NEW_COLUMNS, listed, schools_csv

pytestmark = pytest.mark.django_db
FROM = "Rijksoverheid, schoolvakanties, gelezen op 30 november 2026"
READ = datetime.date(2026, 11, 30)


def register_with(*schools: tuple[str, str, str], day: int = 1) -> None:
    """Schools by code, gemeente and vakantieregio."""
    rows = [
        listed(code, gemeente=gemeente, gemeente_name=f"Plaats {gemeente}", holiday_region=region)
        for code, gemeente, region in schools
    ]
    load(
        [
            Offered(
                Kind.SCHOOLS,
                Source("lijst.csv", schools_csv(rows, columns=NEW_COLUMNS)),
                datetime.date(2026, 8, day),
            )
        ]
    )


def test_the_region_of_most_schools_counts_and_the_others_are_named() -> None:
    register_with(
        ("00AP00", "0281", "Zuid"),
        ("00AR00", "0281", "Zuid"),
        ("00AS00", "0281", "Midden"),
        ("00AT00", "0281", ""),
        ("00AV00", "0300", "Noord"),
        ("00AW00", "0400", ""),
    )
    assert holiday_regions(["0281", "0300"]) == [("Zuid", 2), ("Midden", 1), ("Noord", 1)]
    assert counted_weeks(["0281"], "2026-2027") == CountedWeeks(
        43, f"schoolweken geteld, regio zuid: {FROM}; er liggen ook scholen in regio midden", READ
    )
    assert counted_weeks(["0300"], "2026-2027") == CountedWeeks(
        42, f"schoolweken geteld, regio noord: {FROM}", READ
    )
    assert counted_weeks(["0400"], "2026-2027") is None
    assert counted_weeks(["0281"], "2031-2032") is None


def test_the_newest_list_says_it() -> None:
    register_with(("00AP00", "0281", "Zuid"))
    register_with(("00AP00", "0281", "Noord"), day=2)
    assert holiday_regions(["0281"]) == [("Noord", 1)]


def test_a_scenario_begins_with_them_or_says_that_it_assumes() -> None:
    register_with(("00AP00", "0281", "Midden"), ("00AW00", "0400", ""))
    today = datetime.date(2026, 12, 1)
    assert weeks_of(("0281",), "2026-2027", else_from="aanname", on=today) == {
        "weeks": 41,
        "source": f"schoolweken geteld, regio midden: {FROM}",
        "date": READ,
    }
    assumed = {"weeks": 40, "source": "aanname", "date": today}
    assert weeks_of(("0400",), "2026-2027", else_from="aanname", on=today) == assumed


def say(
    library: Organisation, code: str | None, kind: str, first: datetime.date, last: datetime.date
) -> None:
    OwnSchoolDays.objects.create(
        organisation=library,
        school_id=code,
        school_year="2026-2027",
        kind=kind,
        first=first,
        last=last,
        said_at=datetime.datetime(2026, 12, 2, 9, tzinfo=datetime.UTC),
    )


def test_own_days_count_where_anybody_says_them() -> None:
    register_with(*((f"00A{letter}00", "0281", "Midden") for letter in "PRS"))
    library = an_organisation(
        OrganisationKind.LIBRARY, "Bibliotheek", gemeenten=[Gemeente.objects.get(code="0281")]
    )
    may = datetime.date(2027, 5, 3), datetime.date(2027, 5, 7)
    plain = CountedWeeks(41, f"schoolweken geteld, regio midden: {FROM}", READ)
    with scope(organisation=library):
        say(library, None, "campaign", *may)
        assert counted_weeks(["0281"], "2026-2027", library=library) == plain
        say(library, "00AP00", "closed", *may)
        said = datetime.date(2026, 12, 2)
        told = f"schoolweken geteld met de eigen dagen van 1 school: {FROM}; 1 school heeft er 40"
        assert counted_weeks(["0281"], "2026-2027", library=library) == CountedWeeks(41, told, said)
        say(library, "00AR00", "closed", *may)
        told = f"schoolweken geteld met de eigen dagen van 2 scholen: {FROM}; 1 school heeft er 41"
        most = CountedWeeks(40, told, said)
        assert counted_weeks(["0281"], "2026-2027", library=library) == most
        begun = weeks_of(("0281",), "2026-2027", else_from="aanname", on=READ, library=library)
        assert begun == {"weeks": 40, "source": most.source, "date": said}
        assert counted_weeks(["0281"], "2031-2032", library=library) is None
    # a plan without a library counts the region
    assert counted_weeks(["0281"], "2026-2027") == plain
