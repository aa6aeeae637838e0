"""/healthz says that the process lives, /readyz whether it can serve, and if not, why."""

from collections.abc import Iterator

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
@pytest.mark.parametrize("name", ["0001_initial", "0002_kept_forms"])
def test_not_ready_while_a_migration_is_not_applied(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'web' AND name = %s", [name])
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "migrations": f"not applied: web.{name}"}


@pytest.fixture
def without_database(transactional_db: None) -> Iterator[None]:
    """The site while its database does not answer."""
    settings = connections["default"].settings_dict
    name = settings["NAME"]
    connections["default"].close()
    settings["NAME"] = "er_is_geen_database_met_deze_naam"
    try:
        yield
    finally:
        settings["NAME"] = name


def test_not_ready_without_a_database(without_database: None) -> None:
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": "does not answer (OperationalError)"}
    assert Client().get("/healthz").status_code == 200


ANYBODY = ["/webinars/", "/webinars/nieuw.atom"]
SIGNED_IN = ["/", "/account/login/", "/o/bibliotheek-de-linge/", "/onderdelen/", "/nergens/", *ANYBODY]


@pytest.mark.parametrize(
    ("path", "session"), [*((path, "") for path in ANYBODY), *((path, "a" * 32) for path in SIGNED_IN)]
)
def test_a_page_without_a_database_asks_for_patience(without_database: None, path: str, session: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = session
    answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    assert "Probeer het over een halve minuut nog eens." in answer.content.decode()


def test_a_form_without_a_database_says_that_nothing_was_saved(without_database: None) -> None:
    client = Client(raise_request_exception=False)
    answer = client.post("/account/login/", {"login": "jo@bieb.example", "password": "geheim"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "Wat je net deed, is niet opgeslagen." in answer.content.decode()


@override_settings(SECURE_SSL_REDIRECT=True)
def test_whoever_watches_is_not_sent_to_https() -> None:
    assert Client().get("/healthz").status_code == 200
