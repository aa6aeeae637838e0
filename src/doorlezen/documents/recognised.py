"""Which of the files that people choose here a file is, so that a refusal can say which one it wants."""

import enum
import re
from collections.abc import Collection

from doorlezen.documents.front import read_sheets
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t

_LOOKED_AT = 2**16
"""So many bytes from the start tell what a text is."""
_SEARCHED = 20
"""In how many rows from the top of a sheet the heads are looked for."""


class FileKind(enum.Enum):
    """A kind of file that somebody may choose."""

    SCHOOLS = "schools"
    SCORES = "scores"
    PUPILS = "pupils"
    LOCATIONS = "locations"
    HOLIDAYS = "holidays"
    COLLABORATIONS = "collaborations"
    HOURS = "hours"
    PROBLEM = "problem"
    PLAN = "plan"
    SOURCES = "sources"
    LIBRARY = "library"
    CATALOGUE = "catalogue"
    CAPTIONS = "captions"
    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"
    WORKBOOK = "workbook"

    @property
    def told(self) -> str:
        """What people call it, as part of a sentence."""
        return {
            FileKind.SCHOOLS: t("de lijst met scholen van DUO"),
            FileKind.SCORES: t("de lijst met scores van het CBS"),
            FileKind.PUPILS: t("de lijst met leerlingen van DUO"),
            FileKind.LOCATIONS: t("de lijst met coördinaten van scholen"),
            FileKind.HOLIDAYS: t("de schoolvakanties van de rijksoverheid"),
            FileKind.COLLABORATIONS: t("een lijst met samenwerkingen"),
            FileKind.HOURS: t("een lijst met uren van vorig jaar"),
            FileKind.PROBLEM: t("een probleembestand"),
            FileKind.PLAN: t("een planbestand"),
            FileKind.SOURCES: t("een bestand met bronnen"),
            FileKind.LIBRARY: t("een bibliotheekbestand"),
            FileKind.CATALOGUE: t("een bestand met alle webinars"),
            FileKind.CAPTIONS: t("een bestand met ondertitels"),
            FileKind.PDF: t("een pdf"),
            FileKind.PICTURE: t("een afbeelding"),
            FileKind.TEXT: t("een tekstdocument"),
            FileKind.WORKBOOK: t("een Excel-bestand"),
        }[self]


_LISTS = {
    FileKind.SCHOOLS,
    FileKind.SCORES,
    FileKind.PUPILS,
    FileKind.LOCATIONS,
    FileKind.COLLABORATIONS,
    FileKind.HOURS,
}
_FORMATS = {
    "problem": FileKind.PROBLEM,
    "plan": FileKind.PLAN,
    "sources": FileKind.SOURCES,
    "library": FileKind.LIBRARY,
    "webinars": FileKind.CATALOGUE,
}
_FORMAT = re.compile(rb"""["']?format["']?\s*[:=]\s*["']doorlezen-([a-z]+)/[0-9]+["']""")
_HOLIDAYS = re.compile(rb"""\"vacations\"\s*:\s*\[""")
_BEGINNINGS = (
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG", FileKind.PICTURE),
    (b"\xff\xd8\xff", FileKind.PICTURE),
    (b"GIF8", FileKind.PICTURE),
    (b"<svg", FileKind.PICTURE),
    (b"WEBVTT", FileKind.CAPTIONS),
    (b"{\\rtf", FileKind.TEXT),
)
_HEADS: tuple[tuple[FileKind, tuple[str, ...]], ...] = (
    # each part must stand somewhere in a head; what asks for most goes first
    (FileKind.SCORES, ("achterstandsscore", "vestiging")),
    (FileKind.PUPILS, ("peildatum", "soort po", "leerlingen")),
    (FileKind.PUPILS, ("soort vestiging", "leerlingen 20", "gemeentecode")),
    (FileKind.SCHOOLS, ("vestigingsnaam", "straatnaam", "plaatsnaam", "gemeentenaam")),
    (FileKind.COLLABORATIONS, ("vestiging", "programma", "sinds")),
    (FileKind.LOCATIONS, ("vestiging", "longitude")),
    (FileKind.LOCATIONS, ("vestiging", "lengtegraad")),
    (FileKind.HOURS, ("vestigingscode", "uren")),
)


def recognise(source: Source) -> FileKind | None:
    """Which of these files it is, by how it begins or by the heads of its columns; None: that is unknown."""
    start = source.data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, kind in _BEGINNINGS:
        if start.startswith(beginning):
            return kind
    if found := _FORMAT.search(start):
        return _FORMATS.get(found[1].decode())
    if start.startswith((b"{", b"[")) and _HOLIDAYS.search(start):
        return FileKind.HOLIDAYS
    return _by_heads(source)


def other_than(source: Source, wanted: FileKind, *, also: Collection[FileKind] = ()) -> InputError | None:
    """The refusal of a file that is plainly another one than ``wanted`` (or ``also``), else None.

    "Dit lijkt de lijst met scores van het CBS; hier hoort de lijst met scholen van DUO."
    """
    found = recognise(source)
    if found is FileKind.WORKBOOK and wanted in _LISTS:
        found = None  # a list may be one, and why it is not this one is for its reader to say
    if found is None or found is wanted or found in also:
        return None
    return InputError(
        source.name, t("dit lijkt {found}; hier hoort {wanted}", found=found.told, wanted=wanted.told)
    )


def _by_heads(source: Source) -> FileKind | None:
    try:
        sheets = read_sheets(source)
    except InputError:
        return None
    for sheet in sheets:
        for row in sheet.rows[:_SEARCHED]:
            heads = [" ".join(re.findall(r"[^\W_]+", text.casefold())) for text in row.texts]
            for kind, parts in _HEADS:
                if all(any(part in head for head in heads) for part in parts):
                    return kind
    return FileKind.WORKBOOK if sheets[0].name else None
