"""The audit trail of before: its words go beside it, and then it moves to the desk with all that is in it."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from doorlezen.desk.models import Event, EventWords
from tests.people import Neighbourhood
from tests.planted import stands_in

WORDS_IN_IT = [("desk", None), ("accounts", "0005_audit_words")]


def migrate(to: list[tuple[str, str | None]]) -> Any:
    """The database as it was, or will be, at these migrations; its models."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    return executor.migrate(to).apps


@pytest.mark.django_db
def test_the_trail_of_before_moves_with_all_that_is_in_it(neighbourhood: Neighbourhood) -> None:
    now = MigrationExecutor(connection).loader.graph.leaf_nodes()
    entries = migrate(WORDS_IN_IT).get_model("accounts", "AuditEntry")._base_manager

    def old(action: str, key: str, before: object, after: object) -> int:
        made = entries.create(
            at=timezone.now(), organisation_id=neighbourhood.linge.pk, action=action, kind="note", key=key,
            before=before, after=after,
        )  # fmt: skip
        return int(made.pk)

    numbers = [
        old("notes.added", "1", {}, {"school": "00AP00", "text": "Blijft"}),
        old("notes.added", "2", {}, {"school": "00AP00", "text": "Quaxelbreg is ziek"}),
        old("notes.removed", "2", {"school": "00AP00", "text": "Quaxelbreg is ziek"}, {}),
    ]
    migrate(now)
    events = Event._base_manager.filter(kind="note").order_by("pk")
    assert [(one.pk, one.key, one.before, one.after, one.worded) for one in events] == [
        (numbers[0], "1", {}, {"school": "00AP00"}, ["text"]),
        (numbers[1], "2", {}, {"school": "00AP00"}, ["text"]),
        (numbers[2], "2", {"school": "00AP00"}, {}, ["text"]),
    ]
    assert [(words.event_id, words.after) for words in EventWords._base_manager.all()] == [
        (numbers[0], {"text": "Blijft"})
    ]
    assert stands_in("quaxelbreg") == []
