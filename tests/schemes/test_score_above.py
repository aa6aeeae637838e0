"""``score_above``: yes, no, or undetermined with what would settle it."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from doorlezen.register.models import Kind
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules import Evidence
from doorlezen.schemes.rules.score_above import ScoreAbove
from tests.schemes.make import SCORES, ask, edition, rule, school

MET = "- {kind: score_above, source: bron, variant: met-drempel, threshold: 0, peildatum: newest}"
ZONDER = MET.replace("met-drempel", "zonder-drempel").replace("threshold: 0", "threshold: 100.5")
OF_THE_DAY = MET.replace("newest", "2019-10-01")
OF_ANOTHER_DAY = MET.replace("newest", "2018-10-01")
HIGHER = MET.replace("threshold: 0", "threshold: 33.02")
COUNTS = MET.replace("}", ", unreliable: count}")
REFUSES = MET.replace("}", ", unreliable: refuse}")
OPEN = """\
- kind: score_above
  source: bron
  variant: {value: null, note: niet openbaar}
  threshold: 0
  peildatum: newest
"""
NEW_YEAR = datetime.date(2021, 10, 1)
YES, NO, UNKNOWN = Holds.YES, Holds.NO, Holds.UNDETERMINED

ANSWERS: dict[str, tuple[str, dict[str, Any], Holds, str, str]] = {
    "above": (MET, {}, YES, "score 33,02 (1 okt 2019)", ""),
    "just above": (MET, {"score_met": Decimal("0.01")}, YES, "score 0,01 (1 okt 2019)", ""),
    "zero": (MET, {"score_met": Decimal("0.00")}, NO, "geen achterstandsscore (1 okt 2019)", ""),
    "at the threshold": (HIGHER, {}, NO, "score 33,02 (1 okt 2019) is niet hoger dan 33,02", ""),
    "above the threshold": (HIGHER, {"score_met": Decimal("33.03")}, YES, "score 33,03 (1 okt 2019)", ""),
    "zonder drempel": (ZONDER, {}, YES, "score zonder drempel 102,62 (1 okt 2019)", ""),
    "zonder drempel too low": (
        ZONDER,
        {"score_zonder": Decimal("100.50")},
        NO,
        "score zonder drempel 100,50 (1 okt 2019) is niet hoger dan 100,5",
        "",
    ),
    "of the day": (OF_THE_DAY, {}, YES, "score 33,02 (1 okt 2019)", ""),
    "of another day": (
        OF_ANOTHER_DAY,
        {},
        UNKNOWN,
        "de scores van 1 okt 2018 zijn niet geladen, wel die van 1 okt 2019",
        "laad de scores van 1 okt 2018",
    ),
    "no scores loaded": (
        MET,
        {"score_edition": None, "score_row": None, "score_met": None},
        UNKNOWN,
        "er zijn nog geen scores geladen",
        "laad de scores van het CBS",
    ),
    "not in this edition": (
        MET,
        {"score_row": None, "score_met": None},
        UNKNOWN,
        "niet in de scores van 1 okt 2019",
        "laad een nieuwere editie van de scores, of vraag het na bij de school",
    ),
    **{
        f"of another kind, known since {since}": (
            MET,
            {"score_row": None, "score_met": None, "school_type": kind, "first_seen": since},
            UNKNOWN,
            "de scores van 1 okt 2019 gaan over basisscholen",
            "vraag je POI wat bij deze soort school telt",
        )
        for kind, since in (("sbo", None), ("so/vso", NEW_YEAR))
    },
    "of a kind that no list names": (
        MET,
        {"score_row": None, "score_met": None, "school_type": ""},
        UNKNOWN,
        "niet in de scores van 1 okt 2019",
        "laad een nieuwere editie van de scores, of vraag het na bij de school",
    ),
    "known since the very peildatum": (
        MET,
        {"score_row": None, "score_met": None, "first_seen": SCORES.peildatum},
        UNKNOWN,
        "niet in de scores van 1 okt 2019",
        "laad een nieuwere editie van de scores, of vraag het na bij de school",
    ),
    "new code after a merger": (
        MET,
        {"score_row": None, "score_met": None, "first_seen": NEW_YEAR},
        UNKNOWN,
        "nieuwe vestigingscode (1 okt 2021), niet in de scores van 1 okt 2019",
        "zoek uit welke school hierin opging, of laad scores van na 1 okt 2021",
    ),
    "new code that does have a score": (MET, {"first_seen": NEW_YEAR}, YES, "score 33,02 (1 okt 2019)", ""),
    "printed as a point": (
        MET,
        {"score_met": None},
        UNKNOWN,
        "het CBS geeft voor 1 okt 2019 geen score",
        "vraag het CBS waarom, of neem een andere editie",
    ),
    "unreliable": (
        MET,
        {"score_footnotes": "abc"},
        UNKNOWN,
        "score 33,02 (1 okt 2019) rust op 40 leerlingen of minder",
        "vraag je POI of zo'n score telt",
    ),
    "unreliable and zero": (
        MET,
        {"score_footnotes": "a", "score_met": Decimal(0)},
        UNKNOWN,
        "score 0,00 (1 okt 2019) rust op 40 leerlingen of minder",
        "vraag je POI of zo'n score telt",
    ),
    "only the halves are unreliable": (MET, {"score_footnotes": "bc"}, YES, "score 33,02 (1 okt 2019)", ""),
    "unreliable counts": (COUNTS, {"score_footnotes": "a"}, YES, "score 33,02 (1 okt 2019)", ""),
    "unreliable is refused": (
        REFUSES,
        {"score_footnotes": "a"},
        NO,
        "score 33,02 (1 okt 2019) rust op 40 leerlingen of minder",
        "",
    ),
    "a value nobody knows": (
        OPEN,
        {},
        UNKNOWN,
        "welke achterstandsscore telt is niet openbaar",
        "vul in, met een bron: welke achterstandsscore telt",
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_answers(case: str) -> None:
    text, changes, holds, reason, settle = ANSWERS[case]
    answer = ask(text, school(**changes))
    assert (answer.holds, answer.reason, answer.settle) == (holds, reason, settle)


@pytest.mark.parametrize("case", [case for case in ANSWERS if ANSWERS[case][2] == UNKNOWN])
def test_what_is_undetermined_says_what_settles_it(case: str) -> None:
    text, changes, *_ = ANSWERS[case]
    assert ask(text, school(**changes)).settle


def test_a_fact_names_edition_and_row() -> None:
    source = "CBS, Achterstandsscores (1 oktober 2019), rij 9"
    assert ask(MET, school()).facts == (Evidence("achterstandsscore met drempel", "33,02", source),)


def test_a_new_code_names_where_it_first_stands() -> None:
    list_2021 = edition(Kind.SCHOOLS, NEW_YEAR)
    new = school(score_row=None, score_met=None, first_seen=NEW_YEAR, address_edition=list_2021)
    assert ask(MET, new).facts == (
        Evidence(
            "achterstandsscore met drempel", "staat er niet in", "CBS, Achterstandsscores (1 oktober 2019)"
        ),
        Evidence("vestiging", "bekend sinds 1 okt 2021", "DUO, Vestigingen (1 oktober 2021)"),
    )


MARGINS: dict[str, tuple[str, dict[str, Any], Decimal | None]] = {
    "above, by the score zonder drempel": (MET, {}, Decimal("0.3302")),
    "below, where the score is 0": (
        MET,
        {"score_met": Decimal(0), "score_zonder": Decimal("64.60")},
        Decimal("-0.05"),
    ),
    "by the score itself where the drempel is not known": (
        MET,
        {"drempel_per_pupil": None},
        Decimal("0.3302"),
    ),
    "unknown below a drempel that is not known": (
        MET,
        {"drempel_per_pupil": None, "score_met": Decimal(0)},
        None,
    ),
    "from a higher threshold": (HIGHER, {}, Decimal(0)),
    "zonder drempel": (ZONDER, {}, Decimal("0.0212")),
    "no pupils": (MET, {"score_pupils": 0}, None),
    "pupils unknown": (MET, {"score_pupils": None}, None),
    "no score": (MET, {"score_row": None, "score_met": None}, None),
}


@pytest.mark.parametrize("case", MARGINS)
def test_how_far_from_the_threshold(case: str) -> None:
    text, changes, margin = MARGINS[case]
    asked = rule(text)
    assert isinstance(asked, ScoreAbove)
    assert asked.margin(school(**changes)) == margin


def test_defaults_that_the_file_leaves_out_are_open() -> None:
    asked = rule(MET)
    assert isinstance(asked, ScoreAbove)
    assert (asked.unreliable.in_force, asked.band.in_force) == ("undetermined", Decimal("0.1"))
    assert [parameter.name for parameter in asked.parameters() if parameter.stated.is_open] == [
        "score_above.unreliable",
        "score_above.band",
        "score_above.fresh_years",
    ]


def test_each_variant_names_the_row_of_its_own_table() -> None:
    source = "CBS, Achterstandsscores (1 oktober 2019), rij 11"
    assert ask(ZONDER, school()).facts == (Evidence("achterstandsscore zonder drempel", "102,62", source),)
