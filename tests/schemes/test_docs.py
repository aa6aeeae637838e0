"""docs/schemes.md says everything that a scheme file may hold, and its example is a real one."""

import datetime
import re
from dataclasses import fields
from pathlib import Path
from typing import Any, cast

import pytest

from doorlezen.schemes.reader import read_scheme
from doorlezen.schemes.rules import KINDS, SchemeRule
from doorlezen.schemes.scheme import FilledParameter, fill
from doorlezen.schemes.scheme_words import BOUWSTENEN, PROGRAMMES, SCHOOL_TYPES, TARGETS
from doorlezen.schemes.stated import SURE
from doorlezen.schemes.verdict_rows import FORMAT, verdict_columns

TEXT = (Path(__file__).parent.parent.parent / "docs" / "schemes.md").read_text()
KEPT_BY_EVERY_RULE = {field.name for field in fields(SchemeRule)}


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_names_every_kind_and_its_fields(kind: str) -> None:
    line = next(line for line in TEXT.splitlines() if re.match(rf"\|.*`{kind}`.*\|", line))
    own = {field.name for field in fields(KINDS[kind])} - KEPT_BY_EVERY_RULE
    named = set(re.findall(r"`(\w+)`", line.split("|")[2]))
    assert named == ({"rule"} if kind == "not" else own)


def test_every_word_is_named() -> None:
    columns = [column.head for column in verdict_columns(cast(Any, None))]  # no verdict is asked for
    words = [*PROGRAMMES, *SCHOOL_TYPES, *TARGETS, *BOUWSTENEN, *SURE, *columns, FORMAT]
    assert [word for word in words if word not in TEXT] == []


def test_the_example_is_a_scheme() -> None:
    scheme = read_scheme(example("yaml").encode(), name="docs")
    (track,) = scheme.tracks
    assert (track.id, [rule.kind for rule in track.rules]) == (
        "leesfonds-po",
        ["score_above", "collaboration_running"],
    )
    assert [item.name for item in track.open_parameters()] == [
        "score_above.peildatum",
        "score_above.unreliable",
        "score_above.band",
        "score_above.fresh_years",
        "amounts.per_school",
    ]


def test_the_example_of_filling_in_fits_the_example_of_a_scheme() -> None:
    (track,) = read_scheme(example("yaml").encode(), name="docs").tracks
    given = dict(re.findall(r'^(\w+) = "(.*?)"', example("toml"), re.MULTILINE))
    day = datetime.date(2026, 5, 28)
    made = fill(
        track, [FilledParameter(given["name"], given["value"], given["source"], day, "Jo", "lib.toml")]
    )
    assert made.amounts["per_school"].stated.in_force == 950_000
