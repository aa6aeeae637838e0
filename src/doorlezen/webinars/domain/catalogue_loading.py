"""Take a whole catalogue in: the content that is shipped, or somebody's export."""

import dataclasses
import datetime
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.consistency import check_catalogue
from doorlezen.webinars.catalogue.shape import Catalogue, RedirectEntry, WebinarEntry
from doorlezen.webinars.domain.entries import LISTS, OF_KIND, whole
from doorlezen.webinars.domain.old_addresses import moved, was_called
from doorlezen.webinars.domain.release import checks
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Redirect, Status, Version, Webinar
from doorlezen.webinars.search.indexing import index_those_with


@dataclass(frozen=True)
class LoadedCatalogue:
    """How many webinars were new, changed, the same, and left because an editor had changed them.

    ``held``: the titles of those that came in as a draft, because they may not become public as they are.
    """

    added: int
    changed: int
    same: int
    left: int
    held: tuple[str, ...] = ()


@transaction.atomic
def take_in(
    catalogue: Catalogue,
    *,
    actor: Actor | None,
    what: str,
    now: datetime.datetime,
    keep_edited: bool = False,
) -> LoadedCatalogue:
    """Write all of ``catalogue`` or nothing; what is not in it stays. ``what``: what each new version says.

    ``keep_edited``: leave webinars that an editor changed here, and lists that are there, as they are.
    Raises InputError with the path of what does not hold; Refused.
    """
    if actor is not None:
        require("webinars.exchange", actor)
    check_catalogue(catalogue)
    for name in LISTS:
        _write_list(name, getattr(catalogue, name), overwrite=not keep_edited)
    held: list[str] = []
    counted = {"added": 0, "changed": 0, "same": 0, "left": 0}
    edited = _edited() if keep_edited else set()
    versions = dict(Webinar.objects.order_by("slug").values_list("slug", "version"))
    for entry in catalogue.webinars:
        if entry.slug in edited:
            counted["left"] += 1
            continue
        webinar = _put(entry, actor=actor, what=what, now=now)
        if webinar.status != entry.status:
            held.append(webinar.title)
        before = versions.get(entry.slug)
        counted["added" if before is None else "same" if before == webinar.version else "changed"] += 1
    for at, redirect in enumerate(catalogue.redirects):
        _write_redirect(redirect, f"redirects[{at}]")
    return LoadedCatalogue(**counted, held=tuple(held))


def _put(entry: WebinarEntry, *, actor: Actor | None, what: str, now: datetime.datetime) -> Webinar:
    """Write it; what somebody brings in becomes public only when it passes the checks, as with the button."""
    was_released = Webinar.objects.filter(slug=entry.slug, status=Status.RELEASED).exists()
    if actor is None or was_released or entry.status != Status.RELEASED:
        return put(entry, actor=actor, what=what, now=now)
    # a try, so that it has one version whatever comes out
    trying = transaction.savepoint()
    webinar = put(entry, actor=actor, what=what, now=now)
    if not any(check.blocks for check in checks(whole(Webinar.objects.all()).get(pk=webinar.pk))):
        transaction.savepoint_commit(trying)
        return webinar
    transaction.savepoint_rollback(trying)
    return put(dataclasses.replace(entry, status=Status.DRAFT), actor=actor, what=what, now=now)


def _edited() -> set[str]:
    changed = Version.objects.filter(person_id__isnull=False).values("webinar_id")
    return set(Webinar.objects.filter(pk__in=changed).order_by("slug").values_list("slug", flat=True))


def _write_list(name: str, entries: tuple[Any, ...], *, overwrite: bool) -> None:
    model, kind = LISTS[name].model, LISTS[name].kind
    changed = []
    known = {row.slug: row for row in model._default_manager.order_by("slug")}  # type: ignore[attr-defined]
    for entry in entries:
        values = dict(vars(entry))
        row = known.get(entry.slug)
        if row is None:
            made = model._default_manager.create(**values)
            was_called(kind, made.pk, old=None, new=entry.slug)
        elif overwrite and any(getattr(row, field) != value for field, value in values.items()):
            model._default_manager.filter(pk=row.pk).update(**values)
            changed.append(row.pk)
    transaction.on_commit(partial(index_those_with, LISTS[name].used_at, changed))


def _write_redirect(entry: RedirectEntry, path: str) -> None:
    model = OF_KIND[entry.kind]
    if model._default_manager.filter(slug=entry.old).exists():
        raise InputError(f"{path}.old", t("{slug} is nu zelf een adres", slug=entry.old))
    found = model._default_manager.filter(slug=entry.to).first()
    if found is None:
        raise InputError(f"{path}.to", t("{slug} bestaat niet", slug=entry.to))
    before = moved(Redirect.Kind(entry.kind), entry.old)
    if before is not None and before.pk != found.pk:
        raise InputError(f"{path}.old", t("{slug} leidt al naar iets anders", slug=entry.old))
    Redirect.objects.update_or_create(kind=entry.kind, old=entry.old, defaults={"key": found.pk})
