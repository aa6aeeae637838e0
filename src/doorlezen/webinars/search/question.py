"""What is asked: the words of a question that matter, what else may be meant by them, and slips mended."""

import datetime
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain

from doorlezen.webinars.search.counting import counts as count
from doorlezen.webinars.search.models import ALL, Word
from doorlezen.webinars.search.shares import PART
from doorlezen.webinars.search.slips import meant, near, relatives
from doorlezen.webinars.search.vocabulary import inside, judge, known_in_public, public_words
from doorlezen.webinars.search.words import DATA, WordForm, light_words, question_words, tokens

MOST_WORDS = 12
"""A question longer than this is heard by its first words that matter."""
FORM = 0.9
"""How much another form of the same verb counts."""
OTHER_NAME = 0.45
"""How much another name for the same thing counts, compared with the word itself."""
MEMBER = 0.4
"""How much a part of an asked compound counts."""
LIGHT = 0.5
"""How much a word counts that says little by itself."""


@dataclass(frozen=True)
class Term:
    """A stem to look for and what it is worth; ``exact``: only where the word itself stands there.

    ``passages``: in how many the stem stands.
    """

    stem: str
    worth: float
    passages: int
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
class SearchQuery:
    """A question understood. ``mended``: what was written → what was looked for instead."""

    words: tuple[AskedWord, ...]
    mended: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    """Words that stand nowhere and are like nothing that does."""
    passages: int = 0
    """How many passages there are to look in."""
    is_cut: bool = False
    """Whether there were more words that matter than are listened to."""


def understand(text: str, *, now: datetime.datetime) -> SearchQuery:
    """What to look for in what is public at ``now``: no word of anything else is told of or changes this.

    A question of nothing but small words has no words left.
    """
    known, is_cut = _asked(text, now)
    forms = relatives(known, now)
    names = {word: _other_names(it.stem, known) for word, it in known.items()}
    counts = count(
        {
            stem
            for word, it in known.items()
            for stem in chain([it.stem], it.parts, forms.get(word, ()), *names[word])
        },
        now,
    )
    mended: dict[str, str] = {}
    unknown: list[str] = []
    words = []
    for word, it in known.items():
        terms = _terms(it, forms.get(word, ()), names[word], counts) + _twins(it, counts, now)
        if not terms and (instead := _mend(word, now)) is not None:
            found, its_counts = instead
            mended[word] = found.word
            terms = _terms(WordForm(found.stem, tuple(found.parts)), (), (), counts | its_counts)
        if terms:
            words.append(AskedWord(mended.get(word, word), _lightened(word, terms)))
        elif word not in light_words():
            unknown.append(word)
    return SearchQuery(tuple(words), mended, tuple(unknown), counts[ALL], is_cut)


def _asked(text: str, now: datetime.datetime) -> tuple[dict[str, WordForm], bool]:
    """The words of a question that matter, each stem once, and whether there were more than are heard."""
    asked = [word for word in dict.fromkeys(_joined(tokens(text), now)) if word not in question_words()]
    known = _judged(asked, now)
    found: dict[str, str] = {}
    for word in asked:
        if known[word].stem:
            found.setdefault(known[word].stem, word)
    return {word: known[word] for word in list(found.values())[:MOST_WORDS]}, len(found) > MOST_WORDS


def _joined(words: Sequence[str], now: datetime.datetime) -> list[str]:
    """The words, a single letter put before the word after it where that makes one that is known: d bos."""
    pairs = {
        at: letter + words[at + 1]
        for at, letter in enumerate(words[:-1])
        if len(letter) == 1 and letter.isalpha() and words[at + 1].isalpha()
    }
    known = known_in_public(pairs.values(), now).keys() if pairs else set()
    said = []
    for at, word in enumerate(words):
        if pairs.get(at) in known:
            said.append(pairs[at])
        elif pairs.get(at - 1) not in known:
            said.append(word)
    return said


def _terms(
    it: WordForm, forms: Sequence[str], names: Sequence[Sequence[str]], counts: Mapping[str, int]
) -> tuple[Term, ...]:
    """The ways in which a passage may answer a word; only those that stand somewhere.

    Nothing counts for more than the word itself would, however rare it is.
    """
    ways = []
    most = math.inf
    if counts.get(it.stem):
        most = _rarity(it.stem, counts)
        said = counts[it.stem]
        ways += [Term(it.stem, most, said, exact=True), Term(it.stem, most * (1 - PART / 2), said)]
    of_name = [min((stem for stem in name), key=lambda stem: counts.get(stem, 0)) for name in names if name]
    ways += [
        Term(stem, share * min(most, _rarity(stem, counts)), counts[stem], exact)
        for share, stems, exact in (
            (FORM, forms, True),
            (MEMBER, it.parts, False),
            (OTHER_NAME, of_name, False),
        )
        for stem in stems
        if stem != it.stem and counts.get(stem)
    ]
    return tuple(ways)


def _twins(it: WordForm, counts: Mapping[str, int], now: datetime.datetime) -> tuple[Term, ...]:
    """Other compounds of the very same parts, for one that stands nowhere: schoolbieb, schoolbibliotheek."""
    if counts.get(it.stem) or len(it.parts) < 2:
        return ()
    twins = public_words(Word.objects.filter(parts=list(it.parts)), now)
    same = set(twins.order_by("word").values_list("stem", flat=True))
    found = count(same, now)
    return tuple(Term(stem, _rarity(stem, found), found[stem]) for stem in sorted(same & found.keys()))


def _mend(word: str, now: datetime.datetime) -> tuple[Word, dict[str, int]] | None:
    """The word that was probably meant, and the counts of its stems."""
    candidates = near(word, now)
    counts = count({stem for it in candidates for stem in (it.stem, *it.parts)}, now) if candidates else {}
    found = meant(word, candidates, counts)
    return (found, counts) if found else None


def _lightened(word: str, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    if word not in light_words():
        return terms
    return tuple(replace(term, worth=LIGHT * term.worth) for term in terms)


def _rarity(stem: str, counts: Mapping[str, int]) -> float:
    """What a stem tells: the fewer passages have it, the more."""
    with_it = counts[stem]
    return math.log(1 + (counts[ALL] - with_it + 0.5) / (with_it + 0.5))


def _judged(words: Sequence[str], now: datetime.datetime) -> dict[str, WordForm]:
    """What the words of a question count as, also those that were never seen; nothing is added."""
    known = known_in_public(words, now)
    new = [word for word in words if word not in known]
    if not new:
        return known
    return known | judge(new, seen=known_in_public(inside(new), now).keys())


def _other_names(stem: str, asked: Mapping[str, WordForm]) -> list[tuple[str, ...]]:
    """Other names for the same thing, each as its stems; one of several words counts when all are asked."""
    said = {it.stem for it in asked.values()}
    return [
        other
        for group in _thesaurus()
        if any(stem in name and said.issuperset(name) for name in group)
        for other in group
        if stem not in other
    ]


@cache
def _thesaurus() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Groups of names of one thing, each name as its stems."""
    groups = tomllib.loads((DATA / "thesaurus.toml").read_text(encoding="utf-8"))["groups"]
    judged = judge(sorted({word for group in groups for name in group for word in tokens(name)}))
    return tuple(
        tuple(tuple(judged[word].stem for word in tokens(name) if judged[word].stem) for name in group)
        for group in groups
    )
