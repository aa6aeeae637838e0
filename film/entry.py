"""The catalogue entry of the demo's recording, out of its script and the measured times."""

import datetime
from typing import Any

from doorlezen.language import HERE
from doorlezen.webinars.catalogue.shape import (
    FORMAT,
    AffiliationEntry,
    AppearanceEntry,
    AudienceEntry,
    Catalogue,
    ChapterEntry,
    CueEntry,
    PartEntry,
    ProgrammeEntry,
    RecordingEntry,
    SeriesEntry,
    SpeakerEntry,
    ThemeEntry,
    TrackEntry,
    WebinarEntry,
)
from doorlezen.webinars.models import ProgrammeKind, RecordingKind, Status

RECORDED = datetime.date(2026, 9, 8)


def catalogue(
    script: dict[str, Any], timed: list[dict[str, Any]], *, size: int, sha256: str, seconds: int
) -> Catalogue:
    """One invented webinar with its recording of ``size`` bytes; ``timed`` gives milliseconds."""
    speakers = {key: SpeakerEntry(_slug(who["name"]), who["name"]) for key, who in script["speakers"].items()}
    library = AffiliationEntry("voorbeeldbibliotheek", "Voorbeeldbibliotheek (verzonnen)")
    chapters = [
        ChapterEntry(times["start"] // 1000, chapter["title"], chapter["target"])
        for chapter, times in zip(script["chapters"], timed, strict=True)
    ]
    cues = [
        CueEntry(line["start"], line["end"], line["text"], speakers[line["who"]].name)
        for times in timed
        for line in times["lines"]
    ]
    webinar = WebinarEntry(
        slug="vier-vragen-over-doorontwikkeling",
        title="Vier vragen over doorontwikkeling",
        date=RECORDED,
        minutes=2,
        summary="Een verzonnen gesprek: de vier vragen van directeuren, en de weg naar je eigen antwoord.",
        about="Dit voorbeeld laat zien hoe een opname in Doorlezen werkt: hoofdstukken waar je heen springt, "
        "tekst naast het beeld, en bij elke vraag de pagina waarop je het zelf uitzoekt.",
        series="voorbeelden",
        themes=("doorontwikkeling", "gemeente", "leesconsulent", "scholen-met-een-achterstandsscore"),
        audiences=("directeuren", "managers"),
        programme=(ProgrammeEntry(ProgrammeKind.SCHEME, "mbv2"),),
        source="Verzonnen door Doorlezen",
        invented=True,
        poster="webinars/vier-vragen.png",
        poster_alt="De woorden “Vier vragen van directeuren” boven een plank met vijf boeken",
        poster_ink="#1F2430",
        poster_paper="#FBF8F2",
        status=Status.RELEASED,
        publish_at=datetime.datetime.combine(RECORDED, datetime.time(12), HERE),
        parts=(
            PartEntry(
                "Gesprek over vier vragen",
                0,
                tuple(
                    AppearanceEntry(
                        speaker=speakers[key].slug,
                        role=who["role"],
                        affiliation=library.slug if who["role"] == "directeur" else "",
                    )
                    for key, who in script["speakers"].items()
                ),
            ),
        ),
        recording=RecordingEntry(
            RecordingKind.FILE,
            file="webinars/vier-vragen.webm",
            media_type="video/webm",
            size=size,
            sha256=sha256,
            seconds=seconds,
            licence="EUPL-1.2",
        ),
        tracks=(TrackEntry("nl", "Tijden gemeten bij het maken van de stemmen", tuple(cues)),),
        chapters=tuple(chapters),
    )
    return Catalogue(
        format=FORMAT,
        themes=(
            ThemeEntry("doorontwikkeling", "Doorontwikkeling"),
            ThemeEntry("gemeente", "De gemeente"),
            ThemeEntry("leesconsulent", "De leesconsulent"),
            ThemeEntry("scholen-met-een-achterstandsscore", "Scholen met een achterstandsscore"),
        ),
        audiences=(
            AudienceEntry("directeuren", "Directeuren van bibliotheken"),
            AudienceEntry("managers", "Managers van bibliotheken"),
        ),
        series=(
            SeriesEntry(
                "voorbeelden",
                "Voorbeelden van Doorlezen",
                "Verzonnen gesprekken, om te laten zien hoe het werkt.",
                organiser="Doorlezen",
            ),
        ),
        speakers=tuple(sorted(speakers.values(), key=lambda speaker: speaker.slug)),
        affiliations=(library,),
        webinars=(webinar,),
    )


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
