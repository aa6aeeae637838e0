"""A library invites its gemeenten and schools, and can do nothing else at them."""

import datetime
import io
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.domain import partners
from doorlezen.accounts.domain.invitations import accept_as_somebody_new, by_token
from doorlezen.accounts.domain.people import end_membership, give_role
from doorlezen.accounts.models import Invitation, Membership, Organisation, Person
from doorlezen.accounts.permissions import Refused, ask
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Event, EventWords
from doorlezen.language import InputError
from tests.accounts.post import letters
from tests.people import Neighbourhood, a_neighbourhood, a_person, actor_of
from tests.words import PASSWORD

HERE = "/o/bibliotheek-de-linge/partners/"


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Client:
    """The director of De Linge, who works in Tiel and Buren; Buren has no organisation yet."""
    return neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)


def invite(browser: Client, place: str, email: str, name: str = "Roos Raad") -> tuple[int, str]:
    answer = browser.post(f"{HERE}uitnodigen/", {"place": place, "name": name, "email": email})
    return answer.status_code, answer.content.decode()


def told(browser: Client) -> str:
    return browser.get(HERE).content.decode()


def come(link: str, name: str = "Roos Raad") -> Person:
    token = link.strip("/").rpartition("/")[2]
    return accept_as_somebody_new(token, name=name, password=PASSWORD, at=timezone.now())


def of_code(code: str) -> Organisation:
    return Organisation.objects.get(register_code=code)


def test_a_gemeente_is_made_of_the_register_and_its_officer_invited(
    neighbourhood: Neighbourhood, director: Client
) -> None:
    assert invite(director, "0214", "roos@buren.example")[0] == 302
    made = of_code("0214")
    assert (made.kind, made.name, made.slug) == ("gemeente", "Gemeente Buren", "gemeente-buren")
    assert [one.code for one in made.gemeenten.all()] == ["0214"]
    assert (made.let_in_by, made.school) == (neighbourhood.linge, None)
    (invitation,) = Invitation.everywhere.all()
    assert (invitation.organisation, invitation.role) == (made, "gemeente-officer")
    (letter,) = letters()
    assert (letter.to, letter.subject) == (
        "roos@buren.example",
        "Uitnodiging voor Doorlezen van Bibliotheek De Linge",
    )
    inviter = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    said = (
        f"{inviter} van Bibliotheek De Linge nodigt je uit voor Doorlezen, als beleidsmedewerker gemeente bij"
    )
    assert said in letter.text
    # who comes is that, and the library sees it
    person = come(letter.link)
    with scopes_disabled():
        assert list(Membership.objects.filter(person=person).values_list("organisation", "role")) == [
            (made.pk, "gemeente-officer")
        ]
    assert "Doet mee sinds" in told(director)


def test_a_school_is_made_of_the_register_and_its_contact_invited(director: Client) -> None:
    assert invite(director, "01BR00", "meester@klepper.example")[0] == 302
    made = of_code("01BR00")
    assert (made.kind, made.name, made.slug) == ("school", "De Klepper", "de-klepper-buren")
    assert (made.school_id, list(made.gemeenten.all())) == ("01BR00", [])
    assert Invitation.everywhere.get().role == "school-contact"


def test_an_organisation_that_is_there_is_not_made_again(
    neighbourhood: Neighbourhood, director: Client
) -> None:
    with scopes_disabled():
        Membership.objects.filter(organisation=neighbourhood.tiel).delete()
    before = Organisation.objects.count()
    assert invite(director, "0281", "een@tiel.example")[0] == 302
    assert invite(director, "0281", "twee@tiel.example")[0] == 302
    assert Organisation.objects.count() == before
    assert {one.organisation for one in Invitation.everywhere.all()} == {neighbourhood.tiel}


def test_an_address_that_another_has_does_not_stand_in_the_way(director: Client) -> None:
    Organisation.objects.create(kind="poi", name="Iets anders", slug="gemeente-buren")
    assert invite(director, "0214", "roos@buren.example")[0] == 302
    assert of_code("0214").slug == "gemeente-buren-0214"


@pytest.mark.parametrize(
    ("place", "email", "why"),
    [
        ("", "roos@buren.example", "Dit veld is verplicht"),
        ("0216", "roos@culemborg.example", "Selecteer een geldige keuze"),
        ("02CK00", "meester@kaardebol.example", "Selecteer een geldige keuze"),
        ("0214", "geen-adres", "Dit is geen e-mailadres"),
        ("0214", "", "Dit veld is verplicht"),
        ("0281", "roos@tiel.example", "doet al mee; wie daar werkt, nodigt de collega"),
        ("0214", "Director-Bibliotheek-De-Linge@voorbeeld.example", "Dit is je eigen adres"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_made(
    director: Client, place: str, email: str, why: str
) -> None:
    before = Organisation.objects.count()
    status, page = invite(director, place, email)
    assert (status, Organisation.objects.count(), Invitation.everywhere.count()) == (422, before, 0)
    assert why in page


def test_nothing_is_chosen_beforehand_and_no_role_is_asked(director: Client) -> None:
    page = director.get(f"{HERE}uitnodigen/").content.decode()
    assert " selected" not in page.partition("<main")[2].partition('<option value="0214"')[0].replace(
        '<option value="" selected', ""
    )
    assert 'name="role"' not in page
    assert '<option value="0214" selected' in director.get(f"{HERE}uitnodigen/?wie=0214").content.decode()
    assert "Culemborg" not in page


def test_the_director_can_do_nothing_else_there(neighbourhood: Neighbourhood, director: Client) -> None:
    invite(director, "0214", "roos@buren.example")
    for address in ("", "mensen/", "mensen/uitnodigen/", "plannen/", "instellingen/"):
        assert director.get(f"/o/gemeente-buren/{address}").status_code == 404
    person = neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)
    assert not Membership.everywhere.filter(person=person, organisation=of_code("0214")).exists()
    officer = come(letters()[-1].link)
    there = actor_of(person, of_code("0214"))
    held = Membership.everywhere.get(person=officer)
    with scope(organisation=of_code("0214")):
        with pytest.raises(Refused):
            give_role(there, person=officer, role=Role.ADMINISTRATOR, at=timezone.now())
        with pytest.raises(Refused):
            end_membership(there, membership=held, at=timezone.now())
    # and who came takes over from the library
    assert "doet al mee" in invite(director, "0214", "stroman@ergens.example")[1]


def test_who_came_lets_the_colleagues_in_until_there_is_an_administrator(
    neighbourhood: Neighbourhood, director: Client
) -> None:
    invite(director, "0214", "roos@buren.example")
    officer = actor_of(come(letters()[-1].link), of_code("0214"))
    with scope(organisation=of_code("0214")):
        assert ask("people.invite", officer)
        assert ask("people.see", officer)
        a_person("Ben Beheer", (of_code("0214"), Role.ADMINISTRATOR))
        assert not ask("people.invite", officer)
        assert not ask("people.give-administrator", officer)


def test_when_everybody_left_the_library_can_invite_again(director: Client) -> None:
    invite(director, "0214", "roos@buren.example")
    person = come(letters()[-1].link)
    gone = timezone.localdate() - datetime.timedelta(days=1)
    Membership.everywhere.filter(person=person).update(since=gone, until=gone)
    assert invite(director, "0214", "opvolger@buren.example")[0] == 302


def test_an_invitation_is_sent_again_and_withdrawn_and_another_library_cannot(
    neighbourhood: Neighbourhood, director: Client
) -> None:
    invite(director, "0214", "roos@buren.example")
    sent = Invitation.everywhere.get()
    first = letters()[-1].link.strip("/").rpartition("/")[2]
    stranger = neighbourhood.client(neighbourhood.maas, Role.DIRECTOR)
    for what in ("opnieuw", "intrekken"):
        assert stranger.post(f"/o/bibliotheek-maas-en-waal/partners/{sent.pk}/{what}/").status_code == 404
    assert "roos@buren.example" not in stranger.get("/o/bibliotheek-maas-en-waal/partners/").content.decode()
    # ten minutes must have gone by
    Invitation.everywhere.update(expires_at=sent.expires_at - datetime.timedelta(hours=1))
    assert director.post(f"{HERE}{sent.pk}/opnieuw/").status_code == 302
    assert len(letters()) == 2
    assert by_token(first, at=timezone.now()) is None
    assert director.post(f"{HERE}{sent.pk}/intrekken/").status_code == 302
    sent.refresh_from_db()
    assert sent.withdrawn_at is not None
    assert "roos@buren.example" not in told(director).partition("<table")[2]
    assert director.post(f"{HERE}{sent.pk}/opnieuw/").status_code == 404


def test_a_library_fills_no_mailbox_and_no_gemeente(director: Client) -> None:
    for number in range(partners.MOST_OPEN):
        assert invite(director, "0214", f"roos{number}@buren.example")[0] == 302
    assert "trek er eerst een in" in invite(director, "0214", "nog-een@buren.example")[1]


def test_an_adviser_sees_and_asks_the_director(neighbourhood: Neighbourhood, director: Client) -> None:
    invite(director, "0214", "roos@buren.example")
    adviser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    page = told(adviser)
    assert "roos@buren.example" in page
    assert "Vraag je directeur" in page
    assert "Trek in" not in page
    assert adviser.get(f"{HERE}uitnodigen/").status_code == 403


def test_it_is_in_the_logbooks_and_the_national_list(neighbourhood: Neighbourhood, director: Client) -> None:
    invite(director, "0214", "roos@buren.example")
    made, actions = of_code("0214"), {}
    for where in (made, neighbourhood.linge, neighbourhood.national):
        with scope(organisation=where):
            actions[where.slug] = list(Event.objects.order_by("id").values_list("action", flat=True))
    assert actions == {
        "gemeente-buren": ["organisations.created", "people.invited"],
        "bibliotheek-de-linge": ["partners.invited"],
        "landelijk-programma": ["organisations.created"],
    }
    with scope(organisation=neighbourhood.national):
        words = EventWords.objects.get()
    assert words.after == {"name": "Gemeente Buren", "let_in_by": "Bibliotheek De Linge"}
    browser = neighbourhood.client(neighbourhood.national, Role.ADMINISTRATOR)
    browser.post("/o/landelijk-programma/beheer/", {"reason": "kijken wie er kwam"})
    text = browser.get("/o/landelijk-programma/organisaties/").content.decode()
    assert "door Bibliotheek De Linge" in text
    logbook = browser.get("/o/landelijk-programma/logboek/").content.decode()
    assert str(neighbourhood.person(neighbourhood.linge, Role.DIRECTOR)) in logbook
    assert "uitgenodigd door" in logbook.lower()
    assert "roos@buren.example" not in text + logbook


@pytest.mark.django_db(transaction=True)
def test_two_who_invite_at_once_make_one() -> None:
    there = a_neighbourhood()
    actor = there.actor(there.linge, Role.DIRECTOR)

    def one(number: int) -> None:
        try:
            with scope(organisation=there.linge):
                place = partners.places(actor)["0214"]
                partners.invite_partner(
                    actor, place=place, name="", email=f"r{number}@buren.example", at=timezone.now()
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(one, number) for number in range(4)]:
            done.result()
    assert Organisation.objects.filter(kind="gemeente", name="Gemeente Buren").count() == 1
    assert {one.organisation.name for one in Invitation.everywhere.select_related("organisation")} == {
        "Gemeente Buren"
    }


def send(
    browser: Client, *rows: str, head: str = "vestigingscode;gemeente;naam;e-mailadres"
) -> tuple[int, str]:
    content = "\n".join((head, *rows, "")).encode()
    answer = browser.post(f"{HERE}lijst/", {"file": SimpleUploadedFile("uitnodigen.csv", content)})
    return answer.status_code, answer.content.decode()


def kept_in(page: str) -> str:
    return page.partition('name="kept" value="')[2].partition('"')[0]


def test_a_list_is_shown_first_and_then_everybody_is_invited(director: Client) -> None:
    before = Organisation.objects.count()
    status, page = send(
        director, ";buren;Roos Raad;roos@buren.example", "01br00;;;meester@klepper.example", "00AP00;Tiel;;"
    )
    assert status == 200
    assert page.count("Krijgt een uitnodiging") == 2
    assert "1 rij zonder naam en e-mailadres telt niet mee" in page
    assert (Organisation.objects.count(), Invitation.everywhere.count(), letters()) == (before, 0, [])
    assert director.post(f"{HERE}lijst/uitnodigen/", {"kept": kept_in(page)}).status_code == 302
    assert Organisation.objects.count() == before + 2
    assert sorted(letter.to for letter in letters()) == ["meester@klepper.example", "roos@buren.example"]
    # once more changes nothing: everybody was invited
    status, page = send(director, ";0214;Roos Raad;roos@buren.example")
    assert (status, kept_in(page)) == (200, "")
    assert "iedereen op deze lijst doet al mee of is al uitgenodigd" in page


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        (
            ";Culemborg;Roos;roos@culemborg.example",
            "gemeente",
            "Culemborg is geen gemeente van je bibliotheek",
        ),
        ("02CK00;;Roos;roos@kaardebol.example", "vestigingscode", "02CK00 is geen open school"),
        ("0214;;Roos;roos@buren.example", "vestigingscode", "0214 is geen open school"),
        (";;Roos;roos@buren.example", "gemeente", "vul een vestigingscode of een gemeente in"),
        (";Buren;Roos;roos@", "e-mailadres", "dit is geen e-mailadres"),
        (";Buren;Roos;", "e-mailadres", "vul het e-mailadres in"),
        (";Buren;Kijk op kwaad.nl;roos@buren.example", "naam", "hier kan geen webadres"),
        (
            ";Buren;Roos;GOED@klepper.example\n;Buren;Roos;goed@klepper.example",
            "e-mailadres",
            "stond al in rij 3",
        ),
        (";Buren;R;director-bibliotheek-de-linge@voorbeeld.example", "e-mailadres", "dit is je eigen adres"),
    ],
)
def test_one_wrong_row_stops_all_with_its_row_and_column(
    director: Client, row: str, column: str, why: str
) -> None:
    status, page = send(director, "01BR00;;Goed;goed@klepper.example", row)
    assert status == 422
    assert f"Klopt niet. {column}: {why}" in page.replace("&#x27;", "'")
    assert (kept_in(page), Invitation.everywhere.count(), letters()) == ("", 0, [])


