"""Yes, no or undetermined: the logic of answers that may rest on facts nobody has (Kleene's three values)."""

from collections.abc import Iterable
from enum import StrEnum


class Holds(StrEnum):
    """Whether a rule holds for a school."""

    YES = "yes"
    NO = "no"
    UNDETERMINED = "undetermined"


def all_hold(answers: Iterable[Holds]) -> Holds:
    """One no makes it no, else one undetermined makes it undetermined; nothing asked is yes."""
    seen = set(answers)
    return next((holds for holds in (Holds.NO, Holds.UNDETERMINED) if holds in seen), Holds.YES)


def any_holds(answers: Iterable[Holds]) -> Holds:
    """One yes makes it yes, else one undetermined makes it undetermined; nothing asked is no."""
    seen = set(answers)
    return next((holds for holds in (Holds.YES, Holds.UNDETERMINED) if holds in seen), Holds.NO)


def opposite(holds: Holds) -> Holds:
    """Yes and no change places; what is undetermined stays so."""
    return {Holds.YES: Holds.NO, Holds.NO: Holds.YES}.get(holds, holds)
