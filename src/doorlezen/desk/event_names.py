"""What events are called for who reads the audit trail, in one place for all apps.

Each app names its own in an `event_words.py`, which `apps.py` finds. The words are lazily translated.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils import timezone

from doorlezen.desk.models import Event
from doorlezen.language import RECORDED, date, t, with_school_years

_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")
_actions: dict[str, object] = {}
_fields: dict[str, object] = {}
_values: dict[tuple[str, str], object] = {}
_codes: set[str] = set()
_hidden: set[str] = set()


def name_events(
    *,
    actions: Mapping[str, object] | None = None,
    fields: Mapping[str, object] | None = None,
    values: Mapping[str, Mapping[str, object]] | None = None,
    codes: Iterable[str] = (),
    hidden: Iterable[str] = (),
) -> None:
    """Name actions ("people.invited"), fields ("school_year"), and per field the values that it can have.

    ``codes``: fields that never hold what somebody typed: a choice, an id, a colour. Those of ``values`` are
    such fields too, and so are ``hidden`` ones: hashes, which prove something and tell a reader nothing.
    Raises ValueError where something was named before: one meaning has one word.
    """
    found = {(field, value): word for field, of in (values or {}).items() for value, word in of.items()}
    for known, new in ((_actions, actions or {}), (_fields, fields or {}), (_values, found)):
        if twice := known.keys() & new.keys():
            raise ValueError(f"named twice for the audit trail: {sorted(twice)}")
        known.update(new)  # type: ignore[arg-type]
    _hidden.update(hidden)
    _codes.update(codes, hidden, values or {})


def is_code(field: str) -> bool:
    """Whether a field never holds what somebody typed."""
    return field in _codes


def action_names() -> list[tuple[str, str]]:
    """All actions that were named, with what they are called, in order of name."""
    return [(action, str(_actions[action])) for action in sorted(_actions)]


def action_name(action: str) -> str:
    """What an action is called ("nodigde iemand uit"); its own name when nobody said."""
    return str(_actions.get(action, action))


class Change(NamedTuple):
    """One field of an event: from ``before`` to ``after``, as text; empty where there was nothing.

    ``wiped``: what was typed there is not kept any more.
    """

    field: str
    before: str
    after: str
    wiped: bool = False


def changes_of(event: Event) -> Iterator[Change]:
    """What an event changed, ready to be read, in order of field; ask for it with its ``words``."""
    words = getattr(event, "words", None)
    before = {**event.before, **(words.before if words else {})}
    after = {**event.after, **(words.after if words else {})}
    for name in sorted({*before, *after, *event.worded} - _hidden):
        yield Change(
            str(_fields.get(name, name)),
            _text(name, before.get(name)),
            _text(name, after.get(name)),
            wiped=words is None and name in event.worded,
        )


def _text(field: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("ja") if value else t("nee")
    if isinstance(value, list):
        return ", ".join(_value_name(field, str(part)) for part in value)
    return _value_name(field, with_school_years(_as_day(str(value))))


def _value_name(field: str, value: str) -> str:
    return str(_values.get((field, value), value))


def _as_day(value: str) -> str:
    """A day or moment as a reader writes it; other text as it is."""
    if not _DAY.fullmatch(value):
        return value
    moment = datetime.datetime.fromisoformat(value)
    if not RECORDED.holds(moment):
        return value
    if len(value) == len("2026-08-01"):
        return date(moment.date())
    local = timezone.localtime(moment)
    return f"{date(local.date())} {local:%H:%M}"
