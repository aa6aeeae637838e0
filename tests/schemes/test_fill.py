"""Filling in what is not public: each value keeps its source, date and who; nothing public is overwritten."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from doorlezen.language import InputError
from doorlezen.schemes.scheme import FilledParameter, Track, fill
from tests.schemes.make import HEAD, track

RULES = """\
- {kind: school_type, source: bron, types: [bo]}
- kind: any_of
  rules:
    - kind: score_above
      source: bron
      variant: {value: null, default: met-drempel, note: niet openbaar}
      threshold: {value: null, note: niet openbaar}
      peildatum: {value: null, default: newest, note: niet openbaar}
    - kind: score_above
      id: older
      source: bron
      variant: met-drempel
      threshold: 0
      peildatum: {value: null, default: newest, note: niet openbaar}
- {kind: pupils_at_least, source: bron, pupils: {value: null, note: niet openbaar}}
"""
MONEY = """\
amounts:
  per_school: {label: per school, cents: null, note: niet openbaar}
  share: {label: eigen deel, percent: null, note: niet openbaar}
  places: {label: plaatsen, count: 235, source: bron}
conditions:
  accounting: {text: null, note: niet openbaar}
"""
DAY = datetime.date(2026, 5, 28)


def open_track() -> Track:
    return track(RULES, rest=MONEY)


def given(name: str, value: str) -> FilledParameter:
    return FilledParameter(
        name, value, source="brief van de POI", date=DAY, by="Jo", path="lib.toml: scheme.filled[0]"
    )


def test_what_is_open_can_be_listed() -> None:
    assert [(item.name, item.label, item.stated.show()) for item in open_track().open_parameters()] == [
        ("score_above.variant", "welke achterstandsscore telt", "met drempel"),
        ("score_above.threshold", "grens van de score", "niet openbaar — vul in"),
        ("score_above.peildatum", "peildatum van de score", "de nieuwste"),
        ("score_above.unreliable", "score bij 40 leerlingen of minder", "niet vast te stellen"),
        ("score_above.band", "waarschuwen bij zoveel punten per leerling van de grens", "0,1"),
        ("score_above.fresh_years", "waarschuwen bij een score die ouder is dan zoveel jaar", "2"),
        ("older.peildatum", "peildatum van de score", "de nieuwste"),
        ("older.unreliable", "score bij 40 leerlingen of minder", "niet vast te stellen"),
        ("older.band", "waarschuwen bij zoveel punten per leerling van de grens", "0,1"),
        ("older.fresh_years", "waarschuwen bij een score die ouder is dan zoveel jaar", "2"),
        ("pupils_at_least.pupils", "minstens zoveel leerlingen", "niet openbaar — vul in"),
        ("amounts.per_school", "per school", "niet openbaar — vul in"),
        ("amounts.share", "eigen deel", "niet openbaar — vul in"),
        ("conditions.accounting", "voorwaarde", "niet openbaar — vul in"),
    ]


VALUES: dict[str, tuple[str, Any]] = {
    "score_above.variant": ("zonder-drempel", "zonder-drempel"),
    "score_above.threshold": ("33.02", Decimal("33.02")),
    "score_above.unreliable": ("count", "count"),
    "score_above.band": ("0.25", Decimal("0.25")),
    "pupils_at_least.pupils": ("40", 40),
    "amounts.per_school": ("9490.50", 949050),
    "amounts.share": ("12.5", Decimal("12.5")),
    "conditions.accounting": ("Elk jaar voor 1 maart.", "Elk jaar voor 1 maart."),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_keeps_its_ground(name: str) -> None:
    text, value = VALUES[name]
    made = fill(open_track(), [given(name, text)])
    (filled,) = made.filled_parameters()
    assert filled.name == name
    assert filled.stated.in_force == value
    ground = filled.stated.filled
    assert ground is not None
    assert (ground.value, ground.source, ground.date, ground.by) == (value, "brief van de POI", DAY, "Jo")
    assert name not in [item.name for item in made.open_parameters()]
    assert len(made.open_parameters()) == len(open_track().open_parameters()) - 1


def test_the_track_itself_is_left_as_it_was() -> None:
    before = open_track()
    fill(before, [given("amounts.per_school", "9490")])
    assert before == open_track()


def test_peildata_are_filled_in_together() -> None:
    made = fill(
        open_track(), [given("score_above.peildatum", "2019-10-01"), given("older.peildatum", "2019-10-01")]
    )
    assert made.peildatum() == datetime.date(2019, 10, 1)


def test_bouwstenen_are_parted_by_commas() -> None:
    head = HEAD.replace("{value: [expertise, collectie], source: bron}", "{value: null, note: niet openbaar}")
    made = fill(track(RULES, head=head), [given("allowed_bouwstenen", "expertise, monitor")])
    assert made.allowed_bouwstenen.in_force == ("expertise", "monitor")


WRONG = {
    "a name like one there is": (
        [("amounts.per_schol", "1")],
        "lib.toml: scheme.filled[0].name",
        "amounts.per_schol hoort niet bij test-po; bedoel je amounts.per_school of amounts.share?",
    ),
    "a value that is public": (
        [("amounts.places", "300")],
        "lib.toml: scheme.filled[0].name",
        "amounts.places is openbaar: 235; dat vul je niet in",
    ),
    "twice the same name": (
        [("amounts.per_school", "1"), ("amounts.per_school", "2")],
        "lib.toml: scheme.filled[0].name",
        "amounts.per_school is al ingevuld",
    ),
    "euros with a comma": (
        [("amounts.per_school", "9490,50")],
        "lib.toml: scheme.filled[0].value",
        'moet een bedrag in euro, zoals 9500.00 zijn, niet "9490,50"',
    ),
    "a score that is no number": (
        [("score_above.threshold", "nan")],
        "lib.toml: scheme.filled[0].value",
        'moet een getal vanaf 0, zoals 0.1 zijn, niet "nan"',
    ),
    "a day that does not exist": (
        [("score_above.peildatum", "2019-02-30")],
        "lib.toml: scheme.filled[0].value",
        'moet een datum zoals 2019-10-01, of "newest" zijn, niet "2019-02-30"',
    ),
    "a word that is none": (
        [("score_above.unreliable", "ja")],
        "lib.toml: scheme.filled[0].value",
        'moet een van count, refuse, undetermined zijn, niet "ja"',
    ),
    "half a pupil": (
        [("pupils_at_least.pupils", "40.5")],
        "lib.toml: scheme.filled[0].value",
        'moet een geheel getal vanaf 0 zijn, niet "40.5"',
    ),
    "nothing": (
        [("conditions.accounting", "  ")],
        "lib.toml: scheme.filled[0].value",
        'moet een tekst zijn, niet ""',
    ),
    "scores of two days": (
        [("score_above.peildatum", "2019-10-01")],
        "lib.toml: scheme.filled[0]",
        "alle scores van een spoor moeten dezelfde peildatum hebben",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_refused(case: str) -> None:
    values, where, what = WRONG[case]
    with pytest.raises(InputError) as refused:
        fill(open_track(), [given(name, value) for name, value in values])
    assert (refused.value.where, refused.value.what) == (where, what)


def test_a_track_without_open_values() -> None:
    closed = track("- {kind: school_type, source: bron, types: [bo]}")
    with pytest.raises(InputError) as refused:
        fill(closed, [given("amounts.per_school", "1")])
    assert refused.value.what == "test-po heeft niets om in te vullen"
