"""The audit trail: who changed what, from what to what.

The trail itself can never be wiped, so it holds numbers, days and codes alone. What somebody typed stands
beside it and goes when the thing itself is shredded, or after `WORDS_TERM`.
"""

import datetime
import re
from typing import Any

from django.db import models
from django.utils import timezone
from django_scopes import scopes_disabled
from structlog.contextvars import get_contextvars

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import AuditEntry, AuditWords, Organisation

WORDS_TERM = datetime.timedelta(days=365)
"""How long the trail tells what somebody typed; docs/people.md says why."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")
_codes: set[str] = set()
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

    Call it in the transaction of the change itself, so that neither stands without the other. A text counts
    as typed by somebody, and can be wiped, unless its field was named in `codes` or `says`, or it is a day.
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
    organisation: Organisation,
    action: str,
    thing: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """The same for what nobody did: the software itself, at night or because a time was over."""
    return _write(organisation, action, thing, before or {}, after or {}, person_id=None, administering=False)


def forget_words(thing: models.Model) -> None:
    """Wipe what the trail tells of the words of ``thing``; that something was done to it stays.

    Call it when the thing is shredded, in the same transaction and in the scope of its organisation.
    """
    kind, key = thing._meta.model_name or "", str(thing.pk)
    AuditWords.objects.filter(entry__kind=kind, entry__key=key).delete()


def forget_old_words(now: datetime.datetime) -> int:
    """Wipe the words of every entry that is older than `WORDS_TERM`; how many entries."""
    with scopes_disabled():
        deleted, _ = AuditWords.objects.filter(entry__at__lt=now - WORDS_TERM).delete()
    return deleted


def codes(*fields: str) -> None:
    """Name fields that never hold what somebody typed: a choice, an id, a colour, a hash."""
    _codes.update(fields)


def is_typed(field: str, value: Any) -> bool:
    """Whether ``value`` may hold words that somebody typed."""
    if value is None or isinstance(value, bool | int) or field in _codes:
        return False
    return not (isinstance(value, str) and (not value or _MOMENT.fullmatch(value)))


def tells(action: str, sentence: object) -> None:
    """Name ``action`` for who reads the audit trail ("nodigde iemand uit"; lazily translated)."""
    _sentences[action] = sentence


def calls(**fields: object) -> None:
    """Name fields for who reads the audit trail (school_year="schooljaar"; lazily translated)."""
    _fields.update(fields)


def says(field: str, **values: object) -> None:
    """Name the values of a field ("status", optimal="bewezen het beste"; lazily translated)."""
    codes(field)
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
    typed = sorted(
        name for name in changed if is_typed(name, before.get(name)) or is_typed(name, after.get(name))
    )
    plain = sorted(changed.difference(typed))
    entry = AuditEntry.objects.create(
        at=timezone.now(),
        organisation=organisation,
        person_id=person_id,
        action=action,
        kind=thing._meta.model_name or "",
        key=str(thing.pk or ""),
        before=_of(before, plain),
        after=_of(after, plain),
        worded=typed,
        request_id=str(get_contextvars().get("request_id", "")),
        administering=administering,
    )
    if typed:
        AuditWords.objects.create(entry=entry, before=_of(before, typed), after=_of(after, typed))
    return entry


def _of(values: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}
