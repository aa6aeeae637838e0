"""The audit trail moves here from accounts with all that is in it; one can ask for one thing's history."""

import django.db.models.deletion
from django.db import migrations, models

MOVE = """
ALTER TABLE accounts_auditentry RENAME TO desk_event;
ALTER TABLE accounts_auditwords RENAME TO desk_eventwords;
ALTER TABLE desk_eventwords RENAME COLUMN entry_id TO event_id;
ALTER INDEX audit_of_organisation RENAME TO events_of_organisation;
ALTER FUNCTION accounts_audit_refuse() RENAME TO desk_event_refuse;
ALTER TRIGGER audit_no_change ON desk_event RENAME TO event_no_change;
ALTER TRIGGER audit_no_emptying ON desk_event RENAME TO event_no_emptying;
"""
BACK = """
ALTER TRIGGER event_no_emptying ON desk_event RENAME TO audit_no_emptying;
ALTER TRIGGER event_no_change ON desk_event RENAME TO audit_no_change;
ALTER FUNCTION desk_event_refuse() RENAME TO accounts_audit_refuse;
ALTER INDEX events_of_organisation RENAME TO audit_of_organisation;
ALTER TABLE desk_eventwords RENAME COLUMN event_id TO entry_id;
ALTER TABLE desk_eventwords RENAME TO accounts_auditwords;
ALTER TABLE desk_event RENAME TO accounts_auditentry;
"""
ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("accounts", "0010_letters")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MOVE, BACK)],
            state_operations=[
                migrations.CreateModel(
                    "Event",
                    fields=[
                        ("id", ID),
                        ("at", models.DateTimeField()),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organisation",
                            ),
                        ),
                        ("person_id", models.BigIntegerField(null=True)),
                        ("action", models.CharField(max_length=60)),
                        ("kind", models.CharField(max_length=60)),
                        ("key", models.CharField(blank=True, max_length=60)),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                        ("worded", models.JSONField(default=list)),
                        ("request_id", models.CharField(blank=True, max_length=40)),
                        ("administering", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                        "indexes": [
                            models.Index(fields=["organisation", "-at"], name="events_of_organisation")
                        ],
                    },
                ),
                migrations.CreateModel(
                    "EventWords",
                    fields=[
                        ("id", ID.clone()),
                        (
                            "event",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="words",
                                to="desk.event",
                            ),
                        ),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                    ],
                    options={"ordering": ["event_id"]},
                ),
            ],
        ),
        migrations.AddIndex("event", models.Index(fields=["kind", "key", "-at"], name="events_of_one_thing")),
    ]
