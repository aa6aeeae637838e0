"""Write notes about schools. The audit trail tells what a note said before, while the note is there."""

import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require, require_own
from doorlezen.desk.events import House, forget_words, record
from doorlezen.language import InputError, clean_text, t
from doorlezen.register.models import School
from doorlezen.relations.models import Note

LONGEST = 4000
"""Characters."""
TERM = datetime.timedelta(days=5 * 365)
"""How long after it was last written a note is kept; docs/personal-data.md says why."""


def add_note(actor: Actor, *, school: School, text: str) -> Note:
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


def edit_note(actor: Actor, *, note: Note, text: str) -> Note:
    """Say it otherwise; the audit trail keeps what was there. The same text changes nothing."""
    require("notes.write", actor)
    require_own(actor, note)
    before, after = note.text, _checked(text)
    if before == after:
        return note
    note.text, note.edited_by, note.edited_at = after, actor.person, timezone.now()
    with transaction.atomic():
        note.save(update_fields=["text", "edited_by", "edited_at"])
        record(actor, "notes.edited", note, before={"text": before}, after={"text": after})
    return note


def remove_note(actor: Actor, *, note: Note) -> None:
    """Take a note away, with everything that it ever said; the audit trail keeps that there was one."""
    require("notes.write", actor)
    require_own(actor, note)
    with transaction.atomic():
        forget_words(note)
        record(actor, "notes.removed", note, before={"school": note.school_id})
        note.delete()


def shred_old(now: datetime.datetime) -> int:
    """Delete every note, of every organisation, that nobody wrote on for TERM; returns how many."""
    with scopes_disabled():
        written = Note.objects.annotate(last=Coalesce("edited_at", "written_at"))
        old = written.filter(last__lt=now - TERM).order_by("id").values_list("pk", flat=True)
        return sum(_shred(pk, now) for pk in list(old))


@transaction.atomic
def _shred(pk: int, now: datetime.datetime) -> bool:
    """Whether the note was still there, and old: somebody may just have written on it."""
    note = Note.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=pk).first()
    if note is None or (note.edited_at or note.written_at) >= now - TERM:
        return False
    forget_words(note)
    record(House(note.organisation), "notes.removed", note, before={"school": note.school_id})
    note.delete()
    return True


def _checked(text: str) -> str:
    text = clean_text(text)
    if not text:
        raise InputError(t("notitie"), t("schrijf eerst iets op"))
    if len(text) > LONGEST:
        raise InputError(t("notitie"), t("hoogstens {longest} tekens", longest=LONGEST))
    return text
