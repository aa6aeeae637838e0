"""Names of people at schools: kept for a purpose and a while, seen by one library, then shredded."""

import datetime
import json
from functools import partial

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.language import InputError
from doorlezen.register.models import School
from doorlezen.relations.domain import contacts, queries
from doorlezen.relations.models import Contact, Purpose
from tests.people import Neighbourhood

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


def a_contact(actor: Actor, *, name: str = "Marit Veldhuis", code: str = "00AP00", **fields: str) -> Contact:
    with scope(organisation=actor.organisation):
        return contacts.add_contact(
            actor,
            school=School.objects.get(pk=code),
            name=name,
            purpose=Purpose.AGREEMENTS,
            keep_until=timezone.localdate() + datetime.timedelta(days=30),
            **fields,
        )


def trail(actor: Actor) -> list[tuple[str, dict[str, object], dict[str, object]]]:
    with scope(organisation=actor.organisation):
        return [(entry.action, entry.before, entry.after) for entry in Event.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("today", "term"),
    [
        (datetime.date(2026, 11, 23), datetime.date(2028, 7, 31)),
        (datetime.date(2027, 1, 1), datetime.date(2028, 7, 31)),
        (datetime.date(2027, 7, 31), datetime.date(2028, 7, 31)),
        (datetime.date(2027, 8, 1), datetime.date(2029, 7, 31)),
    ],
)
def test_the_usual_term_ends_with_the_next_schooljaar(today: datetime.date, term: datetime.date) -> None:
    assert contacts.default_term(today) == term


def test_two_libraries_each_see_their_own_contacts_at_the_same_school(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    maas = neighbourhood.actor(neighbourhood.maas, Role.ADVISER)
    ours, theirs = a_contact(linge), a_contact(maas, name="Joris Bakker")
    today = timezone.localdate()
    with scope(organisation=neighbourhood.linge):
        assert queries.contacts_at(linge, "00AP00", on=today) == [ours]
        assert queries.contacts_at(linge, "01BR00", on=today) == []
        assert queries.contact(linge, "00AP00", theirs.pk, on=today) is None
        assert queries.contact(linge, "01BR00", ours.pk, on=today) is None
        for change in (partial(contacts.change_contact, role="directeur"), contacts.shred_contact):
            with pytest.raises(Refused, match="dit is van een andere organisatie"):
                change(actor=linge, contact=theirs)
    with pytest.raises(ScopeError):
        Contact.objects.filter(pk=ours.pk)


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADMINISTRATOR])
def test_who_does_not_visit_schools_sees_and_writes_none(neighbourhood: Neighbourhood, role: Role) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, role, administering=True)
    with pytest.raises(Refused):
        a_contact(actor)
    with scope(organisation=neighbourhood.linge), pytest.raises(Refused):
        queries.contacts_at(actor, "00AP00", on=TODAY)


def test_the_trail_names_fields_and_nobody(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    made = a_contact(actor, email="marit@school.example")
    with scope(organisation=neighbourhood.linge):
        contacts.change_contact(actor, contact=made, phone="0344 123456", name="Marit Veldhuis")
        contacts.change_contact(actor, contact=made, phone="0344 123456")
        contacts.shred_contact(actor, contact=made)
        assert Contact.objects.count() == 0
    assert trail(actor) == [
        (
            "contacts.added",
            {},
            {"fields": ["name", "email", "purpose", "keep_until"], "school": "00AP00"},
        ),
        ("contacts.changed", {}, {"fields": ["phone"], "school": "00AP00"}),
        ("contacts.shredded", {"school": "00AP00"}, {}),
    ]
    assert "Marit" not in json.dumps(trail(actor))


@pytest.mark.parametrize("days", [-1, 3 * 366 + 1])
def test_a_term_in_the_past_or_far_away_is_refused(neighbourhood: Neighbourhood, days: int) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    made = a_contact(actor)
    keep_until = timezone.localdate() + datetime.timedelta(days=days)
    with scope(organisation=neighbourhood.linge):
        with pytest.raises(InputError) as refused:
            contacts.change_contact(actor, contact=made, keep_until=keep_until)
        assert str(refused.value).startswith("bewaren tot en met: kies een dag tussen vandaag en ")
        assert Contact.objects.get(pk=made.pk).keep_until > timezone.localdate()


def test_fields_that_are_none_cannot_be_written(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    made = a_contact(actor)
    with scope(organisation=neighbourhood.linge), pytest.raises(TypeError):
        contacts.change_contact(actor, contact=made, organisation=neighbourhood.maas)


def test_after_its_term_a_contact_is_not_found_and_then_shredded(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    old, kept = a_contact(linge), a_contact(linge, name="Blijft")
    other = a_contact(neighbourhood.actor(neighbourhood.maas, Role.ADVISER))
    with scopes_disabled():
        Contact.objects.filter(pk__in=[old.pk, other.pk]).update(keep_until=TODAY)
    after = TODAY + datetime.timedelta(days=1)
    with scope(organisation=neighbourhood.linge):
        assert queries.contacts_at(linge, "00AP00", on=TODAY) == [kept, old]
        assert queries.contacts_at(linge, "00AP00", on=after) == [kept]
        assert queries.contact(linge, "00AP00", old.pk, on=after) is None
    assert contacts.shred_expired(today=TODAY) == 0
    assert contacts.shred_expired(today=after) == 2
    with scopes_disabled():
        assert list(Contact.objects.all()) == [kept]
