"""Where a word that was planted stands in the database: in whichever table, column or JSON."""

from django.db import connection


def tables() -> list[str]:
    """All tables of the database, also those that Django does not know, by name."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name"
        )
        return [name for (name,) in cursor.fetchall()]


def stands_in(word: str) -> list[str]:
    """The tables with a row that holds ``word``, whatever its capitals."""
    found = []
    with connection.cursor() as cursor:
        for table in tables():
            name = connection.ops.quote_name(table)
            cursor.execute(
                f"SELECT EXISTS (SELECT FROM {name} AS one WHERE position(%s IN lower(one::text)) > 0)",
                [word.lower()],
            )
            if cursor.fetchone() == (True,):
                found.append(table)
    return found
