"""Lists of who was there, as conference systems give them: csv or xlsx, columns known by their heads."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from doorlezen.documents.cells import Row
from doorlezen.documents.source import Source
from doorlezen.documents.workbook import read_workbook
from doorlezen.language import InputError, t

LARGEST = 5_000_000
"""Bytes of a list; one of a thousand people takes a tenth of a megabyte."""
MOST_ROWS = 20_000
_LOOK_FOR_HEAD = 40
"""So many rows may stand above the heads: some systems write a summary there."""
_HEADS = {
    "email": (
        "e-mail", "email", "e-mailadres", "emailadres", "mailadres", "mail", "e-mail address",
        "email address", "user email", "attendee email", "e-mail deelnemer", "participant id (upn)",
    ),
    "name": (
        "naam", "name", "volledige naam", "full name", "deelnemer", "participant", "attendee", "user name",
        "name (original name)", "naam (originele naam)", "naam deelnemer", "weergavenaam", "display name",
        "attendee name", "participant name",
    ),
    "minutes": (
        "minuten", "minutes", "duur", "duration", "aanwezig", "tijd aanwezig", "duur (minuten)",
        "duration (minutes)", "total duration (minutes)", "totale duur (minuten)", "in-meeting duration",
        "duur van vergadering", "duur in vergadering", "time in session", "time in session (minutes)",
        "attendance duration", "aanwezigheidsduur", "attended minutes",
    ),
}  # fmt: skip
_SECTION = re.compile(r"\d+\.\s+\S.*")
"""The title of a next part of the file, "3. In-Meeting Activities"."""
_UNITS = re.compile(
    r"(?:(?P<h>\d+)\s*(?:h|u|uur|uren|hours?|hrs?)\b\.?)?\s*"
    r"(?:(?P<m>\d+)\s*(?:m|min|minuten|minuut|minutes?|mins?)\b\.?)?\s*"
    r"(?:(?P<s>\d+)\s*(?:s|sec|seconden|seconds?|secs?)\b\.?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>[0-5]\d)")
_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,4})?")


@dataclass(frozen=True)
class Seen:
    """A row of the list. ``line``: as a spreadsheet counts. ``seconds``: None where there is no duration."""

    line: int
    email: str
    name: str
    seconds: int | None


def read_attendance(source: Source) -> list[Seen]:
    """Everybody on the list, in its order. Raises InputError with the line where something is unreadable."""
    if len(source.data) > LARGEST:
        raise InputError(source.name, t("het bestand is groter dan 5 MB; zo groot is een lijst niet"))
    rows = _rows(source)
    columns, body = _columns(source, rows)
    return list(_seen(source, columns, body))


def _rows(source: Source) -> list[Row]:
    if source.data.startswith(b"PK"):
        sheets = read_workbook(source)
        rows = [*next((sheet.rows for sheet in sheets if any(not row.blank for row in sheet.rows)), ())]
    else:
        rows = _csv(source)
    if len(rows) > MOST_ROWS:
        raise InputError(source.name, t("meer dan {most} regels; zo lang is een lijst niet", most=MOST_ROWS))
    return rows


def _csv(source: Source) -> list[Row]:
    text = _text(source)
    head = text[:20_000]
    separator = max(";\t,", key=lambda mark: (_most_in_a_line(head, mark), mark == ";"))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        return [Row(reader.line_num, tuple(cells)) for cells in reader]
    except csv.Error:
        at = t("{name}, regel {line}", name=source.name, line=reader.line_num)
        raise InputError(at, t("een aanhalingsteken staat op een verkeerde plaats")) from None


def _text(source: Source) -> str:
    data = source.data
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError(source.name, t("dit is geen csv of xlsx; bewaar de lijst als een van die twee"))


def _most_in_a_line(text: str, mark: str) -> int:
    return max((line.count(mark) for line in text.splitlines()), default=0)


def _columns(source: Source, rows: list[Row]) -> tuple[dict[str, int], list[Row]]:
    """Where the columns are, and the rows under their heads."""
    for at, row in enumerate(rows[:_LOOK_FOR_HEAD]):
        heads = [text.casefold() for text in row.texts]
        found: dict[str, int] = {}
        for what, words in _HEADS.items():
            places = [place for place, head in enumerate(heads) if head in words]
            if len(places) > 1:
                where = t("{name}, regel {line}", name=source.name, line=row.number)
                what_is = t("twee kolommen heten {head}; haal er een weg", head=heads[places[0]])
                raise InputError(where, what_is)
            if places:
                found[what] = places[0]
        if "email" in found or ("name" in found and len(row.cells) > 1) or set(found) == {"name"}:
            return found, rows[at + 1 :]
    what = t("geen kolom met e-mailadressen of namen gevonden; zet boven een kolom E-mail of Naam")
    raise InputError(source.name, what)


def _seen(source: Source, columns: dict[str, int], rows: list[Row]) -> Iterator[Seen]:
    for row in rows:
        filled = [text for text in row.texts if text]
        if not filled:
            continue
        if len(filled) == 1 and len(columns) > 1 and _SECTION.fullmatch(filled[0]):
            return
        cells = {what: row.text(place) for what, place in columns.items()}
        if not cells.get("email") and not cells.get("name"):
            at = t("{name}, regel {line}", name=source.name, line=row.number)
            raise InputError(
                at, t("geen naam en geen e-mailadres; vul een van beide in of haal de regel weg")
            )
        seconds = None
        if "minutes" in columns:
            seconds = _seconds(source, row, cells["minutes"])
        yield Seen(row.number, cells.get("email", ""), cells.get("name", ""), seconds)


def _seconds(source: Source, row: Row, text: str) -> int:
    """Of "45", "45,5", "1:05:00", "1h 5m 3s", "1 uur 5 min"; without a unit it is minutes."""
    clock, units = _CLOCK.fullmatch(text), _UNITS.fullmatch(text)
    if _NUMBER.fullmatch(text):
        seconds = round(float(text.replace(",", ".")) * 60)
    elif clock:
        seconds = _sum(clock)
    elif text and units:
        seconds = _sum(units)
    else:
        at = t("{name}, regel {line}", name=source.name, line=row.number)
        raise InputError(
            at, t("{text} is geen aantal minuten; vul bijvoorbeeld 45 in", text=text or t("leeg"))
        )
    if seconds > 24 * 60 * 60:
        at = t("{name}, regel {line}", name=source.name, line=row.number)
        raise InputError(at, t("{text} is meer dan een dag", text=text))
    return seconds


def _sum(found: re.Match[str]) -> int:
    return 3600 * int(found["h"] or 0) + 60 * int(found["m"] or 0) + int(found["s"] or 0)
