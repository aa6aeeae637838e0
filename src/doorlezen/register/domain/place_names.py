"""Names of places as people write them: DUO prints them in capitals."""

import re
from functools import cache

_SMALL = frozenset(
    {"aan", "ad", "bij", "ca", "de", "den", "der", "en", "gem", "het", "in", "op", "ter", "van"}
)
_PROVINCES = frozenset({"L", "NB", "NH", "ZH"})
_APOSTROPHE_LOST = re.compile(r"^S (?=[GH])")


@cache
def as_written(name: str) -> str:
    """A place or gemeente that is printed in capitals, as people write it; any other name unchanged.

    "NEDER-BETUWE" → "Neder-Betuwe", "'S-HERTOGENBOSCH" → "'s-Hertogenbosch", "WIJK EN AALBURG" →
    "Wijk en Aalburg", "IJSSELSTEIN UT" → "IJsselstein Ut". Letters that DUO leaves out (û, â) stay out.
    """
    if name != name.upper():
        return name
    return re.sub(r"[^\W\d_]+", _word, _APOSTROPHE_LOST.sub("'S-", name))


def _word(found: re.Match[str]) -> str:
    word, before = found[0], found.string[: found.start()]
    if before.endswith("'") or before[-1:].isdigit():
        return word.lower()  # 's-Gravenhage, 't Harde, 2e Exloërmond
    if before and word in _PROVINCES:
        return word
    # Reusel-De Mierden, but Wehe-den Hoorn and Alphen aan den Rijn
    if before and word.lower() in _SMALL and not (before.endswith("-") and word == "DE"):
        return word.lower()
    return "IJ" + word[2:].lower() if word.startswith("IJ") else word.capitalize()
