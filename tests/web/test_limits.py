"""Forms that everybody can reach take so many attempts per so long, over all processes together."""

import threading

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from doorlezen.web.models import Attempts
from doorlezen.web.operations import rate_limits


@rate_limits.limited("proef", times=2, minutes=10)
def _form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("aangemeld")


def _post(address: str = "192.0.2.1", **headers: str) -> HttpResponse:
    return _form(RequestFactory().post("/", REMOTE_ADDR=address, headers=headers))


NOW = 1_800_000_000.0


@pytest.fixture(autouse=True)
def _time_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "time", lambda: NOW)


@pytest.mark.django_db
def test_the_third_attempt_from_one_address_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [_post().status_code for _ in range(4)] == [200, 200, 429, 429]
    refused = _post()
    seconds = int(refused["Retry-After"])
    assert 0 < seconds <= 600
    assert f"over {-(-seconds // 60)} minu" in refused.content.decode()
    assert _post("192.0.2.2").status_code == 200
    looking = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    assert _form(looking).status_code == 200

    monkeypatch.setattr(rate_limits, "time", lambda: NOW + seconds)
    assert [_post().status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.django_db
def test_what_is_kept_tells_nothing_about_who() -> None:
    _post("192.0.2.77")
    (kept,) = Attempts.objects.all()
    assert (kept.count, "192.0.2.77" in kept.key) == (1, False)


@pytest.mark.django_db
def test_an_address_that_a_reader_makes_up_is_believed_only_from_a_proxy() -> None:
    made_up = [_post(**{"X-Forwarded-For": f"198.51.100.{number}"}).status_code for number in range(3)]
    assert made_up == [200, 200, 429]
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        behind = [_post(**{"X-Forwarded-For": f"198.51.100.{number}"}).status_code for number in range(3)]
    assert behind == [200, 200, 200]


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_are_all_counted() -> None:
    waits: list[int] = []

    def attempt() -> None:
        waits.append(rate_limits.attempt("tegelijk", times=10, seconds=100_000))
        connection.close()

    together = [threading.Thread(target=attempt) for _ in range(25)]
    for one in together:
        one.start()
    for one in together:
        one.join()
    assert sum(wait == 0 for wait in waits) == 10
    assert sum(wait > 0 for wait in waits) == 15
