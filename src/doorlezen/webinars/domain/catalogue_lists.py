"""Themes, audiences, series, speakers and affiliations: adding and renaming. An old address leads on."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue import shape
from doorlezen.webinars.catalogue.plain import read, write
from doorlezen.webinars.domain.entries import LISTS
from doorlezen.webinars.domain.old_addresses import check_free, was_called
from doorlezen.webinars.domain.shared_lists import require_own
from doorlezen.webinars.models import Series
from doorlezen.webinars.search.indexing import index_those_with


@transaction.atomic
def save(actor: Actor, name: str, values: dict[str, Any], *, was: str | None = None) -> Model:
    """Add to the list ``name``, or change the thing that is called ``was``. Raises InputError, Refused."""
    require("webinars.edit", actor)
    listed = LISTS[name]
    entry: Any = read(listed.entry, values)
    model = listed.model
    row: Any = model._default_manager.select_for_update().filter(slug=was).first() if was else None
    if was is not None and row is None:
        raise InputError(was, t("dit bestaat niet meer"))
    if row is not None:
        require_own(actor, name, row)
    check_free(listed.kind, entry.slug, key=row.pk if row is not None else None)
    before = {field: getattr(row, field) for field in vars(entry)} if row is not None else {}
    row = row if row is not None else _new(model, actor)
    for field, value in vars(entry).items():
        setattr(row, field, value)
    row.save()
    was_called(listed.kind, row.pk, old=was if was != entry.slug else None, new=entry.slug)
    if was is not None:
        transaction.on_commit(partial(index_those_with, listed.used_at, [row.pk]))
    action = "webinars.list-changed" if was else "webinars.list-added"
    record(actor, action, row, before=before, after=write(entry))
    return model._default_manager.get(pk=row.pk)


def _new(model: type[Model], actor: Actor) -> Model:
    return Series(organisation=actor.organisation) if model is Series else model()


def ensure(
    speakers: tuple[shape.SpeakerEntry, ...], affiliations: tuple[shape.AffiliationEntry, ...]
) -> None:
    """Add the speakers and affiliations that are not there yet; call it where the actor may edit."""
    for name, entries in (("speakers", speakers), ("affiliations", affiliations)):
        for entry in entries:
            values = {key: value for key, value in vars(entry).items() if key != "slug"}
            made, is_new = LISTS[name].model._default_manager.get_or_create(slug=entry.slug, defaults=values)
            if is_new:
                check_free(LISTS[name].kind, entry.slug, key=made.pk)
