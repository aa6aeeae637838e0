"""Who was there, from the lists of all kinds of conference systems, as they come and as Excel saves them."""

import csv
import datetime
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from doorlezen.accounts.actor import Actor
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.meetings.attendance.attendance_rows import Seen, read_attendance
from doorlezen.meetings.attendance.times import moment, seconds, union, writes_month_first
from doorlezen.meetings.domain import exports, opinions, queries
from doorlezen.meetings.domain.attendance import AttendanceReport, read_in
from doorlezen.meetings.domain.line import leave
from doorlezen.meetings.models import Meeting
from tests.meetings.attendance_lists import EVERY, TEAMS, ZOOM_WEBINAR, ZOOM_WEBINAR_OLD
from tests.meetings.meetings import END, NOW, START, set_all, somebody


def seen(text: str, encoding: str = "utf-8") -> list[Seen]:
    return read_attendance(Source("lijst.csv", text.encode(encoding))).seen


def workbook(*sheets: Sequence[Sequence[object]]) -> bytes:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "d-m-yyyy hh:mm:ss"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, datetime.datetime):
                        sheet.write_datetime(at, column, cell, day)
                    else:
                        sheet.write(at, column, cell)
    return out.getvalue()


def rows_of(text: str) -> list[list[str]]:
    return list(
        csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text else ";" if ";" in text else ",")
    )


AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{2,4}),? (\d{1,2}):(\d\d):(\d\d) ([AP])M")


def as_day(cell: str) -> datetime.datetime | None:
    found = AMERICAN.fullmatch(cell)
    if found is None:
        return None
    month, day, year, hour, minute, second = (int(part) for part in found.groups()[:6])
    hour = hour % 12 + (12 if found[7] == "P" else 0)
    return datetime.datetime(year % 100 + 2000, month, day, hour, minute, second)  # noqa: DTZ001


def plain(text: str) -> bytes:
    return text.encode("utf-8-sig")


def tabs(text: str) -> bytes:
    """As Teams and Webex give it."""
    return "\r\n".join("\t".join(row) for row in rows_of(text)).encode("utf-16")


def by_dutch_excel(text: str) -> bytes:
    """Opened in a Dutch Excel and saved as csv: semicolons, every row as wide, days as d-m-jjjj."""
    rows = rows_of(text)
    width = max(map(len, rows))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        cells = []
        for cell in row + [""] * (width - len(row)):
            day = as_day(cell)
            # Excel shows no seconds where it made a day of a text
            cells.append(f"{day:%-d-%-m-%Y %H:%M:%S}" if day else re.sub(r"^(\d+)\.(\d+)$", r"\1,\2", cell))
        writer.writerow(cells)
    return out.getvalue().encode("cp1252")


def by_excel(text: str) -> bytes:
    """As a workbook, with real days and numbers, behind a sheet that is about something else."""
    rows = [
        [as_day(cell) or (float(cell) if re.fullmatch(r"\d+", cell) else _shown(cell)) for cell in row]
        for row in rows_of(text)
    ]
    return workbook([["Overzicht", ""], ["Deelnemers", 4]], rows)


def _shown(cell: str) -> str:
    """What Excel makes of ="…"."""
    return re.sub(r'^="(.*)"$', r"\1", cell)


