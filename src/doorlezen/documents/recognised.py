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


class File(enum.Enum):
    """A kind of file that somebody may choose."""

    SCHOOLS = "schools"
    SCORES = "scores"
    PUPILS = "pupils"
    LOCATIONS = "locations"
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
            File.SCHOOLS: t("de lijst met scholen van DUO"),
            File.SCORES: t("de lijst met scores van het CBS"),
            File.PUPILS: t("de lijst met leerlingen van DUO"),
            File.LOCATIONS: t("de lijst met coördinaten van scholen"),
            File.COLLABORATIONS: t("een lijst met samenwerkingen"),
            File.HOURS: t("een lijst met uren van vorig jaar"),
            File.PROBLEM: t("een probleembestand"),
            File.PLAN: t("een planbestand"),
            File.SOURCES: t("een bestand met bronnen"),
            File.LIBRARY: t("een bibliotheekbestand"),
            File.CATALOGUE: t("een bestand met alle webinars"),
            File.CAPTIONS: t("een bestand met ondertitels"),
            File.PDF: t("een pdf"),
            File.PICTURE: t("een afbeelding"),
            File.TEXT: t("een tekstdocument"),
            File.WORKBOOK: t("een Excel-bestand"),
        }[self]


_LISTS = {File.SCHOOLS, File.SCORES, File.PUPILS, File.LOCATIONS, File.COLLABORATIONS, File.HOURS}
_FORMATS = {
    "problem": File.PROBLEM,
    "plan": File.PLAN,
    "sources": File.SOURCES,
    "library": File.LIBRARY,
    "webinars": File.CATALOGUE,
}
_FORMAT = re.compile(rb"""["']?format["']?\s*[:=]\s*["']doorlezen-([a-z]+)/[0-9]+["']""")
_BEGINNINGS = (
    (b"%PDF-", File.PDF),
    (b"\x89PNG", File.PICTURE),
    (b"\xff\xd8\xff", File.PICTURE),
    (b"GIF8", File.PICTURE),
    (b"<svg", File.PICTURE),
    (b"WEBVTT", File.CAPTIONS),
    (b"{\\rtf", File.TEXT),
)
_HEADS: tuple[tuple[File, tuple[str, ...]], ...] = (
    # each part must stand somewhere in a head; what asks for most goes first
    (File.SCORES, ("achterstandsscore", "vestiging")),
    (File.PUPILS, ("peildatum", "soort po", "leerlingen")),
    (File.PUPILS, ("soort vestiging", "leerlingen 20", "gemeentecode")),
    (File.SCHOOLS, ("vestigingsnaam", "straatnaam", "plaatsnaam", "gemeentenaam")),
    (File.COLLABORATIONS, ("vestiging", "programma", "sinds")),
    (File.LOCATIONS, ("vestiging", "longitude")),
    (File.LOCATIONS, ("vestiging", "lengtegraad")),
    (File.HOURS, ("vestigingscode", "uren")),
)


def recognise(source: Source) -> File | None:
    """Which of these files it is, by how it begins or by the heads of its columns; None: that is unknown."""
    start = source.data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    for beginning, kind in _BEGINNINGS:
        if start.startswith(beginning):
            return kind
    if found := _FORMAT.search(start):
        return _FORMATS.get(found[1].decode())
    return _by_heads(source)


def other_than(source: Source, wanted: File, *, also: Collection[File] = ()) -> InputError | None:
    """The refusal of a file that is plainly another one than ``wanted`` (or ``also``), else None.

    "Dit lijkt de lijst met scores van het CBS; hier hoort de lijst met scholen van DUO."
    """
    found = recognise(source)
    if found is File.WORKBOOK and wanted in _LISTS:
        found = None  # a list may be one, and why it is not this one is for its reader to say
    if found is None or found is wanted or found in also:
        return None
    return InputError(
        source.name, t("dit lijkt {found}; hier hoort {wanted}", found=found.told, wanted=wanted.told)
    )


def _by_heads(source: Source) -> File | None:
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
    return File.WORKBOOK if sheets[0].name else None
