from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("webinars", "0002_dates_that_can_be")]

    operations = [
        migrations.AddField("webinar", "called_off_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "webinar",
            "moved_from",
            models.CharField(blank=True, default="", max_length=25),
            preserve_default=False,
        ),
    ]
