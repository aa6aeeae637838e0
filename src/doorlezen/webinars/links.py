"""Whole addresses, as machines elsewhere need them."""

from email.utils import parseaddr

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from doorlezen.calendars import Party
from doorlezen.webinars.models import Webinar


def absolute(path: str) -> str:
    """The whole address of a path on this site."""
    return f"{settings.SITE_ADDRESS}{path}"


def page(thing: Model) -> str:
    """The whole address of the page of a webinar, theme, series, …"""
    return absolute(thing.get_absolute_url())  # type: ignore[attr-defined]


def part(name: str, slug: str) -> str:
    """The whole address of a part of a webinar: "recording", "picture", …"""
    return absolute(reverse(f"webinars:{name}", args=[slug]))


def host() -> str:
    """The name of this site, as it stands in the ids of mails and appointments."""
    return settings.SITE_ADDRESS.partition("//")[2].partition(":")[0]


def organiser() -> Party:
    """Who appointments come from: the sender of our mail."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Party(name or "Doorlezen", address)


def lasting_id(webinar: Webinar) -> str:
    """What a webinar is called in feeds and calendars, whatever is changed about it (a tag URI, RFC 4151)."""
    return f"tag:{host()},2026:webinar-{webinar.pk}"
