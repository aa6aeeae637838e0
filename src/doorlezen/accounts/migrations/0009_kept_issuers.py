"""What an issuer says of itself is kept; people are tied to the issuer, not to the organisation alone."""

import hashlib

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def tie_to_the_issuer(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """As web/login/providers.py makes it; of what issuers told about people only the number stays."""
    clients = apps.get_model("accounts", "OidcClient")._base_manager
    issuers = dict(clients.values_list("organisation__slug", "issuer"))
    for account in apps.get_model("socialaccount", "SocialAccount").objects.order_by("id"):
        issuer = issuers.get(account.provider)
        if issuer is None:  # nobody comes in by it any more
            account.delete()
            continue
        issuer, subject = issuer.rstrip("/"), account.uid
        account.uid = hashlib.sha256(f"{issuer}\0{subject}".encode()).hexdigest()
        account.extra_data = {"iss": issuer, "sub": subject}
        account.save(update_fields=["uid", "extra_data"])


def tie_to_the_organisation(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for account in apps.get_model("socialaccount", "SocialAccount").objects.order_by("id"):
        account.uid = account.extra_data["sub"]
        account.save(update_fields=["uid"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_invitation_times_sent"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.AddField("oidcclient", "configuration", models.JSONField(blank=True, default=dict)),
        migrations.AddField("oidcclient", "keys", models.JSONField(blank=True, default=list)),
        migrations.AddField("oidcclient", "read_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunPython(tie_to_the_issuer, tie_to_the_organisation, elidable=True),
    ]
