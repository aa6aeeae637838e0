"""What somebody typed leaves the audit trail for a table that can be wiped; that table is never changed."""

import django.db.models.deletion
from django.db import migrations, models

REFUSE = """
CREATE TRIGGER words_no_change BEFORE UPDATE ON accounts_auditwords
    FOR EACH ROW EXECUTE FUNCTION accounts_audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_cache_table")]

    operations = [
        migrations.AddField("auditentry", "worded", models.JSONField(default=list)),
        migrations.CreateModel(
            "AuditWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="accounts.auditentry",
                    ),
                ),
            ],
            options={"ordering": ["entry_id"]},
        ),
        migrations.RunSQL(REFUSE, "DROP TRIGGER words_no_change ON accounts_auditwords"),
    ]
