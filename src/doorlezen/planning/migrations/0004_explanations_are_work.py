"""An explanation is a piece of work as a calculation is; both can be stopped, and tell how far they are."""

import django.utils.timezone
from django.db import migrations, models
from django.db.models import Q

STATUSES = [
    ("waiting", "Waiting"),
    ("running", "Running"),
    ("stopped", "Stopped"),
    ("done", "Done"),
    ("refused", "Refused"),
    ("failed", "Failed"),
]
HOW_FAR = """
UPDATE planning_demandexplanation SET status = CASE WHEN answer IS NULL THEN 'refused' ELSE 'done' END
WHERE ended_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_proposed_schools_per_year")]

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
        migrations.AlterField(
            "calculation",
            "status",
            models.CharField(choices=STATUSES, default="waiting", max_length=10),
        ),
        *(
            operation
            for name in ("calculation", "demandexplanation")
            for operation in (
                migrations.AddField(name, "is_stopped", models.BooleanField(default=False)),
                migrations.AddField(name, "progress", models.JSONField(null=True)),
                migrations.AlterField(
                    name, "asked_at", models.DateTimeField(default=django.utils.timezone.now)
                ),
            )
        ),
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
