"""What the tests about people share."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _no_jobs(db: None) -> None:
    """Tests with real transactions leave the jobs of Procrastinate behind: its tables are not Django's."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
