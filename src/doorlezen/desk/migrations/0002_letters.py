"""One table for the mail of every app. What each has waiting it moves here itself."""

import uuid

from django.db import migrations, models

STATES = [
    ("to-send", "onderweg"),
    ("handing", "wordt aangeboden"),
    ("sent", "verstuurd"),
    ("uncertain", "onzeker"),
    ("refused", "geweigerd"),
    ("not-needed", "niet meer nodig"),
]
ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_events")]

    operations = [
        migrations.CreateModel(
            "Letter",
            fields=[
                ("id", ID),
                ("kind", models.CharField(max_length=40)),
                ("about", models.BigIntegerField(null=True)),
                ("round", models.PositiveIntegerField(default=0)),
                ("state", models.CharField(choices=STATES, default="to-send", max_length=12)),
                ("message_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("attempt", models.UUIDField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("code", models.PositiveSmallIntegerField(null=True)),
                ("sealed", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("about", "kind", "round"), name="a_letter_once")
                ],
            },
        )
    ]
