"""An invitation lets one mail address in, in one role, once."""

import datetime

import pytest
from django.db.models import F
from django.utils import timezone
from django_scopes import scope
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.domain.invitations import (
    AGAIN_AFTER,
    accept_as,
    accept_as_somebody_new,
    by_token,
    invite,
)
from doorlezen.accounts.models import Invitation, Membership, Person
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.language import InputError
from tests.accounts.post import letters
from tests.people import Neighbourhood, a_person, client_of
from tests.words import LOGIN_ALREADY, PASSWORD

ADDRESS = "/o/bibliotheek-de-linge/mensen"
NEW = "nieuw@voorbeeld.example"


@pytest.fixture
def link(neighbourhood: Neighbourhood) -> str:
    """The link of an invitation to be adviser at De Linge."""
    return invited(neighbourhood)


def invited(
    neighbourhood: Neighbourhood, email: str = "nieuw@voorbeeld.example", role: str = "adviser"
) -> str:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = client.post(f"{ADDRESS}/uitnodigen/", {"email": email, "name": "Nieuwe", "role": role})
    assert answer.status_code == 302, answer.content.decode()
    return letters()[-1].link


def roles_of(person: Person) -> list[tuple[str, str]]:
    held = Membership.everywhere.filter(person=person, until__isnull=True).order_by(
        "organisation__slug", "role"
    )
    return [(membership.organisation.slug, membership.role) for membership in held]


def test_the_letter_says_who_asks_for_what_and_until_when(neighbourhood: Neighbourhood, link: str) -> None:
    (letter,) = letters()
    assert letter.to == "nieuw@voorbeeld.example"
    assert letter.subject == "Uitnodiging voor Doorlezen van Bibliotheek De Linge"
    assert "director Bibliotheek De Linge nodigt je uit voor Doorlezen, als adviseur" in letter.text
    assert link.startswith("/uitnodiging/")


def test_the_link_stands_nowhere_in_the_database(neighbourhood: Neighbourhood, link: str) -> None:
    token = link.split("/")[2]
    assert Invitation.everywhere.get().token_sha256 != token
    assert token not in str(list(ProcrastinateJob.objects.order_by("id").values("args")))


def test_somebody_new_chooses_name_and_password_and_is_in(neighbourhood: Neighbourhood, link: str) -> None:
    browser = client_of(None)
    assert "Welkom bij Bibliotheek De Linge" in browser.get(link).content.decode()
    answer = browser.post(link, {"name": "Nienke Nieuw", "password": PASSWORD}, follow=True)
    assert answer.redirect_chain == [("/o/bibliotheek-de-linge/", 302)]
    assert answer.status_code == 200
    person = Person.objects.get(email="nieuw@voorbeeld.example")
    assert (person.name, person.check_password(PASSWORD)) == ("Nienke Nieuw", True)
    assert roles_of(person) == [("bibliotheek-de-linge", "adviser")]


def test_the_link_works_once(neighbourhood: Neighbourhood, link: str) -> None:
    client_of(None).post(link, {"name": "Nienke Nieuw", "password": PASSWORD})
    answer = client_of(None).post(link, {"name": "Iemand anders", "password": PASSWORD})
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.content.decode()
    assert Person.objects.filter(name="Iemand anders").count() == 0


def test_posting_more_than_the_form_asks_changes_nothing(neighbourhood: Neighbourhood, link: str) -> None:
    more = {
        "email": "ander@voorbeeld.example",
        "role": "director",
        "organisation": str(neighbourhood.maas.pk),
        "is_active": "",
        "is_superuser": "1",
        "since": "2000-01-01",
    }
    client_of(None).post(link, {"name": "Nienke Nieuw", "password": PASSWORD, **more})
    person = Person.objects.get(name="Nienke Nieuw")
    assert (person.email, person.is_active) == ("nieuw@voorbeeld.example", True)
    assert roles_of(person) == [("bibliotheek-de-linge", "adviser")]
    assert Membership.everywhere.get(person=person).since == timezone.localdate()


@pytest.mark.parametrize(
    ("password", "why"),
    [("kort", "te kort"), ("password12345", "te algemeen"), ("nieuw@voorbeeld.example", "te veel op")],
)
def test_a_weak_password_is_refused_with_the_reason(
    neighbourhood: Neighbourhood, link: str, password: str, why: str
) -> None:
    answer = client_of(None).post(link, {"name": "Nienke", "password": password})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert f'value="{password}"' not in answer.content.decode()
    assert Person.objects.filter(email=NEW).count() == 0


