"""Who was there, from the lists of all kinds of conference systems."""

import io
from collections.abc import Sequence

import pytest
from xlsxwriter import Workbook

from doorlezen.accounts.actor import Actor
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.webinars.registration.domain.attendance import Read, read_in
from doorlezen.webinars.registration.domain.attendance_file import Seen, read_attendance
from doorlezen.webinars.registration.domain.line import leave
from doorlezen.webinars.registration.models import Meeting
from tests.webinars.registration.meetings import END, NOW, START, somebody


def seen(text: str, encoding: str = "utf-8") -> list[Seen]:
    return read_attendance(Source("lijst.csv", text.encode(encoding)))


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return out.getvalue()


TEAMS = (
    "1. Samenvatting\nTitel\tEen gesprek\nDeelnemers\t2\n\n2. Deelnemers\n"
    "Naam\tEerste deelname\tDuur in vergadering\tE-mail\tRol\n"
    "Noor van Dam\t18-3-2027 09:28\t48 min 12 s\tnoor@bieb.example\tDeelnemer\n"
    "Sam Bos (Gast)\t18-3-2027 09:31\t1 u 2 min 3 s\t\tDeelnemer\n\n"
    "3. Activiteiten in vergadering\nNaam\tTijd\nNoor van Dam\t09:28\n"
)
ZOOM = (
    "Name (Original Name),User Email,Total Duration (Minutes),Guest\nNoor van Dam,NOOR@bieb.example,48,Yes\n"
)
DUTCH = "Naam;E-mailadres;Minuten\nNoor van Dam;noor@bieb.example;45,5\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (
            TEAMS,
            "utf-16",
            [Seen(7, "noor@bieb.example", "Noor van Dam", 2892), Seen(8, "", "Sam Bos (Gast)", 3723)],
        ),
        (ZOOM, "utf-8", [Seen(2, "NOOR@bieb.example", "Noor van Dam", 2880)]),
        (DUTCH, "utf-8-sig", [Seen(2, "noor@bieb.example", "Noor van Dam", 2730)]),
        ("Naam;Duur\nZoë;0:48:12\n", "cp1252", [Seen(2, "", "Zoë", 2892)]),
        ("E-mail\nnoor@bieb.example\n\n", "utf-8", [Seen(2, "noor@bieb.example", "", None)]),
        ("Name\nNoor\n", "utf-8", [Seen(2, "", "Noor", None)]),
        ("email,minutes\nnoor@bieb.example,1h 5m\n", "utf-8", [Seen(2, "noor@bieb.example", "", 3900)]),
        ('naam,duur\n"Noor\nvan Dam",3:20\n', "utf-8", [Seen(3, "", "Noor van Dam", 200)]),
    ],
)
def test_lists_of_many_systems(text: str, encoding: str, expected: list[Seen]) -> None:
    assert seen(text, encoding) == expected


def test_a_workbook() -> None:
    data = workbook([["Deelnemers"], [], ["Naam", "E-mail", "Minuten"], ["Noor", "noor@bieb.example", 48]])
    assert read_attendance(Source("lijst.xlsx", data)) == [Seen(4, "noor@bieb.example", "Noor", 48 * 60)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Wie;Wat\nNoor;erbij\n",
            "lijst.csv: geen kolom met e-mailadressen of namen gevonden; zet boven een kolom E-mail of Naam",
        ),
        (
            "Naam;Minuten\nNoor;48\nSam;lang\n",
            "lijst.csv, regel 3: lang is geen aantal minuten; vul bijvoorbeeld 45 in",
        ),
        ("Naam;Minuten\nNoor;\n", "lijst.csv, regel 2: leeg is geen aantal minuten; vul bijvoorbeeld 45 in"),
        ("Naam;Minuten\nNoor;-3\n", "lijst.csv, regel 2: -3 is geen aantal minuten; vul bijvoorbeeld 45 in"),
        ("Naam;Minuten\nNoor;2000\n", "lijst.csv, regel 2: 2000 is meer dan een dag"),
        (
            "Naam;E-mail;Minuten\n;;48\n",
            "lijst.csv, regel 2: geen naam en geen e-mailadres; vul een van beide in of haal de regel weg",
        ),
        ("Naam;naam\nNoor;Sam\n", "lijst.csv, regel 1: twee kolommen heten naam; haal er een weg"),
        ('Naam;Duur\n"Noor"x;3\n', "lijst.csv, regel 2: een aanhalingsteken staat op een verkeerde plaats"),
        ("Naam\n" + "Noor\n" * 20_000, "lijst.csv: meer dan 20000 regels; zo lang is een lijst niet"),
        ("\x00\x01\x02", "lijst.csv: dit is geen csv of xlsx; bewaar de lijst als een van die twee"),
        ("a" * 5_000_001, "lijst.csv: het bestand is groter dan 5 MB; zo groot is een lijst niet"),
    ],
)
def test_lists_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(InputError) as wrong:
        seen(text)
    assert str(wrong.value) == message


