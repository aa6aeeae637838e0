"""Why every school of a plan gets what it gets is worked out for all of them at once."""

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
    dependencies = [("planning", "0011_keys_compared")]

    operations = [
        migrations.CreateModel(
            name="SchoolReasons",
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
                ("school_year", models.CharField(max_length=9)),
                ("answer", models.JSONField(null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reasons",
                        to="planning.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ["proposal", "school_year"],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(status="running", run__isnull=False)
                        | (~Q(status="running") & Q(run__isnull=True)),
                        name="a_schoolreasons_has_a_run_while_it_runs",
                    ),
                    models.UniqueConstraint(
                        fields=["proposal", "school_year"],
                        name="the_schools_of_a_year_are_explained_once",
                    ),
                ],
            },
        ),
    ]
