"""`doorlezen begin`: a new site gets its first person, who gets in by the mail address alone."""

import datetime
import re

import pytest
from django.test import Client
from pytest_django import Settings

from doorlezen.accounts.domain.beginning import begin
from doorlezen.accounts.models import Membership, Organisation, Person
from doorlezen.language import InputError
from tests.accounts.post import letters
from tests.conftest import Run

NOW = datetime.datetime(2026, 9, 1, 12, tzinfo=datetime.UTC)


def test_the_first_person_and_nobody_after(here: Run, db: None, settings: Settings) -> None:
    settings.SITE_ADDRESS = "https://doorlezen.example"
    words = ("begin", "--email", "Jo@Bibliotheek.example", "--name", "Jo de Boer")
    first = here(*words)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines() == [
        "Jo de Boer is beheerder van Landelijk programma.",
        "Vraag een wachtwoord aan op https://doorlezen.example/account/password/reset/ "
        "met jo@bibliotheek.example.",
    ]
    again = here("begin", "--email", "ander@bibliotheek.example", "--name", "Ander")
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == (
        "ander@bibliotheek.example: op deze site is al iemand; laat je door die uitnodigen\n"
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--email", "jo", "--name", "Jo"), "--email: 'jo' is geen e-mailadres\n"),
        (("--email", "jo@b.nl", "--name", " "), "--name: vul een naam in\n"),
    ],
)
def test_what_cannot_be_a_person_is_one_line(here: Run, words: tuple[str, ...], line: str) -> None:
    answer = here("begin", *words)
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", line)


@pytest.mark.django_db
def test_the_first_person_asks_for_a_password_by_mail() -> None:
    person = begin(organisation="Landelijk", email="jo@bibliotheek.example", name="Jo", at=NOW)
    held = [(one.organisation.kind, one.role) for one in Membership.everywhere.filter(person=person)]
    assert held == [("national", "administrator")]

    browser = Client(headers={"host": "localhost"})
    asked = browser.post("/account/password/reset/", {"email": "jo@bibliotheek.example"})
    assert asked.status_code == 302
    (letter,) = letters()
    assert letter.to == "jo@bibliotheek.example"
    link = re.search(r"https?://\S+?(/account/\S+)", letter.text)
    assert link
    assert browser.get(link[1], follow=True).status_code == 200


@pytest.mark.django_db
def test_a_site_with_somebody_in_it_stays_as_it_is() -> None:
    Person.objects.create_user("er@is.example", None, name="Er")
    with pytest.raises(InputError):
        begin(organisation="Landelijk", email="jo@bibliotheek.example", name="Jo", at=NOW)
    assert not Organisation.objects.exists()
