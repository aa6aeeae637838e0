"""What would untie the demands of a plan that cannot be is worked out and kept with it."""

import django.db.models.deletion
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


class Migration(migrations.Migration):
    dependencies = [("planning", "0012_school_reasons")]

    operations = [
        migrations.CreateModel(
            name="WaysOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("status", models.CharField(choices=STATUSES, default="waiting", max_length=10)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("run", models.UUIDField(null=True)),
                ("is_stopped", models.BooleanField(default=False)),
                ("progress", models.JSONField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("heard_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("line", models.TextField(blank=True)),
                ("answer", models.JSONField(null=True)),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ways_out",
                        to="planning.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["proposal"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(status="running", run__isnull=False)
                        | (~Q(status="running") & Q(run__isnull=True)),
                        name="a_waysout_has_a_run_while_it_runs",
                    ),
                ],
            },
        ),
    ]
