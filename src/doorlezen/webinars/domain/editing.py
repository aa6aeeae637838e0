"""What an editor does to one webinar; each change makes a version that can be brought back."""

import dataclasses
import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask, require
from doorlezen.desk.events import record
from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.plain import read
from doorlezen.webinars.catalogue.shape import WebinarEntry
from doorlezen.webinars.domain.entries import entry_of, whole
from doorlezen.webinars.domain.release import Check, checks
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Stage, Status, Version, Webinar
from doorlezen.webinars.search.indexing import forget_webinar


def to_edit(actor: Actor, slug: str) -> Webinar:
    """The webinar with all that hangs on it.

    Raises Refused, and Webinar.DoesNotExist also for a draft of others, of which nobody else is to know.
    """
    webinar = whole(Webinar.objects.all()).get(slug=slug)
    if webinar.stage(timezone.now()) != Stage.PUBLISHED and not ask("webinars.edit", actor, webinar):
        raise Webinar.DoesNotExist
    require("webinars.edit", actor, webinar)
    return webinar


@transaction.atomic
def change(
    actor: Actor, slug: str, /, *, seen: int, what: str, now: datetime.datetime, **fields: Any
) -> Webinar:
    """Change these fields of a webinar's entry. Raises what `put` raises."""
    entry = dataclasses.replace(entry_of(to_edit(actor, slug)), **fields)
    return put(entry, actor=actor, what=what, now=now, was=slug, seen=seen)


def release(actor: Actor, slug: str, *, seen: int, at: datetime.datetime, now: datetime.datetime) -> Webinar:
    """Make a webinar public from ``at``. Raises InputError while a check that blocks does not pass."""
    webinar = to_edit(actor, slug)
    for check in checks(webinar):
        if check.blocks:
            raise InputError(check.name, check.told)
    what = t("Openbaar gemaakt") if at <= now else t("Klaargezet om openbaar te worden")
    return change(actor, slug, seen=seen, what=what, now=now, status=Status.RELEASED, publish_at=at)


def withdraw(actor: Actor, slug: str, *, seen: int, now: datetime.datetime) -> Webinar:
    """Make a webinar a draft again."""
    what = t("Weer concept gemaakt")
    return change(actor, slug, seen=seen, what=what, now=now, status=Status.DRAFT)


@transaction.atomic
def restore(actor: Actor, slug: str, *, number: int, seen: int, now: datetime.datetime) -> Webinar:
    """Make a webinar as it was in version ``number``; whether and from when it is public stays as it is now.

    Raises InputError when that version no longer fits, for instance because a theme is gone.
    """
    webinar = to_edit(actor, slug)
    try:
        version = webinar.versions.get(number=number)
    except Version.DoesNotExist:
        raise InputError("version", t("versie {number} bestaat niet", number=number)) from None
    was = read(WebinarEntry, version.data)
    entry = dataclasses.replace(was, status=Status(webinar.status), publish_at=webinar.publish_at)
    what = t("Versie {number} teruggezet", number=number)
    return put(entry, actor=actor, what=what, now=now, was=slug, seen=seen)


@transaction.atomic
def remove(actor: Actor, slug: str, *, seen: int) -> None:
    """Throw a draft away, with its history. What was ever public is not thrown away but made a draft."""
    webinar = to_edit(actor, slug)
    if webinar.version != seen:
        raise InputError("version", t("iemand anders heeft dit webinar intussen gewijzigd; begin opnieuw"))
    released = webinar.versions.filter(data__status=Status.RELEASED).exists()
    if webinar.status != Status.DRAFT or released:
        raise InputError(
            "status", t("dit webinar was openbaar; maak er een concept van in plaats van het weg te gooien")
        )
    record(actor, "webinars.removed", webinar, before={"slug": webinar.slug, "title": webinar.title})
    forget_webinar(webinar)
    webinar.delete()


def blocking(webinar: Webinar) -> list[Check]:
    """The checks that keep a webinar from becoming public."""
    return [check for check in checks(webinar) if check.blocks]
