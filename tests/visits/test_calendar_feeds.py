"""A calendar that follows visits: what it tells whom, hour by hour over a year, and when it finds nothing."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django_scopes import scope, scopes_disabled
from icalendar import Calendar

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError
from doorlezen.register.models import Listing
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain import calendar_feeds
from doorlezen.visits.domain.calendar_feeds import end_feed, feeds_of, followed, make_feed
from doorlezen.visits.models import CalendarFeed, Visit
from tests.people import Neighbourhood
from tests.visits.visiting import NOW, SCHOOL, TODAY, a_member, a_visit
from tests.words import NOT_THERE_THEN

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


@pytest.fixture
def her(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)


@pytest.fixture
def member(her: Actor) -> TeamMember:
    with scope(organisation=her.organisation):
        return a_member(her.organisation, her.person)


def school(actor: Actor) -> Listing:
    found = Visible(actor).school(SCHOOL)
    assert found is not None
    return found


def read(secret: str, today: datetime.date = TODAY) -> list[Any]:
    found = followed(secret, today=today)
    assert found is not None
    return list(Calendar.from_ical(found.content).walk("VEVENT"))


def test_a_visit_keeps_its_uid_and_counts_its_changes(her: Actor, member: TeamMember) -> None:
    with scope(organisation=her.organisation):
        visit = a_visit(member, her.organisation)
    secret = make_feed(her, member=member, now=NOW).secret
    (before,) = read(secret)
    assert before["UID"] == f"{visit.uid}@{calendar_feeds.host()}"
    assert (before["SEQUENCE"], before["STATUS"]) == (0, "CONFIRMED")
    with scope(organisation=her.organisation):
        Visit.objects.update(begins=datetime.time(10), sequence=1)
    (after,) = read(secret)
    assert (after["UID"], after["SEQUENCE"], after["DTSTART"].dt.hour) == (before["UID"], 1, 10)
    with scope(organisation=her.organisation):
        Visit.objects.update(state="cancelled", why="away", sequence=2)
    (gone,) = read(secret)
    assert (gone["STATUS"], gone["SEQUENCE"], gone["UID"]) == ("CANCELLED", 2, before["UID"])
    assert gone["DESCRIPTION"] == NOT_THERE_THEN


def test_what_a_holiday_dropped_was_in_nobody_s_calendar(her: Actor, member: TeamMember) -> None:
    with scope(organisation=her.organisation):
        a_visit(member, her.organisation, state="cancelled", why="holiday")
    assert read(make_feed(her, member=member, now=NOW).secret) == []


def test_each_hour_of_a_year_around_both_changes_of_the_clock(her: Actor, member: TeamMember) -> None:
    """Every half hour of the days around both changes, and every hour of a school year: the moment that a
    reader of the calendar finds is that of the clock in Amsterdam."""
    first = datetime.date(2026, 8, 1)
    days = [first + datetime.timedelta(days=number) for number in range(365)]
    begins = [datetime.time(number % 24) for number in range(len(days))]
    around = [datetime.date(2026, 10, 25), datetime.date(2027, 3, 28)]
    rows = list(zip(days, begins, strict=True))
    rows += [(day, datetime.time(half // 2, 30 * (half % 2))) for day in around for half in range(48)]
    with scope(organisation=her.organisation):
        Visit.objects.bulk_create(
            Visit(
                organisation=her.organisation, school_id=SCHOOL, member=member, school_year="2026-2027",
                day=day, half_day="mo-am", begins=at, minutes=30, changed_at=NOW,
            )
            for day, at in rows
        )  # fmt: skip
    events = read(make_feed(her, member=member, now=NOW).secret)
    found = sorted(one["DTSTART"].dt.astimezone(datetime.UTC) for one in events)
    wanted = sorted(datetime.datetime.combine(*row, AMSTERDAM).astimezone(datetime.UTC) for row in rows)
    assert found == wanted


def test_what_stands_in_the_file_is_what_calendars_read(her: Actor, member: TeamMember) -> None:
    with scope(organisation=her.organisation):
        a_visit(member, her.organisation)
    found = followed(make_feed(her, member=member, now=NOW).secret, today=TODAY)
    assert found is not None
    lines = found.content.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in "".join(lines)
    assert sorted(line for line in lines if line.startswith("RRULE")) == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"
    ]  # fmt: skip
    assert "DTSTART;TZID=Europe/Amsterdam:20261103T090000" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert followed("een-ander-geheim", today=TODAY) is None


def test_a_school_reads_only_who_comes_there(adviser: Actor, member: TeamMember) -> None:
    with scope(organisation=adviser.organisation):
        a_visit(member, adviser.organisation)
        other = Listing.objects.exclude(pk=SCHOOL).order_by("pk").first()
        assert other is not None
        a_visit(member, adviser.organisation, school=other.school, begins=datetime.time(13))
    made = make_feed(adviser, school=school(adviser), now=NOW)
    (event,) = read(made.secret)
    assert event["SUMMARY"] == f"{adviser.organisation.name}: Noor Kantlijn komt"
    assert other.name not in followed(made.secret, today=TODAY).content.decode()  # type: ignore[union-attr]


def test_an_address_that_was_taken_back_or_of_who_left_finds_nothing(her: Actor, member: TeamMember) -> None:
    first, second = (make_feed(her, member=member, now=NOW) for _ in range(2))
    end_feed(her, feed=first.feed, now=NOW)
    assert followed(first.secret, today=TODAY) is None
    assert [one.pk for one in feeds_of(her)] == [second.feed.pk]
    with scopes_disabled():
        assert CalendarFeed.objects.get(pk=second.feed.pk).last_read_on is None
        assert followed(second.secret, today=TODAY) is not None
        assert CalendarFeed.objects.get(pk=second.feed.pk).last_read_on == TODAY
        assert not CalendarFeed.objects.filter(secret_sha256__contains=second.secret).exists()
        TeamMember.objects.filter(pk=member.pk).update(until=TODAY - datetime.timedelta(days=1))
    assert followed(second.secret, today=TODAY) is None


def test_who_may_make_one(
    her: Actor, adviser: Actor, member: TeamMember, neighbourhood: Neighbourhood
) -> None:
    with scope(organisation=her.organisation):
        colleague = a_member(her.organisation, None, "Wim Wachtwoord")
    with pytest.raises(Refused):
        make_feed(her, member=colleague, now=NOW)
    with pytest.raises(Refused):
        make_feed(her, school=school(her), now=NOW)
    with pytest.raises(Refused):
        make_feed(neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR), member=member, now=NOW)
    made = make_feed(adviser, member=colleague, now=NOW)
    assert feeds_of(her) == []
    with pytest.raises(Refused):
        end_feed(her, feed=made.feed, now=NOW)
    for _ in range(calendar_feeds.MOST - 1):
        make_feed(adviser, member=colleague, now=NOW)
    with pytest.raises(InputError):
        make_feed(adviser, member=colleague, now=NOW)
