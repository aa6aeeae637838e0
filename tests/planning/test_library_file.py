"""Reading a library file: what it means, and one clear line for everything that is wrong."""

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from doorlezen.language import InputError
from doorlezen.planning.library import read_library
from doorlezen.planning.library.library_model import Ground
from doorlezen.planning.parameters import parameters_of
from tests.planning.corpus import WRONG
from tests.planning.small import TOML, changed, library, with_more

ROOT = Path(__file__).parents[2]


def test_money_is_exact_cents_however_it_is_written() -> None:
    assert [fund.cents for fund in library().funds] == [2_000_000, 1_500_050, 100_001]


def test_hours_become_quarters() -> None:
    read = library()
    assert read.profiles["with_score"].quarters == ((0, 8, 16), (0, 8, 16))
    assert read.last_year == {"01AA00": 8, "02BB00": 5}
    assert read.leesconsulenten.capacity_quarters == 40


def test_capacity_from_fte_rounds_down() -> None:
    fte = "fte = 8.5\nhours_per_fte = 36\npercent_at_schools = 70"
    people = library(changed("hours_per_week = 10", fte)).leesconsulenten
    assert people.capacity_quarters == 856  # 8.5 × 36 × 70% = 214.2 hours
    assert people.capacity_words == "8,50 fte × 36 uur × 70% = 214 uur per week"


def test_no_limit_to_the_hours() -> None:
    people = library(changed("hours_per_week = 10\n", "")).leesconsulenten
    assert (people.capacity_quarters, people.capacity_words) == (None, "geen grens")


def test_a_table_may_have_its_own_ground() -> None:
    own = 'source = "beschikking"\ndate = 2026-03-12\nid = "eigen"'
    first, second, _ = library(changed('id = "eigen"', own)).funds
    assert (first.ground.source, first.ground.by) == ("begroting 2026", "adviseur")
    assert (second.ground.source, second.ground.date) == ("beschikking", datetime.date(2026, 3, 12))
    assert second.ground.by == "adviseur"


def test_hours_and_points_per_size_band() -> None:
    own = "hours = [[0, 1], [0, 1.5, 3]]\npoints = [[0, 5], [0, 5, 8]]\n[profiles.without_score]"
    profile = library(changed("hours = [0, 2, 4]\n[profiles.without_score]", own)).profiles["with_score"]
    assert profile.quarters == ((0, 4), (0, 6, 12))
    assert profile.points == ((0, 5), (0, 5, 8))


def test_the_standard_size_bands_are_those_of_the_sterrenchecklist() -> None:
    sizes = library(
        changed("size_bands = [100]\ntypical_pupils = [60, 160]", "typical_pupils = [60, 160, 280, 420]")
    ).sizes
    assert sizes.limits == (100, 225, 350)
    assert [sizes.band(pupils) for pupils in (0, 99, 100, 224, 225, 349, 350, 2000)] == [
        0,
        0,
        1,
        1,
        2,
        2,
        3,
        3,
    ]


def test_a_gemeente_speaks_of_its_own_schools_and_others_of_all() -> None:
    other = '[[demand]]\nby = "Stichting Lezen"\ntext = "x"\nkind = "keep"\nschools = "all"\npercent = 0'
    assert [demand.gemeente for demand in library(with_more(other)).demands] == ["0001", None]


def test_demands_without_an_id_are_numbered() -> None:
    other = '[[demand]]\nid = "groot"\nby = "0002"\ntext = "x"\nkind = "keep"\nschools = "all"\npercent = 0'
    assert [demand.id for demand in library(with_more(other)).demands] == ["e01", "groot"]


def test_the_example_ships_and_is_the_one_in_the_docs() -> None:
    shipped = (ROOT / "src/doorlezen/planning/examples/library.toml").read_bytes()
    assert shipped == (ROOT / "docs/examples/library.toml").read_bytes()
    read = read_library(shipped, name="library.toml", folder=ROOT)
    assert len(read.gemeenten) == 9
    assert len(read.demands) == 11
    assert read.need.per_point == Decimal(1)


@pytest.mark.parametrize(
    ("old", "new", "line"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_what_is_wrong_is_said_in_one_line_with_its_path(old: str, new: str, line: str) -> None:
    with pytest.raises(InputError) as refusal:
        library(changed(old, new))
    assert str(refusal.value) == f"klein.toml: {line}"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (TOML.encode()[:60], "klein.toml, einde: "),
        (b"a = 1\na = 2\n", "klein.toml, regel 2: "),
        (b"a = [1\n", "klein.toml, einde: "),
    ],
    ids=["cut in a line", "a key twice", "cut in a list"],
)
def test_what_is_no_toml_says_where(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as refusal:
        read_library(data, name="klein.toml", folder=Path())
    what = "geen geldige TOML; kijk naar aanhalingstekens, haakjes en namen die er twee keer staan"
    assert str(refusal.value) == line + what


def test_bytes_that_are_not_utf8_are_refused() -> None:
    with pytest.raises(InputError, match=r"^klein\.toml: hier staat een teken dat niet te lezen is \(5\)$"):
        read_library(b"a = \xe9", name="klein.toml", folder=Path())


def test_a_byte_order_mark_is_skipped() -> None:
    read = read_library(b"\xef\xbb\xbf" + TOML.encode(), name="klein.toml", folder=Path())
    assert read.name == "Bibliotheek Klein"


def test_a_deep_nest_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        read_library(b"a = " + b"[" * 100_000, name="klein.toml", folder=Path())
    assert str(refusal.value) == "klein.toml: geen geldige TOML (te diep genest, of een getal is te groot)"


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(InputError) as refusal:
        read_library(b"#" * (33 * 2**20), name="klein.toml", folder=Path())
    assert str(refusal.value) == "klein.toml: het bestand is 33 MB; meer dan 1 MB wordt niet gelezen"


def test_a_norm_has_its_own_source_and_what_is_not_filled_in_is_not_there() -> None:
    read = library(
        changed(
            "hours = [0, 2, 4]",
            "hours = [0, 2, 4]\n[profiles.with_score.collection]\nbooks_per_pupil = 6.6\n"
            'multilingual_titles = true\nsure = "certain"\nsource = "telling"\ndate = 2026-03-01\n'
            "[profiles.with_score.parents]\nhours_per_year = 7.5",
        )
    )
    norms = read.profiles["with_score"].norms
    assert list(norms) == ["collection", "parents"]
    assert norms["collection"].values == {"books_per_pupil": Decimal("6.6"), "multilingual_titles": True}
    assert norms["collection"].sure == "certain"
    assert norms["collection"].ground == Ground("telling", datetime.date(2026, 3, 1), "adviseur")
    assert norms["parents"].sure == "unknown"
    assert norms["parents"].ground == Ground("begroting 2026", datetime.date(2026, 5, 28), "adviseur")
    assert read.profiles["without_score"].norms == {}
    told = {one.name: one.value for one in parameters_of(read, None)}
    assert told["Collectie, met score"] == "boeken per leerling: 6,6, meertalige titels: ja (zeker)"
    assert told["Ouders, met score"] == "uren per jaar: 7,5 (onbekend)"
