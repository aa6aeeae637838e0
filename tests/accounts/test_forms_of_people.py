"""What every form about people keeps to: nothing with power is chosen before somebody chooses it, names are
names, addresses can be reached, and what a page says fits what happened."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.test import Client, override_settings

import doorlezen
from doorlezen.accounts.models import Invitation, Membership
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.web.form_fields import AddressField, NameField
from tests.people import Neighbourhood, a_person, client_of

HERE = "/o/bibliotheek-de-linge"
PEOPLE = f"{HERE}/mensen"
SELECT = re.compile(r"<select[^>]*>.*?</select>", re.S)
OPTION = re.compile(r'<option value="([^"]*)"([^>]*)>')
GRANTS = {role.value for role in Role} | {kind.value for kind in OrganisationKind}


def all_forms() -> list[type[forms.BaseForm]]:
    """Every form of the site."""
    for module in pkgutil.walk_packages(doorlezen.__path__, "doorlezen."):
        if module.name.rpartition(".")[2] == "forms":
            importlib.import_module(module.name)

    def below(form: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
        for one in form.__subclasses__():
            yield from below(one)
            if one.__module__.startswith("doorlezen."):
                yield one

    return sorted(set(below(forms.BaseForm)), key=lambda form: (form.__module__, form.__qualname__))


def chosen(page: str) -> list[str]:
    """What is chosen or ticked on a page before anybody did a thing."""
    main = page.partition("<main")[2].partition("</main>")[0]
    found = [value for select in SELECT.findall(main) for value in at_first(select) if value]
    found += re.findall(r"<input[^>]*\bchecked\b[^>]*>", main)
    return found


def at_first(select: str) -> list[str]:
    options = OPTION.findall(select)
    marked = [value for value, rest in options if "selected" in rest]
    one_of_many = [] if "multiple" in select.partition(">")[0] else [value for value, _ in options[:1]]
    return marked or one_of_many


@pytest.fixture
def everywhere(neighbourhood: Neighbourhood) -> dict[str, Client]:
    """Browsers of who can give power away, with administrators' rights on, by organisation and role."""
    browsers = {}
    for place in (
        neighbourhood.linge,
        neighbourhood.tiel,
        neighbourhood.school_in_tiel,
        neighbourhood.national,
    ):
        for role in place.possible_roles:
            browser = neighbourhood.client(place, role)
            if role == Role.ADMINISTRATOR:
                browser.post(f"/o/{place.slug}/beheer/", {"reason": "iedereen binnenlaten"})
            browsers[f"{place.slug} {role.value}"] = browser
    return browsers


def test_nothing_that_gives_power_is_chosen_before_somebody_chooses_it(
    neighbourhood: Neighbourhood, everywhere: dict[str, Client]
) -> None:
    seen = 0
    for who, browser in everywhere.items():
        place = who.partition(" ")[0]
        colleague = a_person(f"Collega {who}")
        Membership.everywhere.create(
            person=colleague,
            organisation=next(one for one in neighbourhood.organisations if one.slug == place),
            role=next(one for one in neighbourhood.organisations if one.slug == place).possible_roles[0],
            since="2020-01-01",
        )
        pages = [f"/o/{place}/mensen/uitnodigen/", f"/o/{place}/mensen/{colleague.pk}/rol/"]
        pages += [f"/o/{place}/instellingen/inloggen/", f"/o/{place}/beheer/"]
        pages += [f"/o/{place}/organisaties/nieuw/?soort={kind.value}" for kind in OrganisationKind]
        for page in pages:
            answer = browser.get(page)
            if answer.status_code == 200:
                seen += 1
                assert chosen(answer.content.decode()) == [], (who, page)
    assert seen > 15


def test_no_other_form_of_the_site_offers_power() -> None:
    offering = set()
    for form in all_forms():
        for name, field in form.base_fields.items():
            choices = {str(value) for value, _ in getattr(field, "choices", [])}
            if choices & GRANTS or name in {"role", "kind", "is_strong", "roles", "supports"}:
                offering.add(f"{form.__name__}.{name}")
    assert sorted(offering) == [
        "AbsenceForm.kind",  # leave or away
        "ContactForm.role",  # what somebody does at a school: a text
        "Example.who",  # of the page that shows what forms are made of
        "IdentityProviderForm.is_strong",
        "InviteForm.role",
        "MemberForm.function",  # of somebody in the team
        "OrganisationForm.kind",
        "OrganisationForm.supports",
        "RecordingForm.kind",  # of a recording
        "RoleForm.role",
        "TakeOverForm.kind",  # of a demand
    ]


