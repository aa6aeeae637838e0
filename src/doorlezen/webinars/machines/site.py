"""Whole addresses, as machines elsewhere need them."""

from django.conf import settings
from django.db.models import Model
from django.urls import reverse


def absolute(path: str) -> str:
    """The whole address of a path on this site."""
    return f"{settings.SITE_ADDRESS}{path}"


def page(thing: Model) -> str:
    """The whole address of the page of a webinar, theme, series, …"""
    return absolute(thing.get_absolute_url())  # type: ignore[attr-defined]


def part(name: str, slug: str) -> str:
    """The whole address of a part of a webinar: "recording", "picture", …"""
    return absolute(reverse(f"webinars:{name}", args=[slug]))
