import datetime

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

FIRST = datetime.datetime(1989, 12, 31, 23, 0, tzinfo=datetime.UTC)
LAST = datetime.datetime(2100, 12, 31, 22, 59, 59, 999999, tzinfo=datetime.UTC)


def nearest(apps, schema_editor):
    """From when it is public, within the bounds: who reads it sees the same."""
    webinars = apps.get_model("webinars", "Webinar").objects
    webinars.filter(publish_at__lt=FIRST).update(publish_at=FIRST)
    webinars.filter(publish_at__gt=LAST).update(publish_at=LAST)


class Migration(migrations.Migration):
    """Dates within bounds.

    The date of a meeting is not ours to guess: a row that has another keeps it, nobody is shown it, and the
    pages of its editors ask for a better one. So that constraint looks at new rows only.
    """

    dependencies = [("accounts", "0001_initial"), ("webinars", "0001_initial")]

    operations = [
        migrations.RunPython(nearest, migrations.RunPython.noop, elidable=False),
        AddConstraintNotValid(
            model_name="webinar",
            constraint=models.CheckConstraint(
                condition=models.Q(("date__range", (datetime.date(1990, 1, 1), datetime.date(2100, 12, 31)))),
                name="a_webinar_is_on_a_day_that_can_be",
            ),
        ),
        # not looked at here either: a table that was just written to cannot be altered under such a look
        AddConstraintNotValid(
            model_name="webinar",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at__isnull", True), ("publish_at__range", (FIRST, LAST)), _connector="OR"
                ),
                name="a_webinar_is_public_from_a_moment_that_can_be",
            ),
        ),
    ]
