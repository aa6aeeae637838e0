"""Today's visits: as a page without scripts, as data for the phone, and what the phone sends."""

import datetime
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import find
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from doorlezen.visits.models import Visit, VisitReport
from doorlezen.web.device import device_key
from tests.people import Neighbourhood, client_of
from tests.visits.visiting import a_member, a_visit

pytestmark = pytest.mark.django_db
PATH = "/o/bibliotheek-de-linge/bezoeken/vandaag/"
KEY = "7b0c1f86-3f3c-4f9d-9d7e-000000000001"


@pytest.fixture
def her(neighbourhood: Neighbourhood) -> Person:
    return neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)


@pytest.fixture
def visit(neighbourhood: Neighbourhood, her: Person) -> Visit:
    with scope(organisation=neighbourhood.linge):
        return a_visit(
            a_member(neighbourhood.linge, her),
            neighbourhood.linge,
            day=timezone.localdate(),
            remark="Lokaal 3",
        )


@pytest.fixture
def phone(her: Person) -> Client:
    return client_of(her)


def sending(client: Client, planned: Visit, who: Person, **values: Any) -> HttpResponse:
    body = {
        "who": device_key(who),
        "id": KEY,
        "visit": planned.pk,
        "school": planned.school_id,
        "day": planned.day.isoformat(),
        "quarters": 8,
        "bouwsteen": "activiteiten",
        "activity": "voorlezen",
        "groups": [5, 6],
        "pupils": None,
        "note": "",
        "no_names": False,
        "replaces": False,
        "made_at": timezone.now().isoformat(),
    }
    return posted(client, json.dumps(body | values))


def posted(client: Client, body: str | bytes) -> HttpResponse:
    answer = client.post(f"{PATH}versturen/", body, content_type="application/json")
    assert isinstance(answer, HttpResponse)
    return answer


def reports() -> list[VisitReport]:
    with scopes_disabled():
        return list(VisitReport.objects.order_by("received_at", "id"))


def test_the_page_has_what_was_agreed_and_a_way_to_tell(phone: Client, visit: Visit) -> None:
    text = phone.get(PATH).content.decode()
    assert "Lokaal 3" in text
    assert f"{PATH}{visit.pk}/" in text


def test_the_phone_takes_the_own_two_weeks_along_and_nothing_of_a_colleague(
    phone: Client, visit: Visit, her: Person, neighbourhood: Neighbourhood
) -> None:
    today = timezone.localdate()
    with scope(organisation=neighbourhood.linge):
        colleague = a_member(neighbourhood.linge, None, "Otto Omslag")
        a_visit(colleague, neighbourhood.linge, day=today)
        for days in (-8, -7, 6, 7):
            a_visit(visit.member, neighbourhood.linge, day=today + datetime.timedelta(days=days))
    data = phone.get(f"{PATH}gegevens.json").json()
    on = [datetime.date.fromisoformat(one["day"]) for one in data["visits"]]
    assert [(day - today).days for day in on] == [-7, 0, 6]
    assert data["who"] == device_key(her)
    assert [one["code"] for one in data["schools"]] == [visit.school_id]
    assert data["visits"][1]["usual"]["quarters"] == "8"
    assert "Otto" not in json.dumps(data)


def test_what_is_sent_twice_is_kept_once(phone: Client, visit: Visit, her: Person) -> None:
    for _ in range(2):
        answer = sending(phone, visit, her)
        assert (answer.status_code, answer.json()["kept"]) == (200, KEY)  # type: ignore[attr-defined]
    (row,) = reports()
    assert (str(row.pk), row.quarters, row.groups, row.visit_id) == (KEY, 8, [5, 6], visit.pk)


def test_the_outbox_of_somebody_else_is_not_taken(
    visit: Visit, her: Person, neighbourhood: Neighbourhood
) -> None:
    director = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    answer = sending(client_of(director), visit, her)
    assert (answer.status_code, answer.json()["kind"]) == (409, "somebody-else")  # type: ignore[attr-defined]
    assert reports() == []


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"note": "Jayden leest nu zelf."}, "names"),
        ({"quarters": 0}, "field"),
        ({"day": "2999-01-01"}, "field"),
        ({"visit": 999999}, "field"),
        ({"visit": None, "school": "02CK00"}, "field"),
    ],
)
def test_why_it_is_not_kept_is_told(
    phone: Client, visit: Visit, her: Person, values: dict[str, Any], kind: str
) -> None:
    answer = sending(phone, visit, her, **values)
    told = answer.json()  # type: ignore[attr-defined]
    assert (answer.status_code, told["kind"]) == (422, kind)
    assert told["what"][0] == told["what"][0].upper()
    assert reports() == []


