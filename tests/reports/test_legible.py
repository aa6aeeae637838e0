"""Names of others, made safe: one line, no control characters, nothing that typst cannot show."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.reports.legible import _IN_TYPST, drawable, plain
from tests.reports import cases


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("De Wijzer", "De Wijzer"),
        ("  regel\neen\ttab\r\n", "regel een tab"),
        ("\x1b[31mrood\x00", "[31mrood"),
        ("‮omgekeerd⁦", "omgekeerd"),
        ("half \ud83d paar", "half � paar"),
        ("e\u0301e\u0301n", "één"),
        ("\uffff", "�"),
    ],
)
def test_plain(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_plain_text_is_one_clean_line_and_stays_so(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert once.encode().decode() == once
    assert "\n" not in once


@pytest.mark.parametrize(
    ("text", "shown"),
    [("De Zon 😀", "De Zon ▯"), ("★ 学校", "▯ ▯▯"), ("❤️", "▯"), ("مدرسة", "مدرسة"), ("Čapek", "Čapek")],
)
def test_drawable(text: str, shown: str) -> None:
    assert drawable(text) == shown


@given(st.text())
def test_what_is_drawable_stays_as_it_is(text: str) -> None:
    once = drawable(text)
    assert drawable(once) == once


def test_typst_can_show_all_that_we_call_drawable(tmp_path: Path) -> None:
    """PDF/UA refuses a character without a shape, so one page with all of them is the proof."""
    import typst

    page = tmp_path / "page.typ"
    page.write_text(
        '#set document(title: "x", date: auto)\n'
        '#set text(lang: "nl", font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))\n'
        "#for part in json(bytes(sys.inputs.data)) [#part #linebreak()]"
    )
    all_of_them = [f"a{chr(code)}b" for first, last in _IN_TYPST for code in range(first, last + 1)]
    compiler = typst.Compiler(page, root=tmp_path, ignore_system_fonts=True)
    pdf = compiler.compile(
        format="pdf", sys_inputs={"data": json.dumps(all_of_them)}, pdf_standards=["ua-1"], timestamp=0
    )
    assert isinstance(pdf, bytes)
    assert len(all_of_them) > 2000


def test_the_nasty_names_are_made_safe_in_the_story() -> None:
    story = cases.story_of(cases.renamed(cases.NASTY))
    names = [school.name for row in story.gemeenten for school in row.schools]
    names += [fund.name for fund in story.funds] + [demand.text for demand in story.demands]
    assert {name for name in names if name != plain(name)} == set()
