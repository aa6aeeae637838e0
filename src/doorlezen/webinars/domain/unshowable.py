"""What is in the database and cannot be shown. One such row takes no list down: it is left out, and told of.

Forms and readers let nothing of this in; it is what was there before they did, or came in another way.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import structlog
from django.db import DatabaseError

from doorlezen.language import HELD, t
from doorlezen.webinars.models import Webinar

Made = TypeVar("Made")
_log = structlog.get_logger("doorlezen.webinars")


def fault(webinar: Webinar) -> str:
    """What has to be mended before it can be shown to anybody; empty where nothing has."""
    if not HELD.holds(webinar.date):
        return t("Verbeter de datum; zolang die niet kan, ziet niemand dit webinar.")
    if webinar.publish_at is not None and not HELD.holds(webinar.publish_at):
        return t("Verbeter vanaf wanneer dit webinar openbaar is; zolang dat niet kan, ziet niemand het.")
    return ""


def each(webinars: Iterable[Webinar], make: Callable[[Webinar], Made]) -> Iterator[tuple[Webinar, Made]]:
    """Every webinar with what is made of it; one of which nothing can be made is left out and logged."""
    for webinar in webinars:
        try:
            if wrong := fault(webinar):
                _log.warning("webinar-left-out", webinar=webinar.pk, fault=wrong)
                continue
            made = make(webinar)
        except DatabaseError:
            raise  # not of this row
        except Exception:
            _log.exception("webinar-left-out", webinar=webinar.pk)
        else:
            yield webinar, made


def shown(webinars: Iterable[Webinar]) -> list[Webinar]:
    """Those that can be shown."""
    return [webinar for webinar, _ in each(webinars, lambda webinar: webinar)]


def tell_of_faults() -> int:
    """Write into the log which webinars are shown to nobody because of a fault; returns how many."""
    found = [webinar for webinar in Webinar.objects.order_by("pk") if fault(webinar)]
    for webinar in found:
        _log.warning("webinar-left-out", webinar=webinar.pk, fault=fault(webinar))
    return len(found)
