"""Logging in at one's organisation, against a real OpenID provider on this machine."""

import contextlib
import datetime
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.domain import oidc
from doorlezen.accounts.domain.invitations import invite
from doorlezen.accounts.domain.oidc import set_client
from doorlezen.accounts.issuers.configuration import read_issuer
from doorlezen.accounts.models import Membership, OidcClient, Organisation, Person
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.desk.seal import seal
from doorlezen.web.login.middleware import OwnLoginMiddleware
from doorlezen.web.login.providers import uid_of
from tests.accounts.post import letters
from tests.accounts.test_logging_in import PASSWORD, log_in, set_up_app
from tests.closed.addresses import for_everybody
from tests.closed.site_map import Page, public
from tests.people import Neighbourhood, a_person, client_of
from tests.words import LOGIN_ALREADY

LINGE = "/o/bibliotheek-de-linge/"
MAAS = "/o/bibliotheek-maas-en-waal/"
SETTINGS = f"{LINGE}instellingen/inloggen/"
SECRET = "een-geheim-van-de-uitgever"

USERS = {
    "ada": {"email": "ada-adviseur@voorbeeld.example", "email_verified": True, "name": "Ada Adviseur"},
    "unverified": {"email": "ada-adviseur@voorbeeld.example", "email_verified": False},
    "silent": {"email": "ada-adviseur@voorbeeld.example"},
    "words": {"email": "ada-adviseur@voorbeeld.example", "email_verified": "false"},
    "nameless": {},
    "dora": {"email": "dora-directeur@voorbeeld.example", "email_verified": True},
    "nieuw": {"email": "nieuw@voorbeeld.example", "email_verified": True, "name": "Nienke Nieuw"},
    "maas": {"email": "adviser-bibliotheek-maas-en-waal@voorbeeld.example", "email_verified": True},
    "both": {"email": "bo-van-beide@voorbeeld.example", "email_verified": True},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """An OpenID provider, in a process of its own, that knows the people of USERS."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    users = [json.dumps({"sub": sub, **claims}) for sub, claims in USERS.items()]
    told = [part for user in users for part in ("--user-claims", user)]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *told]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as provider:
        try:
            _wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration")
            yield f"http://127.0.0.1:{port}"
        finally:
            provider.terminate()


def _wait_for(address: str) -> None:
    for _ in range(200):
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(address).status_code == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture
def linge(neighbourhood: Neighbourhood, issuer: str) -> Organisation:
    """De Linge, whose people log in at the provider."""
    at(neighbourhood.linge, neighbourhood, issuer)
    return neighbourhood.linge


@pytest.fixture
def ada(linge: Organisation, issuer: str) -> Person:
    """An adviser of De Linge, who has tied her account at the provider to her login."""
    return known_as("ada", a_person("Ada Adviseur", (linge, Role.ADVISER), password=PASSWORD), linge, issuer)


def known_as(subject: str, person: Person, organisation: Organisation, issuer: str) -> Person:
    """Tie the account of ``subject`` at the provider to the person's own login."""
    account = {"uid": uid_of(issuer, subject), "iss": issuer, "sub": subject}
    oidc.tie(person, organisation=organisation.slug, account=account, at=timezone.now())
    return person


def at(
    organisation: Organisation, neighbourhood: Neighbourhood, issuer: str, *, is_strong: bool = False
) -> None:
    """Let the people of this organisation log in at the provider."""
    actor = neighbourhood.actor(organisation, Role.DIRECTOR)
    with scope(organisation=organisation):
        told = read_issuer(issuer)
        set_client(actor, issuer=issuer, client_id="doorlezen", secret=SECRET, is_strong=is_strong, told=told)


def come_in(browser: Client, user: str, organisation: str = "bibliotheek-de-linge", query: str = "") -> str:
    """Log in at the provider as ``user``, through the organisation's door; what the last page says."""
    answer = browser.get(f"/account/oidc/{organisation}/login/{query}")
    assert answer.status_code == 302
    there = httpx.post(answer.headers["Location"], data={"sub": user})
    assert there.status_code == 302, there.text
    back = urlsplit(there.headers["Location"])
    return browser.get(f"{back.path}?{back.query}", follow=True).content.decode()


def test_who_works_there_is_in(ada: Person) -> None:
    browser = client_of(None)
    come_in(browser, "ada")
    assert browser.get(LINGE).status_code == 200
    assert browser.get("/").context["user"] == ada
    kept = SocialAccount.objects.get()
    assert (kept.user, kept.provider) == (ada, "bibliotheek-de-linge")
    assert (set(kept.extra_data), kept.extra_data["sub"]) == ({"iss", "sub"}, "ada")


def test_the_password_still_works_beside_it(ada: Person) -> None:
    come_in(client_of(None), "ada")
    browser = client_of(None)
    assert log_in(browser, ada) == "/"
    assert browser.get(LINGE).status_code == 200


@pytest.mark.parametrize("user", ["unverified", "silent", "words", "nameless"])
def test_an_address_that_is_not_verified_proves_nothing(ada: Person, user: str) -> None:
    browser = client_of(None)
    SocialAccount.objects.all().delete()
    text = come_in(browser, user)
    assert "je e-mailadres is daar niet bevestigd" in text
    assert browser.get(LINGE).status_code == 302
    assert SocialAccount.objects.count() == 0


def test_who_works_only_next_door_is_refused(linge: Organisation) -> None:
    browser = client_of(None)
    people = Person.objects.count()
    assert "er staat hier niemand met jouw e-mailadres" in come_in(browser, "maas")
    assert (browser.get(LINGE).status_code, browser.get(MAAS).status_code) == (302, 302)
    assert (Person.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_who_left_is_refused_also_when_known_there(ada: Person) -> None:
    come_in(client_of(None), "ada")
    Membership.everywhere.filter(person=ada).update(until=timezone.localdate() - datetime.timedelta(days=1))
    browser = client_of(None)
    assert "er staat hier niemand" in come_in(browser, "ada")
    assert browser.get(LINGE).status_code == 302


def test_who_is_closed_off_is_refused(ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    assert "je login hier is gesloten" in come_in(client_of(None), "ada")


def test_an_invitation_is_accepted_by_coming(neighbourhood: Neighbourhood, linge: Organisation) -> None:
    director = neighbourhood.actor(linge, Role.DIRECTOR)
    with scope(organisation=linge):
        invite(director, email="nieuw@voorbeeld.example", name="", role=Role.ADVISER, at=timezone.now())
    browser = client_of(None)
    come_in(browser, "nieuw")
    assert browser.get(LINGE).status_code == 200
    person = Person.objects.get(email="nieuw@voorbeeld.example")
    assert (person.name, person.has_usable_password()) == ("Nienke Nieuw", False)


def test_an_invitation_of_next_door_does_not_let_in_here(
    neighbourhood: Neighbourhood, linge: Organisation
) -> None:
    director = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    with scope(organisation=neighbourhood.maas):
        invite(director, email="nieuw@voorbeeld.example", name="", role=Role.ADVISER, at=timezone.now())
    assert "je bent niet uitgenodigd" in come_in(client_of(None), "nieuw")
    assert Person.objects.filter(email="nieuw@voorbeeld.example").count() == 0


def test_an_invitation_and_an_own_issuer_make_nobody_of_another_library(
    neighbourhood: Neighbourhood, linge: Organisation
) -> None:
    person = neighbourhood.person(neighbourhood.maas, Role.ADVISER)
    director = neighbourhood.actor(linge, Role.DIRECTOR)
    with scope(organisation=linge):
        invite(director, email=person.email, name="", role=Role.ADVISER, at=timezone.now())
    browser = client_of(None)
    assert "je hebt al een login" in come_in(browser, "maas")
    assert (browser.get(LINGE).status_code, browser.get("/account/sessions/").status_code) == (302, 302)
    # nothing was accepted in their name
    assert Membership.everywhere.filter(person=person).count() == 1
    assert (SocialAccount.objects.count(), Person.objects.filter(email=person.email).count()) == (0, 1)
    # with the link of the mail and their own login it is
    link = letters()[-1].link
    own = client_of(person)
    assert own.post(link).status_code == 302
    assert Membership.everywhere.filter(person=person).count() == 2


def test_a_session_by_one_organisation_accepts_no_invitation(
    neighbourhood: Neighbourhood, linge: Organisation, issuer: str
) -> None:
    both = known_as("both", neighbourhood.both, linge, issuer)
    director = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    with scope(organisation=neighbourhood.maas):
        invite(director, email=both.email, name="", role=Role.FINANCE, at=timezone.now())
    link = letters()[-1].link
    browser = client_of(None)
    come_in(browser, "both")
    for answer in (browser.get(link), browser.post(link)):
        assert answer.headers["Location"].startswith("/account/eigen-login/?next=%2Fuitnodiging%2F")
    assert Membership.everywhere.filter(person=both).count() == 2


def test_who_has_a_login_ties_the_account_to_it_once(linge: Organisation) -> None:
    person = a_person("Ada Adviseur", (linge, Role.ADVISER), password=PASSWORD)
    browser = client_of(None)
    assert LOGIN_ALREADY in come_in(browser, "ada")
    assert (browser.get(LINGE).status_code, SocialAccount.objects.count()) == (302, 0)
    assert log_in(browser, person, next="/account/koppelen/") == "/account/koppelen/"
    assert "Koppel je account bij Bibliotheek De Linge" in browser.get("/account/koppelen/").content.decode()
    assert browser.post("/account/koppelen/").headers["Location"] == LINGE
    assert [letter.subject for letter in letters()] == ["Je logt nu in via je organisatie"]
    later = client_of(None)
    come_in(later, "ada")
    assert later.get(LINGE).status_code == 200
    # once: nothing waits any more
    assert browser.post("/account/koppelen/").status_code == 404


def test_the_account_of_one_waits_for_nobody_else(linge: Organisation, neighbourhood: Neighbourhood) -> None:
    a_person("Ada Adviseur", (linge, Role.ADVISER), password=PASSWORD)
    other = a_person("Bas Adviseur", (linge, Role.ADVISER), password=PASSWORD)
    browser = client_of(None)
    come_in(browser, "ada")
    log_in(browser, other)
    assert browser.post("/account/koppelen/").status_code == 404
    assert SocialAccount.objects.count() == 0


def test_who_came_first_by_the_organisation_sets_up_nothing_to_come_in_elsewhere_later(
    neighbourhood: Neighbourhood, linge: Organisation
) -> None:
    director = neighbourhood.actor(linge, Role.DIRECTOR)
    with scope(organisation=linge):
        invite(director, email="nieuw@voorbeeld.example", name="", role=Role.ADVISER, at=timezone.now())
    browser = client_of(None)
    come_in(browser, "nieuw")
    person = Person.objects.get(email="nieuw@voorbeeld.example")
    given = {"password1": PASSWORD, "password2": PASSWORD, "email": "kwaad@voorbeeld.example"}
    for page in ("/account/password/set/", "/account/email/", "/account/2fa/totp/activate/"):
        assert browser.post(page, given).status_code == 403
    person.refresh_from_db()
    assert (person.has_usable_password(), person.email) == (False, "nieuw@voorbeeld.example")


def test_one_organisations_word_opens_that_one_alone(
    neighbourhood: Neighbourhood, linge: Organisation, issuer: str
) -> None:
    known_as("both", neighbourhood.both, linge, issuer)
    browser = client_of(None)
    come_in(browser, "both")
    here = browser.get(LINGE)
    assert here.status_code == 200
    # nor does any page tell where else this person works
    assert "Maas en Waal" not in here.content.decode() + browser.get("/").content.decode()
    answer = browser.get(MAAS)
    assert answer.headers["Location"].startswith("/account/eigen-login/")
    assert "Dat opent alleen die organisatie" in browser.get(answer.headers["Location"]).content.decode()


OF_ONESELF = [page for page in public() if page.route.startswith("account/") and page.name]


@pytest.mark.parametrize("page", OF_ONESELF, ids=lambda page: page.name)
def test_one_organisations_word_opens_nothing_about_the_person(
    neighbourhood: Neighbourhood, linge: Organisation, issuer: str, page: Page
) -> None:
    if page.name in OwnLoginMiddleware.OPEN:
        return
    known_as("both", neighbourhood.both, linge, issuer)
    browser = client_of(None)
    come_in(browser, "both")
    address = for_everybody(page)
    assert browser.get(address).headers.get("Location", "").startswith("/account/eigen-login/"), address
    given = {"email": "kwaad@voorbeeld.example", "password1": PASSWORD, "password2": PASSWORD, "name": "K"}
    answer = browser.post(address, {**given, "language": "en"})
    assert (answer.status_code, "via je organisatie" in answer.content.decode()) == (403, True)
    neighbourhood.both.refresh_from_db()
    assert neighbourhood.both.name == "Bo van Beide"


def test_what_such_a_session_may_open_tells_nothing_of_elsewhere(
    neighbourhood: Neighbourhood, linge: Organisation, issuer: str
) -> None:
    known_as("both", neighbourhood.both, linge, issuer)
    browser = client_of(None)
    come_in(browser, "both")
    for page in OF_ONESELF:
        if page.name in OwnLoginMiddleware.OPEN - {"account_logout"}:
            text = browser.get(for_everybody(page), follow=True).content.decode()
            assert "Maas en Waal" not in text, page.name


def test_two_organisations_may_have_the_same_client_id(
    neighbourhood: Neighbourhood, linge: Organisation, issuer: str
) -> None:
    at(neighbourhood.maas, neighbourhood, issuer)
    for organisation, address in (("bibliotheek-de-linge", LINGE), ("bibliotheek-maas-en-waal", MAAS)):
        where = Organisation.objects.get(slug=organisation)
        known_as("both", neighbourhood.both, where, issuer)
        browser = client_of(None)
        come_in(browser, "both", organisation)
        assert browser.get(address).status_code == 200


def test_who_has_a_second_step_is_asked_for_it_here_too(
    neighbourhood: Neighbourhood, ada: Person, issuer: str
) -> None:
    at(neighbourhood.maas, neighbourhood, issuer)
    own = client_of(None)
    log_in(own, ada)
    set_up_app(own)
    browser = client_of(None)
    assert "Nog één stap" in come_in(browser, "ada")
    assert browser.get(LINGE).status_code == 302


@pytest.mark.parametrize(("is_strong", "expected"), [(False, 302), (True, 200)])
def test_the_organisation_says_whether_its_login_is_strong(
    neighbourhood: Neighbourhood, issuer: str, is_strong: bool, expected: int
) -> None:
    at(neighbourhood.linge, neighbourhood, issuer, is_strong=is_strong)
    known_as(
        "dora", a_person("Dora Directeur", (neighbourhood.linge, Role.DIRECTOR)), neighbourhood.linge, issuer
    )
    browser = client_of(None)
    come_in(browser, "dora")
    answer = browser.get(LINGE)
    assert answer.status_code == expected
    if not is_strong:
        assert answer.headers["Location"].startswith("/account/tweede-stap/")


def test_strong_here_is_not_strong_next_door(neighbourhood: Neighbourhood, issuer: str) -> None:
    at(neighbourhood.linge, neighbourhood, issuer, is_strong=True)
    roles = ((neighbourhood.linge, Role.ADVISER), (neighbourhood.maas, Role.DIRECTOR))
    known_as("dora", a_person("Dora Directeur", *roles), neighbourhood.linge, issuer)
    browser = client_of(None)
    come_in(browser, "dora")
    assert browser.get(MAAS).headers["Location"].startswith("/account/eigen-login/")


def test_nobody_is_tied_to_an_account_while_logged_in(ada: Person) -> None:
    browser = client_of(ada)
    text = come_in(browser, "nieuw", query="?process=connect")
    assert "je kunt hier alleen inloggen, niet koppelen" in text
    assert SocialAccount.objects.count() == 1


def test_an_answer_that_was_not_asked_for_is_refused(ada: Person, issuer: str) -> None:
    attacker = client_of(None)
    answer = attacker.get("/account/oidc/bibliotheek-de-linge/login/")
    there = httpx.post(answer.headers["Location"], data={"sub": "ada"})
    back = urlsplit(there.headers["Location"])
    victim = client_of(None)
    assert victim.get(f"{back.path}?{back.query}").status_code == 403
    assert victim.get(LINGE).status_code == 302


def test_the_door_asks_with_pkce_and_a_state(ada: Person) -> None:
    asked = parse_qs(
        urlsplit(client_of(None).get("/account/oidc/bibliotheek-de-linge/login/").headers["Location"]).query
    )
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert asked["redirect_uri"] == ["http://localhost/account/oidc/bibliotheek-de-linge/login/callback/"]


@pytest.mark.parametrize("elsewhere", ["https://kwaad.example/", "//kwaad.example/", "/\\kwaad.example"])
def test_the_door_leads_nowhere_else(ada: Person, elsewhere: str) -> None:
    browser = client_of(None)
    answer = browser.get("/account/oidc/bibliotheek-de-linge/login/", {"next": elsewhere})
    there = httpx.post(answer.headers["Location"], data={"sub": "ada"})
    back = urlsplit(there.headers["Location"])
    assert browser.get(f"{back.path}?{back.query}").headers["Location"] == "/"


def test_a_provider_that_is_away_gives_a_page_that_says_so(neighbourhood: Neighbourhood) -> None:
    away = "http://localhost:9"
    OidcClient.everywhere.create(
        organisation=neighbourhood.linge, issuer=away, client_id="d", secret_sealed=seal(SECRET)
    )
    answer = client_of(None).get("/account/oidc/bibliotheek-de-linge/login/")
    assert answer.status_code == 502
    assert "geeft geen OpenID-configuratie" in answer.content.decode()


def test_the_choice_names_organisations_that_have_a_login_alone(linge: Organisation) -> None:
    text = client_of(None).get("/account/via-organisatie/").content.decode()
    assert "Bibliotheek De Linge" in text
    assert "Bibliotheek Maas en Waal" not in text


def test_a_director_sets_it_and_never_sees_the_secret(neighbourhood: Neighbourhood, issuer: str) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    given = {"issuer": issuer, "client_id": "doorlezen", "secret": SECRET}
    assert browser.post(SETTINGS, {**given, "organisation": str(neighbourhood.maas.pk)}).status_code == 302
    client = OidcClient.everywhere.get()
    assert client.organisation == neighbourhood.linge
    assert SECRET not in client.secret_sealed
    page = browser.get(SETTINGS).content.decode()
    assert issuer in page
    assert SECRET not in page
    assert client.secret_sealed not in page
    # an empty field keeps the secret
    kept = client.secret_sealed
    browser.post(SETTINGS, {**given, "secret": "", "client_id": "anders"})
    client.refresh_from_db()
    assert (client.client_id, client.secret_sealed) == ("anders", kept)
    with scope(organisation=neighbourhood.linge):
        written = str(list(Event.objects.order_by("id").values("before", "after")))
    assert SECRET not in written
    assert kept not in written


@pytest.mark.parametrize(
    "wrong", ["http://localhost:9", "https://localhost:9", "ftp://localhost", "geen adres"]
)
def test_an_issuer_that_does_not_answer_is_refused(neighbourhood: Neighbourhood, wrong: str) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = browser.post(SETTINGS, {"issuer": wrong, "client_id": "doorlezen", "secret": SECRET})
    assert (answer.status_code, OidcClient.everywhere.count()) == (422, 0)


def test_an_issuer_that_calls_itself_otherwise_is_refused(neighbourhood: Neighbourhood, issuer: str) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    other = issuer.replace("127.0.0.1", "localhost") + "/"
    answer = browser.post(SETTINGS, {"issuer": f"{other}elders", "client_id": "d", "secret": SECRET})
    assert (answer.status_code, OidcClient.everywhere.count()) == (422, 0)


def test_the_first_time_a_secret_is_needed(neighbourhood: Neighbourhood, issuer: str) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = browser.post(SETTINGS, {"issuer": issuer, "client_id": "doorlezen", "secret": ""})
    assert (answer.status_code, "vul het geheim in" in answer.content.decode()) == (422, True)


def test_switched_off_the_door_is_closed(neighbourhood: Neighbourhood, linge: Organisation) -> None:
    browser = neighbourhood.client(linge, Role.DIRECTOR)
    assert browser.post(f"{SETTINGS}uit/").status_code == 302
    assert client_of(None).get("/account/oidc/bibliotheek-de-linge/login/").status_code == 404


@pytest.mark.parametrize("role", [Role.ADVISER, Role.FINANCE, Role.LEESCONSULENT, Role.ADMINISTRATOR])
def test_others_do_not_set_it(neighbourhood: Neighbourhood, role: Role) -> None:
    answer = neighbourhood.client(neighbourhood.linge, role).post(
        SETTINGS, {"issuer": "https://kwaad.example"}
    )
    assert answer.status_code == 403
    assert "Alleen de directeur bepaalt hoe mensen inloggen" in answer.content.decode()
