"""An issuer is a machine that a director named: slow, endless, elsewhere than it seems, or a liar."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.utils import timezone

from doorlezen.accounts.domain import oidc
from doorlezen.accounts.issuers import bounded_request
from doorlezen.accounts.issuers.configuration import read_issuer
from doorlezen.accounts.issuers.places import UnreachableError, is_public, parts_of, reachable
from doorlezen.accounts.models import OidcClient, Organisation, Person
from doorlezen.accounts.roles import Role
from doorlezen.desk.seal import seal
from doorlezen.language import InputError
from doorlezen.web.environment import only_on_a_laptop
from doorlezen.web.login.providers import uid_of
from doorlezen.web.operations.rate_limits import limited
from doorlezen.web.pages.accounts.urls import for_everybody
from doorlezen.web.urls import urlpatterns as of_the_site
from tests.accounts.issuers import CLIENT, Asked, Issuer, Says, an_issuer, drip, key, pour, public
from tests.people import Neighbourhood, a_person, client_of
from tests.words import LOGIN_ALREADY

LINGE, MAAS = "bibliotheek-de-linge", "bibliotheek-maas-en-waal"
SETTINGS = f"/o/{LINGE}/instellingen/inloggen/"
SECRET = "een-geheim-van-de-uitgever"


def _tight(name: str, *, times: int, minutes: int, **more: Any) -> Any:
    return limited(name, times=4 if more.get("of") else 3, minutes=minutes, **more)


urlpatterns = [path("", include(for_everybody(_tight))), *of_the_site]


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    """An issuer that behaves."""
    with an_issuer() as made:
        yield made


@pytest.fixture
def other() -> Iterator[Issuer]:
    """Another one."""
    with an_issuer() as made:
        yield made


def stands_at(organisation: Organisation, issuer: Issuer) -> None:
    """Let the people of this organisation log in there; the issuer forgets that it was asked about itself."""
    told = read_issuer(issuer.address)
    OidcClient.everywhere.create(
        organisation=organisation,
        issuer=issuer.address,
        client_id=CLIENT,
        secret_sealed=seal(SECRET),
        configuration=told.configuration,
        keys=told.keys,
    )
    issuer.seen.clear()


@pytest.fixture
def ada(neighbourhood: Neighbourhood, issuer: Issuer) -> Person:
    """An adviser of De Linge who is known at the issuer as "ada"."""
    stands_at(neighbourhood.linge, issuer)
    person = a_person("Ada Adviseur", (neighbourhood.linge, Role.ADVISER))
    account = {"uid": uid_of(issuer.address, "ada"), "iss": issuer.address, "sub": "ada"}
    oidc.tie(person, organisation=LINGE, account=account, at=timezone.now())
    return person


def set_out(browser: Client, organisation: str = LINGE, query: str = "") -> dict[str, str]:
    """Go to the issuer; what it is asked."""
    answer = browser.get(f"/account/oidc/{organisation}/login/{query}")
    assert answer.status_code == 302
    return {name: one for name, (one,) in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def come_back(browser: Client, state: str, organisation: str = LINGE, **more: str) -> Any:
    """Come back with a code."""
    return browser.get(f"/account/oidc/{organisation}/login/callback/", {"code": "c", "state": state, **more})


def is_in(browser: Client) -> bool:
    """Whether anybody is logged in in this browser."""
    return browser.get(f"/o/{LINGE}/").status_code == 200


def test_who_is_known_there_comes_in(ada: Person, issuer: Issuer) -> None:
    browser = client_of(None)
    asked = set_out(browser)
    assert issuer.seen == []  # what it says about itself was kept
    issuer.will_say(asked["nonce"])
    assert (come_back(browser, asked["state"]).status_code, is_in(browser)) == (302, True)
    assert issuer.paths() == ["/token", "/who"]


@pytest.mark.django_db(transaction=True)
def test_ten_strangers_and_a_slow_issuer_hold_one_thread(
    neighbourhood: Neighbourhood, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_at(neighbourhood.linge, issuer)
    issuer.says["/token"] = drip
    monkeypatch.setattr(bounded_request, "SECONDS", 1.5)
    monkeypatch.setattr(bounded_request, "WAITS", 0.3)
    browsers = [client_of(None) for _ in range(10)]
    states = [set_out(browser)["state"] for browser in browsers]
    answers: list[tuple[int, float]] = []

    def come(browser: Client, state: str) -> None:
        began = time.monotonic()
        answers.append((come_back(browser, state).status_code, time.monotonic() - began))
        connection.close()

    threads = [threading.Thread(target=come, args=both) for both in zip(browsers, states, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert issuer.most == 1
    statuses = sorted(status for status, _ in answers)
    # one was waited for; the others were told at once, or nearly so, to come back
    assert statuses == [403, *[503] * 9]
    assert max(seconds for _, seconds in answers) < 6


def test_who_had_to_come_back_still_can(ada: Person, issuer: Issuer) -> None:
    browser = client_of(None)
    asked = set_out(browser)
    issuer.will_say(asked["nonce"])
    with bounded_request.a_turn("https://een.example"), bounded_request.a_turn("https://ander.example"):
        busy = come_back(browser, asked["state"])
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert "veel mensen tegelijk" in busy.content.decode()
    assert (come_back(browser, asked["state"]).status_code, is_in(browser)) == (302, True)


def _elsewhere(address: str) -> Says:
    return lambda asked: asked.tell({}, status=307, Location=f"{address}/trap")


def _packed(asked: Asked) -> None:
    asked.tell(gzip.compress(b" " * 2_000_000 + b"{}"), Content_Encoding="gzip")


BAD: dict[str, Says] = {
    "slow": drip,
    "endless": pour,
    "packed": _packed,
    "deep": lambda asked: asked.tell(b'{"a":' * 15_000),
    "list": lambda asked: asked.tell([]),
}
"""What an issuer may answer; that it points elsewhere, to another one, comes beside it."""


def _seconds(how: str) -> float:
    """Little where time must end it; else so much that what ends it is the answer."""
    return 0.6 if how == "slow" else 6


@pytest.mark.parametrize("place", ["/.well-known/openid-configuration", "/keys"])
def test_a_bad_answer_about_itself_costs_little_and_is_refused(
    issuer: Issuer, other: Issuer, place: str
) -> None:
    other.says["/trap"] = lambda asked: asked.tell({})
    for how, says in {**BAD, "elsewhere": _elsewhere(other.address)}.items():
        issuer.says[place] = says
        issuer.seen.clear()
        began = time.monotonic()
        with pytest.raises(InputError):
            read_issuer(issuer.address, seconds=_seconds(how))
        assert how == "slow" or issuer.paths()[-1] == place, how
        assert time.monotonic() - began < 5, how
    assert other.seen == []


@pytest.mark.parametrize("place", ["/token", "/who"])
def test_a_bad_answer_costs_little_and_lets_nobody_in(
    ada: Person, issuer: Issuer, other: Issuer, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    other.says["/trap"] = lambda asked: asked.tell({})
    for how, says in {**BAD, "elsewhere": _elsewhere(other.address)}.items():
        issuer.says[place] = says
        issuer.seen.clear()
        monkeypatch.setattr(bounded_request, "SECONDS", _seconds(how))
        began = time.monotonic()
        browser = client_of(None)
        asked = set_out(browser)
        issuer.will_say(asked["nonce"])
        assert come_back(browser, asked["state"]).status_code == 403, how
        assert not is_in(browser), how
        assert how == "slow" or issuer.paths()[-1] == place, how
        assert time.monotonic() - began < 5, how
    assert other.seen == []  # the secret and the token go nowhere else


PLACES = {
    "9.9.9.9": True,
    "2620:fe::fe": True,
    "64:ff9b::909:909": True,
    **dict.fromkeys(
        [
            *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
            *("100.64.0.1", "169.254.169.254", "192.0.0.1", "192.88.99.1", "198.18.0.1", "203.0.113.1"),
            *("224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
            *("::1", "::", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12::1", "ff02::1"),
            *("::ffff:127.0.0.1", "::ffff:9.9.9.9", "::127.0.0.1", "2002:7f00:1::", "2002:909:909::1"),
            *("2001:0:909:909::1", "2001:db8::1", "3fff::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
            *("64:ff9b:1::1", "100::1", "geen adres", ""),
        ],
        False,
    ),
}


@pytest.mark.parametrize(("address", "expected"), PLACES.items())
def test_what_is_a_public_address(address: str, expected: bool) -> None:
    assert is_public(address) == expected


INSIDE = (
    *("localhost", "localhost.", "127.0.0.1", "127.1", "0", "0x7f.1", "2130706433", "017700000001"),
    *("[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "100.64.0.1", "169.254.169.254", "[fe80::1]"),
)


@override_settings(LOCAL_ISSUERS=False)
def test_an_issuer_inside_is_refused_before_anything_is_sent(
    neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda *where, **more: reached.append(where))
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    for named in INSIDE:
        given = {"issuer": f"https://{named}:9", "client_id": CLIENT, "secret": SECRET}
        answer = browser.post(SETTINGS, given)
        assert (answer.status_code, OidcClient.everywhere.count(), reached) == (422, 0, []), named


@override_settings(LOCAL_ISSUERS=False)
def test_over_http_nothing_is_asked(neighbourhood: Neighbourhood, issuer: Issuer) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = browser.post(SETTINGS, {"issuer": issuer.address, "client_id": CLIENT, "secret": SECRET})
    assert (answer.status_code, issuer.seen) == (422, [])
    assert "moet met https:// beginnen" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["token_endpoint", "userinfo_endpoint", "jwks_uri", "authorization_endpoint"]
)
@pytest.mark.parametrize(
    "wrong",
    ["ftp://uitgever.example/", "javascript:alert(1)", "/token", "https://a:b@c.example/", None, 5],
)
def test_an_issuer_that_points_at_odd_places_is_refused(issuer: Issuer, name: str, wrong: object) -> None:
    told = issuer.configuration(**{name: wrong})
    issuer.says["/.well-known/openid-configuration"] = lambda asked: asked.tell(told)
    if name == "userinfo_endpoint" and wrong is None:
        assert name not in read_issuer(issuer.address).configuration
        return
    with pytest.raises(InputError):
        read_issuer(issuer.address)


INSIDE_URLS = ("https://169.254.169.254/latest", "https://10.0.0.1/", "https://[fd00::1]/")


@pytest.mark.parametrize("which", ["token_endpoint", "userinfo_endpoint"])
def test_what_points_inside_is_not_asked_with_the_secret(
    ada: Person, issuer: Issuer, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    client = OidcClient.everywhere.get()
    reached: list[Any] = []
    really = socket.create_connection

    def note(where: tuple[str, int], *more: Any, **others: Any) -> socket.socket:
        reached.append(where[0])
        return really(where, *more, **others)

    monkeypatch.setattr(socket, "create_connection", note)
    for inside in INSIDE_URLS:
        client.configuration[which] = inside
        client.save()
        browser = client_of(None)
        asked = set_out(browser)
        issuer.will_say(asked["nonce"])
        assert come_back(browser, asked["state"]).status_code == 403, inside
        assert set(reached) <= {"127.0.0.1"}, inside
        assert not is_in(browser), inside


def _look_ups(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
    """The next look-ups of a name give these addresses, one list after the other."""
    coming = iter(answers)

    def look(host: str, port: int, *more: Any, **others: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(coming)]

    monkeypatch.setattr(socket, "getaddrinfo", look)


def test_a_name_that_leads_elsewhere_the_second_time_is_looked_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _look_ups(monkeypatch, ["9.9.9.9"], ["127.0.0.1"])
    reached: list[Any] = []

    def connect(where: tuple[str, int], *more: Any, **others: Any) -> socket.socket:
        reached.append(where)
        raise OSError("not in a test")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(UnreachableError), bounded_request.a_turn("https://uitgever.example"):
        bounded_request.ask("GET", "https://uitgever.example/")
    assert reached == [("9.9.9.9", 443)]


@override_settings(LOCAL_ISSUERS=False)
@pytest.mark.parametrize("found", [["127.0.0.1"], ["9.9.9.9", "10.0.0.1"], ["::ffff:9.9.9.9"], []])
def test_a_name_is_as_private_as_the_most_private_place_that_it_leads_to(
    monkeypatch: pytest.MonkeyPatch, found: list[str]
) -> None:
    _look_ups(monkeypatch, found)
    with pytest.raises(UnreachableError):
        reachable("uitgever.example", 443, until=time.monotonic() + 5)


def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *what, **more: answered.wait(10) and [])
    began = time.monotonic()
    with pytest.raises(UnreachableError):
        reachable("uitgever.example", 443, until=time.monotonic() + 0.3)
    assert time.monotonic() - began < 3
    answered.set()


@pytest.mark.parametrize(
    "odd",
    [
        *(
            "https://a b.example/",
            "https://a.example\\@b.example/",
            "https://a.example/\n",
            "https://é.example/",
        ),
        *("https:///pad", "https://a.example:0/", "https://a.example:99999/", "https://[::1/", "//a.example"),
    ],
)
def test_an_address_that_two_readers_could_read_differently_is_no_address(odd: str) -> None:
    with pytest.raises(UnreachableError):
        parts_of(odd)


LIES: dict[str, dict[str, Any]] = {
    "another visit": {"nonce": "een andere"},
    "no visit": {"nonce": None},
    "another issuer": {"iss": "https://kwaad.example"},
    "no issuer": {"iss": None},
    "for another": {"aud": "iemand-anders"},
    "for several": {"aud": [CLIENT, "iemand-anders"]},
    "made for another": {"azp": "iemand-anders"},
    "long ago": {"iat": 1_000_000_000, "exp": 1_000_000_300},
    "without an end": {"exp": None},
    "without a moment": {"iat": None},
    "in a while": {"iat": 4_000_000_000, "exp": 4_000_000_300},
    "about nobody": {"sub": None},
    "about an empty name": {"sub": ""},
    "about a number": {"sub": 5},
}


def test_an_id_token_that_does_not_prove_it_lets_nobody_in(ada: Person, issuer: Issuer) -> None:
    browser = client_of(None)
    for lie, claims in LIES.items():
        asked = set_out(browser)
        issuer.will_say(**{"nonce": asked["nonce"], **claims})
        assert come_back(browser, asked["state"]).status_code == 403, lie
        assert not is_in(browser), lie


SIGNED = {
    "not": lambda claims: jwt.encode(claims, None, algorithm="none"),
    "with the secret": lambda claims: jwt.encode(claims, SECRET, algorithm="HS256", headers={"kid": "key-0"}),
    "with a key of another": lambda claims: jwt.encode(
        claims, key(1), algorithm="ES256", headers={"kid": "key-0"}
    ),
    "with a key that it does not name": lambda claims: jwt.encode(
        claims, key(1), algorithm="ES256", headers={"kid": "key-1"}
    ),
    "as no token": lambda claims: "geen.echt.token",
}


def test_an_id_token_counts_when_the_issuer_signed_it(ada: Person, issuer: Issuer) -> None:
    browser = client_of(None)
    for how, signing in SIGNED.items():
        asked = set_out(browser)
        issuer.will_say(asked["nonce"])
        issuer.signing = signing
        assert come_back(browser, asked["state"]).status_code == 403, how
        assert not is_in(browser), how


def test_a_new_key_of_the_issuer_is_asked_for_once(ada: Person, issuer: Issuer) -> None:
    issuer.keys = [public(1)]
    issuer.signing = SIGNED["with a key that it does not name"]
    for expected in (["/token", "/keys", "/who"], ["/token", "/who"]):
        issuer.seen.clear()
        browser = client_of(None)
        asked = set_out(browser)
        issuer.will_say(asked["nonce"])
        assert (come_back(browser, asked["state"]).status_code, is_in(browser)) == (302, True)
        assert issuer.paths() == expected


def test_userinfo_about_somebody_else_lets_nobody_in(ada: Person, issuer: Issuer) -> None:
    issuer.says["/who"] = lambda asked: asked.tell({"sub": "bas"})
    browser = client_of(None)
    asked = set_out(browser)
    issuer.will_say(asked["nonce"])
    assert come_back(browser, asked["state"]).status_code == 403
    assert not is_in(browser)


def test_an_answer_for_one_organisation_is_none_for_another(
    neighbourhood: Neighbourhood, ada: Person, issuer: Issuer, other: Issuer
) -> None:
    stands_at(neighbourhood.maas, other)
    browser = client_of(None)
    asked = set_out(browser)
    other.will_say(asked["nonce"])
    assert come_back(browser, asked["state"], MAAS).status_code == 403
    assert other.seen == []  # the code of the one never comes to the other
    # nor does an answer count that says itself that another one gave it (RFC 9207)
    assert come_back(browser, asked["state"], iss=other.address).status_code == 403
    assert (issuer.seen, is_in(browser)) == ([], False)


def test_an_answer_counts_once(ada: Person, issuer: Issuer) -> None:
    browser = client_of(None)
    asked = set_out(browser)
    issuer.will_say(asked["nonce"])
    come_back(browser, asked["state"])
    browser.post("/account/logout/")
    issuer.seen.clear()
    assert come_back(browser, asked["state"]).status_code == 403
    assert (issuer.seen, is_in(browser)) == ([], False)


def test_another_issuer_of_the_organisation_does_not_get_its_people(
    neighbourhood: Neighbourhood, ada: Person, issuer: Issuer, other: Issuer
) -> None:
    OidcClient.everywhere.all().delete()
    stands_at(neighbourhood.linge, other)
    browser = client_of(None)
    asked = set_out(browser)
    other.about = {"email": ada.email, "email_verified": True}
    other.will_say(asked["nonce"])
    answer = come_back(browser, asked["state"])
    assert LOGIN_ALREADY in answer.content.decode()
    assert not is_in(browser)


def test_with_another_issuer_the_secret_is_asked_again(
    neighbourhood: Neighbourhood, ada: Person, other: Issuer
) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = browser.post(SETTINGS, {"issuer": other.address, "client_id": CLIENT, "secret": ""})
    assert (answer.status_code, "vul het geheim in" in answer.content.decode()) == (422, True)


def test_who_made_the_link_decides_nothing_of_what_the_issuer_is_asked(ada: Person) -> None:
    made = "?auth_params=redirect_uri%3Dhttps%3A%2F%2Fkwaad.example%26nonce%3Dx%26state%3Dx&scope=alles"
    asked, usual = set_out(client_of(None), query=made), set_out(client_of(None))
    assert asked["redirect_uri"] == usual["redirect_uri"]
    assert set(asked["scope"].split()) == set(usual["scope"].split()) == {"openid", "profile", "email"}
    assert (set(asked), asked["nonce"] == "x", asked["state"] == "x") == (set(usual), False, False)


@override_settings(ROOT_URLCONF=__name__)
def test_so_many_visits_of_one_visitor_and_of_one_organisation(ada: Person) -> None:
    def visit(address: str) -> HttpResponse:
        return client_of(None).get(f"/account/oidc/{LINGE}/login/", REMOTE_ADDR=address)

    assert [visit("2001:db8:0:1::1").status_code for _ in range(2)] == [302, 302]
    # another address of the same network is the same visitor
    assert [visit("2001:db8:0:1::9").status_code for _ in range(2)] == [302, 429]
    assert [visit("2001:db8:0:2::1").status_code for _ in range(2)] == [302, 429]


def test_what_an_issuer_says_is_asked_anew_beside_requests(ada: Person, issuer: Issuer) -> None:
    issuer.keys = [public(1)]
    assert oidc.refresh_issuers() == 1
    assert [one["kid"] for one in OidcClient.everywhere.get().keys] == ["key-1"]
    issuer.says["/keys"] = lambda asked: asked.tell({}, status=500)
    assert oidc.refresh_issuers() == 0
    assert [one["kid"] for one in OidcClient.everywhere.get().keys] == ["key-1"]


@pytest.mark.parametrize(
    ("public_site", "address"), [(True, "http://localhost:8000"), (False, "http://doorlezen.example")]
)
def test_a_site_for_the_public_asks_nothing_of_this_machine(
    monkeypatch: pytest.MonkeyPatch, public_site: bool, address: str
) -> None:
    monkeypatch.setenv("DOORLEZEN_LOCAL_ISSUERS", "1")
    assert only_on_a_laptop("DOORLEZEN_LOCAL_ISSUERS", public=False, address="http://127.0.0.1:8000")
    with pytest.raises(InputError):
        only_on_a_laptop("DOORLEZEN_LOCAL_ISSUERS", public=public_site, address=address)
