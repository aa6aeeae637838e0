"""The other kinds of rule, each with its three answers."""

from typing import Any

import pytest

from doorlezen.schemes.holds import Holds, all_hold, any_holds, opposite
from doorlezen.schemes.rules import KINDS, Evidence
from tests.schemes.make import ask, rule, school

YES, NO, UNKNOWN = Holds.YES, Holds.NO, Holds.UNDETERMINED
TYPE = "- {kind: school_type, source: bron, types: [bo, sbo]}"
PLACE = '- {kind: in_municipality, source: bron, codes: ["0281", 0214]}'
SIZE = "- {kind: pupils_at_least, source: bron, pupils: 100}"
NOBODY_KNOWS = "- {kind: not_public, note: de voorwaarden zijn niet openbaar}"

ANSWERS: dict[str, tuple[str, dict[str, Any], Holds, str, str]] = {
    "right type": (TYPE, {}, YES, "basisonderwijs", ""),
    "other type": (
        TYPE,
        {"school_type": "vso"},
        NO,
        "voortgezet speciaal onderwijs, en het geld is voor basisonderwijs of speciaal basisonderwijs",
        "",
    ),
    "no type": (
        TYPE,
        {"school_type": ""},
        UNKNOWN,
        "soort school onbekend",
        "laad een lijst met scholen waar deze school in staat",
    ),
    "in the gemeente": (PLACE, {}, YES, "in gemeente Tiel", ""),
    "in the other gemeente": (
        PLACE,
        {"gemeente": "0214", "gemeente_name": "Buren"},
        YES,
        "in gemeente Buren",
        "",
    ),
    "elsewhere": (
        PLACE,
        {"gemeente": "0225", "gemeente_name": "Druten"},
        NO,
        "gemeente Druten doet niet mee",
        "",
    ),
    "nowhere": (
        PLACE,
        {"gemeente": "", "gemeente_name": ""},
        UNKNOWN,
        "gemeente onbekend",
        "laad een lijst met scholen waar deze school in staat",
    ),
    "just big enough": (SIZE, {}, YES, "100 leerlingen (1 okt 2019)", ""),
    "one too few": (SIZE, {"pupils": 99}, NO, "99 leerlingen (1 okt 2019), minder dan 100", ""),
    "one pupil": (SIZE, {"pupils": 1}, NO, "1 leerling (1 okt 2019), minder dan 100", ""),
    "pupils masked": (
        SIZE,
        {"pupils": None},
        UNKNOWN,
        "aantal leerlingen onbekend",
        "laad de leerlingaantallen van DUO, of vraag de school",
    ),
    "nobody knows": (
        NOBODY_KNOWS,
        {},
        UNKNOWN,
        "de voorwaarden zijn niet openbaar",
        "vraag je POI welke voorwaarden gelden",
    ),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_answers(case: str) -> None:
    text, changes, holds, reason, settle = ANSWERS[case]
    answer = ask(text, school(**changes))
    assert (answer.holds, answer.reason, answer.settle) == (holds, reason, settle)


def test_facts_name_edition_and_row() -> None:
    of_school, of_pupils = (
        "DUO, Vestigingen (3 september 2019), rij 7",
        "DUO, Leerlingen (1 oktober 2019), rij 4",
    )
    assert ask(TYPE, school()).facts == (Evidence("soort school", "basisonderwijs", of_school),)
    assert ask(PLACE, school()).facts == (Evidence("gemeente", "Tiel (0281)", of_school),)
    assert ask(SIZE, school()).facts == (Evidence("leerlingen", "100", of_pupils),)
    assert ask(NOBODY_KNOWS, school()).facts == ()


def test_a_school_in_no_list_of_schools_has_its_type_from_the_count_of_pupils() -> None:
    counted = school(address_edition=None, address_row=None)
    assert ask(TYPE, counted).facts[0].source == "DUO, Leerlingen (1 oktober 2019), rij 4"


PARTS = {
    YES: '{kind: in_municipality, id: yes_%d, source: bron, codes: ["0281"]}',
    NO: '{kind: in_municipality, id: no_%d, source: bron, codes: ["0225"]}',
    UNKNOWN: "{kind: not_public, id: unknown_%d, note: niet openbaar}",
}


def combined(kind: str, parts: list[Holds]) -> str:
    return f"- kind: {kind}\n  rules:\n" + "".join(
        f"    - {PARTS[part] % index}\n" for index, part in enumerate(parts)
    )


@pytest.mark.parametrize("one", Holds)
@pytest.mark.parametrize("other", Holds)
def test_combinations_follow_the_logic(one: Holds, other: Holds) -> None:
    assert ask(combined("all_of", [one, other]), school()).holds == all_hold([one, other])
    assert ask(combined("any_of", [one, other]), school()).holds == any_holds([one, other])


@pytest.mark.parametrize("part", Holds)
def test_not_turns_the_answer_and_its_reason(part: Holds) -> None:
    plain = ask(f"- {PARTS[part] % 0}", school())
    turned = ask(f"- kind: not\n  rule: {PARTS[part] % 0}", school())
    assert turned.holds == opposite(plain.holds)
    assert (turned.facts, turned.settle) == (plain.facts, plain.settle)
    reasons = {YES: "gemeente Tiel doet niet mee", NO: "in gemeente Tiel", UNKNOWN: "niet openbaar"}
    assert turned.reason == reasons[part]
    assert turned.turn_round().reason == plain.reason


def test_what_decided_gives_the_reason_and_all_facts_are_kept() -> None:
    answer = ask(combined("any_of", [NO, YES, UNKNOWN]), school())
    assert answer.reason == "in gemeente Tiel"
    assert [fact.value for fact in answer.facts] == ["Tiel (0281)", "Tiel (0281)"]
    answer = ask(combined("all_of", [YES, UNKNOWN]), school())
    assert (answer.reason, answer.settle) == (
        "niet openbaar",
        "vraag je POI welke voorwaarden gelden",
    )


def test_combinations_inside_combinations() -> None:
    text = """\
    - kind: all_of
      rules:
        - {kind: school_type, source: bron, types: [bo]}
        - kind: any_of
          rules:
            - {kind: in_municipality, source: bron, codes: ["0225"]}
            - kind: not
              rule: {kind: pupils_at_least, source: bron, pupils: 200}
    """
    answer = ask(text, school())
    assert (answer.holds, answer.reason) == (
        YES,
        "basisonderwijs en 100 leerlingen (1 okt 2019), minder dan 200",
    )
    assert [parameter.name for parameter in rule(text).parameters()] == [
        "school_type.types",
        "in_municipality.codes",
        "pupils_at_least.pupils",
    ]


def test_every_kind_is_entered_under_its_own_name() -> None:
    assert {name: kind.kind for name, kind in KINDS.items()} == {name: name for name in KINDS}
