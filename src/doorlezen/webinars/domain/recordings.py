"""The recording of a webinar and the captions that are its text."""

from doorlezen.webinars.models import CaptionTrack, Recording, Webinar


def recording_of(webinar: Webinar) -> Recording | None:
    """The recording; None where there is none."""
    try:
        return webinar.recording
    except Recording.DoesNotExist:
        return None


def main_track(webinar: Webinar) -> CaptionTrack | None:
    """The captions in the language that is spoken, or else the first; None where there are none."""
    tracks = list(webinar.tracks.all())
    spoken = [track for track in tracks if track.language == webinar.language]
    return next(iter(spoken or tracks), None)
