import datetime

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone


def take_over(apps, editor):
    """What an organiser called off is called off for everybody who reads of the webinar."""
    meetings = apps.get_model("webinar_registration", "Meeting").objects.filter(cancelled_at__isnull=False)
    since = meetings.filter(webinar=OuterRef("pk")).order_by("pk").values("cancelled_at")[:1]
    days = (datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))  # others are not to be written
    webinars = apps.get_model("webinars", "Webinar").objects.filter(date__range=days)
    webinars = webinars.filter(pk__in=meetings.values("webinar"))
    # a calendar and a feed believe it only of a later version
    webinars.update(called_off_at=Subquery(since), version=F("version") + 1, changed_at=timezone.now())


def give_back(apps, editor):
    """The other way round."""
    for webinar in apps.get_model("webinars", "Webinar").objects.filter(called_off_at__isnull=False):
        meetings = apps.get_model("webinar_registration", "Meeting").objects.filter(webinar=webinar)
        meetings.update(cancelled_at=webinar.called_off_at)


class Migration(migrations.Migration):
    dependencies = [
        ("webinars", "0003_what_is_off_or_moved"),
        ("webinar_registration", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(take_over, give_back),
        migrations.RemoveField("meeting", "cancelled_at"),
    ]
