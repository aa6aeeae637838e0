"""A minimal set of things that cannot hold together, whatever they are: demands of a plan, or of a roster."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def minimal_clash(candidates: Sequence[T], possible: Callable[[Sequence[T]], bool]) -> list[T]:
    """A set of the candidates that is not possible, while it is without any one of them.

    Empty when not even the empty set is possible. Only for candidates that together are not.
    QuickXplain (Junker, AAAI 2004): halves the candidates, so that few are found in few questions.
    """

    def explain(background: list[T], changed: bool, among: list[T]) -> list[T]:
        if changed and not possible(background):
            return []
        if len(among) == 1:
            return among
        first, second = among[: len(among) // 2], among[len(among) // 2 :]
        from_second = explain(background + first, bool(first), second)
        from_first = explain(background + from_second, bool(from_second), first)
        return from_first + from_second

    if not candidates or not possible([]):
        return []
    return explain([], False, list(candidates))
