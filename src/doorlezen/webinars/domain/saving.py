"""Write a webinar: its entry becomes rows, a version and, where somebody did it, an audit entry."""

import dataclasses
import datetime
import hashlib
import json
from typing import Any

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.holds import check_references, check_webinar
from doorlezen.webinars.catalogue.plain import read, write
from doorlezen.webinars.catalogue.shape import WebinarEntry
from doorlezen.webinars.domain.addresses import check_free, was_called
from doorlezen.webinars.domain.entries import MODELS, entry_of, whole
from doorlezen.webinars.domain.rows import write_rows
from doorlezen.webinars.domain.standing import standing
from doorlezen.webinars.domain.when import iso_date
from doorlezen.webinars.models import Precision, Redirect, Stage, Version, Webinar
from doorlezen.webinars.search.indexing import index_webinar

FIELDS = (
    "slug",
    "title",
    "date",
    "precision",
    "start_time",
    "minutes",
    "language",
    "summary",
    "about",
    "source",
    "invented",
    "poster",
    "poster_alt",
    "poster_ink",
    "poster_paper",
    "status",
    "publish_at",
    "called_off_at",
)
"""What an entry and its row have under the same name."""


@transaction.atomic
def put(
    entry: WebinarEntry,
    *,
    actor: Actor | None,
    what: str,
    now: datetime.datetime,
    was: str | None = None,
    seen: int | None = None,
    new: bool = False,
) -> Webinar:
    """Make the catalogue hold ``entry``; ``what`` says in a few words what changed.

    Where nothing changed there is no new version. ``was``: its slug until now; None: it is new, or
    the slug stays. ``seen``: the version that the editor started from. ``actor`` None: a command.
    Raises InputError when the entry does not hold, when its address is taken, and when somebody else changed
    it in the meantime; Refused. ``new``: refuse an address that is in use already.
    """
    # an entry may be made of a form, so its every field is judged as if it came from a file
    entry = read(WebinarEntry, write(entry))
    check_webinar(entry)
    check_references(entry, _known())
    webinar = Webinar.objects.select_for_update().filter(slug=was or entry.slug).first()
    if new:
        check_free(Redirect.Kind.WEBINAR, entry.slug)
    if webinar is None:
        if was is not None:
            raise InputError(was, t("dit webinar bestaat niet meer"))
        webinar = Webinar(organisation=actor.organisation if actor else None)
    if actor is not None:
        require("webinars.edit", actor, webinar)
    if seen is not None and seen != webinar.version:
        raise InputError("version", t("iemand anders heeft dit webinar intussen gewijzigd; begin opnieuw"))
    # an older version or file knows nothing of it: what is called off stays so
    entry = dataclasses.replace(entry, called_off_at=entry.called_off_at or webinar.called_off_at)
    before = entry_of(whole(Webinar.objects.all()).get(pk=webinar.pk)) if webinar.pk else None
    if before != in_order(entry):
        _write(webinar, before, in_order(entry), actor=actor, what=what, now=now)
    return webinar


def in_order(entry: WebinarEntry) -> WebinarEntry:
    """The entry with its sets (themes, audiences, programme) in the order in which they are read back."""
    return dataclasses.replace(
        entry,
        themes=tuple(sorted(entry.themes)),
        audiences=tuple(sorted(entry.audiences)),
        programme=tuple(sorted(entry.programme, key=lambda link: (link.kind, link.key))),
    )


def _known() -> dict[str, set[Any]]:
    return {
        name: set(model._default_manager.order_by("pk").values_list("slug", flat=True))
        for name, model in MODELS.items()
    }


def _write(
    webinar: Webinar,
    before: WebinarEntry | None,
    entry: WebinarEntry,
    *,
    actor: Actor | None,
    what: str,
    now: datetime.datetime,
) -> None:
    if before is None or before.slug != entry.slug:
        was_called(Redirect.Kind.WEBINAR, webinar.pk, old=before.slug if before else None, new=entry.slug)
    moved_from = _moved_from(webinar, entry, now) if before is not None else ""
    for name in FIELDS:
        setattr(webinar, name, getattr(entry, name))
    webinar.moved_from = moved_from or webinar.moved_from
    webinar.version += 1
    webinar.changed_at = now
    write_rows(webinar, before, entry)
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
