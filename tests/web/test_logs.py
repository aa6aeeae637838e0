"""One line per request, with an id that the reader sees as well, and nothing about who or what for."""

import io
import json
import logging
import logging.config
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from doorlezen.accounts.models import Person
from doorlezen.web.operations import logs
from tests.people import client_of


def _break(request: HttpRequest) -> HttpResponse:
    raise ValueError("jan@bibliotheek.nl kan niet")


urlpatterns = [path("stuk/", _break), path("goed/", lambda request: HttpResponse("goed"))]
handler500 = "doorlezen.web.errors.broken"


def _read(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@override_settings(ROOT_URLCONF=__name__)
def test_a_request_is_one_line(lines: io.StringIO) -> None:
    answer = Client().get("/goed/?zoek=De+Bogerd", headers={"X-Request-ID": "abcdef-123456"})
    (line,) = _read(lines)
    assert answer["X-Request-ID"] == "abcdef-123456"
    assert line.pop("milliseconds") >= 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "doorlezen.web",
        "request_id": "abcdef-123456",
        "method": "GET",
        "path": "/goed/",
        "status": 200,
        "person": None,
    }


@pytest.mark.parametrize("given", ["kort", "met spatie erin", "x" * 41, "<script>"])
@override_settings(ROOT_URLCONF=__name__)
def test_an_id_that_could_be_anything_is_not_taken(lines: io.StringIO, given: str) -> None:
    answer = Client().get("/goed/", headers={"X-Request-ID": given})
    assert len(answer["X-Request-ID"]) == 32
    assert _read(lines)[0]["request_id"] == answer["X-Request-ID"]


@override_settings(ROOT_URLCONF=__name__)
def test_what_broke_is_told_with_the_id_that_the_page_shows(lines: io.StringIO) -> None:
    answer = Client(raise_request_exception=False).get("/stuk/?geheim=1")
    assert answer.status_code == 500
    told, request = _read(lines)
    assert told["request_id"] == request["request_id"] == answer["X-Request-ID"]
    assert answer["X-Request-ID"] in answer.content.decode()
    assert (told["level"], told["event"]) == ("error", "Internal Server Error: /stuk/")
    (exception,) = told["exception"]
    assert exception["exc_type"] == "ValueError"
    assert exception["exc_value"] == "(e-mail) kan niet"
    assert exception["frames"][-1]["name"] == "_break"
    assert "geheim" not in lines.getvalue()
    assert request["status"] == 500


@pytest.mark.django_db
def test_a_person_is_a_number(lines: io.StringIO) -> None:
    person = Person.objects.create_user("sanne@voorbeeld.example", None, name="Sanne de Wit")
    client_of(person).get("/")
    (line,) = _read(lines)
    assert line["person"] == person.pk
    assert "Sanne" not in lines.getvalue()
    assert "sanne" not in lines.getvalue()


def test_health_and_files_are_told_only_when_something_is_wrong(lines: io.StringIO) -> None:
    Client().get("/healthz")
    assert lines.getvalue() == ""


def test_readable_lines_are_no_json() -> None:
    record = logging.LogRecord("doorlezen.web", logging.INFO, "", 0, "jan@b.nl belde", None, None)
    line = logs.formatter(readable=True).format(record)
    assert line.endswith("[info     ] (e-mail) belde [doorlezen.web]")


def test_the_settings_can_be_used_by_the_server_as_well() -> None:
    before = logging.getLogger().handlers[:]
    try:
        logging.config.dictConfig(logs.configuration(readable=False))
        granian = logging.getLogger("_granian")
        assert (granian.handlers, granian.propagate) == ([], True)
    finally:
        logging.getLogger().handlers[:] = before