def test_a_role_that_nobody_chose_is_not_given(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    answer = director.post(f"{PEOPLE}/uitnodigen/", {"email": "nieuw@voorbeeld.example", "role": ""})
    assert (answer.status_code, Invitation.everywhere.count()) == (422, 0)


def test_every_mail_address_that_is_typed_can_be_reached() -> None:
    asked = {
        f"{form.__module__}.{form.__name__}": field
        for form in all_forms()
        for name, field in form.base_fields.items()
        if "email" in name and not form.__module__.endswith(("login.forms", "components.forms"))
    }
    assert len(asked) >= 4
    assert [name for name, field in asked.items() if not isinstance(field, AddressField)] == []


BAD = ["Kijk op kwaad.nl", "jan@voorbeeld.nl", "S\u0430nne", "\u202e"]


@pytest.mark.parametrize("name", BAD)
def test_a_name_is_a_name_wherever_it_is_typed(neighbourhood: Neighbourhood, name: str) -> None:
    director = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    address = "nieuw@voorbeeld.example"
    answers = [
        director.post(f"{PEOPLE}/uitnodigen/", {"email": address, "name": name, "role": "adviser"}),
        director.post("/account/", {"name": name, "language": "nl"}),
        director.post(f"{HERE}/instellingen/", {"name": name, "colour": "", "colour_dark": ""}),
        director.post(
            f"{HERE}/scholen/00AP00/contacten/nieuw/",
            {"name": name, "purpose": "monitor", "keep_until": "2027-07-31"},
        ),
    ]
    if name != "\u202e":  # which is nothing, and an invitation needs no name
        assert answers[0].status_code == 422
    assert [answer.status_code for answer in answers[1:]] == [422, 422, 422]
    named = {name for name in all_names() if name in BAD}
    assert named == set()


def all_names() -> Iterator[str]:
    from doorlezen.accounts.models import Organisation, Person

    yield from Person.objects.order_by("id").values_list("name", flat=True)
    yield from Organisation.objects.order_by("id").values_list("name", flat=True)


def test_every_form_that_takes_a_name_of_somebody_knows_what_a_name_is() -> None:
    plain = {
        f"{form.__name__}.{name}"
        for form in all_forms()
        for name, field in form.base_fields.items()
        if name == "name" and not isinstance(field, NameField)
    }
    # names of passkeys, of competences, of days, of themes and of files
    assert sorted(plain) == [
        "AddPasskeyForm.name",
        "EditPasskeyForm.name",
        "Example.name",
        "KindForm.name",
        "ManyDaysForm.name",
        "OwnDaysForm.name",
        "ThingForm.name",
    ]


def test_all_that_is_wrong_with_a_contact_is_told_at_once(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    given = {"name": "", "email": "a@localhost", "purpose": "", "keep_until": "2020-01-01"}
    page = adviser.post(f"{HERE}/scholen/00AP00/contacten/nieuw/", given).content.decode()
    assert "Er kloppen 4 dingen niet. Er is niets opgeslagen." in page
    assert "Kies een dag tussen vandaag en" in page
    assert "Naar localhost kan geen mail; kies een ander adres." in page


def test_who_asks_only_is_not_told_that_nothing_was_kept(neighbourhood: Neighbourhood) -> None:
    person = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    nobody = client_of(None)
    pages = [
        nobody.post("/account/login/", {"login": person.email, "password": "fout fout fout"}),
        nobody.post("/account/login/", {}),
        nobody.post("/account/password/reset/", {"email": "geen"}),
        nobody.get("/webinars/zoeken/?q="),
        nobody.get("/webinars/zoeken/?q=lezen&theme=bestaat-niet"),
    ]
    for page in pages:
        text = page.content.decode()
        assert "Er is niets opgeslagen" not in text, page.request["PATH_INFO"]
    assert "Er klopt iets niet." in pages[0].content.decode()
    kept = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).post(
        f"{PEOPLE}/uitnodigen/", {"email": ""}
    )
    assert "Er is niets opgeslagen" in kept.content.decode()


def test_the_question_whether_a_role_ends_does_not_say_that_it_did(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.person(neighbourhood.linge, Role.ADVISER)
    held = Membership.everywhere.get(person=adviser)
    page = f"{PEOPLE}/rollen/{held.pk}/beeindigen/"
    own = client_of(adviser).get(page).content.decode()
    other = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR).get(page).content.decode()
    assert "Wil je stoppen als adviseur?" in own
    assert "Moet adviser Bibliotheek De Linge stoppen als adviseur?" in other
    for text in (own, other):
        assert "Er is nog niets veranderd." in text
        assert "geen adviseur meer" not in text


def test_one_sentence_says_who_invites() -> None:
    source = Path(doorlezen.__file__).parent
    asking = re.compile(r"[Vv]raag[^\"%<>]*om een uitnodiging")
    found = [
        str(path.relative_to(source))
        for path in sorted(source.rglob("*.html"))
        if asking.search(path.read_text())
    ]
    assert found == ["web/templates/accounts/_who_invites.html"]


def test_the_demo_sends_nobody_to_a_mailbox_that_is_not_there(neighbourhood: Neighbourhood) -> None:
    source = Path(doorlezen.__file__).parent
    said = [path for path in sorted(source.rglob("*.html")) if "Kijk in je mail" in path.read_text()]
    assert len(said) == 3
    assert [path for path in said if '{% include "frame/demo_mail.html" %}' not in path.read_text()] == []
    for demo in (True, False):
        with override_settings(DEMO=demo):
            page = client_of(None).post(
                "/account/password/reset/", {"email": "iemand@voorbeeld.example"}, follow=True
            )
        assert ("In deze demonstratie gaat geen mail weg" in page.content.decode()) == demo
