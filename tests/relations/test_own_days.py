"""Days that a school has for itself: who says them, of which schools, and what the year then is."""

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.calendars.school_holidays import HolidayRegion, shipped_holidays
from doorlezen.calendars.school_year import public_days
from doorlezen.language import FieldError
from doorlezen.register.models import Address
from doorlezen.relations.domain.own_days import (
    WantedDays,
    WhichSchools,
    own_days_said,
    remove_days,
    say_days,
    shred_past_days,
)
from doorlezen.relations.domain.school_year_days import (
    SchoolYearDays,
    _Counted,
    days_of_schools,
    school_days_of,
)
from doorlezen.relations.models import OwnDayKind, OwnSchoolDays
from tests.people import Neighbourhood

pytestmark = pytest.mark.django_db
DAY = datetime.date
ONE = datetime.timedelta(days=1)
YEAR = "2026-2027"
NOW = datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)
STUDY = WantedDays(OwnDayKind.STUDY, DAY(2026, 11, 4), DAY(2026, 11, 4))
MAY = WantedDays(OwnDayKind.CLOSED, DAY(2027, 5, 3), DAY(2027, 5, 7), "tweede week mei")
AUTUMN = WantedDays(OwnDayKind.HOLIDAY, DAY(2026, 10, 10), DAY(2026, 10, 18), instead_of="herfst")
BOGERD, KLEPPER, KAARDEBOL = "00AP00", "01BR00", "02CK00"


@pytest.fixture(autouse=True)
def in_the_middle(neighbourhood: Neighbourhood) -> None:
    """All schools lie in Midden: a herfstvakantie of 17 to 25 October 2026, 41 weeks."""
    Address.objects.update(holiday_region="Midden")


def say(
    neighbourhood: Neighbourhood,
    wanted: WantedDays,
    *schools: str,
    gemeente: str = "",
    at: Organisation | None = None,
    role: Role = Role.ADVISER,
) -> int:
    here = at or neighbourhood.linge
    with scope(organisation=here):
        which = WhichSchools(schools, gemeente)
        return say_days(neighbourhood.actor(here, role), wanted, which, today=NOW.date(), now=NOW)


def by_the_school(neighbourhood: Neighbourhood, wanted: WantedDays, *schools: str) -> int:
    return say(neighbourhood, wanted, *schools, at=neighbourhood.school_in_tiel, role=Role.SCHOOL_CONTACT)


def year(
    neighbourhood: Neighbourhood, at: Organisation | None = None, role: Role = Role.LEESCONSULENT
) -> dict[str, SchoolYearDays]:
    here = at or neighbourhood.linge
    with scope(organisation=here):
        return school_days_of(neighbourhood.actor(here, role), school_year=YEAR)


def test_each_school_has_the_holidays_of_its_region_and_its_own_days(neighbourhood: Neighbourhood) -> None:
    Address.objects.filter(school=KLEPPER).update(holiday_region="Zuid")
    say(neighbourhood, STUDY, BOGERD)
    say(neighbourhood, MAY)
    found = year(neighbourhood)
    assert {code: (one.region, one.weeks) for code, one in found.items()} == {
        BOGERD: (HolidayRegion.MIDDEN, 40),
        KLEPPER: (HolidayRegion.ZUID, 42),
    }
    bogerd, klepper = found[BOGERD].days, found[KLEPPER].days
    assert bogerd is not None
    assert klepper is not None
    assert (bogerd.why_not(STUDY.first), klepper.why_not(STUDY.first)) == ("studiedag", "")
    assert klepper.why_not(DAY(2027, 5, 5)) == "tweede week mei"
    assert found[BOGERD].source == shipped_holidays().source
    own = found[BOGERD].own_on(STUDY.first)
    assert own is not None
    assert (own.kind, found[BOGERD].own_on(DAY(2026, 12, 25)), found[KLEPPER].own_on(STUDY.first)) == (
        OwnDayKind.STUDY,
        None,
        None,
    )


