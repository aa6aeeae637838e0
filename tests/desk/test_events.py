"""Events: the trail can only grow, the database sees to that; and one asks for the history of one thing."""

from typing import Any

import pytest
from django.apps import apps
from django.db import InternalError, ProgrammingError, connection, transaction
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.roles import Role
from doorlezen.desk.event_names import name_events
from doorlezen.desk.events import House, history, record
from doorlezen.desk.models import Event, EventWords
from doorlezen.relations.models import Contact, Note
from tests.people import Neighbourhood

REFUSED = (InternalError, ProgrammingError)


@pytest.fixture
def event(neighbourhood: Neighbourhood) -> Event:
    """Something that the director of De Linge did."""
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    return record(actor, "test.done", actor.person, before={"a": 1, "b": 2}, after={"a": 1, "b": 3})


def test_only_what_differs_is_kept(event: Event) -> None:
    event.refresh_from_db()
    assert (event.before, event.after) == ({"b": 2}, {"b": 3})


def test_an_event_cannot_be_changed(event: Event) -> None:
    with (
        scope(organisation=event.organisation),
        pytest.raises(REFUSED, match="append-only: UPDATE refused"),
        transaction.atomic(),
    ):
        Event.objects.filter(pk=event.pk).update(action="test.undone")
    event.refresh_from_db()
    assert event.action == "test.done"


def test_what_was_typed_stands_beside_the_trail_and_is_never_changed(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    after = {
        "role": "adviser", "since": "2026-08-01", "until": None, "number": 3, "on": True, "empty": "",
        "expires": "2026-11-28T19:30:00.123456+00:00", "fields": ["name"], "day": "2026-08-01 (Jansen)",
        "name": "Jansen", "names": ["Jansen"], "nested": {"name": 1}, "unknown-code": "x", "part": 1.5,
    }  # fmt: skip
    with scope(organisation=neighbourhood.linge):
        event = record(actor, "test.done", actor.person, after=after)
        typed = ["day", "name", "names", "nested", "part", "unknown-code"]
        assert event.worded == typed
        assert EventWords.objects.get(event=event).after == {name: after[name] for name in typed}
        assert event.after == {name: value for name, value in after.items() if name not in {*typed, "until"}}
        with pytest.raises(REFUSED, match="append-only: UPDATE refused"), transaction.atomic():
            EventWords.objects.update(after={})


def test_an_event_cannot_be_deleted(event: Event) -> None:
    with pytest.raises(REFUSED, match="append-only: DELETE refused"), transaction.atomic():
        event.delete()
    with scope(organisation=event.organisation):
        assert Event.objects.count() == 1


def test_the_audit_trail_cannot_be_emptied(event: Event) -> None:
    with connection.cursor() as cursor:
        # the tests have this trigger off, to tidy up after themselves; a real database never has
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE desk_event ENABLE TRIGGER event_no_emptying")
        with pytest.raises(REFUSED, match="append-only: TRUNCATE refused"), transaction.atomic():
            cursor.execute("TRUNCATE desk_event CASCADE")
        cursor.execute("SELECT count(*) FROM desk_event")
        assert cursor.fetchone() == (1,)


def test_an_organisation_with_a_trail_cannot_be_deleted(event: Event) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        event.organisation.delete()


def test_who_looks_from_one_organisation_does_not_see_the_trail_of_another(
    event: Event, neighbourhood: Neighbourhood
) -> None:
    with scope(organisation=neighbourhood.maas):
        assert list(Event.objects.order_by("id")) == []


def test_the_history_of_one_thing_is_its_own_the_newest_first(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        note = Note(pk=7)
        for after in ("a", "b"):
            record(director, "notes.edited", note, after={"text": after})
        record(director, "notes.edited", Note(pk=70), after={"text": "another one"})
        record(director, "contacts.changed", Contact(pk=7), after={"fields": ["name"]})
        assert [event.words.after for event in history(note)] == [{"text": "b"}, {"text": "a"}]
    with scope(organisation=neighbourhood.maas):
        assert list(history(note)) == []


def test_the_history_of_one_thing_is_found_by_its_index(neighbourhood: Neighbourhood) -> None:
    """Of an organisation that did two thousand things, so that the database has something to choose."""
    linge = neighbourhood.linge
    with scope(organisation=linge), connection.cursor() as cursor:
        done = {"organisation": linge, "at": timezone.now(), "action": "notes.edited", "kind": "Note"}
        Event.objects.bulk_create(Event(**done, key=str(number)) for number in range(2_000))
        cursor.execute("ANALYZE desk_event")
        assert "events_of_one_thing" in history(Note(pk=7)).explain()


def test_no_two_apps_have_a_model_of_the_same_name() -> None:
    """The trail knows things by the name of their model and their number."""
    names = [model._meta.model_name for model in apps.get_models() if "doorlezen" in model.__module__]
    assert sorted(names) == sorted(set(names))


def test_the_house_does_something_as_nobody(neighbourhood: Neighbourhood) -> None:
    event = record(House(neighbourhood.linge), "notes.removed", Note(pk=7))
    assert (event.organisation, event.person_id, event.administering) == (neighbourhood.linge, None, False)


@pytest.mark.parametrize(
    "again",
    [
        {"actions": {"notes.added": "schreef iets"}},
        {"fields": {"school": "vestiging"}},
        {"values": {"role": {"director": "baas"}}},
    ],
)
def test_one_meaning_has_one_word(again: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="named twice for the audit trail"):
        name_events(**again)
