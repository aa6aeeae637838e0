"""Connect a command to the database: settings, embedded server, migrations."""

import os

from doorlezen.language import InputError, t


def connect() -> None:
    """Start Django on the configured database and bring its tables up to date.

    Raises InputError where DATABASE_URL is wrong or its server does not answer.
    Call it inside a command, not at import: it starts the embedded server when there is no DATABASE_URL.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorlezen.web.settings")
    import django
    from django.apps import apps

    if not apps.ready:  # a second set-up would close the log handlers of others, with their streams
        django.setup()
    from django.core.management import call_command
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        connection.ensure_connection()
    except OperationalError as wrong:
        first = str(wrong).strip().splitlines()[0]
        raise InputError("DATABASE_URL", t("de database antwoordt niet: {reason}", reason=first)) from wrong
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
