"""The audit trail is the desk's from here on; its tables were moved there as they were."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_letters"), ("desk", "0001_events")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("AuditWords"), migrations.DeleteModel("AuditEntry")]
        )
    ]
