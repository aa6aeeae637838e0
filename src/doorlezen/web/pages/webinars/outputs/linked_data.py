"""A webinar as schema.org data (JSON-LD): the meeting, its recording, and where the page stands."""

import datetime
from typing import Any

from django.urls import reverse

from doorlezen.language import t
from doorlezen.webinars.clock import iso_duration
from doorlezen.webinars.domain.paragraphs import paragraphs
from doorlezen.webinars.domain.recordings import main_track, recording_of
from doorlezen.webinars.domain.standing import MeetingState, Standing, standing
from doorlezen.webinars.domain.when import iso_date
from doorlezen.webinars.links import absolute, page, part
from doorlezen.webinars.models import Recording, RecordingKind, Webinar

CONTEXT = "https://schema.org"


def linked_data(webinar: Webinar, now: datetime.datetime) -> dict[str, Any]:
    """The webinar (out of ``entries.whole``) as one graph as it is ``now``; the unknown is not said."""
    graph = [_event(webinar, standing(webinar, now)), _crumbs(webinar)]
    recording = recording_of(webinar)
    if recording is not None and recording.kind != RecordingKind.ELSEWHERE:
        graph.append(_video(webinar, recording))
    return {"@context": CONTEXT, "@graph": graph}


def _event(webinar: Webinar, now: Standing) -> dict[str, Any]:
    here = page(webinar)
    event: dict[str, Any] = {
        "@type": "EducationEvent",
        "@id": f"{here}#bijeenkomst",
        "name": webinar.title,
        "description": webinar.summary or webinar.about,
        "url": here,
        "inLanguage": webinar.language,
        "startDate": iso_date(webinar),
        "eventAttendanceMode": f"{CONTEXT}/OnlineEventAttendanceMode",
        "eventStatus": _status(now),
        "location": {"@type": "VirtualLocation", "url": here},
        "image": part("picture", webinar.slug),
        "isAccessibleForFree": True,
        "about": [theme.title for theme in webinar.themes.all()],
        "audience": [
            {"@type": "Audience", "audienceType": audience.title} for audience in webinar.audiences.all()
        ],
        "performer": _performers(webinar),
    }
    if now.is_moved:
        event["previousStartDate"] = now.moved_from
    if webinar.ends_at is not None:
        event["endDate"] = webinar.ends_at.isoformat(timespec="minutes")
    if webinar.minutes is not None:
        event["duration"] = iso_duration(60 * webinar.minutes)
    if webinar.series is not None:
        event["superEvent"] = {
            "@type": "EventSeries",
            "name": webinar.series.title,
            "url": page(webinar.series),
        }
        if webinar.series.organiser:
            event["organizer"] = {"@type": "Organization", "name": webinar.series.organiser}
    return {key: value for key, value in event.items() if value not in ("", [])}


def _status(now: Standing) -> str:
    name = {MeetingState.OFF: "EventCancelled", MeetingState.MOVED: "EventRescheduled"}.get(
        now.state, "EventScheduled"
    )
    return f"{CONTEXT}/{name}"


def _performers(webinar: Webinar) -> list[dict[str, Any]]:
    performers: dict[str, dict[str, Any]] = {}
    for part_of_it in webinar.parts.all():
        for appearance in part_of_it.appearances.all():
            if appearance.speaker is None:
                continue
            person = performers.setdefault(
                appearance.speaker.slug,
                {"@type": "Person", "name": appearance.speaker.name, "url": page(appearance.speaker)},
            )
            if appearance.role:
                person["jobTitle"] = appearance.role
            if appearance.affiliation is not None:
                person["affiliation"] = {"@type": "Organization", "name": appearance.affiliation.name}
    return list(performers.values())


def _video(webinar: Webinar, recording: Recording) -> dict[str, Any]:
    here = page(webinar)
    video: dict[str, Any] = {
        "@type": "VideoObject",
        "@id": f"{here}#opname",
        "name": webinar.title,
        "description": webinar.summary or webinar.about or webinar.title,
        "inLanguage": webinar.language,
        "thumbnailUrl": part("picture", webinar.slug),
        "recordedAt": {"@id": f"{here}#bijeenkomst"},
        "isAccessibleForFree": True,
    }
    if webinar.publish_at is not None:
        video["uploadDate"] = webinar.publish_at.isoformat()
    if recording.kind == RecordingKind.FILE:
        video["contentUrl"] = part("recording", webinar.slug)
        video["encodingFormat"] = recording.media_type
    else:
        video["contentUrl"] = recording.url
    if recording.seconds is not None:
        video["duration"] = iso_duration(recording.seconds)
    if recording.licence:
        video["license"] = recording.licence
    track = main_track(webinar)
    if track is not None:
        said = paragraphs(track.cues.all())
        video["transcript"] = "\n".join(
            f"{paragraph.speaker}: {paragraph.text}" if paragraph.speaker else paragraph.text
            for paragraph in said
        )
    if clips := _clips(webinar, recording):
        video["hasPart"] = clips
    return video


def _clips(webinar: Webinar, recording: Recording) -> list[dict[str, Any]]:
    chapters = list(webinar.chapters.all())
    # without chapters there is one end too many, and no clip
    ends = [*(chapter.start for chapter in chapters[1:]), recording.seconds]
    clips = []
    for chapter, end in zip(chapters, ends, strict=False):
        clip: dict[str, Any] = {
            "@type": "Clip",
            "name": chapter.title,
            "startOffset": chapter.start,
            "url": f"{page(webinar)}?t={chapter.start}",
        }
        if end is not None and end > chapter.start:
            clip["endOffset"] = end
        clips.append(clip)
    return clips


def _crumbs(webinar: Webinar) -> dict[str, Any]:
    steps = [(t("Webinars"), absolute(reverse("webinars:overview")))]
    if webinar.series is not None:
        steps.append((webinar.series.title, page(webinar.series)))
    steps.append((webinar.title, page(webinar)))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }
