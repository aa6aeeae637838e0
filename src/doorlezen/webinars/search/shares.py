"""What a webinar says of each stem: its vectors, and how much it is about what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from doorlezen.webinars.search.models import SpokenAs
from doorlezen.webinars.search.passages import Cut
from doorlezen.webinars.search.words import WordForm

WEIGHT = {SpokenAs.ABOUT: 3.0, SpokenAs.TRANSCRIPT: 1.0, SpokenAs.DOCUMENT: 1.0}
"""How much a word counts by where it stands."""
PART = 0.5
"""How much a word counts that is only a part of a compound."""
ENOUGH = 4.0
"""From about so many occurrences on, more hardly make a webinar more about a word."""
LAST_POSITION = 16_383
"""PostgreSQL counts words in a vector no further."""


@dataclass
class Share:
    """What a webinar says of one stem: its words by weight, and in how many passages."""

    weight: float = 0.0
    passages: int = 0


def shares(
    cuts: Sequence[Cut], words: Sequence[Sequence[str]], known: Mapping[str, WordForm]
) -> dict[str, Share]:
    """Stem → what the webinar says of it. ``words``: those of each passage, in the same order."""
    found: dict[str, Share] = defaultdict(Share)
    for passage, of_one in zip(cuts, words, strict=True):
        weight = WEIGHT[passage.source]
        here = set()
        for word in of_one:
            stem, parts = known[word]
            if stem:
                found[stem].weight += weight
                here.add(stem)
            for part in parts:
                found[part].weight += weight * PART
                here.add(part)
        for stem in here:
            found[stem].passages += 1
    return found


def vector(words: Sequence[str], known: Mapping[str, WordForm]) -> str:
    """The words as PostgreSQL writes a text-search vector: 'boek':2A 'school':1D."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, start=1):
        stem, parts = known[word]
        at = min(place, LAST_POSITION)
        if stem:
            places.setdefault(stem, []).append(f"{at}A")
        for part in parts:
            places.setdefault(part, []).append(f"{at}D")
    # a stem holds letters and digits only, so that quoting is all it needs
    return " ".join(f"'{stem}':{','.join(at)}" for stem, at in sorted(places.items()))
