"""The migration that takes typed words out of a trail that was written before."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from doorlezen.accounts.models import AuditEntry, AuditWords
from tests.people import Neighbourhood
from tests.planted import stands_in

moving = importlib.import_module("doorlezen.accounts.migrations.0006_move_typed_words")


def old(neighbourhood: Neighbourhood, action: str, key: str, before: object, after: object) -> AuditEntry:
    """An entry as it was written when words still stood in it."""
    return AuditEntry._base_manager.create(
        at=timezone.now(), organisation=neighbourhood.linge, action=action, kind="note", key=key,
        before=before, after=after,
    )  # fmt: skip


@pytest.mark.django_db
def test_words_move_beside_the_trail_and_those_of_gone_notes_go(
    neighbourhood: Neighbourhood,
) -> None:
    kept = old(neighbourhood, "notes.added", "1", {}, {"school": "00AP00", "text": "Blijft"})
    gone = [
        old(neighbourhood, "notes.added", "2", {}, {"school": "00AP00", "text": "Quaxelbreg is ziek"}),
        old(neighbourhood, "notes.removed", "2", {"school": "00AP00", "text": "Quaxelbreg is ziek"}, {}),
    ]
    with connection.schema_editor() as editor:
        moving.move(apps, editor)
    for entry in (kept, *gone):
        entry.refresh_from_db()
    assert (kept.after, kept.worded) == ({"school": "00AP00"}, ["text"])
    assert [(one.before, one.after, one.worded) for one in gone] == [
        ({}, {"school": "00AP00"}, ["text"]),
        ({"school": "00AP00"}, {}, ["text"]),
    ]
    assert [words.after for words in AuditWords._base_manager.all()] == [{"text": "Blijft"}]
    assert stands_in("quaxelbreg") == []
