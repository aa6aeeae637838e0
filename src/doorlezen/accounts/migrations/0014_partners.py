"""A gemeente and a school are one organisation; who let it in, and when. An invitation of a library."""

import django.db.models.deletion
from django.db import migrations, models


def code_of(organisation):
    if organisation.kind == "school":
        return organisation.school_id
    gemeenten = [gemeente.pk for gemeente in organisation.gemeenten.order_by("pk")]
    return gemeenten[0] if organisation.kind == "gemeente" and len(gemeenten) == 1 else None


def give_codes(apps, editor):
    """The oldest of those that are the same gemeente or school gets the code; the others stay as they are."""
    given = set()
    for organisation in apps.get_model("accounts", "Organisation").objects.order_by("id"):
        code = code_of(organisation)
        if code is not None and code not in given:
            given.add(code)
            organisation.register_code = code
            organisation.save(update_fields=["register_code"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_four_eyes")]

    operations = [
        migrations.AddField(
            "organisation",
            "register_code",
            models.CharField(max_length=6, null=True, blank=True, unique=True),
        ),
        migrations.AddField(
            "organisation",
            "let_in_by",
            models.ForeignKey(
                "accounts.organisation",
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
            ),
        ),
        migrations.AddField("organisation", "made_at", models.DateTimeField(null=True, blank=True)),
        migrations.AddField(
            "invitation",
            "from_library",
            models.ForeignKey(
                "accounts.organisation",
                null=True,
                blank=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
            ),
        ),
        migrations.RunPython(give_codes, migrations.RunPython.noop),
    ]
