"""What is asked: the words of a question that matter, what else may be meant by them, and slips mended."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from doorlezen.webinars.search.models import Stem, Word
from doorlezen.webinars.search.shares import PART
from doorlezen.webinars.search.vocabulary import judge, known_words
from doorlezen.webinars.search.words import (
    DATA,
    SHORTEST_SEEN,
    Known,
    distance,
    question_words,
    slips,
    tokens,
)

MOST_WORDS = 12
"""A question longer than this is heard by its first words that matter."""
OTHER_NAME = 0.45
"""How much another name for the same thing counts, compared with the word itself."""
MEMBER = 0.4
"""How much a part of an asked compound counts."""


@dataclass(frozen=True)
class Term:
    """A stem to look for and what it is worth; ``exact``: only where the word itself stands there."""

    stem: str
    worth: float
    exact: bool = False


@dataclass(frozen=True)
class AskedWord:
    """One word of the question: any of ``terms`` will do, the best one counts."""

    word: str
    terms: tuple[Term, ...]

    @property
    def worth(self) -> float:
        """What a passage gets that says the very word."""
        return max((term.worth for term in self.terms), default=0.0)


@dataclass(frozen=True)
class Question:
    """A question understood. ``mended``: what was written → what was looked for instead."""

    words: tuple[AskedWord, ...]
    mended: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    """Words that stand nowhere and are like nothing that does."""


def understand(text: str) -> Question:
    """What to look for. A question of nothing but small words has no words left."""
    asked = [word for word in dict.fromkeys(tokens(text)) if word not in question_words()]
    known = {word: it for word, it in _judged(asked).items() if it.stem}
    asked = [word for word in asked if word in known][:MOST_WORDS]
    others = {word: _other_names(known[word].stem, asked, known) for word in asked}
    stems = {stem for word in asked for stem in (known[word].stem, *known[word].parts, *others[word])}
    counts = _counts(stems)
    mended: dict[str, str] = {}
    unknown: list[str] = []
    words = []
    for word in asked:
        terms = _terms(known[word], others[word], counts) + _twins(known[word], counts)
        if not terms and (instead := _mend(word)) is not None:
            mended[word] = instead.word
            terms = _terms(
                Known(instead.stem, tuple(instead.parts)),
                (),
                counts | _counts({instead.stem, *instead.parts}),
            )
        if terms:
            words.append(AskedWord(mended.get(word, word), terms))
        else:
            unknown.append(word)
    return Question(tuple(words), mended, tuple(unknown))


def _terms(it: Known, others: Sequence[str], counts: Mapping[str, int]) -> tuple[Term, ...]:
    """The ways in which a passage may answer a word; only those that stand somewhere."""
    ways = []
    if counts.get(it.stem):
        worth = _rarity(it.stem, counts)
        ways += [Term(it.stem, worth, exact=True), Term(it.stem, worth * (1 - PART / 2))]
    ways += [Term(part, MEMBER * _rarity(part, counts)) for part in it.parts if counts.get(part)]
    ways += [Term(other, OTHER_NAME * _rarity(other, counts)) for other in others if counts.get(other)]
    return tuple(ways)


def _twins(it: Known, counts: Mapping[str, int]) -> tuple[Term, ...]:
    """Other compounds of the very same parts, for one that stands nowhere: schoolbieb, schoolbibliotheek."""
    if counts.get(it.stem) or len(it.parts) < 2:
        return ()
    same = Word.objects.filter(parts=list(it.parts)).order_by("word").values_list("stem", flat=True)
    stems = set(same)
    return tuple(
        Term(stem, _rarity(stem, found))
        for found in [_counts(stems)]
        for stem in sorted(stems & found.keys())
    )


def _rarity(stem: str, counts: Mapping[str, int]) -> float:
    """What a stem tells: the fewer passages have it, the more."""
    with_it = counts[stem]
    return math.log(1 + (counts[""] - with_it + 0.5) / (with_it + 0.5))


def _counts(stems: set[str]) -> dict[str, int]:
    rows = Stem.objects.filter(stem__in={"", *stems}, passages__gt=0).order_by("stem")
    return {"": 0, **dict(rows.values_list("stem", "passages"))}


def _judged(words: Sequence[str]) -> dict[str, Known]:
    """What the words of a question count as, also those that were never seen; nothing is added."""
    known = known_words(words)
    new = [word for word in words if word not in known]
    if not new:
        return known
    inside = {
        word[i:j] for word in new for i in range(len(word)) for j in range(i + SHORTEST_SEEN, len(word) + 1)
    }
    return known | judge(new, seen=known_words(inside).keys())


def _mend(word: str) -> Word | None:
    """The word that was probably meant: a slip or two away, and said somewhere; otherwise None."""
    near = Word.objects.filter(slips__overlap=slips(word)).exclude(stem="").order_by("word")
    candidates = [(distance(word, it.word), it) for it in near[:200]]
    allowed = 1 if len(word) < 6 else 2 if len(word) < 12 else 3
    counts = _counts({it.stem for far, it in candidates if far <= allowed})
    best = [(far, -counts.get(it.stem, 0), it.word, it) for far, it in candidates if far <= allowed]
    said = sorted(row for row in best if row[1])
    return said[0][3] if said else None


def _other_names(stem: str, asked: Sequence[str], known: Mapping[str, Known]) -> tuple[str, ...]:
    """The stems of other names for the same thing; a name of several words counts when all are asked."""
    said = {known[word].stem for word in asked if word in known}
    found: dict[str, None] = {}
    for group in _thesaurus():
        if any(stem in name and said.issuperset(name) for name in group):
            found |= {other: None for name in group if stem not in name for other in name}
    return tuple(found)


@cache
def _thesaurus() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Groups of names of one thing, each name as its stems."""
    groups = tomllib.loads((DATA / "thesaurus.toml").read_text(encoding="utf-8"))["groups"]
    judged = judge(sorted({word for group in groups for name in group for word in tokens(name)}))
    return tuple(
        tuple(tuple(judged[word].stem for word in tokens(name) if judged[word].stem) for name in group)
        for group in groups
    )
