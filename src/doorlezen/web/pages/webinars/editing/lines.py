"""Parts and chapters as lines of text, so that they can be written in one field, also without JavaScript.

# Gesprek over deskundigheid (0:00)
Noor Kantlijn; gespreksleider; Voorbeeldbibliotheek (verzonnen)
? onderzoekers, namen niet bekend; onderzoeker; Voorbeeldbureau (verzonnen)

1:33 Welke scholen komen in aanmerking? -> welke scholen komen in aanmerking
"""

import re
from collections.abc import Mapping, Sequence
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
    WebinarEntry,
)
from doorlezen.webinars.clock import clock
from doorlezen.webinars.domain.old_addresses import former
from doorlezen.webinars.models import Affiliation, Redirect, Speaker
from doorlezen.webinars.targets import targets

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)", re.ASCII)
_PART = re.compile(r"#\s*(?P<title>.*?)\s*(?:\((?P<start>[0-9:]+)\))?")


@dataclass(frozen=True)
class Lines:
    """Parts and chapters, and the speakers and affiliations that the parts name and that are new."""

    parts: tuple[PartEntry, ...]
    chapters: tuple[ChapterEntry, ...]
    speakers: tuple[SpeakerEntry, ...]
    affiliations: tuple[AffiliationEntry, ...]


class ListedNames:
    """What the lists call things now, so that lines have names where an entry has a slug."""

    def __init__(self) -> None:
        self._speakers = _Slugs(Speaker, Redirect.Kind.SPEAKER)
        self._affiliations = _Slugs(Affiliation, Redirect.Kind.AFFILIATION)
        self._pages = {target.name: str(target.label) for target in targets()}

    def write(self, entry: WebinarEntry) -> dict[str, str]:
        """The parts and chapters of an entry as lines, by the field of the form."""
        chapters = [
            f"{clock(one.start)} {one.title}"
            + (f" -> {self._pages.get(one.target, one.target)}" if one.target else "")
            for one in entry.chapters
        ]
        return {"parts": self._parts(entry.parts), "chapters": "\n".join(chapters)}

    def read(self, parts: str, chapters: str) -> Lines:
        """What the lines say. Raises InputError("parts", "regel 3: …") or the same of "chapters"."""
        people, places = self._speakers, self._affiliations
        read = (_read_parts(parts, people, places), _read_chapters(chapters, self._pages))
        return Lines(
            *read,
            tuple(SpeakerEntry(slug, name) for name, slug in people.new.items()),
            tuple(AffiliationEntry(slug, name) for name, slug in places.new.items()),
        )

    def _parts(self, parts: Sequence[PartEntry]) -> str:
        lines = []
        for part in parts:
            lines.append(f"# {part.title}" + (f" ({clock(part.start)})" if part.start is not None else ""))
            for who in part.speakers:
                name = self._speakers.name(who.speaker) if who.speaker else f"? {who.unnamed}"
                place = self._affiliations.name(who.affiliation) if who.affiliation else ""
                lines.append("; ".join([name, who.role, place]).rstrip("; "))
            lines.append("")
        return "\n".join(lines).strip()


class _Slugs:
    """The slug of each name: the known one, or a new one that nothing has or had."""

    def __init__(self, model: type[Speaker | Affiliation], kind: Redirect.Kind) -> None:
        self._names = dict(model._default_manager.order_by("slug").values_list("slug", "name"))
        self._known = {name: slug for slug, name in self._names.items()}
        self._taken = {*self._names, *former(kind)}
        self.new: dict[str, str] = {}

    def name(self, slug: str) -> str:
        """What stands under a slug."""
        return self._names[slug]

    def of(self, name: str, number: int) -> str:
        """The slug; raises InputError for a name without letters on line ``number``."""
        if (slug := self._known.get(name) or self.new.get(name)) is not None:
            return slug
        base = slugify(name)[:70].strip("-")
        if not base:
            _refuse("parts", number, t("in {name} staan geen letters", name=name))
        slug, n = base, 2
        while slug in self._taken:
            slug, n = f"{base}-{n}", n + 1
        self._taken.add(slug)
        self.new[name] = slug
        return slug


def read_clock(text: str) -> int | None:
    """Seconds of "1:33" or "1:02:03"; None where it is no time."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def _read_parts(text: str, people: _Slugs, places: _Slugs) -> tuple[PartEntry, ...]:
    parts: list[tuple[str, int | None, list[AppearanceEntry]]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line:
            continue
        if line.startswith("#"):
            found = _PART.fullmatch(line)
            start = read_clock(found["start"]) if found and found["start"] else None
            if found is None or not found["title"]:
                _refuse("parts", number, t("geef het onderdeel een titel"))
            parts.append((found["title"], start, []))
        elif not parts:
            _refuse("parts", number, t("begin met een onderdeel: een regel met # en een titel"))
        else:
            parts[-1][2].append(_appearance(line, number, people, places))
    return tuple(PartEntry(title, start, tuple(who)) for title, start, who in parts)


def _appearance(line: str, number: int, people: _Slugs, places: _Slugs) -> AppearanceEntry:
    fields = [field.strip() for field in line.split(";")]
    if len(fields) > 3:
        _refuse("parts", number, t("schrijf naam; rol; organisatie"))
    name, role, place = (*fields, "", "")[:3]
    affiliation = places.of(place, number) if place else ""
    if name.startswith("?"):
        if not name[1:].strip():
            _refuse("parts", number, t("beschrijf na het vraagteken wie spreekt"))
        return AppearanceEntry(unnamed=name[1:].strip(), role=role, affiliation=affiliation)
    if not name:
        what = t("de naam ontbreekt; ken je die niet, begin dan met een vraagteken")
        _refuse("parts", number, what)
    return AppearanceEntry(speaker=people.of(name, number), role=role, affiliation=affiliation)


def _read_chapters(text: str, pages: Mapping[str, str]) -> tuple[ChapterEntry, ...]:
    """In the order of their times; ``pages``: what each page is called, by the name of its target."""
    called = {label.casefold(): name for name, label in pages.items()} | {name: name for name in pages}
    chapters: dict[int, ChapterEntry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        time, _, rest = line.strip().partition(" ")
        title, _, page = (part.strip() for part in rest.partition("->"))
        start = read_clock(time)
        if start is None:
            _refuse("chapters", number, t("begin met een tijd, zoals 1:33"))
        if not title:
            _refuse("chapters", number, t("geef het hoofdstuk een titel"))
        if page and page.casefold() not in called:
            known = "; ".join(pages.values())
            _refuse("chapters", number, t("{page} is geen pagina; kies uit {known}", page=page, known=known))
        if start in chapters:
            _refuse("chapters", number, t("op {time} begint al een hoofdstuk", time=time))
        chapters[start] = ChapterEntry(start, title, called[page.casefold()] if page else "")
    return tuple(chapters[start] for start in sorted(chapters))


def _refuse(field: str, number: int, what: str) -> NoReturn:
    where = t("regel {line}", line=number)
    raise InputError(field, f"{where}: {what}")