def test_after_a_fortnight_the_link_is_dead(neighbourhood: Neighbourhood, link: str) -> None:
    Invitation.everywhere.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    assert client_of(None).get(link).status_code == 404


def test_the_letter_is_good_for_fourteen_days(neighbourhood: Neighbourhood, link: str) -> None:
    token = link.split("/")[2]
    made = Invitation.everywhere.get().expires_at - datetime.timedelta(days=14)
    assert by_token(token, at=made + datetime.timedelta(days=14, seconds=-1)) is not None
    assert by_token(token, at=made + datetime.timedelta(days=14)) is None


def test_a_withdrawn_link_is_dead(neighbourhood: Neighbourhood, link: str) -> None:
    invitation = Invitation.everywhere.get()
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    director.post(f"{ADDRESS}/uitnodigingen/{invitation.pk}/intrekken/")
    assert client_of(None).get(link).status_code == 404


def test_sent_again_the_new_link_works_and_not_the_old(neighbourhood: Neighbourhood, link: str) -> None:
    invitation = Invitation.everywhere.get()
    some_time_goes_by()
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    director.post(f"{ADDRESS}/uitnodigingen/{invitation.pk}/opnieuw/")
    again = letters()[-1].link
    assert again != link
    assert client_of(None).get(link).status_code == 404
    assert client_of(None).get(again).status_code == 200


def some_time_goes_by() -> None:
    Invitation.everywhere.update(expires_at=F("expires_at") - AGAIN_AFTER)


def test_nobody_has_a_mailbox_filled_by_the_button(neighbourhood: Neighbourhood, link: str) -> None:
    invitation = Invitation.everywhere.get()
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    told = []
    for _ in range(8):
        for _ in range(3):  # the second and third come too soon
            page = director.post(f"{ADDRESS}/uitnodigingen/{invitation.pk}/opnieuw/", follow=True)
            told.append(page.content.decode())
        some_time_goes_by()
    assert len(letters()) == 5
    assert "ging net nog weg; laat eerst tien minuten kijken" in told[0]
    assert "is al 5 keer gestuurd" in told[-1]


