"""A demand is explained by a real worker, in a process of its own, on the database of the site."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from doorlezen.accounts.roles import Role
from doorlezen.web.database import to_url
from tests.people import a_neighbourhood
from tests.planning import proposing


@pytest.mark.django_db(transaction=True)
def test_a_worker_answers_what_the_page_asks() -> None:
    neighbourhood = a_neighbourhood()
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    at = f"/o/bibliotheek-de-linge/plannen/{proposing.a_proposal(director).pk}/eisen/1/"
    client.post(at)
    assert "Het antwoord wordt uitgerekend." in client.get(at).content.decode()
    url = to_url(connection.settings_dict)
    command = [sys.executable, "-m", "doorlezen.cli", "worker", "--until-empty", "--queue", "planning"]
    subprocess.run(
        command,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"},
        check=True,
        capture_output=True,
        timeout=100,
    )
    assert "van de waarde van dit plan; alleen" in client.get(at).content.decode()
