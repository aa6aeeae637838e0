"""What stands beside many pages and changes a few times a month: asked at most once a minute.

Who changes the catalogue sees it at once in the same process, others within the minute.
"""

import datetime
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Value = TypeVar("Value")
_known: tuple[datetime.datetime | None, dict[Hashable, Any]] = (None, {})
"""The minute, and what was asked in it."""


def asked_this_minute(key: Hashable, now: datetime.datetime, ask: Callable[[], Value]) -> Value:
    """The answer that was given to ``key`` in the minute of ``now``; asks where there is none."""
    global _known
    minute = now.replace(second=0, microsecond=0)
    if _known[0] != minute:
        _known = (minute, {})
    answers = _known[1]  # a change puts others in their place while we ask; what we find is then not kept
    if key not in answers:
        answers[key] = ask()
    found: Value = answers[key]
    return found


def forget(sender: Any = None, **of_the_signal: Any) -> None:
    """Ask anew the next time; also called when a row of the catalogue is written or deleted."""
    global _known
    if sender is None or sender._meta.app_label == "webinars":
        _known = (None, {})
