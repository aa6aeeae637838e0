"""The schemes that ship: what they are called stays the same, and they hold what is public and no more."""

from decimal import Decimal

import pytest

from doorlezen.register.models import Programme
from doorlezen.schemes.scheme import tracks_of
from doorlezen.schemes.scheme_words import (
    BOUWSTENEN,
    PROGRAMMES,
    SCHOOL_TYPES,
    programme_name,
    school_type_name,
)
from doorlezen.schemes.shipped_schemes import find_track, load_schemes

SCHEMES = load_schemes()


def test_ids_are_unique_and_stable() -> None:
    assert {scheme.id: [track.id for track in scheme.tracks] for scheme in SCHEMES} == {
        "mbv1": ["mbv1-boekstart", "mbv1-po", "mbv1-vmbo"],
        "mbv2": ["mbv2-nieuwe-locaties-po", "mbv2-doorontwikkeling-po", "mbv2-kwaliteitsbewaking-po"],
        "stimulering-2020": ["stimulering-2020-po"],
        "structureel": ["structureel-po"],
    }


def test_every_known_value_has_a_source_and_every_null_a_note() -> None:
    for scheme, track in tracks_of(SCHEMES):
        amounts = [amount.stated for amount in scheme.amounts.values()]
        stated = [*(parameter.stated for parameter in track.parameters()), *amounts]
        for value in stated:
            assert (value.source is not None) == (value.value is not None) or value.default is not None
            assert value.value is not None or value.note


YEARS = {
    "mbv1": ("2022-2023", "2023-2024"),
    "mbv2": ("2023-2024", "2024-2025", "2025-2026"),
    "stimulering-2020": ("2020-2021",),
    "structureel": None,
}


def test_the_years_in_which_each_gave_money() -> None:
    assert {scheme.id: scheme.school_years.in_force for scheme in SCHEMES} == YEARS


def test_not_found_is_not_the_same_as_not_public() -> None:
    structural = {item.stated.why for item in find_track(SCHEMES, "structureel-po")[1].open_parameters()}
    assert structural == {"not-found"}
    _, track = find_track(SCHEMES, "mbv2-doorontwikkeling-po")
    by_why: dict[str, set[str]] = {}
    for item in track.open_parameters():
        by_why.setdefault(item.stated.why, set()).add(item.name)
    assert by_why["not-found"] == {"school_type.types"}
    assert by_why["own-choice"] == {"score_above.band", "score_above.fresh_years"}
    assert "amounts.per_school" in by_why["not-public"]


def test_every_source_names_the_page_or_says_why_not() -> None:
    without = {source.id for scheme in SCHEMES for source in scheme.sources.values() if not source.page}
    # a webinar, a message whose address was not kept, and our own count over a file
    assert without == {"doorontwikkeling-2024", "weblog-2023", "cbs-2019"}


def test_every_source_is_used() -> None:
    for scheme in SCHEMES:
        amounts = [amount.stated for amount in scheme.amounts.values()]
        stated = [*(item.stated for track in scheme.tracks for item in track.parameters()), *amounts]
        used = {value.source.id for value in stated if value.source is not None}
        assert used == set(scheme.sources)


AMOUNTS = {
    "mbv1": {"budget": 1_290_000_000, "caribbean": 16, "caribbean_schools": 16},
    "mbv1-boekstart": {"places": 500, "per_school": None},
    "mbv1-po": {"places": 780, "per_school": None},
    "mbv1-vmbo": {"places": 113, "places_first": 80, "per_school": None},
    "mbv2": {
        "budget": 7_400_000_000,
        "budget_2023_2024": 2_560_000_000,
        "budget_2024_2025": 2_440_000_000,
        "budget_2025_2026": 2_390_000_000,
        "new_locations": 1800,
        "existing_locations": 6000,
    },
    "mbv2-nieuwe-locaties-po": {
        "budget_2023_2024": 223_000_000,
        "places_2023_2024": 235,
        "per_school": None,
    },
    "mbv2-doorontwikkeling-po": {"per_school": None, "places": None},
    "mbv2-kwaliteitsbewaking-po": {"per_school": None, "places": None},
    "stimulering-2020": {},
    "stimulering-2020-po": {
        "per_school": 225_000,
        "per_school_author": 50_000,
        "per_school_environment": 50_000,
        "per_school_hours": 125_000,
        "most_of_the_area": 50,
    },
    "structureel": {"budget_from_2028": 5_000_000_000, "budget_2026_2027": None},
    "structureel-po": {"per_school": None, "places": None},
}


def test_amounts_are_those_that_are_public() -> None:
    found = {scheme.id: scheme.amounts for scheme in SCHEMES}
    found.update({track.id: track.amounts for _, track in tracks_of(SCHEMES)})
    assert {
        owner: {name: amount.stated.value for name, amount in amounts.items()}
        for owner, amounts in found.items()
    } == AMOUNTS


def test_derived_amounts_add_up() -> None:
    parts = AMOUNTS["stimulering-2020-po"]
    assert parts["per_school"] == sum(cents or 0 for name, cents in parts.items() if "per_school_" in name)


def test_doorontwikkeling_leaves_its_rules_open_with_the_default_that_is_said() -> None:
    _, track = find_track(SCHEMES, "mbv2-doorontwikkeling-po")
    assert {item.name: item.stated.in_force for item in track.open_parameters()} == {
        "school_type.types": ("bo",),
        "score_above.variant": "met-drempel",
        "score_above.threshold": Decimal(0),
        "score_above.peildatum": "newest",
        "score_above.unreliable": "undetermined",
        "score_above.band": Decimal("0.1"),
        "score_above.fresh_years": 2,
        "collaboration_running.programmes": ("dbos-po",),
        "collaboration_running.on": "asked",
        "amounts.per_school": None,
        "amounts.places": None,
        "allowed_bouwstenen": None,
        "conditions.accounting": None,
    }


@pytest.mark.parametrize("asked", ["mbv2-kwaliteitsbewaking-po", "stimulering-2020-po", "structureel-po"])
def test_what_nobody_knows_is_a_rule_of_its_own(asked: str) -> None:
    _, track = find_track(SCHEMES, asked)
    assert len(track.unknown_rules()) == 1


def test_the_words_are_those_of_the_register() -> None:
    assert sorted(Programme.values) == sorted(PROGRAMMES)


def test_every_word_has_a_name() -> None:
    assert len({programme_name(word) for word in PROGRAMMES}) == len(PROGRAMMES)
    assert len({school_type_name(word) for word in SCHOOL_TYPES}) == len(SCHOOL_TYPES)
    assert len(set(BOUWSTENEN)) == 7
