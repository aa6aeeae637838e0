"""A scheme gives money in its own school years: outside them no school is eligible, whatever the rules."""

import datetime
from dataclasses import replace

import pytest

from doorlezen.language import InputError, school_year_of
from doorlezen.register.models import Kind
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.scheme import tracks_of
from doorlezen.schemes.scheme_words import unknown_name
from doorlezen.schemes.shipped_schemes import load_schemes
from doorlezen.schemes.verdict import Eligibility, WarningKind, judge
from tests.schemes.make import HEAD, KNOWN, edition, line, school, track
from tests.words import SCORE_AND_COLLABORATION

RULES = """\
- {kind: score_above, source: bron, variant: met-drempel, threshold: 0, peildatum: newest}
- {kind: collaboration_running, source: bron, programmes: [dbos-po], on: asked}
"""
THREE_YEARS = HEAD.replace("[2019-2020, 2025-2026]", "[2023-2024, 2024-2025, 2025-2026]")
RUNS = school(collaborations=(line("2018-08-01"),))


@pytest.mark.parametrize(
    ("day", "year"),
    [("2026-07-31", "2025-2026"), ("2026-08-01", "2026-2027"), ("2027-01-01", "2026-2027")],
)
def test_a_school_year_begins_on_the_first_of_august(day: str, year: str) -> None:
    assert school_year_of(datetime.date.fromisoformat(day)) == year


@pytest.mark.parametrize(
    ("year", "outcome", "said"),
    [
        ("2022-2023", Eligibility.NOT_YET, "deze regeling loopt vanaf 2023–2024"),
        ("2023-2024", Eligibility.ELIGIBLE, SCORE_AND_COLLABORATION),
        ("2025-2026", Eligibility.ELIGIBLE, SCORE_AND_COLLABORATION),
        ("2026-2027", Eligibility.OVER, "deze regeling liep t/m 2025–2026"),
    ],
)
def test_the_year_counts_before_the_rules(year: str, outcome: Eligibility, said: str) -> None:
    verdict = judge(track(RULES, head=THREE_YEARS), RUNS, replace(KNOWN, asked_year=year))
    assert (verdict.outcome, verdict.reason) == (outcome, said)
    # what the rules say stays there to be read
    assert [answer.holds for answer in verdict.answers][-2:] == [Holds.YES, Holds.YES]


def test_without_a_year_that_of_the_day_counts() -> None:
    day = datetime.date(2026, 11, 30)
    verdict = judge(track(RULES, head=THREE_YEARS), RUNS, replace(KNOWN, on=day))
    assert str(verdict) == "Regeling voorbij: deze regeling liep t/m 2025–2026."


def test_in_a_year_between_its_years_a_scheme_has_yet_to_begin_again() -> None:
    verdict = judge(track(RULES), RUNS, replace(KNOWN, asked_year="2021-2022"))
    assert (verdict.outcome, verdict.reason) == (Eligibility.NOT_YET, "deze regeling loopt vanaf 2025–2026")


def test_years_that_nobody_knows_stop_nothing() -> None:
    head = HEAD.replace("[2019-2020, 2025-2026]", "{value: null, note: onbekend}")
    verdict = judge(track(RULES, head=head), RUNS, replace(KNOWN, asked_year="2040-2041"))
    assert verdict.outcome == Eligibility.ELIGIBLE


def test_no_shipped_scheme_that_is_over_says_yes_in_2026() -> None:
    known = replace(KNOWN, on=datetime.date(2026, 11, 30))
    for scheme, of in tracks_of(load_schemes()):
        for asked in (RUNS, school(), school(school_type="sbo")):
            outcome = judge(of, asked, known).outcome
            assert outcome == (Eligibility.UNDETERMINED if scheme.id == "structureel" else Eligibility.OVER)


@pytest.mark.parametrize(
    ("on", "years", "old", "age"),
    [
        ("2021-09-30", 2, False, 1),
        ("2021-10-01", 2, True, 2),
        ("2026-11-30", 2, True, 7),
        ("2021-10-02", 3, False, 2),
        ("2019-11-01", 0, True, 0),
    ],
)
def test_a_score_that_is_old_is_said_to_be(on: str, years: int, old: bool, age: int) -> None:
    head = HEAD.replace("[2019-2020, 2025-2026]", "{value: null, note: onbekend}")
    of = track(RULES.replace("newest}", f"newest, fresh_years: {years}}}", 1), head=head)
    verdict = judge(of, RUNS, replace(KNOWN, on=datetime.date.fromisoformat(on)))
    assert verdict.outcome == Eligibility.ELIGIBLE
    found = [warning.text for warning in verdict.warnings if warning.kind == WarningKind.OLD_SCORE]
    told = f"de score is van 1 okt 2019, {age} jaar oud: kijk of er nieuwere scores zijn"
    assert found == ([told] if old else [])


def test_a_scheme_that_is_over_warns_of_no_score() -> None:
    near = school(score_zonder=edition, score_edition=edition(Kind.SCORES, datetime.date(2010, 10, 1)))
    verdict = judge(track(RULES, head=THREE_YEARS), near, replace(KNOWN, asked_year="2030-2031"))
    assert verdict.warnings == ()


def test_years_out_of_order_are_refused() -> None:
    head = HEAD.replace("[2019-2020, 2025-2026]", "[2025-2026, 2019-2020]")
    with pytest.raises(InputError, match="school_years: zet de schooljaren op volgorde"):
        track(RULES, head=head)


def test_three_ways_not_to_know_have_three_words() -> None:
    assert [unknown_name(why) for why in ("not-public", "not-yet-known", "own-choice")] == [
        "niet openbaar",
        "nog niet bekend",
        "eigen keuze van Doorlezen",
    ]
    assert unknown_name("not-found", "2026-11") == "niet gevonden (gezocht november 2026)"


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("why: not-found, note: x", "ontbreekt"),
        ("why: not-found, searched: 2026, note: x", "moet een tekst zijn"),
        ('why: not-found, searched: "2026-13", note: x', "moet een maand zijn zoals 2026-11"),
        ("why: weg, note: x", "bestaat niet; kies uit not-public, not-found, not-yet-known, own-choice"),
        ("searched: 2026-11, note: x", "deze sleutel bestaat hier niet"),
    ],
)
def test_what_was_not_found_says_when_it_was_looked_for(written: str, wrong: str) -> None:
    rest = f"amounts:\n  per_school: {{label: per school, cents: null, {written}}}\n"
    with pytest.raises(InputError, match=wrong):
        track(RULES, rest=rest)


def test_the_words_go_along_with_the_value() -> None:
    rest = "amounts:\n  per_school: {label: x, cents: null, why: not-found, searched: 2026-11, note: y}\n"
    found = track(RULES, rest=rest).amounts["per_school"].stated
    assert found.show() == "niet gevonden (gezocht november 2026) — vul in"