@pytest.mark.parametrize(
    ("head", "rows", "why"),
    [
        ("naam;e-mailadres", ["Roos;roos@buren.example"], "er is geen kolom vestigingscode"),
        ("gemeente;naam", ["Buren;Roos"], "deze kolommen ontbreken: e-mailadres"),
        ("gemeente;naam;e-mailadres", ["Buren;;"], "in geen enkele rij staat een e-mailadres"),
        ("gemeente;naam;e-mailadres", ["Buren;;a@b.example"] * 1001, "meer dan 1.000 rijen"),
    ],
)
def test_a_list_that_is_none_says_so(director: Client, head: str, rows: list[str], why: str) -> None:
    status, page = send(director, *rows, head=head)
    assert status == 422
    assert why in page.lower()


def test_a_list_of_another_library_or_a_changed_one_invites_nobody(
    neighbourhood: Neighbourhood, director: Client
) -> None:
    kept = kept_in(send(director, ";Buren;Roos;roos@buren.example")[1])
    stranger = neighbourhood.client(neighbourhood.maas, Role.DIRECTOR)
    stranger.post("/o/bibliotheek-maas-en-waal/partners/lijst/uitnodigen/", {"kept": kept})
    director.post(f"{HERE}lijst/uitnodigen/", {"kept": kept[:-2] + "xx"})
    director.post(f"{HERE}lijst/uitnodigen/", {})
    assert (Invitation.everywhere.count(), letters()) == (0, [])


