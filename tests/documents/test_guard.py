"""One guard for every file: what a spreadsheet would carry out gets an apostrophe, a figure does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.documents.guard import guarded, guarded_throughout

SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫"]
PASSED_OVER = ["", " ", "\N{NO-BREAK SPACE}", "\u200b", "\ufeff", "\x00", "\x0b", "\u2003 ", "\u202e"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", PASSED_OVER)
def test_whatever_stands_before_its_first_sign(sign: str, before: str) -> None:
    text = f"{before}{sign}SOM(1+1)"
    assert guarded(text) == guarded_throughout(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["\tx", "\rx", "\nx", " \tx", "=", "-", "+31 344", "+31344123456", "-1+1", "- thuis"]
)
def test_a_tab_a_line_end_or_a_sum_begins_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-2",
        "-1.234,50",
        "+0,25",
        "-3%",
        "2-1",
        "'t Kompas",
        "’t Reliëf",
        "De Es",
        "–",
        "−€ 12",
        "a=b",
        "1",
    ],
)
def test_figures_and_other_text_stay_as_they_are(text: str) -> None:
    assert guarded(text) == guarded_throughout(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("De Es;=1+1;x", "De Es;'=1+1;x"),
        ("De Es, =1+1", "De Es,' =1+1"),
        ("De Es\n＠SOM(A1)", "De Es\n'＠SOM(A1)"),
        ("De Es;+cmd|' /C calc'!A0", "De Es;'+cmd|' /C calc'!A0"),
        ("=1;=1", "'=1;'=1"),
        ("Noord; -zuid", "Noord; -zuid"),
        ("lijst:\n- een\n- twee", "lijst:\n- een\n- twee"),
        ("Noord;-2;3", "Noord;-2;3"),
    ],
)
def test_also_where_a_spreadsheet_takes_the_text_apart_at_another_separator(text: str, safe: str) -> None:
    assert guarded_throughout(text) == safe


@given(st.text(max_size=20))
def test_it_is_done_once(text: str) -> None:
    assert guarded(guarded(text)) == guarded(text)
    assert guarded_throughout(guarded_throughout(text)) == guarded_throughout(text)
    assert guarded_throughout(text).replace("'", "") == text.replace("'", "")
