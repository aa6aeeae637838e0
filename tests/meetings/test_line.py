"""Places and the waiting list."""

import datetime
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.actor import Actor
from doorlezen.desk.models import Letter
from doorlezen.language import InputError
from doorlezen.meetings.domain import page_keys
from doorlezen.meetings.domain.line import change, leave, register
from doorlezen.meetings.domain.meetings import change_meeting, settings_of
from doorlezen.meetings.domain.registrants import checked
from doorlezen.meetings.models import MailKind, Meeting, PlaceState, Registration
from tests.meetings.meetings import END, NOW, START, a_meeting, somebody

pytestmark = pytest.mark.django_db

LATER = NOW + datetime.timedelta(minutes=10)


def line(meeting: Meeting) -> list[tuple[str, str]]:
    return list(meeting.registrations.order_by("number").values_list("name", "state"))


def letters(registration: Registration) -> list[str]:
    return [letter.kind.removeprefix("meetings.") for letter in registration.letters]


def test_who_comes_first_has_a_place_and_the_rest_waits(meeting: Meeting) -> None:
    people = [somebody(meeting, name) for name in ("Aagje", "Bo", "Cas", "Dirk")]
    assert [(one.number, one.state) for one in people] == [
        (1, PlaceState.CONFIRMED),
        (2, PlaceState.CONFIRMED),
        (3, PlaceState.WAITING),
        (4, PlaceState.WAITING),
    ]
    assert [letters(one) for one in people] == [["confirmed"], ["confirmed"], ["waiting"], ["waiting"]]
    jobs = ProcrastinateJob.objects.filter(task_name="desk.send_letter").order_by("id")
    # a job knows the number of a letter and nothing of a person
    assert [job.args for job in jobs] == [{"letter": one.letters.get().pk} for one in people]


def test_a_free_place_goes_to_who_waited_longest(meeting: Meeting) -> None:
    first, _, third, _ = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas", "Dirk"))
    leave(first, now=NOW)
    assert line(meeting) == [
        ("Aagje", PlaceState.CANCELLED),
        ("Bo", PlaceState.CONFIRMED),
        ("Cas", PlaceState.CONFIRMED),
        ("Dirk", PlaceState.WAITING),
    ]
    assert (letters(first), letters(third)) == (["confirmed", "cancelled"], ["waiting", "promoted"])
    leave(first, now=NOW)
    assert letters(first) == ["confirmed", "cancelled"]


def test_who_leaves_the_waiting_list_frees_no_place(meeting: Meeting) -> None:
    *_, third, fourth = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas", "Dirk"))
    leave(third, now=NOW)
    fourth.refresh_from_db()
    assert (fourth.state, letters(fourth)) == (PlaceState.WAITING, ["waiting"])


def test_nobody_moves_up_once_it_has_begun(meeting: Meeting) -> None:
    first, _, third = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    leave(first, now=START)
    third.refresh_from_db()
    assert third.state == PlaceState.WAITING


def test_more_places_are_for_who_waits_and_fewer_than_are_taken_are_refused(
    meeting: Meeting, organiser: Actor
) -> None:
    for name in ("Aagje", "Bo", "Cas", "Dirk", "Ed"):
        somebody(meeting, name)
    changed = change_meeting(
        organiser, meeting=meeting, settings=replace(settings_of(meeting), places=4), now=NOW
    )
    assert [state for _, state in line(meeting)] == ["confirmed"] * 4 + ["waiting"]
    with pytest.raises(InputError) as wrong:
        change_meeting(organiser, meeting=changed, settings=replace(settings_of(changed), places=3), now=NOW)
    assert str(wrong.value) == "places: er zijn al 4 plaatsen vergeven; minder kan niet"


def test_who_registers_twice_is_registered_once(meeting: Meeting) -> None:
    first = somebody(meeting, "Noor van Dam")
    again = somebody(meeting, "Iemand Anders", email="NOOR.van.Dam@BIEB.example")
    assert (again.pk, again.name, meeting.registrations.count()) == (first.pk, "Noor van Dam", 1)
    assert letters(first) == ["confirmed"]


def test_who_lost_the_mail_gets_the_link_again_but_once_a_day(meeting: Meeting) -> None:
    first = somebody(meeting)
    for now in (LATER, LATER, LATER + datetime.timedelta(hours=1)):
        somebody(meeting, now=now)
    assert letters(first) == ["confirmed", "again"]
    somebody(meeting, now=LATER + datetime.timedelta(days=1))
    assert letters(first) == ["confirmed", "again", "again"]


def test_who_left_can_come_back_at_the_end_of_the_line(meeting: Meeting) -> None:
    first, _, _ = (somebody(meeting, name) for name in ("Aagje", "Bo", "Cas"))
    leave(first, now=NOW)
    again = somebody(meeting, "Aagje")
    assert (again.number, again.state, again.pk == first.pk) == (4, PlaceState.WAITING, False)
    assert again.uid != first.uid


@pytest.mark.parametrize(
    ("fields", "now"),
    [
        ({}, datetime.datetime(2026, 12, 31, 12, tzinfo=datetime.UTC)),
        ({}, START),
        ({"closes_at": END}, END),
        ({"called_off_at": NOW}, NOW),
    ],
)
def test_registering_has_its_time(fields: dict[str, Any], now: datetime.datetime) -> None:
    meeting = a_meeting(**fields)
    with pytest.raises(InputError) as wrong:
        somebody(meeting, now=now)
    assert str(wrong.value) == "Een gesprek: aanmelden kan op dit moment niet"
    assert Registration.objects.count() == Letter.objects.count() == 0


def test_the_key_is_kept_as_a_hash_and_sealed(meeting: Meeting) -> None:
    who = somebody(meeting)
    page = page_keys.own_page(who)
    key = page.partition("=")[2]
    assert len(key) == 32
    assert page_keys.by_key(key) == who
    assert (page_keys.by_key(""), page_keys.by_key(key[:-1]), page_keys.by_key(who.token_sha256 or "")) == (
        None,
        None,
        None,
    )
    assert key not in " ".join(str(value) for value in Registration.objects.values_list().get())


def test_a_change_of_name_and_organisation(meeting: Meeting) -> None:
    who = somebody(meeting)
    change(who, name="Noor Dam", organisation="Bibliotheek Oost")
    who.refresh_from_db()
    assert (who.name, who.organisation) == ("Noor Dam", "Bibliotheek Oost")
    with pytest.raises(InputError):
        change(who, name="Noor van dam.nl", organisation="Bibliotheek Oost")


@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one_of_eight_who_come_at_once() -> None:
    meeting = a_meeting(places=1)

    def come(number: int) -> Callable[[], None]:
        def coming() -> None:
            try:
                who = checked(name=f"Nummer {number}", email=f"n{number}@bieb.example", organisation="Bieb")
                together.wait(10)
                register(meeting, who=who, now=NOW, is_theirs=True)
            finally:
                connections.close_all()

        return coming

    together = threading.Barrier(8)
    crowd = [threading.Thread(target=come(number)) for number in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(30)
    states = [state for _, state in line(meeting)]
    assert states == [PlaceState.CONFIRMED] + [PlaceState.WAITING] * 7
    assert list(meeting.registrations.order_by("id").values_list("number", flat=True)) == list(range(1, 9))
    assert Letter.objects.filter(kind=MailKind.CONFIRMED).count() == 1
