"""A scheme file is read strictly: each mistake is one line with the line, the path and what helps."""

import datetime
from decimal import Decimal

import pytest

from doorlezen.language import InputError
from doorlezen.schemes.reader import read_scheme
from doorlezen.schemes.stated import SchemeSource
from tests.schemes.make import HEAD, read, scheme_text, track
from tests.schemes.wrong_files import BO, WRONG_HEADS, WRONG_MONEY, WRONG_RULES

MONEY = """\
amounts:
  per_school: {label: per school, cents: 949000, source: bron}
  share: {label: eigen deel, percent: 12.5, source: bron}
  places: {label: plaatsen, count: null, note: niet openbaar}
conditions:
  monitor: {text: Je doet mee aan de Monitor., source: bron}
  accounting: {text: null, note: niet openbaar}
"""


def test_a_whole_scheme() -> None:
    scheme = read(BO, rest=MONEY)
    bron = SchemeSource("bron", "Test", "bron", datetime.date(2026, 1, 31), "primary")
    assert (scheme.id, scheme.version, scheme.title) == ("test", "2026-11-23.1", "Testregeling")
    assert (scheme.provider.value, scheme.route.value) == ("Stichting Test", "POI dient in")
    assert scheme.school_years.value == ("2019-2020", "2025-2026")
    assert scheme.sources == {"bron": bron}
    (only,) = scheme.tracks
    assert (only.id, only.title, only.target) == ("test-po", "Spoor po", "po")
    assert only.allowed_bouwstenen.value == ("expertise", "collectie")
    assert {name: (amount.stated.value, amount.stated.source) for name, amount in only.amounts.items()} == {
        "per_school": (949000, bron),
        "share": (Decimal("12.5"), bron),
        "places": (None, None),
    }
    assert {name: stated.value for name, stated in only.conditions.items()} == {
        "monitor": "Je doet mee aan de Monitor.",
        "accounting": None,
    }
    assert only.rules[0].source == bron


def test_a_source_without_a_date_says_why() -> None:
    head = HEAD.replace("date: 2026-01-31", "date: null, note: niet vastgelegd")
    assert read(BO, head=head).sources["bron"].date is None


@pytest.mark.parametrize("case", WRONG_RULES)
def test_a_wrong_rule(case: str) -> None:
    rules, where, what = WRONG_RULES[case]
    with pytest.raises(InputError) as refused:
        track(rules)
    assert (refused.value.where, refused.value.what) == (where, what)


@pytest.mark.parametrize("case", WRONG_MONEY)
def test_wrong_money_and_conditions(case: str) -> None:
    rest, where, what = WRONG_MONEY[case]
    with pytest.raises(InputError) as refused:
        track(BO, rest=rest)
    assert (refused.value.where, refused.value.what) == (where, what)


@pytest.mark.parametrize("case", WRONG_HEADS)
def test_a_wrong_head(case: str) -> None:
    (good, bad), where, what = WRONG_HEADS[case]
    assert HEAD.count(good) == 1
    with pytest.raises(InputError) as refused:
        read(BO, head=HEAD.replace(good, bad))
    assert (refused.value.where, refused.value.what) == (where, what)


def test_a_source_that_stands_twice() -> None:
    twice = HEAD.replace(
        "tracks:", "  - {id: bron, publisher: A, title: b, date: 2026-01-01, sure: derived}\ntracks:"
    )
    with pytest.raises(InputError) as refused:
        read(BO, head=twice)
    assert str(refused.value) == "test.yaml, regel 10: sources[1].id: bron staat er twee keer"


def test_a_track_that_stands_twice() -> None:
    text = scheme_text(BO).decode()
    with pytest.raises(InputError) as refused:
        read_scheme((text + text.split("tracks:\n")[1]).encode(), name="test.yaml")
    assert str(refused.value) == "test.yaml, regel 17: tracks[1].id: po staat er twee keer"


@pytest.mark.parametrize(
    ("data", "shown"), [(b"- a list\n", '["a list"]'), (b"just text\n", '"just text"'), (b"12\n", "12")]
)
def test_not_a_mapping(data: bytes, shown: str) -> None:
    with pytest.raises(InputError) as refused:
        read_scheme(data, name="test.yaml")
    assert str(refused.value) == f"test.yaml, regel 1: moet een object zijn, niet {shown}"


def test_every_refusal_is_one_line() -> None:
    with pytest.raises(InputError) as refused:
        read(BO, head=HEAD.replace("title: Testregeling", "title: |\n  twee\n  regels\nonbekend: ja"))
    assert "\n" not in str(refused.value)
