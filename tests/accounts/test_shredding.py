"""Who left long ago is blanked; the audit trail keeps the number."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.domain.logbook import logbook
from doorlezen.accounts.domain.people import end_membership
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.domain.shredding import TERM, forget_old_traces, shred_who_left
from doorlezen.accounts.models import Invitation, Membership, Person
from doorlezen.accounts.roles import Role
from doorlezen.desk.events import record
from doorlezen.desk.models import Event
from tests.people import Neighbourhood, a_person, actor_of, client_of
from tests.planted import stands_in


@pytest.fixture
def left(neighbourhood: Neighbourhood) -> Person:
    """Somebody who left De Linge exactly so long ago that tomorrow it is more than the term."""
    day = day_of(timezone.now()) - TERM
    return a_person(
        "Vera Vertrokken", (neighbourhood.linge, Role.ADVISER), until=day, password="geheim geheim"
    )


def tomorrow() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(days=1)


def test_after_the_term_name_address_password_are_gone(neighbourhood: Neighbourhood, left: Person) -> None:
    assert shred_who_left(timezone.now()) == 0
    assert shred_who_left(tomorrow()) == 1
    left.refresh_from_db()
    assert (left.name, left.email) == ("", f"vertrokken-{left.pk}@doorlezen.invalid")
    assert (left.is_active, left.has_usable_password()) == (False, False)
    assert EmailAddress.objects.filter(user=left).count() == 0
    assert shred_who_left(tomorrow()) == 0


def test_who_still_works_somewhere_stays(neighbourhood: Neighbourhood, left: Person) -> None:
    Membership.everywhere.create(
        person=left, organisation=neighbourhood.maas, role=Role.ADVISER, since=datetime.date(2021, 1, 1)
    )
    assert shred_who_left(tomorrow()) == 0
    left.refresh_from_db()
    assert left.name == "Vera Vertrokken"


def test_who_left_one_place_lately_stays(neighbourhood: Neighbourhood, left: Person) -> None:
    Membership.everywhere.create(
        person=left,
        organisation=neighbourhood.maas,
        role=Role.ADVISER,
        since=datetime.date(2021, 1, 1),
        until=day_of(timezone.now()),
    )
    assert shred_who_left(tomorrow()) == 0


def test_the_audit_trail_keeps_the_number_and_says_so(neighbourhood: Neighbourhood, left: Person) -> None:
    with scope(organisation=neighbourhood.linge):
        record(actor_of(left, neighbourhood.linge), "notes.added", left, after={"text": "x"})
        shred_who_left(tomorrow())
        kept = Event.objects.get(action="notes.added")
        assert kept.person_id == left.pk
        director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
        lines = logbook(director).lines
    assert [(line.who, line.what) for line in lines] == [
        ("Doorlezen zelf", "wiste naam en e-mailadres van wie vertrok"),
        (f"vertrokken (nummer {left.pk})", "schreef een notitie"),
    ]


def test_nobody_logs_in_as_who_was_blanked(neighbourhood: Neighbourhood, left: Person) -> None:
    browser = client_of(left)
    shred_who_left(tomorrow())
    assert browser.get("/account/").status_code == 302


def test_who_leaves_on_the_first_day_is_blanked_after_the_term(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    now = timezone.now()
    brief = a_person("Kort Even", (neighbourhood.linge, Role.ADVISER), since=day_of(now))
    soon = a_person(
        "Nog Niet", (neighbourhood.linge, Role.ADVISER), since=day_of(now) + datetime.timedelta(days=9)
    )
    for person in (brief, soon):
        with scope(organisation=neighbourhood.linge):
            end_membership(director, membership=Membership.objects.get(person=person), at=now)
    assert shred_who_left(now + TERM - datetime.timedelta(days=1)) == 0
    assert shred_who_left(now + TERM) == 2
    assert stands_in("kort even") == stands_in("nog-niet") == []


def test_who_never_had_a_role_is_blanked_after_the_term(neighbourhood: Neighbourhood) -> None:
    nobody = a_person("Nooit Iets")
    assert shred_who_left(nobody.joined_at + TERM) == 0
    assert shred_who_left(nobody.joined_at + TERM + datetime.timedelta(days=1)) == 1


def test_who_came_back_and_left_at_once_keeps_the_term_from_that_day(
    neighbourhood: Neighbourhood, left: Person
) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    today = day_of(timezone.now())
    back = Membership.everywhere.create(
        person=left, organisation=neighbourhood.linge, role=Role.FINANCE, since=today
    )
    with scope(organisation=neighbourhood.linge):
        end_membership(director, membership=back, at=timezone.now())
    assert shred_who_left(tomorrow()) == 0


def test_old_invitations_lose_their_address_and_fresh_ones_keep_it(neighbourhood: Neighbourhood) -> None:
    now = timezone.now()
    for number, age in enumerate((TERM + datetime.timedelta(days=1), TERM - datetime.timedelta(days=1))):
        Invitation.everywhere.create(
            organisation=neighbourhood.linge,
            email=f"nummer{number}@voorbeeld.example",
            name="Iemand",
            role=Role.ADVISER,
            token_sha256=str(number) * 64,
            invited_by=neighbourhood.person(neighbourhood.linge, Role.DIRECTOR),
            expires_at=now - age,
        )
    forget_old_traces(now)
    kept = Invitation.everywhere.order_by("id").values_list("email", "name")
    assert list(kept) == [("", ""), ("nummer1@voorbeeld.example", "Iemand")]
