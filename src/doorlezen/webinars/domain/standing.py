"""What a webinar's meeting is at a moment. Whatever tells of a webinar, to people or machines, asks here."""

import datetime
import enum
from dataclasses import dataclass

from doorlezen.language import HERE, t
from doorlezen.webinars.models import Webinar


class MeetingState(enum.StrEnum):
    """What it is now: announced (for the first time, or for another time), going on, over, or called off."""

    ANNOUNCED = "announced"
    MOVED = "moved"
    GOING_ON = "going-on"
    OVER = "over"
    OFF = "off"


@dataclass(frozen=True)
class Standing:
    """``is_past``: its time has gone by, whether it was held or not.

    ``moved_from``: the day, or the day and time, that was announced before (ISO 8601); empty: no other.
    """

    state: MeetingState
    is_past: bool
    moved_from: str

    @property
    def is_off(self) -> bool:
        """Whether it is called off."""
        return self.state == MeetingState.OFF

    @property
    def is_moved(self) -> bool:
        """Whether it is still to come, at another time than was announced."""
        return self.state == MeetingState.MOVED

    @property
    def comes(self) -> bool:
        """Whether one can still be there."""
        return self.state in (MeetingState.ANNOUNCED, MeetingState.MOVED, MeetingState.GOING_ON)

    @property
    def word(self) -> str:
        """What has to be said beside its date; empty: nothing special."""
        if self.is_off:
            return t("ging niet door") if self.is_past else t("gaat niet door")
        return t("verzet") if self.is_moved else ""


def standing(webinar: Webinar, now: datetime.datetime) -> Standing:
    """What the meeting of this webinar is at ``now``."""
    is_past = _is_past(webinar, now)
    return Standing(_state(webinar, is_past, now), is_past, webinar.moved_from)


def titled(webinar: Webinar, now: datetime.datetime) -> str:
    """The title for where no date stands beside it: "Gaat niet door: Een gesprek"."""
    found = standing(webinar, now)
    if found.is_off and found.is_past:
        return t("Ging niet door: {title}", title=webinar.title)
    if found.is_off:
        return t("Gaat niet door: {title}", title=webinar.title)
    return t("Verzet: {title}", title=webinar.title) if found.is_moved else webinar.title


def _is_past(webinar: Webinar, now: datetime.datetime) -> bool:
    if webinar.ends_at is not None:
        return webinar.ends_at <= now
    return not webinar.is_coming(now.astimezone(HERE).date())


def _state(webinar: Webinar, is_past: bool, now: datetime.datetime) -> MeetingState:
    if webinar.is_called_off:
        return MeetingState.OFF
    if is_past:
        return MeetingState.OVER
    if webinar.starts_at is not None and webinar.starts_at <= now:
        return MeetingState.GOING_ON
    return MeetingState.MOVED if webinar.moved_from else MeetingState.ANNOUNCED
