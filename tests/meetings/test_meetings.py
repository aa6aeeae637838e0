"""What an organiser sets, and who is one."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused, ask
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Event, Letter
from doorlezen.language import InputError
from doorlezen.meetings.domain import meetings
from doorlezen.meetings.domain.meetings import Settings, open_meeting, settings_of
from doorlezen.meetings.models import Meeting
from doorlezen.webinars.models import Webinar
from tests.meetings.meetings import END, NOW, START, a_meeting, somebody
from tests.people import Neighbourhood, a_person, actor_of, an_organisation

pytestmark = pytest.mark.django_db

GOOD = Settings(places=300, opens_at=NOW, closes_at=START)


def test_only_who_gives_the_webinar_runs_it(neighbourhood: Neighbourhood) -> None:
    meeting = a_meeting(organisation=neighbourhood.poi)
    allowed = {
        (organisation.slug, role.value, administering)
        for organisation in neighbourhood.organisations
        for role in organisation.possible_roles
        for administering in (False, True)
        if ask(
            "meetings.run",
            neighbourhood.actor(organisation, role, administering=administering),
            meeting.webinar,
        )
    }
    nationals = {("landelijk-programma", role.value, True) for role in neighbourhood.national.possible_roles}
    assert allowed == {
        ("poi-oost", Role.POI_ADVISER.value, False),
        ("poi-oost", Role.POI_ADVISER.value, True),
        *nationals,
    }


def test_another_poi_is_refused_everything(meeting: Meeting) -> None:
    elsewhere = an_organisation(OrganisationKind.POI, "POI Maas")
    other = actor_of(a_person("Mies Maas", (elsewhere, Role.POI_ADVISER)), elsewhere)
    somebody(meeting)
    moved: dict[str, Any] = {"day": END.date(), "start": START.time(), "minutes": 50}
    for attempt in (
        lambda: open_meeting(other, webinar=meeting.webinar, settings=GOOD),
        lambda: meetings.change_meeting(other, meeting=meeting, settings=GOOD, now=NOW),
        lambda: meetings.move(other, meeting=meeting, **moved, now=NOW),
        lambda: meetings.call_off(other, meeting=meeting, now=NOW),
        lambda: meetings.mail_again(other, meeting=meeting),
    ):
        with pytest.raises(Refused):
            attempt()
    assert Letter.objects.count() == 1


def test_opening_is_written_down_without_the_address_of_the_room(meeting: Meeting, organiser: Actor) -> None:
    meeting.delete()
    webinar = Webinar.objects.get(slug="gesprek")
    made = open_meeting(
        organiser, webinar=webinar, settings=replace(GOOD, room_address="https://live.example/geheim")
    )
    assert (made.starts_at, made.ends_at, made.sequence) == (START, END, 0)
    with scopes_disabled():
        told = Event.objects.get(action="meetings.opened")
    assert told.after["room_address"] is True
    assert "geheim" not in str(told.after)
    with pytest.raises(InputError) as wrong:
        open_meeting(organiser, webinar=webinar, settings=GOOD)
    assert wrong.value.what == "aanmelden staat al open; verander de instellingen"


def test_a_webinar_without_a_time_cannot_be_opened(meeting: Meeting, organiser: Actor) -> None:
    meeting.delete()
    Webinar.objects.update(minutes=None)
    with pytest.raises(InputError) as wrong:
        open_meeting(organiser, webinar=Webinar.objects.get(slug="gesprek"), settings=GOOD)
    assert str(wrong.value) == "Een gesprek: vul eerst bij het webinar de dag, de begintijd en de duur in"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"places": 0}, "places"),
        ({"room_address": "http://live.example/"}, "room_address"),
        ({"room_address": "javascript:alert(1)"}, "room_address"),
        ({"room_address": f"https://live.example/{'a' * 1000}"}, "room_address"),
        ({"closes_at": NOW}, "closes_at"),
        ({"closes_at": END + datetime.timedelta(minutes=1)}, "closes_at"),
        ({"room_minutes": 1441}, "room_minutes"),
        ({"reminder_hours": 0}, "reminder_hours"),
        ({"keep_days": 0}, "keep_days"),
        ({"keep_days": 366}, "keep_days"),
    ],
)
def test_settings_that_cannot_be(
    meeting: Meeting, organiser: Actor, fields: dict[str, Any], where: str
) -> None:
    before = settings_of(meeting)
    with pytest.raises(InputError) as wrong:
        meetings.change_meeting(organiser, meeting=meeting, settings=replace(GOOD, **fields), now=NOW)
    assert wrong.value.where == where
    meeting.refresh_from_db()
    assert settings_of(meeting) == before


def test_data_is_not_kept_longer_than_people_were_told(meeting: Meeting, organiser: Actor) -> None:
    somebody(meeting)
    with pytest.raises(InputError) as wrong:
        meetings.change_meeting(organiser, meeting=meeting, settings=replace(GOOD, keep_days=31), now=NOW)
    assert str(wrong.value) == "keep_days: er zijn al mensen aangemeld; later wissen dan beloofd kan niet"
    shorter = meetings.change_meeting(
        organiser, meeting=meeting, settings=replace(GOOD, keep_days=7), now=NOW
    )
    assert shorter.keep_days == 7


@pytest.mark.parametrize(
    ("day", "what"),
    [
        (START.date(), "dit is de tijd die het al was; er is niets veranderd"),
        (datetime.date(2027, 1, 31), "deze tijd is al voorbij"),
    ],
)
def test_a_move_that_is_none(meeting: Meeting, organiser: Actor, day: datetime.date, what: str) -> None:
    somebody(meeting)
    with pytest.raises(InputError) as wrong:
        meetings.move(organiser, meeting=meeting, day=day, start=START.time(), minutes=50, now=NOW)
    assert wrong.value.what == what
    meeting.webinar.refresh_from_db()
    assert (meeting.webinar.date, Letter.objects.count()) == (START.date(), 1)


def test_what_is_over_or_off_is_not_moved_or_called_off(meeting: Meeting, organiser: Actor) -> None:
    with pytest.raises(InputError) as wrong:
        meetings.call_off(organiser, meeting=meeting, now=END)
    assert wrong.value.what == "dit webinar is al geweest"
    meetings.call_off(organiser, meeting=meeting, now=NOW)
    with pytest.raises(InputError) as again:
        meetings.call_off(organiser, meeting=meeting, now=NOW)
    assert again.value.what == "dit webinar gaat al niet door"
    assert Meeting.objects.get().webinar.is_called_off
