"""The audit trail: who changed what, from what to what."""

from typing import Any

from django.db import models
from django.utils import timezone
from structlog.contextvars import get_contextvars

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import AuditEntry


def record(
    actor: Actor,
    action: str,
    thing: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write down that ``actor`` did ``action`` ("schools.note-added") to ``thing``; only fields that differ.

    Call it in the transaction of the change itself, so that neither stands without the other.
    """
    before, after = before or {}, after or {}
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return AuditEntry.objects.create(
        at=timezone.now(),
        organisation=actor.organisation,
        person_id=actor.person.pk,
        action=action,
        kind=thing._meta.model_name or "",
        key=str(thing.pk or ""),
        before={name: value for name, value in sorted(before.items()) if name in changed},
        after={name: value for name, value in sorted(after.items()) if name in changed},
        request_id=str(get_contextvars().get("request_id", "")),
        administering=actor.administering,
    )
