"""An explanation is a piece of work as a calculation is: begun so often, by one worker at a time."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

STATUSES = [
    ("waiting", "Waiting"),
    ("running", "Running"),
    ("done", "Done"),
    ("refused", "Refused"),
    ("failed", "Failed"),
]
HOW_FAR = """
UPDATE planning_demandexplanation SET status = CASE WHEN answer IS NULL THEN 'refused' ELSE 'done' END
WHERE ended_at IS NOT NULL;
"""
ASKED_NOW = models.DateTimeField(default=django.utils.timezone.now)


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_proposals")]

    operations = [
        migrations.RenameField("demandexplanation", "answered_at", "ended_at"),
        migrations.AddField(
            "demandexplanation",
            "status",
            models.CharField(choices=STATUSES, default="waiting", max_length=10),
        ),
        migrations.AddField("demandexplanation", "attempts", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("demandexplanation", "run", models.UUIDField(null=True)),
        migrations.AddField("demandexplanation", "begun_at", models.DateTimeField(null=True)),
        migrations.AlterField("demandexplanation", "asked_at", ASKED_NOW),
        migrations.AlterField("calculation", "asked_at", ASKED_NOW.clone()),
        migrations.RunSQL(HOW_FAR, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "demandexplanation",
            models.CheckConstraint(
                condition=Q(status="running", run__isnull=False)
                | (~Q(status="running") & Q(run__isnull=True)),
                name="a_demandexplanation_has_a_run_while_it_runs",
            ),
        ),
    ]
