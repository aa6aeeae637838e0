"""The audit trail can only grow; the database itself sees to that."""

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from django_scopes import scope

from doorlezen.accounts.domain.audit import record
from doorlezen.accounts.models import AuditEntry, AuditWords
from doorlezen.accounts.roles import Role
from tests.people import Neighbourhood

REFUSED = (InternalError, ProgrammingError)


@pytest.fixture
def entry(neighbourhood: Neighbourhood) -> AuditEntry:
    """Something that the director of De Linge did."""
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    return record(actor, "test.done", actor.person, before={"a": 1, "b": 2}, after={"a": 1, "b": 3})


def test_only_what_differs_is_kept(entry: AuditEntry) -> None:
    entry.refresh_from_db()
    assert (entry.before, entry.after) == ({"b": 2}, {"b": 3})


def test_an_entry_cannot_be_changed(entry: AuditEntry) -> None:
    with (
        scope(organisation=entry.organisation),
        pytest.raises(REFUSED, match="append-only: UPDATE refused"),
        transaction.atomic(),
    ):
        AuditEntry.objects.filter(pk=entry.pk).update(action="test.undone")
    entry.refresh_from_db()
    assert entry.action == "test.done"


def test_what_was_typed_stands_beside_the_trail_and_is_never_changed(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    after = {
        "role": "adviser", "since": "2026-08-01", "until": None, "number": 3, "on": True, "empty": "",
        "expires": "2026-11-28T19:30:00.123456+00:00", "fields": ["name"], "day": "2026-08-01 (Jansen)",
        "name": "Jansen", "names": ["Jansen"], "nested": {"name": 1}, "unknown-code": "x", "part": 1.5,
    }  # fmt: skip
    with scope(organisation=neighbourhood.linge):
        entry = record(actor, "test.done", actor.person, after=after)
        typed = ["day", "name", "names", "nested", "part", "unknown-code"]
        assert entry.worded == typed
        assert AuditWords.objects.get(entry=entry).after == {name: after[name] for name in typed}
        assert entry.after == {name: value for name, value in after.items() if name not in {*typed, "until"}}
        with pytest.raises(REFUSED, match="append-only: UPDATE refused"), transaction.atomic():
            AuditWords.objects.update(after={})


def test_an_entry_cannot_be_deleted(entry: AuditEntry) -> None:
    with pytest.raises(REFUSED, match="append-only: DELETE refused"), transaction.atomic():
        entry.delete()
    with scope(organisation=entry.organisation):
        assert AuditEntry.objects.count() == 1


def test_the_audit_trail_cannot_be_emptied(entry: AuditEntry) -> None:
    with connection.cursor() as cursor:
        # the tests have this trigger off, to tidy up after themselves; a real database never has
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE accounts_auditentry ENABLE TRIGGER audit_no_emptying")
        with pytest.raises(REFUSED, match="append-only: TRUNCATE refused"), transaction.atomic():
            cursor.execute("TRUNCATE accounts_auditentry CASCADE")
        cursor.execute("SELECT count(*) FROM accounts_auditentry")
        assert cursor.fetchone() == (1,)


def test_an_organisation_with_a_trail_cannot_be_deleted(entry: AuditEntry) -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        entry.organisation.delete()


def test_who_looks_from_one_organisation_does_not_see_the_trail_of_another(
    entry: AuditEntry, neighbourhood: Neighbourhood
) -> None:
    with scope(organisation=neighbourhood.maas):
        assert list(AuditEntry.objects.order_by("id")) == []
