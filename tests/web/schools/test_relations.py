"""Contacts and notes on the page of a school: written, changed, taken away; those of others are not there."""

import datetime
import json

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.roles import Role
from doorlezen.register.models import School
from doorlezen.relations.domain import contacts, notes
from doorlezen.relations.models import Contact, Note, Purpose
from tests.people import Neighbourhood, client_of

pytestmark = pytest.mark.django_db
BASE = "/o/bibliotheek-de-linge/scholen/00AP00/"


def contact_form(**fields: str) -> dict[str, str]:
    until = timezone.localdate() + datetime.timedelta(days=100)
    known = {"name": "Marit Veldhuis", "purpose": "agreements", "keep_until": until.isoformat()}
    return {**known, **fields}


def contact_of_maas(there: Neighbourhood) -> Contact:
    actor = there.actor(there.maas, Role.ADVISER)
    with scope(organisation=there.maas):
        return contacts.add_contact(
            actor,
            school=School.objects.get(pk="00AP00"),
            name="Geheim",
            purpose=Purpose.MONITOR,
            keep_until=timezone.localdate(),
        )


@pytest.fixture
def client(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.LEESCONSULENT)


def test_a_contact_is_added_changed_downloaded_and_wiped(client: Client) -> None:
    answer = client.post(
        BASE + "contacten/nieuw/", contact_form(email="marit@school.example", role="directeur")
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, BASE)
    with scopes_disabled():
        made = Contact.objects.get()
    text = client.get(BASE).text
    assert "Het contact is toegevoegd." in text
    assert "Marit Veldhuis, directeur" in text
    assert "afspraken over de Bibliotheek op school, tot en met" in text
    client.post(f"{BASE}contacten/{made.pk}/", contact_form(phone="0344 123456"))
    made.refresh_from_db()
    assert (made.phone, made.email) == ("0344 123456", "")
    kept = json.loads(client.get(f"{BASE}contacten/{made.pk}/gegevens.json").content)
    assert (kept["name"], kept["phone"], kept["school"]) == ("Marit Veldhuis", "0344 123456", "00AP00")
    asked = client.get(f"{BASE}contacten/{made.pk}/wissen/").text
    assert "Wis je Marit Veldhuis?" in asked
    assert client.post(f"{BASE}contacten/{made.pk}/wissen/").status_code == 302
    with scopes_disabled():
        assert Contact.objects.count() == 0


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_kept(client: Client) -> None:
    answer = client.post(
        BASE + "contacten/nieuw/", contact_form(name="", email="geen-adres", keep_until="1999-01-01")
    )
    assert answer.status_code == 422
    assert "Kies een dag tussen vandaag en" in answer.text
    answer = client.post(BASE + "contacten/nieuw/", contact_form(keep_until="1999-01-01"))
    assert answer.status_code == 422
    assert "Kies een dag tussen vandaag en" in answer.text
    with scopes_disabled():
        assert Contact.objects.count() == 0


def test_fields_that_the_form_does_not_have_are_not_written(
    neighbourhood: Neighbourhood, client: Client
) -> None:
    extra = {"organisation": str(neighbourhood.maas.pk), "school": "02CK00", "added_by": "1"}
    client.post(BASE + "contacten/nieuw/", contact_form(**extra))
    with scopes_disabled():
        made = Contact.objects.get()
    assert (made.organisation, made.school_id) == (neighbourhood.linge, "00AP00")
    assert made.added_by == neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)


def test_a_note_is_written_changed_and_taken_away(neighbourhood: Neighbourhood, client: Client) -> None:
    client.post(BASE + "notities/nieuw/", {"text": "Bel in <b>mei</b>."})
    with scopes_disabled():
        made = Note.objects.get()
    text = client.get(BASE).text
    assert "Bel in &lt;b&gt;mei&lt;/b&gt;." in text
    assert "leesconsulent Bibliotheek De Linge" in text
    client.post(f"{BASE}notities/{made.pk}/", {"text": "Bel in juni."})
    made.refresh_from_db()
    assert made.text == "Bel in juni."
    assert "wat er eerst stond, staat in het logboek" in client.get(BASE).text
    assert client.post(BASE + "notities/nieuw/", {"text": " "}).status_code == 422
    assert client.post(f"{BASE}notities/{made.pk}/weghalen/").status_code == 302
    with scopes_disabled():
        assert Note.objects.count() == 0


def test_contacts_and_notes_of_others_are_not_there(neighbourhood: Neighbourhood, client: Client) -> None:
    theirs = contact_of_maas(neighbourhood)
    actor = neighbourhood.actor(neighbourhood.maas, Role.ADVISER)
    with scope(organisation=neighbourhood.maas):
        note = notes.add_note(actor, school=School.objects.get(pk="00AP00"), text="Geheim")
    # both: adviser at one library, leesconsulent at the other; in the one she finds nothing of the other
    for browser in (client, client_of(neighbourhood.both)):
        assert "Geheim" not in browser.get(BASE).text
        for page in (
            f"contacten/{theirs.pk}/",
            f"contacten/{theirs.pk}/gegevens.json",
            f"contacten/{theirs.pk}/wissen/",
            f"notities/{note.pk}/",
            f"notities/{note.pk}/weghalen/",
        ):
            assert browser.get(BASE + page).status_code == 404
            if not page.endswith("json"):
                assert browser.post(BASE + page, {"text": "x"}).status_code == 404
    with scopes_disabled():
        assert (Contact.objects.count(), Note.objects.get().text) == (1, "Geheim")


def test_at_a_school_of_others_nothing_can_be_written(client: Client) -> None:
    elsewhere = BASE.replace("00AP00", "02CK00")
    assert client.post(elsewhere + "notities/nieuw/", {"text": "x"}).status_code == 404
    assert client.post(elsewhere + "contacten/nieuw/", contact_form()).status_code == 404


def test_who_looks_on_is_refused_with_the_reason(neighbourhood: Neighbourhood) -> None:
    finance = neighbourhood.client(neighbourhood.linge, Role.FINANCE)
    answer = finance.post(BASE + "notities/nieuw/", {"text": "x"})
    assert answer.status_code == 403
    assert "Alleen directeur, adviseur en leesconsulent van de bibliotheek schrijven notities." in answer.text
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert officer.get("/o/gemeente-tiel/scholen/00AP00/contacten/nieuw/").status_code == 403


def test_without_the_token_nothing_is_written(neighbourhood: Neighbourhood) -> None:
    person = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    answer = client_of(person, csrf=True).post(BASE + "notities/nieuw/", {"text": "x"})
    assert answer.status_code == 403
    with scopes_disabled():
        assert Note.objects.count() == 0
