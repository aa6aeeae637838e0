"""Events: who changed what, from what to what. The audit trail of everything that has an organisation.

The trail itself can never be wiped, so it holds numbers, days and codes alone. What somebody typed stands
beside it and goes when the thing itself is shredded, or after `WORDS_TERM`.
"""

import datetime
import re
from typing import Any, NamedTuple, Protocol

from django.db import models
from django.utils import timezone
from django_scopes import scopes_disabled
from structlog.contextvars import get_contextvars

from doorlezen.desk.event_names import is_code
from doorlezen.desk.models import Event, EventWords

WORDS_TERM = datetime.timedelta(days=365)
"""How long the trail tells what somebody typed; docs/people.md says why."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


class Acting(Protocol):
    """Who does something at an organisation: an actor of `accounts`, or the `House`."""

    @property
    def organisation(self) -> models.Model:
        """Where it is done."""

    @property
    def person(self) -> models.Model | None:
        """Who does it; None: nobody."""

    @property
    def administering(self) -> bool:
        """Whether administrator rights are switched on."""


class House(NamedTuple):
    """The software itself at an organisation: at night, or because a time was over."""

    organisation: models.Model
    person: None = None
    administering: bool = False


def record(
    actor: Acting,
    action: str,
    thing: models.Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Event:
    """Write down that ``actor`` did ``action`` ("schools.note-added") to ``thing``; only fields that differ.

    Call it in the transaction of the change itself, so that neither stands without the other. A text counts
    as typed by somebody, and can be wiped, unless its field was named as a code (`event_names`), or it is a
    day.
    """
    before, after = before or {}, after or {}
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    typed = sorted(
        name for name in changed if is_typed(name, before.get(name)) or is_typed(name, after.get(name))
    )
    plain = sorted(changed.difference(typed))
    event = Event.objects.create(
        at=timezone.now(),
        organisation_id=actor.organisation.pk,
        person_id=None if actor.person is None else actor.person.pk,
        action=action,
        kind=_kind(thing),
        key=str(thing.pk or ""),
        before=_of(before, plain),
        after=_of(after, plain),
        worded=typed,
        request_id=str(get_contextvars().get("request_id", "")),
        administering=actor.administering,
    )
    if typed:
        EventWords.objects.create(event=event, before=_of(before, typed), after=_of(after, typed))
    return event


def history(thing: models.Model) -> models.QuerySet[Event]:
    """All that was done to ``thing``, the newest first, in the organisation whose scope is open."""
    events: models.QuerySet[Event] = Event.objects.filter(kind=_kind(thing), key=str(thing.pk))
    return events.order_by("-at", "-id")


def forget_words(thing: models.Model) -> None:
    """Wipe what the trail tells of the words of ``thing``; that something was done to it stays.

    Call it when the thing is shredded, in the same transaction and in the scope of its organisation.
    """
    EventWords.objects.filter(event__in=history(thing)).delete()


def forget_old_words(now: datetime.datetime) -> int:
    """Wipe the words of every event that is older than `WORDS_TERM`; of how many events."""
    with scopes_disabled():
        deleted, _ = EventWords.objects.filter(event__at__lt=now - WORDS_TERM).delete()
    return deleted


def is_typed(field: str, value: Any) -> bool:
    """Whether ``value`` may hold words that somebody typed."""
    if value is None or isinstance(value, bool | int) or is_code(field):
        return False
    return not (isinstance(value, str) and (not value or _MOMENT.fullmatch(value)))


def _kind(thing: models.Model) -> str:
    return thing._meta.model_name or ""


def _of(values: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}
