"""How well a passage answers: each asked word by how often it is said, and how close together they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from doorlezen.webinars.search.question import AskedWord

AGAIN = 1.2
"""A word said twice counts more than once, but not double (k1 of BM25)."""
CLOSE = 0.25
"""What a passage gains at most when two asked words stand side by side, as a share of what it has."""
REACH = 8
"""Two words further apart than this many words are not close."""


@dataclass(frozen=True)
class Heard:
    """What a passage says of the asked words: word → what it is worth here, and where it stands."""

    worth: Mapping[str, float]
    places: Mapping[str, Sequence[int]]


class Ear:
    """Hears the asked words in passages, and nothing else."""

    def __init__(self, words: Sequence[AskedWord]) -> None:
        self.words = words
        stems = sorted({re.escape(term.stem) for word in words for term in word.terms})
        self._lexeme = re.compile(rf"'({'|'.join(stems)})':(\S+)")

    def hear(self, vector: str) -> Heard:
        """Read a passage's vector as PostgreSQL writes it: 'boek':2A,7A 'school':1 (no letter: D)."""
        said: dict[str, list[tuple[int, bool]]] = {}
        for stem, places in self._lexeme.findall(vector):
            said[stem] = [(int(place.rstrip("ABC")), place.endswith("A")) for place in places.split(",")]
        worth: dict[str, float] = {}
        where: dict[str, list[int]] = {}
        for word in self.words:
            for term in word.terms:
                places = [place for place, itself in said.get(term.stem, ()) if itself or not term.exact]
                if places:
                    often = len(places) * (AGAIN + 1) / (len(places) + AGAIN)
                    worth[word.word] = max(worth.get(word.word, 0.0), term.worth * often)
                    where.setdefault(word.word, []).extend(places)
        return Heard(worth, where)


def weigh(heard: Heard, words: Sequence[AskedWord]) -> float:
    """What the passage is worth; 1 when it says every word once, more when they stand close together."""
    total = sum(heard.worth.values())
    most = sum(word.worth for word in words)
    return total / most * (1 + CLOSE * _closeness(heard, words))


def _closeness(heard: Heard, words: Sequence[AskedWord]) -> float:
    """Between 0 and 1: how near neighbours in the question stand to each other in the passage, on average."""
    pairs = list(pairwise(words))
    if not pairs:
        return 0.0
    near = 0.0
    for one, other in pairs:
        apart = [
            abs(a - b)
            for a, b in product(heard.places.get(one.word, ()), heard.places.get(other.word, ()))
            if a != b
        ]
        if apart:
            near += max(0.0, 1 - (min(apart) - 1) / REACH)
    return near / len(pairs)
