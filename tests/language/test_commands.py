"""The command speaks Dutch, click included, and English where DOORLEZEN_LANGUAGE asks for it.

Its help as a process, since a process chooses its language when it starts; the rest inside this one.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine.test_problem_format import GOOD
from tests.words import A_FOLDER, GONE


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def test_help_is_dutch_whatever_the_system_speaks(run: Any) -> None:
    told = run("--help", LANGUAGE="fr", LANG="C.UTF-8")
    assert (told.returncode, told.stderr) == (0, "")
    assert lines(told.stdout)[0] == "Gebruik: doorlezen [OPTIONS] COMMAND [ARGS]..."
    assert "Opties:" in lines(told.stdout)
    assert "--version Toon de versie en stop." in lines(told.stdout)
    assert "-h, --help Toon deze uitleg en stop." in lines(told.stdout)
    assert "plan Het beste plan berekenen, met bewijs" in lines(told.stdout)


def test_help_is_english_where_that_is_asked(run: Any) -> None:
    told = run("--help", DOORLEZEN_LANGUAGE="en", LANGUAGE="nl", LANG="nl_NL.UTF-8")
    assert (told.returncode, told.stderr) == (0, "")
    assert lines(told.stdout)[0] == "Usage: doorlezen [OPTIONS] COMMAND [ARGS]..."
    assert "Options:" in lines(told.stdout)
    assert "--version Show the version and exit." in lines(told.stdout)
    assert "-h, --help Show this message and exit." in lines(told.stdout)
    assert "Commands:" in lines(told.stdout)
    assert "plan Compute the best plan, with proof" in lines(told.stdout)


def test_a_plan_in_english(here: Any, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps(GOOD))
    planned = here("plan", "p.json", "-o", "plan.json", DOORLEZEN_LANGUAGE="en")
    assert (planned.returncode, planned.stderr) == (0, "")
    assert planned.stdout.splitlines() == [
        "This is proven to be the best plan: value 107,863.",
        "1 of the 2 schools gets hours; together €5,340.",
        "Times that a pot pays a school: 2; with these choices it cannot be fewer.",
        "The plan is in plan.json.",
    ]


@pytest.mark.parametrize(
    ("call", "dutch", "english"),
    [
        ("check", "Dit argument ontbreekt: 'PROBLEM'.", "Missing argument 'PROBLEM'."),
        ("plan --foo", "De optie '--foo' bestaat niet.", "No such option '--foo'."),
        ("foo", "De opdracht 'foo' bestaat niet.", "No such command 'foo'."),
        (
            "plan p.json a b -o plan.json",
            "Deze argumenten zijn er te veel: a b",
            "Got unexpected extra arguments (a b)",
        ),
        ("plan gone.json -o x", GONE, "gone.json: this file does not exist"),
        (
            "plan . -o x",
            A_FOLDER,
            ".: this is a folder; give the name of a file",
        ),
    ],
)
def test_what_is_wrong_is_said_in_either_language(here: Any, call: str, dutch: str, english: str) -> None:
    in_dutch, in_english = here(*call.split()), here(*call.split(), DOORLEZEN_LANGUAGE="en")
    assert (in_dutch.returncode, in_dutch.stdout, in_dutch.stderr) == (2, "", f"{dutch}\n")
    assert (in_english.returncode, in_english.stdout, in_english.stderr) == (2, "", f"{english}\n")
