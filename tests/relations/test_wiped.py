"""A note or contact that is taken away leaves no word behind, in whichever table; the logbook still tells."""

import datetime
from functools import partial

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.domain.logbook import logbook
from doorlezen.accounts.roles import Role
from doorlezen.desk.events import WORDS_TERM, forget_old_words
from doorlezen.desk.models import Event, EventWords
from doorlezen.register.models import School
from doorlezen.relations.domain import queries
from doorlezen.relations.domain.contacts import add_contact
from doorlezen.relations.domain.notes import TERM
from doorlezen.relations.models import Contact, Note, Purpose
from doorlezen.relations.tasks import shred_expired
from tests.people import Neighbourhood
from tests.planted import stands_in

pytestmark = pytest.mark.django_db
SCHOOL = "/o/bibliotheek-de-linge/scholen/00AP00/"
CONTACT = {
    "name": "Quaxelbreg",
    "role": "quaxelbreg",
    "email": "quaxelbreg@voorbeeld.example",
    "phone": "",
    "purpose": "monitor",
}


def told(neighbourhood: Neighbourhood) -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        return [
            (line.what, [(one.field, one.before, one.after, one.wiped) for one in line.changes])
            for line in logbook(director).lines
        ]


def test_no_word_of_a_note_that_was_taken_away_is_left(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    browser.post(f"{SCHOOL}notities/nieuw/", {"text": "Mevrouw Quaxelbreg is ziek."})
    browser.post(f"{SCHOOL}notities/nieuw/", {"text": "Een andere, die blijft."})
    with scope(organisation=neighbourhood.linge):
        note = Note.objects.get(text__contains="Quaxelbreg")
    browser.post(f"{SCHOOL}notities/{note.pk}/", {"text": "Mevrouw Quaxelbreg is beter."})
    assert stands_in("quaxelbreg") == ["desk_eventwords", "relations_note"]
    assert told(neighbourhood)[0] == (
        "veranderde een notitie",
        [("tekst", "Mevrouw Quaxelbreg is ziek.", "Mevrouw Quaxelbreg is beter.", False)],
    )

    browser.post(f"{SCHOOL}notities/{note.pk}/weghalen/")

    assert stands_in("quaxelbreg") == []
    assert told(neighbourhood) == [
        ("wiste een notitie", [("school", "00AP00", "", False)]),
        ("veranderde een notitie", [("tekst", "", "", True)]),
        (
            "schreef een notitie",
            [("school", "", "00AP00", False), ("tekst", "", "Een andere, die blijft.", False)],
        ),
        ("schreef een notitie", [("school", "", "00AP00", False), ("tekst", "", "", True)]),
    ]
    page = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get("/o/bibliotheek-de-linge/logboek/")
    assert page.content.decode().count("tekst niet meer bewaard") == 2


def test_no_word_of_a_contact_that_was_shredded_is_left(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    until = timezone.localdate() + datetime.timedelta(days=30)
    browser.post(f"{SCHOOL}contacten/nieuw/", {**CONTACT, "keep_until": until.isoformat()})
    assert stands_in("quaxelbreg") == ["relations_contact"]
    with scope(organisation=neighbourhood.linge):
        contact = Contact.objects.get()
    browser.post(f"{SCHOOL}contacten/{contact.pk}/wissen/")
    assert stands_in("quaxelbreg") == []
    assert told(neighbourhood)[0][0] == "wiste een contact"


def test_after_a_year_the_logbook_tells_that_it_happened_and_no_words(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    browser.post(f"{SCHOOL}notities/nieuw/", {"text": "Mevrouw Quaxelbreg is ziek."})
    now = timezone.now()
    assert forget_old_words(now + WORDS_TERM - datetime.timedelta(minutes=1)) == 0
    assert forget_old_words(now + WORDS_TERM + datetime.timedelta(minutes=1)) == 1
    assert stands_in("quaxelbreg") == ["relations_note"]
    with scope(organisation=neighbourhood.linge):
        assert EventWords.objects.count() == 0
    assert told(neighbourhood)[0][0] == "schreef een notitie"


NIGHTS = [
    # the last second of the day here, and the first of the next; in summer, in winter, as clocks change
    ("2027-06-30", "2027-06-30T21:59:59+00:00", "2027-06-30T22:00:00+00:00"),
    ("2027-01-31", "2027-01-31T22:59:59+00:00", "2027-01-31T23:00:00+00:00"),
    ("2027-03-28", "2027-03-28T21:59:59+00:00", "2027-03-28T22:00:00+00:00"),
    ("2027-10-31", "2027-10-31T22:59:59+00:00", "2027-10-31T23:00:00+00:00"),
    ("2028-02-29", "2028-02-29T22:59:59+00:00", "2028-02-29T23:00:00+00:00"),
]


@pytest.mark.parametrize(("until", "before", "after"), NIGHTS)
def test_the_night_job_goes_by_the_day_in_the_netherlands_as_the_page_does(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch, until: str, before: str, after: str
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        add_contact(
            actor,
            school=School.objects.get(pk="00AP00"),
            name="Quaxelbreg",
            purpose=Purpose.MONITOR,
            keep_until=datetime.date.fromisoformat(until),
        )
        for moment, there in ((before, 1), (after, 0)):
            monkeypatch.setattr(timezone, "now", partial(datetime.datetime.fromisoformat, moment))
            shown = queries.contacts_at(actor, "00AP00", on=timezone.localdate())
            shred_expired(timestamp=0)
            assert (len(shown), Contact.objects.count()) == (there, there)
    assert stands_in("quaxelbreg") == []
    assert told(neighbourhood)[0] == ("wiste een contact", [("school", "00AP00", "", False)])


def test_the_night_takes_every_contact_that_is_over_of_every_library_and_no_other(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (neighbourhood.linge, neighbourhood.maas):
        with scope(organisation=place):
            for days in range(60):
                add_contact(
                    neighbourhood.actor(place, Role.ADVISER),
                    school=School.objects.get(pk="00AP00"),
                    name=f"{place} {days}",
                    purpose=Purpose.MONITOR,
                    keep_until=timezone.localdate() + datetime.timedelta(days=days),
                )
    # the machine was off for weeks
    later = timezone.now() + datetime.timedelta(days=40)
    monkeypatch.setattr(timezone, "now", lambda: later)
    shred_expired(timestamp=0)
    for place in (neighbourhood.linge, neighbourhood.maas):
        with scope(organisation=place):
            left = sorted(int(one.name.rpartition(" ")[2]) for one in Contact.objects.all())
            assert left == list(range(40, 60))
            assert Event.objects.filter(action="contacts.shredded", person_id=None).count() == 40


def test_a_note_that_nobody_wrote_on_for_years_goes_and_the_logbook_tells(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    for text in ("Mevrouw Quaxelbreg is ziek.", "Later nog eens aan gewerkt."):
        browser.post(f"{SCHOOL}notities/nieuw/", {"text": text})
    now = timezone.now()
    with scope(organisation=neighbourhood.linge):
        Note.objects.filter(text__startswith="Later").update(edited_at=now + datetime.timedelta(days=1))
    monkeypatch.setattr(timezone, "now", lambda: now + TERM + datetime.timedelta(minutes=5))
    shred_expired(timestamp=0)
    assert stands_in("quaxelbreg") == []
    with scope(organisation=neighbourhood.linge):
        assert Note.objects.count() == 1
    assert told(neighbourhood)[0] == ("wiste een notitie", [("school", "00AP00", "", False)])
