"""The names that somebody may have meant."""

from collections.abc import Sequence
from difflib import get_close_matches

from doorlezen.language import t


def closest(asked: str, names: Sequence[str], *, most: int = 3) -> list[str]:
    """The names most like ``asked``; the first few where none is like it."""
    by_form = {name.casefold(): name for name in names}
    close = get_close_matches(asked.casefold(), list(by_form), n=most, cutoff=0.4)
    return [by_form[form] for form in close] or list(names[:most])


def nearest(asked: str, names: Sequence[str]) -> str:
    """The names most like ``asked`` as a choice: "a, b of c"."""
    return choice(closest(asked, names))


def choice(names: Sequence[str]) -> str:
    """Names to choose from: "a, b of c"."""
    if len(names) < 2:
        return "".join(names)
    return t("{names} of {last}", names=", ".join(names[:-1]), last=names[-1])
