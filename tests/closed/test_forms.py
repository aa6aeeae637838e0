"""Every form of the site, filled in by somebody who means harm."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.test import Client
from django_scopes import scopes_disabled

from doorlezen.accounts.models import Membership, Organisation, Person
from tests.closed import matrix
from tests.closed.addresses import for_everybody, own
from tests.closed.filling import Form, sent, writing_forms
from tests.closed.readers import READERS, Reader
from tests.closed.site_map import of_an_organisation, public
from tests.closed.world import World
from tests.people import client_of
from tests.words import PASSWORD

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Reader], Client]
KEYS = ("director", "library-administrator-on", "school-contact", "poi-adviser", "national-administrator-on")
WHO = [reader for reader in READERS if reader.key in KEYS]


_OWN = {"account_email", "account_own", "account_reset_password", "account_set_password"}
_KEEPER = {"people:end", "people:everybody", "people:invite", "settings"}
_EDITOR = {
    "meetings:call-off",
    "meetings:questions",
    "meetings:settings",
    "webinar-editing:about",
    "webinar-editing:captions-edit",
    "webinar-editing:captions-list",
    "webinar-editing:documents",
    "webinar-editing:lines",
    "webinar-editing:poster-form",
    "webinar-editing:publish",
    "webinar-editing:recording-form",
    "webinar-editing:thing",
}
_SCHOOLS = {
    "consultants",
    "school",
    "contact",
    "new-contact",
    "new-note",
    "note",
    "remove-note",
    "shred-contact",
}
TAKEN = {
    "director": _OWN
    | _KEEPER
    | {"settings-login", "partners:every", "partners:invite", "plans:adopt", "plans:demand"}
    | {"plans:keys", "plans:plan", "plans:scores", "plans:sharing", "rosters:roster"}
    | {"scenarios:new", "scenarios:part", "scenarios:scenario", "stated:new", "stated:stated"}
    | {"team:add", "team:change", "team:expertise", "team:member", "team:number", "team:shred"}
    | {"schools:new-days", "schools:remove-days", "team:training"}
    | {"team:visiting", "phone:change", "phone:extra", "phone:fill-in"}
    | {"visits:cancel", "visits:feeds", "visits:questions", "visits:school", "visits:visit"}
    | {*(f"schools:{name}" for name in _SCHOOLS)},
    "library-administrator-on": _OWN | _KEEPER | {"settings-login", "administering:rights"},
    "school-contact": _OWN | _KEEPER | {"schools:new-days", "schools:remove-days"},
    # the theme is used by others too: it is not for one POI to change
    "poi-adviser": _OWN
    | _EDITOR - {"webinar-editing:thing"}
    | {"plans:demand", "plans:keys", "plans:scores"},
    "national-administrator-on": _OWN | _KEEPER | _EDITOR | {"settings-login", "administering:rights"},
}
"""The pages where such a form is taken, so that something was written that could have been wrong."""
PARTNERS = {"partners:every", "partners:invite"}
"""The pages of a library that write at another organisation."""


def forms_of(reader: Reader, world: World, client: Client) -> Iterator[tuple[str, Form]]:
    """Every form that this reader finds at the own organisation, and on the own account, with its page."""
    column, seen = READERS.index(reader), set()
    addresses = [
        (page.key, own(page, reader, world)[0])
        for page in of_an_organisation()
        if matrix.of_an_organisation()[page.key].answer("get", column) == 200
    ]
    addresses += [
        (page.key, for_everybody(page))
        for page in public()
        if matrix.of_everybody()[page.key].answer("get", 1) == 200 and not page.key.startswith("mfa")
    ]
    for key, address in addresses:
        answer = client.get(address)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for form in writing_forms(answer.text, address):
            same = (form.action, *sorted(form.fields))
            if same not in seen:
                seen.add(same)
                yield key, form


def owners() -> dict[tuple[str, int], int | None]:
    """Of every row of every organisation: whose it is."""
    with scopes_disabled():
        return {
            (model._meta.label, key): owner
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if field.related_model is Organisation and isinstance(field, models.ForeignKey)
            for key, owner in model._base_manager.values_list("pk", field.attname)
        }


def people(reader: Person) -> dict[int, tuple[Any, ...]]:
    """Of every person what decides who may log in; one's own password is one's own."""
    return {
        person.pk: (
            person.email,
            person.is_active,
            person.shredded_at,
            None if person == reader else person.password,
        )
        for person in Person.objects.order_by("pk")
    }


def roles() -> set[tuple[int, int, str, Any]]:
    """Who holds which role where, and until when."""
    return set(Membership.everywhere.values_list("person_id", "organisation_id", "role", "until"))


def extras(world: World) -> dict[str, Any]:
    """Fields that no form has: the names that our tables know, with values that would do harm."""
    other = world.people.maas.pk
    victim = world.of["maas"].colleague
    return {
        **dict.fromkeys(("organisation", "organisation_id", "owner", "supports", "school_id"), other),
        **dict.fromkeys(
            ("person", "person_id", "user", "user_id", "id", "pk", "added_by", "written_by", "invited_by"),
            victim,
        ),
        **dict.fromkeys(("is_active", "is_staff", "is_superuser", "is_strong_login", "administering"), "on"),
        **dict.fromkeys(("until", "since", "expires_at", "shared_at", "shredded_at"), "2020-01-01"),
        "token_sha256": "0" * 64,
        "slug_was": "x",
        "roles": "administrator",
        "memberships": "1",
        "next": "https://kwaad.example/",
    }


@pytest.mark.parametrize("reader", WHO, ids=lambda reader: reader.key)
def test_fields_that_a_form_does_not_have_change_nothing(
    reader: Reader, world: World, client_for: ClientFor
) -> None:
    client, mine = client_for(reader), world.organisation(reader.where).pk
    person = world.person(reader)
    before, known, held = owners(), people(person), roles()
    taken: set[str] = set()
    for key, form in forms_of(reader, world, client):
        more = {name: value for name, value in extras(world).items() if name not in form.fields}
        with transaction.atomic():
            cookies = client.cookies.copy()
            answer = client.post(form.action, sent(form, **more))
            assert answer.status_code < 500, (key, form.action)
            assert not answer.headers.get("Location", "").startswith("https://kwaad"), form.action
            after = owners()
            changed = {row: owner for row, owner in after.items() if before.get(row, -1) != owner}
            # a webinar of the national programme has no organisation of its own
            foreign = {row: owner for row, owner in changed.items() if owner not in {mine, None}}
            if key in PARTNERS:
                # an invitation, and that it was sent: at a gemeente or school, never at another library
                assert {model for model, _ in foreign} <= {"accounts.Invitation", "desk.Event"}, form.action
                assert world.people.maas.pk not in foreign.values(), form.action
            elif key != "organisations:new":
                assert foreign == {}, (key, form.action)
            now = people(person)
            assert {one: now[one] for one in known} == known, (key, form.action)
            gone = {row[:3] for row in held} - {row[:3] for row in roles()}
            assert gone == set(), (key, form.action)
            given = {row for row in roles() - held if row[1] != mine or row[2] == "administrator"}
            assert given == set() or key in {"people:give-role"}, (key, form.action)
            if answer.status_code == 302:
                taken.add(key)
            transaction.set_rollback(True)
        client.cookies = cookies  # type: ignore[assignment]
    assert taken == TAKEN[reader.key]


def test_without_the_token_no_form_is_taken(world: World) -> None:
    """Whatever the address: Django looks at the token before the page is asked."""
    director = client_of(world.person(READERS[0]), csrf=True)
    for page in of_an_organisation():
        answer = director.post(own(page, READERS[0], world)[0], {})
        assert (page.key, answer.status_code) == (page.key, 403)
        assert "Het formulier is verlopen" in answer.text, page.key
    for who in (None, world.person(READERS[0])):
        client = client_of(who, csrf=True)
        for page in public():
            assert (page.key, client.post(for_everybody(page), {}).status_code) == (page.key, 403)


def test_no_address_is_free_of_the_token() -> None:
    free = [
        page.key for page in (*of_an_organisation(), *public()) if getattr(page.view, "csrf_exempt", False)
    ]
    assert free == []


def test_a_login_gets_a_new_session(world: World) -> None:
    person = world.person(READERS[3])
    person.set_password(PASSWORD)
    person.save()
    client = client_of(None)
    client.post("/voorkeuren/", {"taal": "nl"})
    session = client.session
    session["begonnen"] = "door een ander"
    session.save()
    client.cookies["sessionid"] = session.session_key
    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.cookies["sessionid"].value != session.session_key
    assert not Session.objects.filter(pk=session.session_key).exists()
