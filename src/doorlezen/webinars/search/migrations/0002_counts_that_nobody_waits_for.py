import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

COUNT_AGAIN = """
insert into webinar_search_posting (webinar_id, stem, impact, passages)
    select webinar_id, '', 0, count(*) from webinar_search_passage group by webinar_id;
insert into webinar_search_stem (stem, passages)
    select stem, sum(passages) from webinar_search_posting group by stem;
"""


class Migration(migrations.Migration):
    """Counts become rows that are added up, and a word may stand twice: indexing waits for nobody.

    The vocabulary begins anew; it fills again as webinars are indexed (`doorlezen webinars reindex`).
    """

    dependencies = [("webinar_search", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="Stem"),
        migrations.CreateModel(
            name="Stem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stem", models.CharField(max_length=60)),
                ("passages", models.IntegerField()),
            ],
            options={
                "ordering": ["stem", "id"],
                "indexes": [models.Index(fields=["stem"], include=("passages",), name="passages_with_stem")],
            },
        ),
        migrations.DeleteModel(name="Word"),
        migrations.CreateModel(
            name="Word",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(db_index=True, max_length=60)),
                ("stem", models.CharField(db_index=True, max_length=60)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                (
                    "slips",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["word"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["slips"], name="word_slips"
                    )
                ],
            },
        ),
        migrations.RunSQL(COUNT_AGAIN, migrations.RunSQL.noop),
    ]