def test_words_are_believed_and_a_second_telling_is_told(phone: Client, visit: Visit, her: Person) -> None:
    assert sending(phone, visit, her, note="Emma", no_names=True).status_code == 200
    kinds = [
        sending(phone, visit, her, **values).json()["kind"]  # type: ignore[attr-defined]
        for values in ({"id": str(uuid.uuid4())}, {"quarters": 9})
    ]
    assert kinds == ["taken", "other"]
    assert sending(phone, visit, her, quarters=9, replaces=True).status_code == 200
    assert [row.quarters for row in reports()] == [9]


BAD: list[dict[str, Any]] = [
    {"id": "1"},
    {"id": None},
    {"day": "3 november"},
    {"day": "2026-13-01"},
    {"day": 20261103},
    {"quarters": "8"},
    {"quarters": 8.5},
    {"quarters": True},
    {"quarters": None},
    {"quarters": 10**30},
    {"groups": "5"},
    {"groups": ["5"]},
    {"groups": [True]},
    {"groups": [5] * 9},
    {"groups": None},
    {"pupils": -1},
    {"pupils": "veel"},
    {"visit": "1"},
    {"visit": -1},
    {"school": ["00AP00"]},
    {"note": {"a": 1}},
    {"note": "a" * 301},
    {"note": "a\0b"},
    {"bouwsteen": "x"},
    {"activity": "a" * 61},
    {"visit": None, "school": "\0"},
    {"visit": None, "school": "a" * 500},
]


@pytest.mark.parametrize("values", BAD, ids=str)
def test_what_no_phone_of_ours_sends_is_refused(
    phone: Client, visit: Visit, her: Person, values: dict[str, Any]
) -> None:
    answer = sending(phone, visit, her, **values)
    assert (answer.status_code, answer.json()["kind"]) == (422, "field")  # type: ignore[attr-defined]
    assert reports() == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"\xff", b"{" * 2000, b"[" * 9000, b'{"a": ' + b"1" * 20000]
)
def test_what_is_no_visit_is_refused(phone: Client, visit: Visit, body: bytes) -> None:
    assert posted(phone, body).status_code == 422
    assert reports() == []


def test_a_clock_that_cannot_be_read_does_no_harm(phone: Client, visit: Visit, her: Person) -> None:
    for number, clock in enumerate(
        ("gisteren", "2026-99-99T00:00:00Z", "2026-11-03T10:00:00", "9999-12-31T23:59:59Z", "")
    ):
        key = str(uuid.UUID(int=number + 1))
        assert sending(phone, visit, her, id=key, visit=None, made_at=clock).status_code == 200
    assert all(row.made_at <= row.received_at for row in reports())


def test_without_scripts_it_is_told_in_a_form_and_changed_and_taken_back(phone: Client, visit: Visit) -> None:
    page = f"{PATH}{visit.pk}/"
    form = {"key": KEY, "quarters": "8", "groups": ["5"], "note": "Emma was er"}
    refused = phone.post(page, form)
    assert refused.status_code == 422
    assert "naam van een leerling: Emma?" in refused.content.decode()
    for _ in range(2):
        assert phone.post(page, form | {"no_names": "on"}).status_code == 302
    (row,) = reports()
    assert (str(row.pk), row.note) == (KEY, "Emma was er")
    assert phone.get(page).headers["Location"] == f"{PATH}{KEY}/wijzigen/"
    assert phone.post(f"{PATH}{KEY}/wijzigen/", {"quarters": "4", "pupils": "12"}).status_code == 302
    assert [(one.quarters, one.pupils, one.day) for one in reports()] == [(4, 12, visit.day)]
    assert phone.post(f"{PATH}{KEY}/terugnemen/").status_code == 302
    assert reports() == []


def test_an_extra_visit_is_told_in_a_form(phone: Client, visit: Visit) -> None:
    day = timezone.localdate().isoformat()
    form = {"school": visit.school_id, "day": day, "quarters": "2", "activity": "", "other": "Boekenmarkt"}
    assert phone.post(f"{PATH}extra/", form).status_code == 302
    (row,) = reports()
    assert (row.visit, row.activity, row.quarters, row.member) == (None, "Boekenmarkt", 2, visit.member)


def test_the_page_without_reception_holds_nothing_of_anybody(
    phone: Client, visit: Visit, her: Person
) -> None:
    text = phone.get(f"{PATH}los.html").content.decode()
    for word in (her.name, visit.school.listing.name, "De Linge", device_key(her), "csrf"):
        assert word not in text
    guard = phone.get(f"{PATH}wacht.js")
    assert guard.headers["Content-Type"].startswith("text/javascript")
    assert f"{PATH}los.html" in guard.content.decode()
    assert phone.get(f"{PATH}app.webmanifest").json()["scope"] == PATH


def test_the_scripts_of_the_page_are_small() -> None:
    scripts = [Path(str(find(f"doorlezen/js/{name}.js"))) for name in ("doorlezen", "visits", "visits-guard")]
    assert sum(script.stat().st_size for script in scripts) <= 60_000
