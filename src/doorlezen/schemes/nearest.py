"""The names that somebody may have meant."""

from collections.abc import Sequence
from difflib import get_close_matches

from doorlezen.language import t


def nearest(asked: str, names: Sequence[str], *, most: int = 3) -> str:
    """The names most like ``asked``, joined: "a, b of c"; the first few where none is like it."""
    by_form = {name.casefold(): name for name in names}
    close = get_close_matches(asked.casefold(), list(by_form), n=most, cutoff=0.4)
    chosen = [by_form[form] for form in close] or list(names[:most])
    if len(chosen) < 2:
        return "".join(chosen)
    return t("{names} of {last}", names=", ".join(chosen[:-1]), last=chosen[-1])
