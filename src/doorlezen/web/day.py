"""The day that pages are about: on it collaborations run and schemes give money."""

import datetime

from django.conf import settings
from django.utils import timezone


def today() -> datetime.date:
    """Today in Amsterdam; in the demo the day on which its invented story plays."""
    story: datetime.date | None = settings.STORY_DAY
    return story or timezone.localdate()
