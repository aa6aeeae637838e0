"""Pupils, coordinates and the library's own list: what is read and what is refused."""

import datetime
from decimal import Decimal

import pytest

from doorlezen.documents.headed import RowFault
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.register.models import Phase, Programme
from doorlezen.register.readers.collaborations import (
    PHASES,
    PROGRAMMES,
    CollaborationList,
    CollaborationRow,
    read_collaborations,
)
from doorlezen.register.readers.locations import LocationRow, read_locations
from doorlezen.register.readers.pupils import PupilRow, read_pupils
from tests.register.files import locations_csv, pupils_csv, text_file
from tests.words import BRIN_ALONE

HEADER = ("vestigingscode", "programma", "sinds", "tot", "fase")
OCTOBER = datetime.date(2019, 10, 1)


def test_pupils_of_primary_schools_are_kept_and_others_counted() -> None:
    found = read_pupils(
        Source(
            "pupils.csv",
            pupils_csv(
                [
                    ("20191001", "00AP", "00", "Bo", "100"),
                    ("20191001", "00AP", "1", "bo", "<5"),
                    ("20191001", "00AO", "00", "So", "139"),
                    ("20191001", "00AO", "00", "Vso", "35"),
                    ("20191001", "00BZ", "00", "Sbo", "80"),
                ]
            ),
        )
    )
    assert found.rows == (PupilRow(2, "00AP00", "bo", 100), PupilRow(3, "00AP01", "bo", None))
    assert (found.day, found.others) == (OCTOBER, {"sbo": 1, "so": 1, "vso": 1})


def test_a_row_of_pupils_that_cannot_be_read_is_left_out_and_named() -> None:
    rows = [("20191001", "00AP", "00", "Bo", "100"), ("20191001", "00AR", "00", "Bo", "veel")]
    found = read_pupils(Source("pupils.csv", pupils_csv(rows)))
    assert [row.code for row in found.rows] == ["00AP00"]
    assert found.refused == (RowFault(3, "LEERLINGEN", "“veel” is geen getal"),)


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (
            [("20191001", "00AP", "00", "Bo", "1"), ("20201001", "00AR", "00", "Bo", "1")],
            "pupils.csv, rij 3, PEILDATUM: het bestand noemt meer dan één peildatum",
        ),
        (
            [("20191001", "00AP", "00", "Vso", "1")],
            "pupils.csv: geen enkele rij gaat over een basisschool (SOORT_PO = Bo)",
        ),
    ],
)
def test_a_file_of_pupils_that_cannot_be_used_is_refused(rows: list[tuple[str, ...]], line: str) -> None:
    with pytest.raises(InputError) as refused:
        read_pupils(Source("pupils.csv", pupils_csv(rows)))
    assert str(refused.value) == line


def test_of_a_school_that_stands_there_twice_with_other_numbers_no_row_counts() -> None:
    rows = [
        ("20191001", "00AP", "00", "Bo", "1"),
        ("20191001", "00AP", "0", "Bo", "2"),
        ("20191001", "00AR", "00", "Bo", "3"),
        ("20191001", "00AR", "00", "Bo", "3"),
    ]
    found = read_pupils(Source("pupils.csv", pupils_csv(rows)))
    assert found.rows == (PupilRow(4, "00AR00", "bo", 3),)
    assert [(fault.row, fault.what) for fault in found.refused] == [
        (2, "vestiging 00AP00 staat ook in rij 3, met iets anders; geen van die rijen telt"),
        (3, "vestiging 00AP00 staat ook in rij 2, met iets anders; geen van die rijen telt"),
        (5, "vestiging 00AR00 staat ook in rij 4, met hetzelfde"),
    ]


def test_coordinates_are_read_and_those_abroad_are_named() -> None:
    rows = [("00AP00", "4.474884", "52.059985"), ("00AR00", "52.05", "4.47"), ("00AV00", "4.4", ".")]
    found = read_locations(Source("locations.csv", locations_csv(rows)))
    assert found.rows == (LocationRow(2, "00AP00", Decimal("4.474884"), Decimal("52.059985")),)
    assert found.refused == (
        RowFault(3, "longitude", "“52.05” ligt niet in Nederland; zijn lengte en breedte verwisseld?"),
        RowFault(4, "latitude", "geen coördinaat"),
    )


def own(data: bytes) -> CollaborationList:
    return read_collaborations(Source("lijst.csv", data))


