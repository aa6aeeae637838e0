"""Two people in one library file: nothing that either of them wrote is lost without a word."""

import copy
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from doorlezen.documents.toml_text import parse_toml
from doorlezen.planning.library.merging import NOTHING, Conflict, differences, merge
from doorlezen.planning.library.writing import named, write_tree
from tests.examples import examples
from tests.planning.small import TOML

BASE = named(parse_toml(TOML.encode(), name="klein.toml"))


def changed(**places: Any) -> dict[str, Any]:
    """The small file with other values: ``fund__rijk__total=1``; NOTHING takes one away."""
    tree = copy.deepcopy(BASE)
    for place, value in places.items():
        put(tree, tuple(place.replace("gem_0001", "gem-0001").split("__")), value)
    return tree


def put(tree: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Write a value at a place that is named as a conflict names it."""
    *way, last = path
    at: Any = tree
    for name in way:
        at = next(item for item in at if item["id"] == name) if isinstance(at, list) else at[name]
    if isinstance(at, list):
        at[:] = [item for item in at if item["id"] != last] + ([] if value is NOTHING else [value])
    elif value is NOTHING:
        at.pop(last, None)
    else:
        at[last] = value


def test_a_file_that_was_written_again_says_the_same() -> None:
    assert parse_toml(write_tree(BASE).encode(), name="x") == BASE


def test_what_each_of_them_changed_is_kept() -> None:
    theirs, mine = changed(fund__rijk__total=1), changed(fund__eigen__total=2, leesconsulent__weeks=39)
    merged = merge(BASE, theirs, mine)
    assert merged.conflicts == ()
    assert merged.tree == changed(fund__rijk__total=1, fund__eigen__total=2, leesconsulent__weeks=39)


def test_what_both_changed_is_mine_and_told() -> None:
    merged = merge(BASE, changed(leesconsulent__weeks=39), changed(leesconsulent__weeks=41))
    assert merged.conflicts == (Conflict(("leesconsulent", "weeks"), 39, 41),)
    assert merged.tree == changed(leesconsulent__weeks=41)


def test_both_may_write_the_same() -> None:
    same = changed(leesconsulent__weeks=39)
    assert merge(BASE, same, copy.deepcopy(same)).conflicts == ()


def test_a_purse_that_one_took_away_and_the_other_filled_is_told() -> None:
    merged = merge(BASE, changed(fund__rijk=NOTHING), changed(fund__rijk__total=5))
    mine = {**BASE["fund"][0], "total": 5}
    assert merged.conflicts == (Conflict(("fund", "rijk"), NOTHING, mine),)
    assert merged.tree["fund"][0] == mine


def test_two_new_purses_are_both_there_each_behind_what_it_stood_behind() -> None:
    first, second = ({"id": name, "name": name, "kind": "library"} for name in ("een", "twee"))
    theirs, mine = copy.deepcopy(BASE), copy.deepcopy(BASE)
    theirs["fund"].insert(1, first)
    mine["fund"].append(second)
    merged = merge(BASE, theirs, mine)
    assert merged.conflicts == ()
    assert [fund["id"] for fund in merged.tree["fund"]] == ["rijk", "een", "eigen", "gem-0001", "twee"]


PLACES: list[tuple[str, ...]] = [
    ("leesconsulent", "weeks"),
    ("leesconsulent", "hours_per_week"),
    ("need", "per_point"),
    ("fund", "rijk", "total"),
    ("fund", "eigen", "total"),
    ("fund", "eigen"),
    ("fund", "nieuw"),
    ("demand", "e01", "percent"),
    ("demand", "e02"),
    ("last_year", "hours", "01AA00"),
    ("scheme", "track"),
]
VALUES = st.one_of(st.integers(1, 3), st.just(NOTHING), st.just(Decimal("2.5")))


@st.composite
def a_history(draw: st.DrawFn) -> dict[str, Any]:
    """The file after one person changed some of its places."""
    tree = copy.deepcopy(BASE)
    for path in draw(st.lists(st.sampled_from(PLACES), max_size=5, unique=True)):
        value = draw(VALUES)
        if path[0] in {"fund", "demand"} and len(path) == 2 and value is not NOTHING:
            value = {"id": path[1], "text": str(value)}
        try:
            put(tree, path, value)
        except StopIteration:  # what it stood in was taken away
            continue
    return tree


@given(a_history(), a_history())
@settings(max_examples=examples(1500))
def test_nothing_of_two_people_is_lost_without_a_word(theirs: dict[str, Any], mine: dict[str, Any]) -> None:
    merged = merge(BASE, theirs, mine)
    told = [conflict.path for conflict in merged.conflicts]
    for who in (theirs, mine):
        lost = {change.path for change in differences(who, merged.tree)}
        for change in differences(BASE, who):
            assert change.path not in lost or any(_touch(change.path, path) for path in told)
    assert merge(BASE, mine, mine).tree == mine
    assert not merge(BASE, BASE, mine).conflicts


def _touch(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one place lies in the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
