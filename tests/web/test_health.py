"""/healthz says that the process lives, /readyz whether it can serve, and if not, why."""

import pytest
from django.db import connection, connections
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries


def test_alive_needs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    answer = Client().get("/healthz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, {"alive": "ok"})
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Length"] == str(len(answer.content))


@pytest.mark.django_db
def test_ready_with_a_database_that_is_up_to_date() -> None:
    answer = Client().get("/readyz", headers={"host": "10.0.0.7"})
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "migrations": "ok"})


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_not_applied() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'web' AND name = '0001_initial'")
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "migrations": "not applied: web.0001_initial"}


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_a_database() -> None:
    settings = connections["default"].settings_dict
    name = settings["NAME"]
    connections["default"].close()
    settings["NAME"] = "er_is_geen_database_met_deze_naam"
    try:
        answer = Client().get("/readyz")
    finally:
        settings["NAME"] = name
    assert answer.status_code == 503
    assert answer.json() == {"database": "does not answer (OperationalError)"}


@override_settings(SECURE_SSL_REDIRECT=True)
def test_whoever_watches_is_not_sent_to_https() -> None:
    assert Client().get("/healthz").status_code == 200