def test_nobody_has_a_mailbox_filled_by_inviting_and_withdrawing(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    for _ in range(8):
        answer = director.post(
            f"{ADDRESS}/uitnodigen/", {"email": "Vol@voorbeeld.example", "role": "adviser"}
        )
        for invitation in Invitation.everywhere.filter(withdrawn_at=None):
            director.post(f"{ADDRESS}/uitnodigingen/{invitation.pk}/intrekken/")
    assert len(letters()) == 5
    assert (answer.status_code, "kreeg vandaag al genoeg" in answer.content.decode()) == (422, True)


def test_who_has_a_login_is_asked_to_use_it(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.person(neighbourhood.maas, Role.ADVISER)
    link = invited(neighbourhood, adviser.email)
    answer = client_of(None).get(link)
    assert LOGIN_ALREADY in answer.content.decode()
    # and posting a new password to it changes nothing
    client_of(None).post(link, {"name": "Overnemer", "password": PASSWORD})
    adviser.refresh_from_db()
    assert not adviser.check_password(PASSWORD)
    assert roles_of(adviser) == [("bibliotheek-maas-en-waal", "adviser")]


def test_who_is_logged_in_adds_the_role_to_the_others(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.person(neighbourhood.maas, Role.ADVISER)
    link = invited(neighbourhood, adviser.email)
    answer = client_of(adviser).post(link)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/o/bibliotheek-de-linge/")
    assert roles_of(adviser) == [("bibliotheek-de-linge", "adviser"), ("bibliotheek-maas-en-waal", "adviser")]


def test_the_link_is_no_good_to_somebody_else(neighbourhood: Neighbourhood, link: str) -> None:
    other = neighbourhood.person(neighbourhood.maas, Role.ADVISER)
    answer = client_of(other).post(link)
    assert answer.status_code == 422
    assert "deze uitnodiging is voor nieuw@voorbeeld.example" in answer.content.decode()
    assert roles_of(other) == [("bibliotheek-maas-en-waal", "adviser")]


def test_two_at_once_make_one_person(neighbourhood: Neighbourhood, link: str) -> None:
    token, now = link.split("/")[2], timezone.now()
    accept_as_somebody_new(token, name="Eerste", password=PASSWORD, at=now)
    with pytest.raises(InputError, match="deze link werkt niet meer"):
        accept_as_somebody_new(token, name="Tweede", password=PASSWORD, at=now)
    with pytest.raises(InputError, match="deze link werkt niet meer"):
        accept_as(neighbourhood.both, token, at=now)


def test_a_director_invites_to_every_role_but_administrator(neighbourhood: Neighbourhood) -> None:
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    page = client.get(f"{ADDRESS}/uitnodigen/").content.decode()
    assert [role.value for role in Role if f'value="{role.value}"' in page] == [
        "director",
        "adviser",
        "finance",
        "leesconsulent",
    ]
    # a hand-made request gets no further than the form
    answer = client.post(f"{ADDRESS}/uitnodigen/", {"email": "x@voorbeeld.example", "role": "administrator"})
    assert (answer.status_code, letters()) == (422, [])


@pytest.mark.parametrize("role", [Role.GEMEENTE_OFFICER, Role.SCHOOL_CONTACT, Role.NATIONAL_READER])
def test_a_role_of_another_kind_of_place_cannot_be_given(neighbourhood: Neighbourhood, role: Role) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge), pytest.raises(InputError, match="bestaat niet bij"):
        invite(actor, email="x@voorbeeld.example", name="", role=role, at=timezone.now())


def test_a_director_cannot_make_herself_administrator(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        with pytest.raises(Refused) as refused:
            invite(actor, email=actor.person.email, name="", role=Role.ADMINISTRATOR, at=timezone.now())
        assert refused.value.permission == "people.give-administrator"
        with pytest.raises(Refused) as refused:
            invite(actor, email=actor.person.email.upper(), name="", role=Role.FINANCE, at=timezone.now())
        assert refused.value.permission == "people.give-role"


@pytest.mark.parametrize("role", [Role.ADVISER, Role.FINANCE, Role.LEESCONSULENT, Role.ADMINISTRATOR])
def test_others_cannot_invite_and_read_why(neighbourhood: Neighbourhood, role: Role) -> None:
    client = neighbourhood.client(neighbourhood.linge, role)
    answer = client.post(f"{ADDRESS}/uitnodigen/", {"email": "x@voorbeeld.example", "role": "adviser"})
    assert answer.status_code == 403
    assert "Alleen de directeur nodigt mensen uit" in answer.content.decode()
    assert letters() == []


def test_the_same_invitation_twice_is_one_and_says_so(neighbourhood: Neighbourhood, link: str) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    again = {"email": "NIEUW@voorbeeld.example", "name": "", "role": "adviser"}
    answer = director.post(f"{ADDRESS}/uitnodigen/", again)
    assert answer.status_code == 422
    assert "stuur die opnieuw" in answer.content.decode()
    assert Invitation.everywhere.count() == 1


def test_who_has_the_role_is_not_invited_to_it(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    known = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    answer = director.post(f"{ADDRESS}/uitnodigen/", {"email": known.email, "name": "", "role": "adviser"})
    assert (answer.status_code, "heeft deze rol hier al" in answer.content.decode()) == (422, True)


def test_the_audit_trail_tells_of_it_without_names(neighbourhood: Neighbourhood, link: str) -> None:
    client_of(None).post(link, {"name": "Nienke Nieuw", "password": PASSWORD})
    person = Person.objects.get(name="Nienke Nieuw")
    with scope(organisation=neighbourhood.linge):
        entries = list(Event.objects.order_by("id"))
    director = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    assert [(entry.action, entry.person_id) for entry in entries] == [
        ("people.invited", director.pk),
        ("people.invitation-accepted", person.pk),
        ("people.joined", person.pk),
    ]
    written = str([(entry.before, entry.after, entry.key) for entry in entries])
    assert "Nienke" not in written
    assert "voorbeeld.example" not in written


def test_who_once_worked_here_can_be_asked_back(neighbourhood: Neighbourhood) -> None:
    left = a_person("Vera Vertrokken", (neighbourhood.linge, Role.ADVISER), until=datetime.date(2021, 7, 31))
    link = invited(neighbourhood, left.email)
    client_of(left).post(link)
    assert roles_of(left) == [("bibliotheek-de-linge", "adviser")]
