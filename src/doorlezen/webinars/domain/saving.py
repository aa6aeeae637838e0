"""Write a webinar: its entry becomes rows, a version and, where somebody did it, an audit entry."""

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.consistency import check_references, check_webinar
from doorlezen.webinars.catalogue.plain import read, write
from doorlezen.webinars.catalogue.shape import WebinarEntry
from doorlezen.webinars.domain.entries import entry_of, whole
from doorlezen.webinars.domain.old_addresses import check_free, was_called
from doorlezen.webinars.domain.rows import known, write_rows
from doorlezen.webinars.domain.standing import standing
from doorlezen.webinars.domain.when import iso_date
from doorlezen.webinars.models import Precision, Redirect, Stage, Version, Webinar
from doorlezen.webinars.search.indexing import index_webinar

Edit = Callable[[Webinar, WebinarEntry], WebinarEntry]
"""From a webinar that nobody else writes meanwhile, and its entry, to what that becomes."""


@transaction.atomic
def put(
    entry: WebinarEntry,
    *,
    actor: Actor | None,
    what: str,
    now: datetime.datetime,
    was: str | None = None,
    new: bool = False,
) -> Webinar:
    """Make the catalogue hold ``entry``; ``what`` says in a few words what changed.

    Where nothing changed there is no new version. ``was``: its slug until now; None: it is new, or the slug
    stays. ``new``: refuse an address that is in use already. ``actor`` None: a command. Raises InputError
    when the entry does not hold or its address is taken; Refused.
    """
    if new:
        check_free(Redirect.Kind.WEBINAR, entry.slug)
    if was is not None or Webinar.objects.filter(slug=entry.slug).exists():
        return change(was or entry.slug, lambda *_: entry, actor=actor, what=what, now=now)
    webinar = Webinar(organisation=actor.organisation if actor else None)
    if actor is not None:
        require("webinars.edit", actor, webinar)
    return _write(webinar, entry, held=None, before=None, actor=actor, what=what, now=now)


@transaction.atomic
def change(slug: str, edit: Edit, *, actor: Actor | None, what: str, now: datetime.datetime) -> Webinar:
    """Make the webinar that is called ``slug`` into what ``edit`` makes of it. Raises what `put` raises."""
    webinar = Webinar.objects.select_for_update().filter(slug=slug).first()
    if webinar is None:
        raise InputError(slug, t("dit webinar bestaat niet meer"))
    if actor is not None:
        require("webinars.edit", actor, webinar)
    held = whole(Webinar.objects.all()).get(pk=webinar.pk)
    before = entry_of(held)
    # an older version or file knows nothing of it: what is called off stays so
    entry = edit(webinar, before)
    entry = dataclasses.replace(entry, called_off_at=entry.called_off_at or webinar.called_off_at)
    return _write(webinar, entry, held=held, before=before, actor=actor, what=what, now=now)


def _write(
    webinar: Webinar,
    entry: WebinarEntry,
    *,
    held: Webinar | None,
    before: WebinarEntry | None,
    actor: Actor | None,
    what: str,
    now: datetime.datetime,
) -> Webinar:
    # an entry may be made of a form, so its every field is judged as if it came from a file
    entry = in_order(read(WebinarEntry, write(entry)))
    check_webinar(entry)
    check_references(entry, keys := known())
    if entry == before:
        return webinar
    if before is None or before.slug != entry.slug:
        was_called(Redirect.Kind.WEBINAR, webinar.pk, old=before.slug if before else None, new=entry.slug)
    if before is not None:
        webinar.moved_from = _moved_from(webinar, entry, now) or webinar.moved_from
    webinar.version += 1
    webinar.changed_at = now
    write_rows(webinar, entry, held=held, before=before, keys=keys)
    Version.objects.create(
        webinar=webinar,
        number=webinar.version,
        at=now,
        person_id=actor.person.pk if actor else None,
        organisation=actor.organisation.name if actor else "",
        what=what,
        data=write(entry),
    )
    index_webinar(webinar)
    if actor is not None:
        action = "webinars.added" if before is None else "webinars.changed"
        record(actor, action, webinar, before=_told(before) if before else {}, after=_told(entry))
    return webinar


def in_order(entry: WebinarEntry) -> WebinarEntry:
    """The entry with its sets (themes, audiences, programme) in the order in which they are read back."""
    return dataclasses.replace(
        entry,
        themes=tuple(sorted(entry.themes)),
        audiences=tuple(sorted(entry.audiences)),
        programme=tuple(sorted(entry.programme)),
    )


def _moved_from(webinar: Webinar, entry: WebinarEntry, now: datetime.datetime) -> str:
    """When a webinar was announced for, where it is public, still to come, and ``entry`` says another time.

    Filling in what was not known (of a month the day, of a day the time) is not moving.
    """
    announced = webinar.stage(now) == Stage.PUBLISHED and webinar.precision == Precision.DAY
    if not announced or standing(webinar, now).is_past:
        return ""
    other_day = webinar.date != entry.date
    other_time = None not in (webinar.start_time, entry.start_time) and webinar.start_time != entry.start_time
    return iso_date(webinar) if other_day or other_time else ""


def _told(entry: WebinarEntry) -> dict[str, Any]:
    """The entry for the audit trail, which tells that long texts changed; the version keeps the texts."""
    told = write(entry)
    for name in ("about", "tracks", "documents"):
        if name in told:
            told[name] = hashlib.sha256(json.dumps(told[name], sort_keys=True).encode()).hexdigest()[:12]
    return told
