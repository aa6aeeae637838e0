"""Write notes about schools. What a note said before stays in the audit trail."""

from django.db import transaction
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.audit import record
from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, t
from doorlezen.register.models import School
from doorlezen.relations.models import Note

LONGEST = 4000
"""Characters."""


def add_note(*, actor: Actor, school: School, text: str) -> Note:
    """Write something down about a school. Raises Refused, or InputError for no text or too much."""
    require("notes.write", actor)
    made = Note(
        organisation=actor.organisation,
        school=school,
        text=_checked(text),
        written_by=actor.person,
        written_at=timezone.now(),
    )
    with transaction.atomic():
        made.save()
        record(actor, "notes.added", made, after={"school": school.pk, "text": made.text})
    return made


def edit_note(*, actor: Actor, note: Note, text: str) -> Note:
    """Say it otherwise; the audit trail keeps what was there. The same text changes nothing."""
    require("notes.write", actor)
    assert note.organisation_id == actor.organisation.pk, "a note of somebody else"
    before, after = note.text, _checked(text)
    if before == after:
        return note
    note.text, note.edited_by, note.edited_at = after, actor.person, timezone.now()
    with transaction.atomic():
        note.save(update_fields=["text", "edited_by", "edited_at"])
        record(actor, "notes.edited", note, before={"text": before}, after={"text": after})
    return note


def remove_note(*, actor: Actor, note: Note) -> None:
    """Take a note away; the audit trail keeps what it said."""
    require("notes.write", actor)
    assert note.organisation_id == actor.organisation.pk, "a note of somebody else"
    with transaction.atomic():
        record(actor, "notes.removed", note, before={"school": note.school_id, "text": note.text})
        note.delete()


def _checked(text: str) -> str:
    text = text.strip().replace("\r\n", "\n")
    if not text:
        raise InputError(t("notitie"), t("schrijf eerst iets op"))
    if len(text) > LONGEST:
        raise InputError(t("notitie"), t("hoogstens {longest} tekens", longest=LONGEST))
    return text