def in_one_column(text: str) -> bytes:
    """Opened in a Dutch Excel without taking the commas apart, and saved."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([line] for line in text.splitlines())
    return out.getvalue().encode("utf-8-sig")


SAVED = {"plain": plain, "tabs": tabs, "dutch-excel": by_dutch_excel, "excel": by_excel}


@pytest.fixture
def registered(meeting: Meeting) -> Meeting:
    """Noor, Sam, Zoë and Wim have a place; Wout waits."""
    meeting.places = 4
    meeting.save()
    for name, email in [
        ("Noor van Dam", "noor"),
        ("Sam Bos", "sam"),
        ("Zoë Klein", "zoe"),
        ("Wim Weg", "wim"),
    ]:
        somebody(meeting, name, email=f"{email}@bieb.example")
    somebody(meeting, "Wout Wacht")
    return meeting


THERE = {"Noor van Dam": 60, "Sam Bos": 45, "Zoë Klein": 1, "Wim Weg": 0, "Wout Wacht": None}


@pytest.mark.django_db
@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
@pytest.mark.parametrize("text", EVERY.values(), ids=EVERY)
def test_every_system_as_it_comes_and_as_excel_saves_it(
    registered: Meeting, organiser: Actor, text: str, saved: Callable[[str], bytes]
) -> None:
    read = read_in(organiser, meeting=registered, source=Source("lijst.csv", saved(text)), now=END)
    assert minutes(registered) == THERE
    assert (read.there, read.not_there, read.without_place) == (3, 1, 0)
    assert {name for _, name in read.unknown} == {"Vreemde Vogel"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["zoom-meeting", "zoom-webinar", "goto"])
def test_commas_that_were_never_taken_apart(registered: Meeting, organiser: Actor, name: str) -> None:
    source = Source("lijst.csv", in_one_column(EVERY[name]))
    read_in(organiser, meeting=registered, source=source, now=END)
    assert minutes(registered) == THERE


@pytest.mark.django_db
def test_who_did_not_attend_is_absent_with_and_without_minutes(registered: Meeting, organiser: Actor) -> None:
    source = Source("lijst.csv", ZOOM_WEBINAR_OLD.encode())
    read = read_in(organiser, meeting=registered, source=source, now=END)
    assert (read.there, read.not_there) == (1, 3)
    assert minutes(registered)["Noor van Dam"] == 1
    no = ZOOM_WEBINAR.replace("No,Wim Weg,Wim,Weg,wim@bieb.example", "Nee,Wim Weg,Wim,Weg,wim@bieb.example")
    with_minutes = no.replace("approved,--,--,--,--", "approved,--,--,0,--")
    read_in(organiser, meeting=registered, source=Source("lijst.csv", with_minutes.encode()), now=END)
    assert minutes(registered) == THERE


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("attendance-teams.csv", {"anna": 62, "bram": 55}),
        ("attendance-zoom-meeting.csv", {"anna": 65, "bram": 48}),
        ("attendance-zoom-webinar.csv", {"anna": 65, "bram": 0}),
    ],
)
@pytest.mark.django_db
def test_the_small_inputs_that_failed(
    meeting: Meeting, organiser: Actor, shared: Path, name: str, expected: dict[str, int]
) -> None:
    for first in ("Anna", "Bram"):
        somebody(meeting, f"{first} Voorbeeld", email=f"{first.lower()}@voorbeeld.example")
    read_in(organiser, meeting=meeting, source=Source(name, (shared / "cases" / name).read_bytes()), now=END)
    found = {one.split()[0].lower(): count for one, count in minutes(meeting).items()}
    assert found == expected


@pytest.mark.django_db
def test_two_devices_are_one_person_and_nobody_stays_longer_than_the_meeting(
    registered: Meeting, organiser: Actor
) -> None:
    def read(text: str) -> dict[str, int | None]:
        read_in(organiser, meeting=registered, source=Source("lijst.csv", text.encode()), now=END)
        return minutes(registered)

    assert read("Naam;Minuten\nNoor van Dam;48\nNoor van Dam;48\nSam Bos;20\nSam Bos;21,5\n") == {
        **dict.fromkeys(THERE, 0),
        "Wout Wacht": None,
        "Noor van Dam": 50,
        "Sam Bos": 42,
    }
    # it took longer than planned, as one row of them says
    longer = "Naam;Minuten\nNoor van Dam;55\nSam Bos;50\nSam Bos;50\n"
    assert [read(longer)[name] for name in ("Noor van Dam", "Sam Bos")] == [55, 55]


@pytest.mark.django_db
def test_who_waits_or_left_is_of_a_kind_of_its_own(registered: Meeting, organiser: Actor) -> None:
    leave(registered.registrations.get(name="Zoë Klein"), now=END - datetime.timedelta(minutes=5))
    text = "Naam;Minuten\nNoor van Dam;48\nZoë Klein;20\nWout Wacht;30\n"
    read = read_in(organiser, meeting=registered, source=Source("lijst.csv", text.encode()), now=END)
    assert read == AttendanceReport(rows=3, there=1, not_there=2, without_place=2, unknown=[])
    counted = queries.counts(registered)
    assert (counted.confirmed, counted.waiting, counted.cancelled) == (3, 1, 1)
    assert (counted.attended, counted.missed, counted.without_place) == (1, 2, 2)
    found = opinions.found(organiser, registered)
    assert (found.invited, found.there) == (3, 1)
    people = [
        line.split(";")[-3:] for line in exports.people_as_csv(organiser, registered).decode().splitlines()
    ]
    assert people == [
        ["Stand", "Was er", "Minuten"],
        ["heeft een plaats", "ja", "48"],
        ["heeft een plaats", "nee", ""],
        ["afgemeld", "ja", "20"],
        ["heeft een plaats", "nee", ""],
        ["wacht op een plaats", "ja", "30"],
    ]
    again = Source("lijst.csv", b"Naam;Minuten\nNoor van Dam;48\n")
    read_in(organiser, meeting=registered, source=again, now=END)
    # of who waited and did not come there is nothing to tell
    assert minutes(registered)["Wout Wacht"] is None
    assert minutes(registered)["Zoë Klein"] is None
    counted = queries.counts(registered)
    assert (counted.attended, counted.missed, counted.without_place) == (1, 2, 0)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("45", 2700),
        ("45,5", 2730),
        ("65.516666666666667", 3931),
        ("0:48:12", 2892),
        ("48:12", 2892),
        ("1:05:00.000", 3900),
        ("1h 5m 3s", 3903),
        ("1 uur, 5 min.", 3900),
        ("1 hr 2 min", 3720),
        ("62 mins", 3720),
        ("1 hour 2 minutes 3 seconds", 3723),
        ("PT1H2M3S", 3723),
        ("< 1 min", 30),
        ("<1 minuut", 30),
        ("0", 0),
        ("", None),
        (",", None),
        ("lang", None),
        ("-3", None),
        ("=1+1", None),
    ],
)
def test_lengths(text: str, length: int | None) -> None:
    assert seconds(text) == length


@pytest.mark.parametrize(
    ("text", "month_first"),
    [
        ("3/8/27, 4:05:06 PM", True),
        ("03/08/2027 04:05:06 PM", True),
        ("8-3-2027 16:05:06", False),
        ("08/03/2027 16:05:06", False),
        ("8.3.2027 16.05.06", False),
        ("2027-03-08 16:05:06", False),
        ("2027-03-08T16:05:06+01:00", False),
        ("Mar 8, 2027 04:05:06 PM CET", False),
        ("8 mrt. 2027 16:05:06", False),
        ("8 maart 2027 16:05:06", False),
    ],
)
def test_moments(text: str, month_first: bool) -> None:
    expected = datetime.datetime(2027, 3, 8, 16, 5, 6)  # noqa: DTZ001
    assert moment(text, month_first=month_first) == expected


def test_what_writes_the_month_first() -> None:
    assert writes_month_first(["3/8/27, 4:00 PM"])
    assert writes_month_first(["3/8/27 16:00", "3/18/27 16:00"])
    assert not writes_month_first(["3-8-2027 16:00"])
    assert not writes_month_first(["18/3/27, 4:00 PM"])
    assert moment("--", month_first=False) is None
    assert moment("45/45/2027 99:99", month_first=False) is None


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), max_size=8))
def test_pieces_of_time_together(pieces: list[tuple[int, int]]) -> None:
    base = datetime.datetime(2027, 3, 18, 9)  # noqa: DTZ001
    spans = [(min(pair), max(pair)) for pair in pieces]
    covered = {second for came, went in spans for second in range(came, went)}
    moments = [(base + datetime.timedelta(seconds=a), base + datetime.timedelta(seconds=b)) for a, b in spans]
    assert union(moments) == len(covered)


@pytest.mark.parametrize("name", [name for name in EVERY if not name.startswith(("meet", "webex"))])
def test_how_long_the_meeting_took_is_read_where_it_is_told(name: str) -> None:
    assert read_attendance(Source("lijst.csv", EVERY[name].encode())).took == 62 * 60


def test_teams_tells_both_the_sum_and_the_pieces() -> None:
    assert sum("Noor van Dam" in one.names for one in seen(TEAMS)) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "Wie;Wat\nNoor;erbij\n",
            "lijst.csv: geen kolom met e-mailadressen of namen gevonden; zet boven een kolom E-mail of Naam",
        ),
        (
            "Naam;Minuten\nNoor;48\nSam;lang\n",
            "lijst.csv, cel B3 (Minuten): lang is geen aantal minuten; vul bijvoorbeeld 45 in",
        ),
        (
            "Naam;Minuten\nNoor;\nSam;3\n",
            "lijst.csv, cel B2 (Minuten): leeg is geen aantal minuten; vul bijvoorbeeld 45 in",
        ),
        (
            "Naam;Minuten\nNoor;-3\n",
            "lijst.csv, cel B2 (Minuten): -3 is geen aantal minuten; vul bijvoorbeeld 45 in",
        ),
        ("Naam;Minuten\nNoor;2000\n", "lijst.csv, cel B2 (Minuten): 2000 is meer dan een dag"),
        (
            "Naam;E-mail;Minuten\n;;48\n",
            "lijst.csv, regel 2: geen naam en geen e-mailadres; vul een van beide in of haal de regel weg",
        ),
        ('Naam;Duur\n"Noor"x;3\n', "lijst.csv, rij 2: de aanhalingstekens in deze rij kloppen niet"),
        ("Naam\n" + "Noor\n" * 20_000, "lijst.csv: meer dan 20000 regels; zo lang is een lijst niet"),
        (
            "a" * 5_000_001,
            "lijst.csv: dit bestand is groter dan 5 MB; zo groot is zo'n lijst niet",
        ),
        (
            "Naam;Minuten\nNoor;#N/B\n",
            "lijst.csv, cel B2: hier staat de fout #N/A (#N/B) in plaats van een waarde; verbeter deze cel",
        ),
    ],
)
def test_lists_that_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(InputError) as wrong:
        seen(text)
    assert str(wrong.value) == message


def test_a_fault_in_a_column_that_nobody_reads_is_no_fault() -> None:
    (one,) = seen("Naam;Rol;Minuten\nNoor;#VERW!;48\n")
    assert (one.names, one.seconds) == (("Noor",), 2880)


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
    assert read == AttendanceReport(
        rows=5, there=2, not_there=2, without_place=0, unknown=[(5, "Jan Smit"), (6, "Vreemde Vogel")]
    )
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
def test_of_what_was_called_off_there_is_no_list(meeting: Meeting, organiser: Actor) -> None:
    somebody(meeting)
    set_all(called_off_at=NOW)
    with pytest.raises(InputError) as wrong:
        read_in(organiser, meeting=meeting, source=Source("lijst.csv", b"Naam\nNoor\n"), now=END)
    assert wrong.value.what == "dit webinar ging niet door; er was niemand"


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
