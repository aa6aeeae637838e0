"""Words that were probably meant: other forms of an asked word, and what a slip of the pen stands for."""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from doorlezen.webinars.search.models import Word
from doorlezen.webinars.search.vocabulary import known_in_public, public_words
from doorlezen.webinars.search.words import distance, known_dutch, slips, sound

SHORTEST_MENDED = 5
"""Letters in the shortest word of which a slip is mended: shorter ones are too much like too many others."""
SHORTEST_ROOT = 3
MOST_NEAR = 200
"""So many words that share a slip are looked at."""
_PREFIX = 3
_ENDINGS = re.compile(r"(?:enden|ende|end|den|ten|de|te|en|t|d|n|e)$")
_DOUBLE = re.compile(r"(.)\1")
_VOICED = str.maketrans("vz", "fs")


def root(word: str) -> str:
    """What the forms of a verb have in common: stopt, stoppen and stopte all have "stop"."""
    bare = _ENDINGS.sub("", word)
    if len(bare) < SHORTEST_ROOT:
        bare = word
    bare = _DOUBLE.sub(r"\1", bare)
    return bare[:-1] + bare[-1].translate(_VOICED)


def relatives(words: Collection[str], now: datetime.datetime) -> dict[str, list[str]]:
    """The stems of the other forms of each word, as far as they stand in what is public."""
    begins = {word: word[:_PREFIX] for word in words if len(root(word)) >= SHORTEST_ROOT}
    if not begins:
        return {}
    alike = Q()
    for begin in sorted(set(begins.values())):
        alike |= Q(word__startswith=begin)
    roots = {root(word) for word in begins}
    rows = Word.objects.filter(alike).exclude(stem="").order_by("word")
    forms = [word for word in rows.values_list("word", flat=True) if root(word) in roots]
    of_root: dict[str, dict[str, None]] = {}
    for word, it in known_in_public(forms, now).items():
        of_root.setdefault(root(word), {})[it.stem] = None
    return {word: list(of_root.get(root(word), {})) for word in begins}


def near(word: str, now: datetime.datetime) -> list[Word]:
    """The words of what is public that are a slip or two away, the nearest first.

    None for a word that is Dutch, short, or a number. The first letter has to sound the same: who writes
    "inleveren" does not mean "aanleveren".
    """
    if len(word) < SHORTEST_MENDED or not word.isalpha() or word in known_dutch():
        return []
    alike = Word.objects.filter(slips__overlap=slips(word)).exclude(stem="")
    found = public_words(alike, now).order_by("word", "id")
    allowed = 1 if len(word) < 6 else 2 if len(word) < 12 else 3
    begin = sound(word)[0]
    far = [(distance(word, it.word), it.word, it) for it in found[:MOST_NEAR] if sound(it.word)[0] == begin]
    return [it for away, _, it in sorted(far, key=lambda row: row[:2]) if away <= allowed]


def meant(word: str, candidates: Iterable[Word], counts: Mapping[str, int]) -> Word | None:
    """Of the words that are near, the nearest that is said somewhere, and of those the one said most."""
    said = [(distance(word, it.word), -counts.get(it.stem, 0), it.word, it) for it in candidates]
    best = min((row for row in said if row[1]), key=lambda row: row[:3], default=None)
    return best[3] if best else None
