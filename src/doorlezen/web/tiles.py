"""Where the map takes its background from: nowhere, unless this place has internet and says so."""

from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

Response = TypeVar("Response", bound=HttpResponse)


def allow_tiles(response: Response) -> Response:
    """Let the browser fetch the background tiles of settings.MAP_TILES on this page, and nowhere else."""
    if settings.MAP_TILES:
        parts = urlsplit(settings.MAP_TILES)
        response._csp_update = {"img-src": f"{parts.scheme}://{parts.netloc}"}  # type: ignore[attr-defined]
    return response
