"""What people type is kept as what can be seen, and can stand everywhere."""

import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doorlezen.language import clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  De  Bibliotheek\tEemland \n", "De Bibliotheek Eemland"),
        ("Bieb\r\nBcc: iedereen@host.nl", "Bieb Bcc: iedereen@host.nl"),
        ("Lezen\ufffe nu\uffff\U0001ffff", "Lezen nu"),
        ("\ufdd0Lezen", "Lezen"),
        ("factuur\u202exslx.exe", "factuurxslx.exe"),
        ("\u2066\u200eLezen\u2069\u061c", "Lezen"),
        ("Le\u00adze\u200bn\ufeff\u2060", "Lezen"),
        ("Lezen\x00\x1b[31m", "Lezen[31m"),
        ("\ud800Lezen\ue000\U000f0000", "Lezen"),
        ("\u3164\u2800\u115f", ""),
        ("Le\u200dzen", "Lezen"),
        ("Lezen\U000e0041\U000e0100\ufff5", "Lezen"),
        ("Rene\u0301", "Ren\u00e9"),
        ("a" + "\u0302\u0303\u0304\u0305" * 20 + "b", "\u1eab\u0304\u0305\u0302b"),
        # what must stay
        ("Zuid-Hollandse Delta · \u2018t Süd \u2013 5½", "Zuid-Hollandse Delta · \u2018t Süd \u2013 5½"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645",
        ),
        ("\U0001f468\u200d\U0001f467 lezen", "\U0001f468\u200d\U0001f467 lezen"),
        ("Blij \U0001fae9 en nieuw \U0001f6d8", "Blij \U0001fae9 en nieuw \U0001f6d8"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
    ],
)
def test_a_line(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


def test_a_text_keeps_its_lines() -> None:
    assert clean_text("\n een \u202e\r\n\r\n twee\u2028drie\x00\n\n") == "een\n\ntwee\ndrie"


@given(st.text(st.characters()))
@example("a\u0301\u200d\u0302")
def test_whatever_is_typed_can_stand_everywhere(typed: str) -> None:
    line = clean_line(typed)
    assert line == clean_line(line)
    assert line == unicodedata.normalize("NFC", " ".join(line.split()))
    assert not any(unicodedata.category(one) in {"Cc", "Cs", "Co", "Zl", "Zp"} for one in line)
    tree = ET.Element("t")
    tree.text = line
    assert ET.fromstring(ET.tostring(tree)).text == (line or None)


@given(st.text(st.characters()))
def test_a_text_is_lines(typed: str) -> None:
    text = clean_text(typed)
    assert text == clean_text(text)
    assert [clean_line(line) for line in text.split("\n")] == text.split("\n")
