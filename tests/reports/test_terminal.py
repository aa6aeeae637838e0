"""In the terminal: the same figures, at any width, with a word and a sign beside every colour."""

from io import StringIO

import pytest
from rich.console import Console

from doorlezen.language import decimal, hours
from doorlezen.reports.story import Story
from doorlezen.reports.tables import exactly
from doorlezen.reports.terminal import show
from tests.reports import cases
from tests.words import REACHED, TITLE


def shown(story: Story, width: int, *, summary: bool = False, colour: bool = False) -> list[str]:
    file = StringIO()
    console = Console(
        file=file,
        width=width,
        highlight=False,
        force_terminal=colour,
        color_system="standard" if colour else None,
    )
    show(story, console, summary=summary)
    return file.getvalue().splitlines()


def test_every_school_with_its_hours_and_its_purses() -> None:
    story = cases.story_of()
    lines = shown(story, 160)
    for gemeente in story.gemeenten:
        for number, school in enumerate(gemeente.schools, start=1):
            (line,) = [line for line in lines if school.code in line]
            cells = line.split()
            assert cells[:2] == [str(number), school.code]
            score = "onbekend" if school.score is None else decimal(school.score)
            at = cells.index(score)
            assert cells[at + 1 : at + 3] == [hours(school.last_year_quarters), hours(school.quarters)]
            assert (exactly(school.cents) in cells) == bool(school.cents)
    assert next(line.split() for line in lines if line.lstrip().startswith("samen ")) == (
        ["samen", "605", "422,32", "7", "6", "−1", "16.273,05"]
    )


def test_the_summary_has_a_line_per_gemeente() -> None:
    lines = shown(cases.story_of(), 160, summary=True)
    cells = [line.split() for line in lines]
    assert ["Culemborg", "3", "2", "605", "84%", "3", "6", "67%", "−1", "16.273,05"] in cells
    assert ["Tiel", "3", "1", "431", "16%", "2", "3", "33%", "0", "8.324,70"] in cells
    assert ["samen", "6", "3", "1.036", "100%", "5", "9", "100%", "−1", "24.597,75"] in cells


@pytest.mark.parametrize("width", [20, 72, 80, 100, 119, 120, 200])
@pytest.mark.parametrize("summary", [False, True])
def test_no_figure_is_cut_off_and_no_line_runs_over(width: int, summary: bool) -> None:
    lines = shown(cases.story_of(), width, summary=summary)
    assert max(map(len, lines)) <= max(width, 72)
    figures = [line for line in lines if "…" in line]
    assert figures == []


def test_the_sentence_comes_first_and_a_made_up_library_before_it() -> None:
    story = cases.story_of(invented=True)
    assert shown(story, 100)[:5] == [
        "! Verzonnen bibliotheek: geen echte scholen, geen echt geld",
        TITLE,
        REACHED,
        "✓ Bewezen het beste plan bij deze middelen en eisen, naar de gewichten en punten van de "
        "bibliotheek.",
        "Welk effect de uren hebben op het lezen, zegt dit plan niet.",
    ]


def test_demands_carry_their_prices() -> None:
    cells = [line.split() for line in shown(cases.story_of(), 160)]
    price = cases.story_of().demands[0].price
    assert price is not None
    (line,) = [line for line in cells if line[:1] == ["Tiel"] and "houdt" in line]
    assert line[9:] == ["✓", "vervuld", price.big, price.small, *price.sentence.split()]


def test_the_conflict_is_told() -> None:
    lines = shown(cases.story_of(cases.conflicting()), 100)
    assert "✗ 2 eisen kunnen niet samen." in lines
    at = lines.index("De knoop")
    assert [line.split(maxsplit=1)[0] for line in lines[at + 1 : at + 3]] == ["Tiel", "Bibliotheek"]
    tied = [line[line.index("✗") :].split() for line in lines if "✗ in" in line]
    assert tied == [
        ["✗", "in", "de", "knoop"],
        ["✗", "in", "de", "knoop"],
    ]


def test_colours_only_repeat_what_words_say() -> None:
    story = cases.story_of()
    coloured = shown(story, 100, colour=True)
    assert [line for line in coloured if "\x1b[32m✓" in line] != []
    plain = shown(story, 100)
    assert [_without_codes(line) for line in coloured] == plain


def _without_codes(line: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", line)


def test_names_cannot_speak_to_the_terminal_or_to_rich() -> None:
    value = cases.renamed(("\x1b[31mrood\x07", "[bold]vet[/bold]", ":smile:", "De Zon"))
    text = "\n".join(shown(cases.story_of(value), 160))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[bold]vet[/bold]" in text
    assert ":smile:" in text
