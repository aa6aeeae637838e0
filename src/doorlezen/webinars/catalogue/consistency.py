"""What must hold between the fields of an entry, and between the entries of a catalogue."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NoReturn

from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.shape import FORMAT, Catalogue, TrackEntry, WebinarEntry
from doorlezen.webinars.models import Precision, ProgrammeKind, RecordingKind, Status

RESERVED = frozenset(
    {
        "aanmelden",
        "agenda",
        "archief",
        "bewerken",
        "catalogus",
        "doelgroep",
        "evaluatie",
        "feed",
        "jaar",
        "nieuw",
        "organisatie",
        "reeks",
        "spreker",
        "thema",
        "vragen",
        "zoeken",
    }
)
"""Last parts of addresses that are pages of their own, so no webinar can have them."""


def check_catalogue(catalogue: Catalogue) -> None:
    """Raise InputError for the first thing that does not hold. References must lead inside the catalogue."""
    if catalogue.format != FORMAT:
        _refuse("format", t("moet {format} zijn", format=FORMAT))
    known = {}
    for name in ("themes", "audiences", "series", "speakers", "affiliations", "webinars"):
        known[name] = _once(name, (entry.slug for entry in getattr(catalogue, name)))
    for at, webinar in enumerate(catalogue.webinars):
        path = f"webinars[{at}]"
        check_webinar(webinar, path)
        check_references(webinar, known, path)
    _once("redirects", ((redirect.kind, redirect.old) for redirect in catalogue.redirects))


def check_references(webinar: WebinarEntry, known: Mapping[str, Collection[str]], path: str = "") -> None:
    """Raise InputError for the first slug in ``webinar`` that is not in ``known``, which is by list name."""
    for name, slug in _references(webinar):
        where, _, listed = name.partition("|")
        if slug and slug not in known[listed]:
            what = t("{slug} staat niet in {list}", slug=slug, list=listed)
            _refuse(_at(path, where), what)


def _references(webinar: WebinarEntry) -> Iterable[tuple[str, str]]:
    yield "series|series", webinar.series
    for at, slug in enumerate(webinar.themes):
        yield f"themes[{at}]|themes", slug
    for at, slug in enumerate(webinar.audiences):
        yield f"audiences[{at}]|audiences", slug
    for at, part in enumerate(webinar.parts):
        for who, appearance in enumerate(part.speakers):
            yield f"parts[{at}].speakers[{who}].speaker|speakers", appearance.speaker
            yield f"parts[{at}].speakers[{who}].affiliation|affiliations", appearance.affiliation


def check_webinar(webinar: WebinarEntry, path: str = "") -> None:
    """Raise InputError for the first thing in ``webinar`` that does not hold by itself."""
    if webinar.slug in RESERVED:
        _refuse(_at(path, "slug"), t("{slug} is al het adres van een andere pagina", slug=webinar.slug))
    if webinar.precision == Precision.MONTH:
        if webinar.date.day != 1:
            _refuse(_at(path, "date"), t("van een maand staat hier de eerste dag"))
        if webinar.start_time is not None:
            _refuse(_at(path, "start_time"), t("een tijd kan alleen als de dag bekend is"))
    if webinar.status == Status.RELEASED and webinar.publish_at is None:
        _refuse(_at(path, "publish_at"), t("zeg vanaf wanneer het webinar openbaar is"))
    for name in ("themes", "audiences"):
        _once(_at(path, name), getattr(webinar, name))
    _once(_at(path, "programme"), webinar.programme)
    _check_programme(webinar, path)
    _check_parts(webinar, path)
    _check_recording(webinar, path)
    _check_documents(webinar, path)
    _once(_at(path, "chapters"), (chapter.start for chapter in webinar.chapters))
    _once(_at(path, "tracks"), (track.language for track in webinar.tracks))
    for at, track in enumerate(webinar.tracks):
        check_track(track, _at(path, f"tracks[{at}]"))


def check_track(track: TrackEntry, path: str = "") -> None:
    """Raise InputError for the first cue that does not end after it starts, or begins before the last."""
    before = 0
    for at, cue in enumerate(track.cues):
        where = _at(path, f"cues[{at}]")
        if cue.end <= cue.start:
            _refuse(f"{where}.end", t("moet na het begin komen"))
        if cue.start < before:
            _refuse(f"{where}.start", t("begint eerder dan de ondertitel ervoor"))
        before = cue.start


def _check_programme(webinar: WebinarEntry, path: str) -> None:
    for at, link in enumerate(webinar.programme):
        if (link.kind == ProgrammeKind.MONITOR) != (link.key == ""):
            what = t("alleen bij de Monitor blijft dit leeg")
            _refuse(_at(path, f"programme[{at}].key"), what)


def _check_parts(webinar: WebinarEntry, path: str) -> None:
    for at, part in enumerate(webinar.parts):
        for who, appearance in enumerate(part.speakers):
            if bool(appearance.speaker) == bool(appearance.unnamed):
                where = _at(path, f"parts[{at}].speakers[{who}]")
                _refuse(where, t("noem een spreker, of beschrijf wie spreekt; niet allebei"))


def _check_recording(webinar: WebinarEntry, path: str) -> None:
    recording = webinar.recording
    if recording is None:
        return
    where = _at(path, "recording")
    if (recording.kind == RecordingKind.FILE) != bool(recording.file):
        _refuse(f"{where}.file", t("alleen een opname als bestand heeft een bestandsnaam"))
    if (recording.kind == RecordingKind.FILE) == bool(recording.url):
        _refuse(f"{where}.url", t("een opname heeft een bestand of een adres, niet allebei"))
    if recording.kind == RecordingKind.ELSEWHERE and not recording.host:
        _refuse(f"{where}.host", t("zeg bij wie de opname staat; een kijker leest dat voor hij erheen gaat"))


def _check_documents(webinar: WebinarEntry, path: str) -> None:
    for at, document in enumerate(webinar.documents):
        if bool(document.file) == bool(document.url):
            where = _at(path, f"documents[{at}]")
            _refuse(where, t("een document heeft een bestand of een adres, niet allebei"))


def _once(path: str, values: Iterable[Any]) -> set[Any]:
    seen: set[Any] = set()
    for at, value in enumerate(values):
        if value in seen:
            _refuse(f"{path}[{at}]", t("staat er twee keer"))
        seen.add(value)
    return seen


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _refuse(path: str, what: str) -> NoReturn:
    raise InputError(path, what)