def test_what_changed_since_the_list_was_shown_stops_all(director: Client) -> None:
    page = send(director, "01BR00;;A;a@klepper.example", ";Buren;Roos;roos@buren.example")[1]
    invite(director, "0214", "roos@buren.example")
    director.post(f"{HERE}lijst/uitnodigen/", {"kept": kept_in(page)})
    assert [one.email for one in Invitation.everywhere.all()] == ["roos@buren.example"]


def test_the_list_to_fill_in_can_be_read_again(director: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(director.get(f"{HERE}lijst.xlsx").content))
    (sheet,) = book.worksheets
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True) if any(row)]
    # De Bogerd and the gemeente Tiel take part already
    assert rows[0] == ["vestigingscode", "school", "gemeente", "naam", "e-mailadres"]
    assert [row[:3] for row in rows[1:3]] == [
        ["", "(de gemeente zelf)", "Buren"],
        ["01BR00", "De Klepper, Buren", "Buren"],
    ]
    assert len(rows) == 3
    sheet.cell(row=2, column=5, value="roos@buren.example")
    filled = io.BytesIO()
    book.save(filled)
    given = {"file": SimpleUploadedFile("uitnodigen.xlsx", filled.getvalue())}
    page = director.post(f"{HERE}lijst/", given).content.decode()
    assert page.count("Krijgt een uitnodiging") == 1


def test_the_oldest_of_what_was_made_twice_gets_the_code(neighbourhood: Neighbourhood) -> None:
    twice = Organisation.objects.create(kind=OrganisationKind.GEMEENTE, name="Tiel nog eens", slug="tiel-2")
    twice.gemeenten.set(neighbourhood.tiel.gemeenten.all())
    Organisation.objects.update(register_code=None)
    import_module("doorlezen.accounts.migrations.0014_partners").give_codes(apps, None)
    codes = dict(Organisation.objects.exclude(register_code=None).values_list("slug", "register_code"))
    assert codes == {
        "gemeente-tiel": "0281",
        "gemeente-culemborg": "0216",
        "school-de-bogerd": "00AP00",
        "school-de-kaardebol": "02CK00",
    }


def test_a_second_gemeente_is_not_made_by_the_national_programme_either(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.national, Role.ADMINISTRATOR)
    browser.post("/o/landelijk-programma/beheer/", {"reason": "een gemeente toelaten"})
    given = {"kind": "gemeente", "name": "Tiel", "slug": "", "gemeenten": "Tiel", "email": "b@tiel.example"}
    answer = browser.post("/o/landelijk-programma/organisaties/nieuw/", given)
    assert answer.status_code == 422
    assert "Gemeente Tiel: is er al" in answer.content.decode()


def test_a_place_must_be_one_of_the_library(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        there = partners.places(actor)
        assert list(there) == ["0214", "0281", "01BR00", "00AP00"]
        with pytest.raises(Refused):
            partners.invite_partner(
                actor, place=there["0214"], name="", email="a@b.example", at=timezone.now()
            )
    with pytest.raises(InputError):
        partners.invite_partner(
            neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR),
            place=there["0214"],
            name="",
            email="geen adres",
            at=timezone.now(),
        )
