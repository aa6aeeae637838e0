"""The webinars of the demo: the shipped meetings, an invented recording, and one to come."""

import datetime
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from django.core.files.storage import default_storage

from doorlezen.accounts.actor import Actor
from doorlezen.language import HERE, t
from doorlezen.meetings.domain.meetings import Settings, open_meeting
from doorlezen.meetings.models import Meeting
from doorlezen.webinars.catalogue.catalogue_files import from_json
from doorlezen.webinars.catalogue.shape import Catalogue, WebinarEntry
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.domain.shipped import load_shipped
from doorlezen.webinars.models import Status, Webinar

FILES = files("doorlezen.demo") / "files"
MEDIA = ("vier-vragen.webm", "vier-vragen.png")
COMING = "uren-verdelen-over-scholen"
PLACES = 40
ROOM = "https://live-ruimte.example/uren-verdelen"
"""An address that leads nowhere: the live room of the demo."""


def recorded() -> Catalogue:
    """The invented webinar whose recording, captions and chapters come with Doorlezen."""
    return from_json((FILES / "webinars.json").read_bytes(), name="webinars.json")


def load_webinars(*, now: datetime.datetime, organiser: Actor | None = None) -> None:
    """Fill the catalogue, and put the recording in its folder. Again it changes nothing that is there.

    ``organiser``: who gives the webinar that is still to come, and opens it for registration.
    """
    load_shipped(now=now)
    _place_files()
    take_in(recorded(), actor=None, what=t("Voorbeeld van de demo"), now=now, keep_edited=True)
    _announce(now, organiser)


def _place_files() -> None:
    for name in MEDIA:
        target = Path(default_storage.path(f"webinars/{name}"))
        target.parent.mkdir(parents=True, exist_ok=True)
        with as_file(FILES / name) as source:
            if not target.exists() or target.stat().st_size != source.stat().st_size:
                shutil.copyfile(source, target)


def _announce(now: datetime.datetime, organiser: Actor | None) -> None:
    """A meeting that is always still to come, so that there is something to register for."""
    today = now.astimezone(HERE).date()
    announced = Webinar.objects.filter(slug=COMING).first()
    if announced is None or not announced.is_coming(today):
        announced = put(_coming(today, now), actor=organiser, what=t("Voorbeeld van de demo"), now=now)
    if organiser and announced.organisation == organiser.organisation:
        _take_registrations(announced, organiser, now)


def _take_registrations(webinar: Webinar, organiser: Actor, now: datetime.datetime) -> None:
    closes_at = webinar.starts_at
    if closes_at is not None and not Meeting.objects.filter(webinar=webinar).exists():
        settings = Settings(
            places=PLACES, opens_at=now, closes_at=closes_at, room_address=ROOM, opinions_open=True
        )
        open_meeting(organiser, webinar=webinar, settings=settings)


def _coming(today: datetime.date, now: datetime.datetime) -> WebinarEntry:
    ahead = today + datetime.timedelta(days=28)
    return WebinarEntry(
        slug=COMING,
        title="Uren verdelen over scholen",
        # on a Thursday, as meetings for directors often are
        date=ahead + datetime.timedelta(days=(3 - ahead.weekday()) % 7),
        start_time=datetime.time(9, 0),
        minutes=50,
        summary="Hoe leg je uit waarom de ene school meer uren krijgt dan de andere?",
        about="Directeuren laten zien hoe zij uren verdelen, en wat ze daarover met gemeenten afspreken.",
        series="voorbeelden",
        themes=("gemeente", "scholen-met-een-achterstandsscore"),
        audiences=("directeuren", "managers"),
        source="Verzonnen door Doorlezen",
        invented=True,
        status=Status.RELEASED,
        publish_at=now,
    )
