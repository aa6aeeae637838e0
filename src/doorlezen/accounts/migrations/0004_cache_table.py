"""The table in which all worker processes count together, such as failed logins."""

from django.conf import settings
from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """As Django itself makes it; does nothing where it is there already."""
    table = settings.CACHES["default"]["LOCATION"]
    call_command("createcachetable", table, database=editor.connection.alias, verbosity=0)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What was counted may be lost."""
    table = editor.quote_name(settings.CACHES["default"]["LOCATION"])
    editor.execute(f"DROP TABLE IF EXISTS {table}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_audit_append_only")]

    operations = [migrations.RunPython(create, drop)]
