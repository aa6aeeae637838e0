"""Roles that are given and ended, and who may."""

import datetime

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.domain.people import end_membership, give_role
from doorlezen.accounts.models import Membership, Person
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.language import HERE, InputError
from tests.people import Neighbourhood, a_person, client_of

ADDRESS = "/o/bibliotheek-de-linge/mensen"


def membership_of(person: Person) -> Membership:
    return Membership.everywhere.get(person=person)


def test_who_leaves_is_out_at_once(neighbourhood: Neighbourhood) -> None:
    leaver = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    browser = client_of(leaver)
    assert browser.get("/o/bibliotheek-de-linge/").status_code == 200
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    held = membership_of(leaver)
    assert director.post(f"{ADDRESS}/rollen/{held.pk}/beeindigen/").status_code == 302
    assert browser.get("/o/bibliotheek-de-linge/").status_code == 404
    held.refresh_from_db()
    assert held.until == timezone.now().astimezone(HERE).date() - datetime.timedelta(days=1)


def test_asking_whether_is_not_doing_it(neighbourhood: Neighbourhood) -> None:
    held = membership_of(neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT))
    answer = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get(
        f"{ADDRESS}/rollen/{held.pk}/beeindigen/"
    )
    assert answer.status_code == 200
    held.refresh_from_db()
    assert held.until is None


def test_a_role_that_began_today_is_gone_but_not_forgotten(neighbourhood: Neighbourhood) -> None:
    today = timezone.now().astimezone(HERE).date()
    brief = a_person("Even Hier", (neighbourhood.linge, Role.ADVISER), since=today)
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        end_membership(actor, membership=membership_of(brief), at=timezone.now())
        entry = Event.objects.get()
    kept = Membership.everywhere.get(person=brief)
    assert (kept.since, kept.until) == (today, today - datetime.timedelta(days=1))
    assert client_of(brief).get("/o/bibliotheek-de-linge/").status_code == 404
    assert (entry.action, entry.key, entry.after) == (
        "people.ended",
        str(brief.pk),
        {"until": (today - datetime.timedelta(days=1)).isoformat()},
    )


def test_the_last_director_cannot_leave_the_last_but_one_can(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    held = membership_of(director)
    with scope(organisation=neighbourhood.linge):
        with pytest.raises(InputError, match="laatste directeur; nodig eerst een opvolger uit"):
            end_membership(actor, membership=held, at=timezone.now())
        # one who left before, and one next door, do not count
        a_person("Oude Directeur", (neighbourhood.linge, Role.DIRECTOR), until=datetime.date(2021, 1, 1))
        with pytest.raises(InputError):
            end_membership(actor, membership=held, at=timezone.now())
        a_person("Nieuwe Directeur", (neighbourhood.linge, Role.DIRECTOR))
        end_membership(actor, membership=held, at=timezone.now())
    assert client_of(director).get("/o/bibliotheek-de-linge/").status_code == 404


def test_everybody_may_leave_by_themselves_and_end_nobody_else(neighbourhood: Neighbourhood) -> None:
    consultant = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    browser = client_of(consultant)
    other = membership_of(neighbourhood.person(neighbourhood.linge, Role.ADVISER))
    # who may not see the others does not learn that there is one
    assert browser.post(f"{ADDRESS}/rollen/{other.pk}/beeindigen/").status_code == 404
    own = membership_of(consultant)
    assert browser.post(f"{ADDRESS}/rollen/{own.pk}/beeindigen/").status_code == 302
    assert browser.get("/o/bibliotheek-de-linge/").status_code == 404
    other.refresh_from_db()
    assert other.until is None


def test_an_adviser_sees_the_others_and_reads_why_not(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    other = membership_of(neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT))
    answer = browser.post(f"{ADDRESS}/rollen/{other.pk}/beeindigen/")
    assert answer.status_code == 403
    assert "Alleen de directeur, een beheerder met rechten of je zelf" in answer.content.decode()


def test_a_director_does_not_end_an_administrator(neighbourhood: Neighbourhood) -> None:
    held = membership_of(neighbourhood.person(neighbourhood.linge, Role.ADMINISTRATOR))
    answer = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).post(
        f"{ADDRESS}/rollen/{held.pk}/beeindigen/"
    )
    assert answer.status_code == 403
    held.refresh_from_db()
    assert held.until is None


def test_a_director_gives_a_colleague_a_role_and_herself_none(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    adviser = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    browser = client_of(director)
    assert browser.post(f"{ADDRESS}/{adviser.pk}/rol/", {"role": "finance"}).status_code == 302
    roles = Membership.everywhere.filter(person=adviser).order_by("role").values_list("role", flat=True)
    assert list(roles) == ["adviser", "finance"]
    answer = browser.post(f"{ADDRESS}/{director.pk}/rol/", {"role": "finance"})
    assert answer.status_code == 403
    assert "Niemand geeft zichzelf een rol" in answer.content.decode()


def test_who_has_a_role_does_not_get_it_twice(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = browser.post(f"{ADDRESS}/{adviser.pk}/rol/", {"role": "adviser"})
    assert (answer.status_code, "heeft deze rol al" in answer.content.decode()) == (422, True)


def test_a_stranger_gets_no_role_without_an_invitation(neighbourhood: Neighbourhood) -> None:
    stranger = neighbourhood.person(neighbourhood.maas, Role.ADVISER)
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge), pytest.raises(InputError, match="werkt hier niet"):
        give_role(actor, person=stranger, role=Role.ADVISER, at=timezone.now())


def test_who_left_gets_no_role_without_an_invitation(neighbourhood: Neighbourhood) -> None:
    left = a_person("Vera", (neighbourhood.linge, Role.ADVISER), until=datetime.date(2021, 7, 31))
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge), pytest.raises(InputError, match="werkt hier niet"):
        give_role(actor, person=left, role=Role.FINANCE, at=timezone.now())


def test_only_an_administrator_with_rights_makes_an_administrator(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        for actor in (
            neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR),
            neighbourhood.actor(neighbourhood.linge, Role.ADMINISTRATOR),
        ):
            with pytest.raises(Refused):
                give_role(actor, person=adviser, role=Role.ADMINISTRATOR, at=timezone.now())
        with_rights = neighbourhood.actor(neighbourhood.linge, Role.ADMINISTRATOR, administering=True)
        give_role(with_rights, person=adviser, role=Role.ADMINISTRATOR, at=timezone.now())
    assert with_rights.leant_on == {"people.invite", "people.give-administrator", "people.give-role"}


def test_posting_more_than_the_role_changes_nothing(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    browser = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    more = {
        "organisation": str(neighbourhood.maas.pk),
        "person": "1",
        "since": "2000-01-01",
        "until": "2001-01-01",
    }
    browser.post(f"{ADDRESS}/{adviser.pk}/rol/", {"role": "finance", **more})
    made = Membership.everywhere.get(person=adviser, role="finance")
    assert (made.organisation, made.since, made.until) == (
        neighbourhood.linge,
        timezone.now().astimezone(HERE).date(),
        None,
    )
