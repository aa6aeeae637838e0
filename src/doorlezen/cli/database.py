"""Connect a command to the database: settings, embedded server, migrations."""

import os


def connect() -> None:
    """Start Django on the configured database and bring its tables up to date.

    Call it inside a command, not at import: it starts the embedded server when there is no DATABASE_URL.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorlezen.web.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
