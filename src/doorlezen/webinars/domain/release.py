"""What must be in order before a webinar becomes public, so that everybody can follow it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage

from doorlezen.language import decimal, n, t
from doorlezen.webinars.captions.review import review
from doorlezen.webinars.domain.contrast import LEAST, contrast
from doorlezen.webinars.domain.queries import PLAYED_HERE
from doorlezen.webinars.domain.recordings import recording_of
from doorlezen.webinars.models import Recording, RecordingKind, Webinar


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. ``fine``: in order; ``blocks``: as it is, it may not become public."""

    name: str
    told: str
    fine: bool = True
    blocks: bool = False


def checks(webinar: Webinar) -> list[Check]:
    """All checks of a webinar (out of ``entries.whole``), in a fixed order."""
    recording = recording_of(webinar)
    return [
        *_recording(recording),
        *_captions(webinar, recording),
        *_poster(webinar),
        *_documents(webinar),
        *_summary(webinar),
    ]


def _recording(recording: Recording | None) -> Iterator[Check]:
    if recording is None:
        yield Check("recording", t("Er is geen opname."))
    elif recording.kind == RecordingKind.ELSEWHERE:
        told = t("De opname staat bij {host}; de pagina zegt dat en vraagt het eerst.", host=recording.host)
        yield Check("recording", told)
    elif recording.kind == RecordingKind.FILE and not default_storage.exists(recording.file.name or ""):
        told = t("Het bestand {file} staat niet in de opnamemap.", file=recording.file.name)
        yield Check("recording", told, fine=False, blocks=True)
    elif recording.seconds is None:
        yield Check("recording", t("Vul in hoe lang de opname duurt."), fine=False)
    else:
        yield Check("recording", t("De opname is er."))


def _captions(webinar: Webinar, recording: Recording | None) -> Iterator[Check]:
    tracks = [track for track in webinar.tracks.all() if track.cues.all()]
    spoken = next((track for track in tracks if track.language == webinar.language), None)
    needed = recording is not None and recording.kind in PLAYED_HERE
    if spoken is None:
        if needed:
            told = t(
                "Er zijn geen ondertitels in de taal van de opname. Zonder kan niet iedereen het volgen."
            )
            yield Check("captions", told, fine=False, blocks=True)
            told = t("Er is geen tekst om te lezen. Die komt vanzelf uit de ondertitels.")
            yield Check("transcript", told, fine=False, blocks=True)
        return
    seconds = recording.seconds if recording is not None and needed else None
    findings = review(list(spoken.cues.all()), seconds=seconds)
    if findings:
        told = n(
            "Er is {count} opmerking bij de ondertitels.",
            "Er zijn {count} opmerkingen bij de ondertitels.",
            len(findings),
        )
        yield Check("captions", told, fine=False)
    else:
        yield Check("captions", t("De ondertitels zijn er en zijn in orde."))
    yield Check("transcript", t("De tekst is er om te lezen en te printen."))


def _poster(webinar: Webinar) -> Iterator[Check]:
    if not webinar.poster:
        return
    if webinar.poster_alt:
        yield Check("poster-alt", t("Het beeld vooraf heeft een beschrijving."))
    else:
        told = t("Beschrijf wat er op het beeld vooraf staat, voor wie het niet ziet.")
        yield Check("poster-alt", told, fine=False, blocks=True)
    if not (webinar.poster_ink and webinar.poster_paper):
        told = t("Staan er letters in het beeld vooraf? Vul dan hun kleur in en die van de achtergrond.")
        yield Check("poster-contrast", told, fine=False)
        return
    ratio = contrast(webinar.poster_ink, webinar.poster_paper)
    enough = ratio >= LEAST
    if enough:
        told = t("De letters in het beeld vooraf zijn goed te zien: contrast {ratio}.", ratio=decimal(ratio))
    else:
        told = t(
            "De letters in het beeld vooraf zijn slecht te zien: contrast {ratio}, nodig is {least}.",
            ratio=decimal(ratio),
            least=decimal(LEAST, 1),
        )
    yield Check("poster-contrast", told, fine=enough, blocks=not enough)


def _documents(webinar: Webinar) -> Iterator[Check]:
    documents = [document for document in webinar.documents.all() if document.file]
    bare = [document.title for document in documents if not document.text.strip()]
    for title in bare:
        told = t("Zet de tekst van “{title}” erbij, voor wie het bestand niet kan openen.", title=title)
        yield Check("documents", told, fine=False, blocks=True)
    if documents and not bare:
        yield Check("documents", t("Bij elk document staat de tekst."))


def _summary(webinar: Webinar) -> Iterator[Check]:
    if webinar.summary:
        yield Check("summary", t("Er is een samenvatting in één zin."))
    else:
        told = t("Schrijf in één zin waar het over gaat; die staat in lijsten en bij gedeelde links.")
        yield Check("summary", told, fine=False)