def test_a_broken_workbook() -> None:
    with pytest.raises(InputError) as wrong:
        read_attendance(Source("lijst.xlsx", workbook([["Naam"]])[:100]))
    assert str(wrong.value) == (
        "lijst.xlsx: dit is geen Excel-werkboek (xlsx), of het is beschadigd; haal het opnieuw op"
    )


def minutes(meeting: Meeting) -> dict[str, int | None]:
    return dict(meeting.registrations.order_by("number").values_list("name", "minutes_there"))


@pytest.mark.django_db
def test_everybody_on_the_list_was_there_and_who_is_unknown_is_told(
    meeting: Meeting, organiser: Actor
) -> None:
    meeting.places = 10
    meeting.save()
    for name in ("Noor van Dam", "Sam Bos", "Jan Smit", "Wim Weg"):
        somebody(meeting, name)
    somebody(meeting, "Jan Smit", email="jan.2@bieb.example")
    leave(meeting.registrations.get(name="Wim Weg"), now=NOW)
    text = (
        "Naam;E-mail;Minuten\n"
        "Noor;NOOR.van.dam@bieb.example;20\n"
        "Noor;noor.van.dam@bieb.example;25,2\n"
        "sam  bos [extern];;50\n"
        "Jan Smit;;30\n"
        "Vreemde Vogel;vogel@elders.example;50\n"
    )
    read = read_in(organiser, meeting=meeting, source=Source("lijst.csv", text.encode()), now=END)
    # two people are called Jan Smit, so nobody can say which one it was
    assert read == Read(rows=5, there=2, not_there=2, unknown=[(5, "Jan Smit"), (6, "Vreemde Vogel")])
    assert minutes(meeting) == {"Noor van Dam": 46, "Sam Bos": 50, "Jan Smit": 0, "Wim Weg": None}
    again = Source("lijst.csv", b"E-mail\nsam.bos@bieb.example\n")
    read_in(organiser, meeting=meeting, source=again, now=END)
    assert minutes(meeting) == {"Noor van Dam": 0, "Sam Bos": 1, "Jan Smit": 0, "Wim Weg": None}


@pytest.mark.django_db
def test_a_list_with_one_bad_line_writes_nothing(meeting: Meeting, organiser: Actor) -> None:
    somebody(meeting)
    source = Source("lijst.csv", b"Naam;Minuten\nNoor van Dam;48\nSam;lang\n")
    with pytest.raises(InputError):
        read_in(organiser, meeting=meeting, source=source, now=END)
    assert minutes(meeting) == {"Noor van Dam": None}


@pytest.mark.django_db
def test_the_list_of_another_webinar_is_refused(meeting: Meeting, organiser: Actor) -> None:
    somebody(meeting)
    with pytest.raises(InputError) as wrong:
        read_in(organiser, meeting=meeting, source=Source("lijst.csv", b"Naam\nVreemde Vogel\n"), now=END)
    assert str(wrong.value) == (
        "lijst.csv: niemand op deze lijst is aangemeld; is dit de lijst van het goede webinar?"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("shredded", "what"),
    [
        (False, "dit webinar is nog niet begonnen"),
        (True, "de namen zijn al gewist; wie er was is niet meer te koppelen"),
    ],
)
def test_too_early_and_too_late(meeting: Meeting, organiser: Actor, shredded: bool, what: str) -> None:
    if shredded:
        Meeting.objects.update(shredded_at=END)
    with pytest.raises(InputError) as wrong:
        read_in(organiser, meeting=meeting, source=Source("lijst.csv", b"Naam\nNoor\n"), now=NOW)
    assert wrong.value.what == what
    assert START > NOW
