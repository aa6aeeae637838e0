"""Questions about the catalogue. Every list states its order."""

import datetime

from django.db.models import QuerySet

from doorlezen.webinars.models import Status, Webinar


def published(now: datetime.datetime) -> QuerySet[Webinar]:
    """What the public sees at this moment, the newest first."""
    return Webinar.objects.filter(status=Status.RELEASED, publish_at__lte=now).order_by("-date", "slug")
