"""Parts and chapters as lines of text, so that they can be written in one field, also without JavaScript.

# Gesprek over deskundigheid (0:00)
Noor Kantlijn; gespreksleider; Voorbeeldbibliotheek (verzonnen)
? onderzoekers, namen niet bekend; onderzoeker; Voorbeeldbureau (verzonnen)

1:33 Welke scholen komen in aanmerking? -> eligible-schools
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from django.utils.text import slugify

from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.shape import (
    AffiliationEntry,
    AppearanceEntry,
    ChapterEntry,
    PartEntry,
    SpeakerEntry,
)
from doorlezen.webinars.clock import clock

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)", re.ASCII)
_PART = re.compile(r"#\s*(?P<title>.*?)\s*(?:\((?P<start>[0-9:]+)\))?")


@dataclass(frozen=True)
class Parts:
    """Parts, and the speakers and affiliations that they name and that are new."""

    parts: tuple[PartEntry, ...]
    speakers: tuple[SpeakerEntry, ...]
    affiliations: tuple[AffiliationEntry, ...]


def read_clock(text: str) -> int | None:
    """Seconds of "1:33" or "1:02:03"; None where it is no time."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def read_parts(
    text: str,
    *,
    speakers: Mapping[str, str],
    affiliations: Mapping[str, str],
    taken: Collection[str] = (),
) -> Parts:
    """The parts in a text; the mappings give the slug of a known name, ``taken`` are slugs that none may get.

    Raises InputError("regel 3", what).
    """
    people, places = _Slugs(speakers, taken), _Slugs(affiliations, taken)
    parts: list[tuple[str, int | None, list[AppearanceEntry]]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("#"):
            found = _PART.fullmatch(line)
            start = read_clock(found["start"]) if found and found["start"] else None
            if found is None or not found["title"]:
                _refuse(number, t("geef het onderdeel een titel"))
            parts.append((found["title"], start, []))
        elif not parts:
            _refuse(number, t("begin met een onderdeel: een regel met # en een titel"))
        else:
            parts[-1][2].append(_appearance(line, number, people, places))
    return Parts(
        tuple(PartEntry(title, start, tuple(who)) for title, start, who in parts),
        tuple(SpeakerEntry(slug, name) for name, slug in people.new.items()),
        tuple(AffiliationEntry(slug, name) for name, slug in places.new.items()),
    )


class _Slugs:
    """The slug of each name: the known one, or a new one that nothing has."""

    def __init__(self, known: Mapping[str, str], taken: Collection[str]) -> None:
        self.known = known
        self.taken = {*known.values(), *taken}
        self.new: dict[str, str] = {}

    def of(self, name: str, number: int) -> str:
        """The slug; raises InputError for a name without letters on line ``number``."""
        if (slug := self.known.get(name) or self.new.get(name)) is not None:
            return slug
        base = slugify(name)[:70].strip("-")
        if not base:
            _refuse(number, t("in {name} staan geen letters", name=name))
        slug, n = base, 2
        while slug in self.taken:
            slug, n = f"{base}-{n}", n + 1
        self.taken.add(slug)
        self.new[name] = slug
        return slug


def _appearance(line: str, number: int, people: _Slugs, places: _Slugs) -> AppearanceEntry:
    fields = [field.strip() for field in line.split(";")]
    if len(fields) > 3:
        _refuse(number, t("schrijf naam; rol; organisatie"))
    name, role, place = (*fields, "", "")[:3]
    affiliation = places.of(place, number) if place else ""
    if name.startswith("?"):
        if not name[1:].strip():
            _refuse(number, t("beschrijf na het vraagteken wie spreekt"))
        return AppearanceEntry(unnamed=name[1:].strip(), role=role, affiliation=affiliation)
    if not name:
        _refuse(number, t("de naam ontbreekt; ken je die niet, begin dan met een vraagteken"))
    return AppearanceEntry(speaker=people.of(name, number), role=role, affiliation=affiliation)


def write_parts(
    parts: Sequence[PartEntry], *, speakers: Mapping[str, str], affiliations: Mapping[str, str]
) -> str:
    """The parts as lines; the mappings give the name of a slug."""
    lines = []
    for part in parts:
        lines.append(f"# {part.title}" + (f" ({clock(part.start)})" if part.start is not None else ""))
        for who in part.speakers:
            name = speakers[who.speaker] if who.speaker else f"? {who.unnamed}"
            place = affiliations[who.affiliation] if who.affiliation else ""
            lines.append("; ".join([name, who.role, place]).rstrip("; "))
        lines.append("")
    return "\n".join(lines).strip()


def read_chapters(text: str, *, targets: Sequence[str]) -> tuple[ChapterEntry, ...]:
    """The chapters in a text, in the order of their times. Raises InputError("regel 3", what)."""
    chapters: dict[int, ChapterEntry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        time, _, rest = line.strip().partition(" ")
        title, _, target = (part.strip() for part in rest.partition("->"))
        start = read_clock(time)
        if start is None:
            _refuse(number, t("begin met een tijd, zoals 1:33"))
        if not title:
            _refuse(number, t("geef het hoofdstuk een titel"))
        if target and target not in targets:
            known = ", ".join(targets)
            _refuse(number, t("{target} is geen pagina; kies uit {known}", target=target, known=known))
        if start in chapters:
            _refuse(number, t("op {time} begint al een hoofdstuk", time=time))
        chapters[start] = ChapterEntry(start, title, target)
    return tuple(chapters[start] for start in sorted(chapters))


def write_chapters(chapters: Sequence[ChapterEntry]) -> str:
    """The chapters as lines."""
    return "\n".join(
        f"{clock(chapter.start)} {chapter.title}" + (f" -> {chapter.target}" if chapter.target else "")
        for chapter in chapters
    )


def _refuse(number: int, what: str) -> NoReturn:
    raise InputError(t("regel {line}", line=number), what)
