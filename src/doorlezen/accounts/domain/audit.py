"""The audit trail: who changed what, from what to what."""

from typing import Any

from django.db import models
from django.utils import timezone
from structlog.contextvars import get_contextvars

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import AuditEntry, Organisation

_sentences: dict[str, object] = {}
_fields: dict[str, object] = {}
_values: dict[str, object] = {}


def record(
    actor: Actor,
    action: str,
    thing: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write down that ``actor`` did ``action`` ("schools.note-added") to ``thing``; only fields that differ.

    Call it in the transaction of the change itself, so that neither stands without the other. Put no names
    or mail addresses of people in ``before`` and ``after``: they could never be taken out again.
    """
    return _write(
        actor.organisation,
        action,
        thing,
        before or {},
        after or {},
        person_id=actor.person.pk,
        administering=actor.administering,
    )


def record_of_the_house(
    organisation: Organisation, action: str, thing: models.Model, *, after: dict[str, Any] | None = None
) -> AuditEntry:
    """The same for what nobody did: the software itself, at night or because a time was over."""
    return _write(organisation, action, thing, {}, after or {}, person_id=None, administering=False)


def tells(action: str, sentence: object) -> None:
    """Name ``action`` for who reads the audit trail ("nodigde iemand uit"; lazily translated)."""
    _sentences[action] = sentence


def calls(**fields: object) -> None:
    """Name fields for who reads the audit trail (school_year="schooljaar"; lazily translated)."""
    _fields.update(fields)


def says(field: str, **values: object) -> None:
    """Name the values of a field ("status", optimal="bewezen het beste"; lazily translated)."""
    _values.update({f"{field}={value}": words for value, words in values.items()})


def field_name(field: str) -> str:
    """What a field is called for readers; its own name when nobody said."""
    return str(_fields.get(field, field))


def value_name(field: str, value: str) -> str:
    """What a value of a field is called for readers; the value itself when nobody said."""
    return str(_values.get(f"{field}={value}", value))


def sentence_of(action: str) -> str:
    """What ``action`` is called for readers; its own name when nobody said."""
    return str(_sentences.get(action, action))


def actions() -> list[tuple[str, str]]:
    """All actions that were named, with their sentences, in order of name."""
    return [(action, str(_sentences[action])) for action in sorted(_sentences)]


def _write(
    organisation: Organisation,
    action: str,
    thing: models.Model,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    person_id: int | None,
    administering: bool,
) -> AuditEntry:
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return AuditEntry.objects.create(
        at=timezone.now(),
        organisation=organisation,
        person_id=person_id,
        action=action,
        kind=thing._meta.model_name or "",
        key=str(thing.pk or ""),
        before={name: value for name, value in sorted(before.items()) if name in changed},
        after={name: value for name, value in sorted(after.items()) if name in changed},
        request_id=str(get_contextvars().get("request_id", "")),
        administering=administering,
    )
