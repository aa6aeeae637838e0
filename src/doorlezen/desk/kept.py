"""What is kept in the memory of a process, so that it need not be found or made again.

A key says for which state an answer holds: the last edition that was loaded, the hash of a file, the minute.
So no process has to tell another that something changed. Where a change must show at once in the process
that made it, `forget` is called; others see it by their keys.
"""

import datetime
import functools
import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Value = TypeVar("Value")
_all: "weakref.WeakSet[Kept[Any]]" = weakref.WeakSet()


class Kept(Generic[Value]):
    """The last ``most`` values, by key; safe to use from several threads. ``about``: the app they tell of."""

    def __init__(self, most: int, *, about: str = "") -> None:
        self._most, self.about = most, about
        self._lock = threading.Lock()
        self.forget()
        _all.add(self)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of this key, made now where it is not kept."""
        values = self._values  # who forgets puts others in their place: what we make is then not kept
        with self._lock:
            if key in values:
                values.move_to_end(key)
                return values[key]
        value = make()  # outside the lock: two may make the same one, nobody has to wait
        with self._lock:
            values[key] = value
            while len(values) > self._most:
                values.popitem(last=False)
        return value

    def forget(self) -> None:
        """Keep nothing of what is kept now."""
        self._values: OrderedDict[Hashable, Value] = OrderedDict()


def keep(most: int, *, about: str = "") -> Callable[[Callable[Given, Value]], Callable[Given, Value]]:
    """Keep the last ``most`` answers of a function, by its arguments."""

    def decorate(function: Callable[Given, Value]) -> Callable[Given, Value]:
        kept: Kept[Value] = Kept(most, about=about)

        @functools.wraps(function)
        def answer(*args: Given.args, **kwargs: Given.kwargs) -> Value:
            key = (args, tuple(sorted(kwargs.items())))
            return kept.get(key, lambda: function(*args, **kwargs))

        return answer

    return decorate


def minute_of(now: datetime.datetime) -> datetime.datetime:
    """The minute of ``now``: as a part of a key, what is asked again a minute later."""
    return now.replace(second=0, microsecond=0)


def forget(about: str | None = None) -> None:
    """Forget all that is kept, or all about one app: for another database, or after a change."""
    for kept in list(_all):
        if about in (None, kept.about):
            kept.forget()
