"""Places as people write them."""

import pytest

from doorlezen.register.domain.place_names import as_written


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("TIEL", "Tiel"),
        ("NEDER-BETUWE", "Neder-Betuwe"),
        ("WEST MAAS EN WAAL", "West Maas en Waal"),
        ("'S-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("S GRAVENHAGE", "'s-Gravenhage"),
        ("'T HARDE", "'t Harde"),
        ("DEN HAAG", "Den Haag"),
        ("BERGEN NH", "Bergen NH"),
        ("ELST GLD", "Elst Gld"),
        ("IJSSELSTEIN UT", "IJsselstein Ut"),
        ("ALPHEN AAN DEN RIJN", "Alphen aan den Rijn"),
        ("REUSEL-DE MIERDEN", "Reusel-De Mierden"),
        ("2E EXLOERMOND", "2e Exloermond"),
        ("Beek en Donk", "Beek en Donk"),
        ("", ""),
    ],
)
def test_capitals_become_a_name(printed: str, written: str) -> None:
    assert as_written(printed) == written
