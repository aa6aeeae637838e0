"""Connect a command to the database: settings, embedded server, migrations."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from doorlezen.language import InputError, t

_MIGRATING = 0x646F6F73
"""The number of a lock in the database that only this module takes."""


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
        with _alone():
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time: several commands, such as the workers of several machines, may start at once.

    Asks again and again, since a command that waits inside the database would hold up some migrations.
    Raises InputError when another one keeps it for ten minutes.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        for _ in range(6000):
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_MIGRATING])
            if cursor.fetchone()[0]:
                break
            time.sleep(0.1)
        else:
            raise InputError("DATABASE_URL", t("een andere opdracht werkt de tabellen al tien minuten bij"))
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
