"""What an editor does to one webinar; each change makes a version that can be brought back."""

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask, require
from doorlezen.desk.events import record
from doorlezen.desk.states import States, Step
from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.plain import read
from doorlezen.webinars.catalogue.shape import CueEntry, TrackEntry, WebinarEntry
from doorlezen.webinars.domain import saving
from doorlezen.webinars.domain.entries import entry_of, whole
from doorlezen.webinars.domain.release import checks
from doorlezen.webinars.models import Stage, Status, Webinar
from doorlezen.webinars.search.indexing import forget_webinar

Edit = Callable[[WebinarEntry, WebinarEntry], WebinarEntry]
"""From what the editor saw and what it is now to what it becomes."""
PUBLISHING = States(
    "status",
    {
        "release": Step((Status.DRAFT, Status.RELEASED), Status.RELEASED, ""),
        "withdraw": Step((Status.RELEASED,), Status.DRAFT, gettext_lazy("dit webinar is al een concept")),
    },
)
"""What is released can be released again, at another moment. `put` writes it, with a version and an event."""


def to_edit(actor: Actor, slug: str) -> Webinar:
    """The webinar with all that hangs on it.

    Raises Refused, and Webinar.DoesNotExist also for a draft of others, of which nobody else is to know.
    """
    webinar = whole(Webinar.objects.all()).get(slug=slug)
    _may_see(actor, webinar)
    require("webinars.edit", actor, webinar)
    return webinar


def change(
    actor: Actor, slug: str, edit: Edit, /, *, seen: int, what: str, now: datetime.datetime
) -> Webinar:
    """Change a webinar. ``seen``: the version that the editor started from.

    What others changed since stays. Raises InputError where they changed the same; what `put` raises.
    """

    def from_seen(webinar: Webinar, held: WebinarEntry) -> WebinarEntry:
        return edit(entry_seen(webinar, seen, held), held)

    return _change(actor, slug, from_seen, what=what, now=now)


def to_fields(**fields: Any) -> Edit:
    """Give these fields of an entry these values."""

    def edit(was: WebinarEntry, held: WebinarEntry) -> WebinarEntry:
        mine = {name: value for name, value in fields.items() if value != getattr(was, name)}
        if any(getattr(held, name) not in (getattr(was, name), value) for name, value in mine.items()):
            raise _overtaken()
        return dataclasses.replace(held, **mine)

    return edit


def to_track(language: str, track: TrackEntry | None) -> Edit:
    """Put ``track`` in the place of the captions in a language; None: take them away."""

    def edit(was: WebinarEntry, held: WebinarEntry) -> WebinarEntry:
        if held.track(language) != was.track(language):
            raise _overtaken()
        return held.with_track(language, track)

    return edit


def to_captions(language: str, changes: Mapping[int, CueEntry | None]) -> Edit:
    """Change captions, by their place (from 0) in the version that was seen; None takes one away.

    All others stay, also what somebody else made of them since.
    """

    def edit(was: WebinarEntry, held: WebinarEntry) -> WebinarEntry:
        seen, track = was.track(language), held.track(language)
        if seen is None or track is None:
            raise _overtaken()
        places = {cue: place for place, cue in enumerate(track.cues)}
        cues: list[CueEntry | None] = list(track.cues)
        for at, cue in changes.items():
            if seen.cues[at] not in places:
                what = t("iemand anders heeft ondertitel {number} intussen gewijzigd", number=at + 1)
                raise InputError("version", what)
            cues[places[seen.cues[at]]] = cue
        left = tuple(cue for cue in cues if cue is not None)
        return held.with_track(language, dataclasses.replace(track, cues=left))

    return edit


def entry_seen(webinar: Webinar, seen: int, held: WebinarEntry | None = None) -> WebinarEntry:
    """The entry in version ``seen``; ``held`` is what it is now. Raises InputError where there is no such."""
    if seen == webinar.version:
        return held or entry_of(webinar)
    version = webinar.versions.filter(number=seen).first()
    if version is None:
        raise _overtaken()
    return read(WebinarEntry, version.data)


@transaction.atomic
def release(actor: Actor, slug: str, *, seen: int, at: datetime.datetime, now: datetime.datetime) -> Webinar:
    """Make a webinar public from ``at``: as it was seen, and while no check that blocks fails.

    Raises InputError, Refused.
    """
    webinar = to_edit(actor, slug)
    PUBLISHING.check(webinar, "release")
    for check in checks(webinar):
        if check.blocks:
            raise InputError(check.name, check.told)
    what = t("Openbaar gemaakt") if at <= now else t("Klaargezet om openbaar te worden")

    def edit(webinar: Webinar, held: WebinarEntry) -> WebinarEntry:
        _require_seen(webinar, seen)
        return dataclasses.replace(held, status=Status.RELEASED, publish_at=at)

    return _change(actor, slug, edit, what=what, now=now)


@transaction.atomic
def withdraw(actor: Actor, slug: str, *, seen: int, now: datetime.datetime) -> Webinar:
    """Make a webinar a draft again. Raises InputError where it is one."""
    PUBLISHING.check(to_edit(actor, slug), "withdraw")
    what = t("Weer concept gemaakt")
    return change(actor, slug, to_fields(status=Status.DRAFT), seen=seen, what=what, now=now)


def restore(actor: Actor, slug: str, *, number: int, seen: int, now: datetime.datetime) -> Webinar:
    """Make a webinar as it was in version ``number``; whether and from when it is public stays as it is now.

    Raises InputError when that version no longer fits, for instance because a theme is gone.
    """

    def edit(webinar: Webinar, held: WebinarEntry) -> WebinarEntry:
        _require_seen(webinar, seen)
        version = webinar.versions.filter(number=number).first()
        if version is None:
            raise InputError("version", t("versie {number} bestaat niet", number=number))
        was = read(WebinarEntry, version.data)
        return dataclasses.replace(was, status=held.status, publish_at=held.publish_at)

    return _change(actor, slug, edit, what=t("Versie {number} teruggezet", number=number), now=now)


def _change(actor: Actor, slug: str, edit: saving.Edit, *, what: str, now: datetime.datetime) -> Webinar:
    _may_see(actor, Webinar.objects.get(slug=slug))
    return saving.change(slug, edit, actor=actor, what=what, now=now)


def _may_see(actor: Actor, webinar: Webinar) -> None:
    if webinar.stage(timezone.now()) != Stage.PUBLISHED and not ask("webinars.edit", actor, webinar):
        raise Webinar.DoesNotExist


def _require_seen(webinar: Webinar, seen: int) -> None:
    if webinar.version != seen:
        raise _overtaken()


def _overtaken() -> InputError:
    return InputError("version", t("iemand anders heeft dit webinar intussen gewijzigd; begin opnieuw"))


@transaction.atomic
def remove(actor: Actor, slug: str, *, seen: int) -> None:
    """Throw a draft away, with its history. What was ever public is not thrown away but made a draft."""
    webinar = to_edit(actor, slug)
    _require_seen(webinar, seen)
    released = webinar.versions.filter(data__status=Status.RELEASED).exists()
    if webinar.status != Status.DRAFT or released:
        raise InputError(
            "status", t("dit webinar was openbaar; maak er een concept van in plaats van het weg te gooien")
        )
    record(actor, "webinars.removed", webinar, before={"slug": webinar.slug, "title": webinar.title})
    forget_webinar(webinar)
    webinar.delete()