def test_programmes_and_phases_are_those_of_the_register() -> None:
    assert list(PROGRAMMES.items()) == Programme.choices
    assert list(PHASES) == Phase.values


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_is_read_whatever_it_was_saved_as(delimiter: str, encoding: str) -> None:
    rows = [
        ("00AP00", "dBos", "1-8-2018", "2025-07-31", "Borging", "Café"),
        ("00AR00", "dBos+", "2022-08-01", "", "", ""),
    ]
    found = own(text_file([*HEADER, "opmerking"], rows, delimiter, encoding))
    assert found.rows == (
        CollaborationRow(
            2, "00AP00", "dbos-po", datetime.date(2018, 8, 1), datetime.date(2025, 7, 31), "borging"
        ),
        CollaborationRow(3, "00AR00", "dbos-plus", datetime.date(2022, 8, 1), None, ""),
    )
    assert (found.wrong, found.unknown_columns) == ((), ("opmerking",))


def test_english_headers_do_as_well_and_until_and_phase_may_be_missing() -> None:
    found = own(text_file(("Since", "Programme", "Vestigingscode"), [("2018-08-01", "boekstart", "00AP00")]))
    assert found.rows == (CollaborationRow(2, "00AP00", "boekstart", datetime.date(2018, 8, 1), None, ""),)


@pytest.mark.parametrize(
    ("written", "programme"),
    [
        ("dbos-po", "dbos-po"),
        ("DBOS PO", "dbos-po"),
        ("de Bibliotheek op school", "dbos-po"),
        ("dBos-vmbo", "dbos-vmbo"),
        ("BoekStart in de kinderopvang", "boekstart"),
        ("dbos-plus", "dbos-plus"),
        ("Vergelijkbare samenwerking", "comparable"),
        ("de Bibliotheek op school, primair onderwijs", "dbos-po"),
        ("De Bibliotheek op School (PO)", "dbos-po"),
        ("bibliotheek op school – basisonderwijs", "dbos-po"),
        ("de Bibliotheek op school, vmbo", "dbos-vmbo"),
        ("dBos +", "dbos-plus"),
        ("de\u00a0Bibliotheek op\u200b school", "dbos-po"),
    ],
)
def test_programmes_by_the_names_that_people_use(written: str, programme: str) -> None:
    (row,) = own(text_file(HEADER, [("00AP00", written, "2018-08-01", "", "")])).rows
    assert row.programme == programme


def test_short_rows_empty_rows_and_a_missing_last_line_end_are_fine_in_an_own_list() -> None:
    found = own(b"vestigingscode;programma;sinds;tot;fase\n;;;;\n00AP00;dbos;2018-08-01")
    assert [(row.row, row.code) for row in found.rows] == [(3, "00AP00")]
    assert found.wrong == ()


def test_every_wrong_cell_is_named_in_one_go() -> None:
    found = own(
        text_file(
            HEADER,
            [
                ("00AP", "dbos", "2018-08-01", "", ""),
                ("00AP00", "dbs", "32-8-2018", "", "klaar"),
                ("00AR00", "dbos", "2018-08-01", "2017-08-01", ""),
                ("00AV00", "dbos", "2018-08-01", "", ""),
                ("00av00", "dBos", "1-8-2018", "", ""),
                ("00AZ00", "dbos", "2018-08-01", "", "", "te veel"),
            ],
        )
    )
    assert found.wrong == (
        RowFault(
            2,
            "vestigingscode",
            BRIN_ALONE,
        ),
        RowFault(
            3,
            "programma",
            "“dbs” is geen programma; kies uit de Bibliotheek op school, primair onderwijs; de Bibliotheek "
            "op school, vmbo; BoekStart in de kinderopvang; dBos+; vergelijkbare samenwerking",
        ),
        RowFault(3, "sinds", "“32-8-2018” is geen datum zoals 1-8-2018 of 1 aug 2018"),
        RowFault(3, "fase", "“klaar” is geen fase; kies uit acquisitie, implementatie, uitvoering, borging"),
        RowFault(4, "tot", "het einde ligt voor het begin"),
        RowFault(6, "vestigingscode", "dezelfde samenwerking staat al in rij 5"),
        RowFault(7, "", "meer cellen dan de kopregel"),
    )


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"vestigingscode;programma\n00AP00;dbos\n", "lijst.csv, kopregel: deze kolommen ontbreken: sinds"),
        (
            b"vestigingscode;programma;sinds\n",
            "lijst.csv: onder de kopregel staat geen enkele rij; haal het bestand opnieuw op",
        ),
    ],
)
def test_what_is_no_own_list_is_refused(data: bytes, line: str) -> None:
    with pytest.raises(InputError) as refused:
        own(data)
    assert str(refused.value) == line
