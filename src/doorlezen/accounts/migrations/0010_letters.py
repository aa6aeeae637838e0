"""Mail about logins becomes rows, so that none leaves twice."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("to-send", "onderweg"),
    ("handing", "wordt aangeboden"),
    ("sent", "verstuurd"),
    ("uncertain", "onzeker"),
    ("refused", "geweigerd"),
    ("not-needed", "niet meer nodig"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_kept_issuers")]

    operations = [
        migrations.CreateModel(
            "AccountLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(choices=STATES, default="to-send", max_length=12)),
                ("message_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("attempt", models.UUIDField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("code", models.PositiveSmallIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("sealed_to", models.TextField(blank=True)),
                ("sealed_subject", models.TextField(blank=True)),
                ("sealed_text", models.TextField(blank=True)),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddField(
            "invitation",
            "letter",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="accounts.accountletter",
            ),
        ),
    ]
