"""From text to words: folding, compounds, sounds and slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.webinars.search.slips import root
from doorlezen.webinars.search.words import (
    LONGEST,
    base_words,
    distance,
    fold,
    slips,
    sound,
    take_apart,
    tokens,
)

SMALL = st.text("abcd", max_size=7)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Financiën", ["financien"]),
        ("Eén café, twee CAFÉS", ["een", "cafe", "twee", "cafes"]),
        ("KPI's en foto’s", ["kpi", "en", "foto"]),
        ("groep 7 en 8", ["groep", "zeven", "en", "acht"]),
        ("€ 12,9 miljoen", ["twaalf", "negen", "miljoen"]),
        ("co-auteur/school", ["co", "auteur", "school"]),
        ("MBV2, mbv-2 en MBV II", ["mbv", "twee", "mbv", "twee", "en", "mbv", "twee"]),
        ("d-Bos, e-books, 's-Hertogenbosch", ["dbos", "ebooks", "s", "hertogenbosch"]),
        ("00AP00, de 1e en de 21ste", ["00", "ap", "00", "de", "1e", "en", "de", "21ste"]),
        ("\x00\u200b \t", []),
        ("x" * 100, ["x" * LONGEST]),
    ],
)
def test_a_text_becomes_words(text: str, words: list[str]) -> None:
    assert tokens(text) == words


@given(st.text())
def test_any_text_becomes_plain_words(text: str) -> None:
    assert [word for word in tokens(text) if not word.isascii() or not word.isalnum()] == []
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schoolbibliotheek", ("school", "bibliotheek")),
        ("leesconsulenten", ("lees", "consulenten")),
        ("bibliotheekleden", ("bibliotheek", "leden")),
        ("gemeenteraadslid", ("gemeente", "raad", "lid")),
        ("kinderboekenweek", ("kinder", "boeken", "week")),
        ("onderwijs", ()),
        ("leerkracht", ()),
        ("school", ()),
        ("scholen", ()),
        ("2024", ()),
        ("schoolx", ()),
        ("", ()),
    ],
)
def test_a_compound_is_taken_apart_and_a_base_word_is_not(word: str, parts: tuple[str, ...]) -> None:
    assert take_apart(word, {"leden", "kinder"}) == parts


def test_a_part_that_is_a_compound_is_taken_apart_whichever_was_seen_first() -> None:
    alone = take_apart("schoolbibliotheekruimte", set())
    assert alone == ("school", "bibliotheek", "ruimte")
    assert take_apart("schoolbibliotheekruimte", {"schoolbibliotheek"}) == alone


@given(st.sampled_from(sorted(base_words())), st.sampled_from(sorted(base_words())))
def test_the_parts_of_a_compound_are_in_it_in_order(first: str, last: str) -> None:
    word, at = first + last, 0
    for part in take_apart(word, set()):
        assert part in word[at:]
        at = word.index(part, at) + len(part)
    assert at in {0, len(word)}


def plain_distance(one: str, other: str) -> int:
    """The same by its definition, however slow."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        plain_distance(one[:-1], other) + 1,
        plain_distance(one, other[:-1]) + 1,
        plain_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        ways.append(plain_distance(one[:-2], other[:-2]) + 1)
    return min(ways)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_the_distance_is_that_of_the_definition(one: str, other: str) -> None:
    assert distance(one, other) == plain_distance(one, other)


@given(SMALL, SMALL)
def test_the_distance_is_the_same_both_ways_and_zero_to_itself(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(st.text("abdefghiklmnoprst", min_size=6, max_size=10), st.data())
def test_a_letter_left_out_shares_a_slip(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sound(word)) - 1))
    heard = sound(word)
    wrong = heard[:at] + heard[at + 1 :]
    assert wrong in slips(word) or len(heard) < 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bibliotheek", "bibliotek"),
        ("wethouder", "wedhouder"),
        ("lijst", "leist"),
        ("collectie", "kollektie"),
        ("zondag", "sondag"),
    ],
)
def test_what_people_mix_up_shares_a_slip(one: str, other: str) -> None:
    assert set(slips(one)) & set(slips(other))


@pytest.mark.parametrize(
    "forms",
    [
        ("stop", "stopt", "stoppen", "stopte"),
        ("betaal", "betaalt", "betalen", "betaalde"),
        ("leef", "leeft", "leven"),
        ("leg", "legt", "leggen"),
        ("verschilt", "verschillen", "verschil"),
    ],
)
def test_the_forms_of_a_verb_have_one_root(forms: tuple[str, ...]) -> None:
    assert len({root(form) for form in forms}) == 1