def test_the_word_nearest_to_the_school_counts(neighbourhood: Neighbourhood) -> None:
    def autumn() -> list[tuple[str, str]]:
        first, last = DAY(2026, 10, 12), DAY(2026, 10, 19)
        return [
            (one.days.why_not(first), one.days.why_not(last))
            for one in year(neighbourhood).values()
            if one.days is not None
        ]

    off = "herfstvakantie"
    assert autumn() == [("", off), ("", off)]
    say(neighbourhood, AUTUMN)
    assert autumn() == [(off, ""), (off, "")]
    as_region = WantedDays(OwnDayKind.HOLIDAY, DAY(2026, 10, 17), DAY(2026, 10, 25), "", "herfst")
    say(neighbourhood, as_region, gemeente="0281")
    assert autumn() == [("", off), (off, "")]
    say(neighbourhood, AUTUMN, BOGERD)
    assert autumn() == [(off, ""), (off, "")]
    by_the_school(neighbourhood, as_region, BOGERD)
    assert autumn() == [("", off), (off, "")]


def test_a_school_says_its_own_days_and_both_see_all(neighbourhood: Neighbourhood) -> None:
    by_the_school(neighbourhood, STUDY, BOGERD)
    say(neighbourhood, MAY)
    say(neighbourhood, WantedDays(OwnDayKind.CLOSED, DAY(2027, 3, 1), DAY(2027, 3, 1), "staking"), KLEPPER)
    # a neighbour says what is not of these schools
    say(neighbourhood, WantedDays(OwnDayKind.STUDY, DAY(2027, 3, 2), DAY(2027, 3, 2)), at=neighbourhood.maas)
    school = year(neighbourhood, neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    assert {code: [one.told for one in of.own] for code, of in school.items()} == {
        BOGERD: ["studiedag", "tweede week mei"]
    }
    assert {code: [one.told for one in of.own] for code, of in year(neighbourhood).items()} == {
        BOGERD: ["studiedag", "tweede week mei"],
        KLEPPER: ["staking", "tweede week mei"],
    }
    assert [one.told for one in year(neighbourhood, neighbourhood.maas)[KAARDEBOL].own] == ["studiedag"]
    with scope(organisation=neighbourhood.maas):
        assert days_of_schools(neighbourhood.maas, [BOGERD], school_year=YEAR)[BOGERD].weeks == 41


def test_who_may_say_what(neighbourhood: Neighbourhood) -> None:
    assert say(neighbourhood, STUDY, BOGERD, role=Role.LEESCONSULENT) == 1
    for wanted in ([BOGERD, KLEPPER], []):
        with pytest.raises(Refused, match="Dagen van alle scholen leggen alleen directeur en adviseur vast"):
            say(neighbourhood, STUDY, *wanted, role=Role.LEESCONSULENT)
    with pytest.raises(Refused, match="Eigen dagen van een school leggen"):
        say(neighbourhood, STUDY, BOGERD, role=Role.FINANCE)
    with pytest.raises(Refused, match="Dagen van alle scholen"):
        by_the_school(neighbourhood, STUDY)
    for other in (KAARDEBOL, KLEPPER, "99ZZ00"):
        with pytest.raises(FieldError, match=f"{other} staat niet in je gemeenten"):
            by_the_school(neighbourhood, STUDY, other)
    with pytest.raises(FieldError, match=f"{KAARDEBOL} staat niet in je gemeenten"):
        say(neighbourhood, STUDY, BOGERD, KAARDEBOL)
    with pytest.raises(FieldError, match="deze gemeente hoort niet bij je organisatie"):
        say(neighbourhood, STUDY, gemeente="0216")
    with scope(organisation=neighbourhood.linge):
        assert OwnSchoolDays.objects.count() == 1
    with pytest.raises(Refused):
        year(neighbourhood, role=Role.FINANCE)


def test_only_who_said_it_takes_it_away(neighbourhood: Neighbourhood) -> None:
    by_the_school(neighbourhood, STUDY, BOGERD)
    (days,) = year(neighbourhood)[BOGERD].own
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge), pytest.raises(Refused, match="van een andere organisatie"):
        remove_days(adviser, days=days)
    at_school = neighbourhood.actor(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    with scope(organisation=neighbourhood.school_in_tiel):
        remove_days(at_school, days=days)
    assert year(neighbourhood)[BOGERD].own == ()
    say(neighbourhood, MAY)
    reader = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    with scope(organisation=neighbourhood.linge):
        (of_all,) = own_days_said(reader, YEAR)
        with pytest.raises(Refused, match="Dagen van alle scholen"):
            remove_days(reader, days=of_all)
        remove_days(adviser, days=of_all)
        assert own_days_said(reader, YEAR) == []


def test_the_same_said_twice_is_one(neighbourhood: Neighbourhood) -> None:
    assert say(neighbourhood, STUDY, BOGERD) == 1
    assert say(neighbourhood, STUDY, BOGERD, KLEPPER, KLEPPER) == 1
    assert say(neighbourhood, STUDY) == 1
    assert say(neighbourhood, STUDY) == 0


WRONG = {
    "kind": WantedDays("feest", STUDY.first, STUDY.last),
    "de laatste dag ligt voor de eerste": WantedDays("study", DAY(2026, 11, 5), DAY(2026, 11, 4)),
    "dit zijn 212 dagen; klopt de laatste dag?": WantedDays("study", DAY(2026, 11, 1), DAY(2027, 5, 31)),
    "4 november 2062 ligt te ver weg; klopt het jaar?": WantedDays(
        "study", DAY(2062, 11, 4), DAY(2062, 11, 4)
    ),
    "4 november 2024 ligt te ver weg": WantedDays("study", DAY(2024, 11, 4), DAY(2024, 11, 4)),
    "7 november 2026 is in het weekend": WantedDays("closed", DAY(2026, 11, 7), DAY(2026, 11, 8)),
    "kies welke vakantie op andere dagen is": WantedDays(
        "holiday", DAY(2026, 11, 4), DAY(2026, 11, 4), "", "zomer"
    ),
    "schrijf op hoe de campagne heet": WantedDays("campaign", STUDY.first, STUDY.last, " \u202e"),
    "campaign": WantedDays("study", STUDY.first, STUDY.last, "", "", "monitor"),
    "herfstvakantie en kerstvakantie overlappen elkaar": WantedDays(
        "holiday", DAY(2026, 12, 14), DAY(2026, 12, 20), "", "herfst"
    ),
}


@pytest.mark.parametrize("told", WRONG)
def test_days_that_cannot_be(neighbourhood: Neighbourhood, told: str) -> None:
    for schools in ((BOGERD,), ()):
        with pytest.raises(FieldError) as refused:
            say(neighbourhood, WRONG[told], *schools)
        assert told in f"{refused.value.field} {refused.value}"
    with scope(organisation=neighbourhood.linge):
        assert not OwnSchoolDays.objects.exists()


def test_two_spells_of_one_holiday_are_two_and_do_not_overlap(neighbourhood: Neighbourhood) -> None:
    spells = [
        WantedDays("holiday", DAY(2026, 10, 12), DAY(2026, 10, 13), "", "herfst"),
        WantedDays("holiday", DAY(2026, 10, 19), DAY(2026, 10, 20), "", "herfst"),
    ]
    for one in spells:
        say(neighbourhood, one, BOGERD)
    days = year(neighbourhood)[BOGERD].days
    assert days is not None
    assert [at for at in range(10, 26) if not days.holds(DAY(2026, 10, at))] == [
        *(10, 11, 12, 13, 17, 18, 19, 20, 24, 25)
    ]
    with pytest.raises(FieldError, match="herfstvakantie en herfstvakantie overlappen elkaar"):
        say(neighbourhood, WantedDays("holiday", DAY(2026, 10, 20), DAY(2026, 10, 22), "", "herfst"), BOGERD)


def test_of_a_year_without_holidays_nothing_is_made_up(neighbourhood: Neighbourhood) -> None:
    later = WantedDays("holiday", DAY(2030, 10, 14), DAY(2030, 10, 18), "", "herfst")
    assert say(neighbourhood, later, BOGERD) == 1
    with scope(organisation=neighbourhood.linge):
        actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
        found = school_days_of(actor, [BOGERD], school_year="2030-2031")[BOGERD]
    assert (found.days, found.weeks, len(found.own)) == (None, None, 1)
    assert found.why_not == (
        "van 2030\u20132031 staan de schoolvakanties niet in de lijst (Rijksoverheid, schoolvakanties, "
        "gelezen op 30 november 2026)"
    )
    Address.objects.filter(school=BOGERD).update(holiday_region="")
    unknown = year(neighbourhood)[BOGERD]
    assert (unknown.days, unknown.why_not) == (
        None,
        "in geen lijst van DUO staat in welke vakantieregio deze school ligt",
    )


def test_a_holiday_that_clashes_later_is_told_and_does_not_hold(neighbourhood: Neighbourhood) -> None:
    # what was possible when it was said, and is no longer with other holidays
    with scope(organisation=neighbourhood.linge):
        OwnSchoolDays.objects.create(
            organisation=neighbourhood.linge,
            school_id=BOGERD,
            school_year=YEAR,
            kind="holiday",
            instead_of="herfst",
            first=DAY(2026, 12, 14),
            last=DAY(2026, 12, 20),
            said_at=NOW,
        )
    found = year(neighbourhood)
    assert (found[BOGERD].weeks, found[BOGERD].clash) == (
        41,
        "herfstvakantie en kerstvakantie overlappen elkaar",
    )
    # and stands in nobody's way
    assert say(neighbourhood, AUTUMN) == 1


def test_a_campaign_closes_nothing(neighbourhood: Neighbourhood) -> None:
    say(neighbourhood, WantedDays("monitor", DAY(2026, 12, 1), DAY(2027, 2, 12), "", "", "monitor"))
    own = WantedDays("campaign", DAY(2026, 11, 2), DAY(2026, 11, 6), "Voorleesweek")
    say(neighbourhood, own, BOGERD)
    found = year(neighbourhood)[BOGERD]
    assert ([one.told for one in found.own], found.weeks, found.has_own) == (
        ["Voorleesweek", "Vragenlijsten van de Monitor"],
        41,
        False,
    )


def test_the_same_number_of_queries_for_many_schools(
    neighbourhood: Neighbourhood, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        counts = []
        for codes in ([BOGERD], None):
            with django_assert_num_queries(5):
                counts.append(len(school_days_of(actor, codes, school_year=YEAR)))
            say(neighbourhood, STUDY, BOGERD, KLEPPER)
    assert counts == [1, 2]


@given(
    st.lists(
        st.tuples(st.integers(0, 330), st.integers(0, 12), st.sampled_from(["study", "closed", "campaign"])),
        max_size=12,
    ),
    st.sampled_from(list(HolidayRegion)),
)
def test_drawn_days_leave_the_weeks_that_a_naive_count_leaves(
    drawn: list[tuple[int, int, str]], region: HolidayRegion
) -> None:
    said = [
        OwnSchoolDays(kind=kind, first=DAY(2026, 8, 17) + at * ONE, last=DAY(2026, 8, 17) + (at + more) * ONE)
        for at, more, kind in drawn
    ]
    days, why_not, clash = _Counted(shipped_holidays(), YEAR).of(region, said)
    assert (why_not, clash) == ("", "")
    assert days is not None
    before, asked = (shipped_holidays().of[one, region] for one in ("2025-2026", YEAR))
    closed = {
        one.first + at * ONE
        for one in [*asked, *(row for row in said if row.kind != "campaign")]
        for at in range((one.last - one.first).days + 1)
    }
    begin, end = before[-1].last + ONE, asked[-1].first
    closed |= {*public_days(2026), *public_days(2027)}
    open_days = {
        day
        for at in range((end - begin).days)
        if (day := begin + at * ONE).weekday() < 5 and day not in closed
    }
    assert {day for week in days.weeks() for day in week.days} == open_days
    assert len(days.weeks()) == len({day.isocalendar()[:2] for day in open_days})


def test_what_was_said_of_years_long_past_is_shredded(neighbourhood: Neighbourhood) -> None:
    say(neighbourhood, STUDY, BOGERD)
    by_the_school(neighbourhood, STUDY, BOGERD)
    assert shred_past_days(today=DAY(2029, 7, 31)) == 0
    assert shred_past_days(today=DAY(2029, 8, 10)) == 2
    assert year(neighbourhood)[BOGERD].own == ()
