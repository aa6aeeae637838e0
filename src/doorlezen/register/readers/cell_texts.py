"""Texts of cells as people meant them: without invisible signs, and encoded once."""

import enum

from doorlezen.language import t
from doorlezen.register.readers import cell_values


class Mended(enum.Enum):
    """What was done to a text, or would have to be."""

    NOTHING = "nothing"
    ENCODED_ONCE = "encoded once"
    LEFT_AS_IT_IS = "left as it is"

    def told(self, was: str, text: str) -> str:
        """It in words."""
        if self is Mended.ENCODED_ONCE:
            return t(
                "{was} was twee keer omgezet; gelezen als {text}",
                was=cell_values.shown(was),
                text=cell_values.shown(text),
            )
        return t("{was} is verkeerd omgezet; het staat er zoals in het bestand", was=cell_values.shown(was))


def mend(text: str) -> tuple[str, Mended]:
    """A text as it was meant, and what was done to it. Invisible signs are taken out without a word."""
    bare = cell_values.bare(text)
    if bare.isascii():
        return bare, Mended.NOTHING
    once = cell_values.encoded_once(bare)
    if once is not None:
        return cell_values.bare(once), Mended.ENCODED_ONCE
    return bare, Mended.LEFT_AS_IT_IS if cell_values.looks_encoded_twice(bare) else Mended.NOTHING
