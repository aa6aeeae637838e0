"""Loading from the screen: who may, what it reports, what it refuses, and that a refusal leaves nothing."""

import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django_scopes import scope
from pytest_django.fixtures import Settings

from doorlezen.accounts.models import Administering, Organisation
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.documents.source import Source
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.models import Collaboration, Edition, Kind, Listing
from tests.people import Neighbourhood
from tests.register.files import Scored, history_csv, listed, schools_csv, scores_xlsx
from tests.web.schools.figures import own_list
from tests.words import LOADED_ALREADY

pytestmark = pytest.mark.django_db
LIST = "/o/bibliotheek-de-linge/register/samenwerkingen/laden/"
OPEN = "/o/landelijk-programma/register/open-gegevens/laden/"
HEADER = "vestigingscode;programma;sinds;tot;fase\r\n"


def post(client: Client, address: str, **fields: object) -> HttpResponse:
    """Send a form; bytes are files called <field>.csv."""
    data = {
        name: SimpleUploadedFile(f"{name}.csv", value) if isinstance(value, bytes) else value
        for name, value in fields.items()
    }
    return client.post(address, data)  # type: ignore[return-value]


def switched_on(there: Neighbourhood, organisation: Organisation) -> Client:
    """The administrator of this organisation with the rights on."""
    now = timezone.now()
    with scope(organisation=organisation):
        Administering.objects.create(
            person=there.person(organisation, Role.ADMINISTRATOR),
            organisation=organisation,
            reason="proef",
            since=now,
            until=now + datetime.timedelta(minutes=10),
        )
    return there.client(organisation, Role.ADMINISTRATOR)


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADVISER])
def test_a_library_loads_its_own_list_and_reads_what_changed(
    neighbourhood: Neighbourhood, role: Role
) -> None:
    own_list(neighbourhood.maas.slug, "02CK00;dbos-po;2019-08-01;;borging")
    client = neighbourhood.client(neighbourhood.linge, role)
    first = post(client, LIST, file=(HEADER + "00AP00;dbos-po;2018-08-01;;uitvoering\r\n").encode())
    assert first.status_code == 200
    assert "1 bestand geladen (samenwerkingen 1)." in first.content.decode()
    second = post(
        client,
        LIST,
        file=(HEADER + "00AP00;dbos-po;2018-08-01;;borging\r\n01BR00;dbos-po;2020-08-01;;\r\n").encode(),
    ).content.decode()
    assert "2 rijen, 1 nieuw, 1 gewijzigd" in second
    assert "dbos-po sinds 1 augustus 2018, uitvoering → dbos-po sinds 1 augustus 2018, borging" in second
    lists = [(edition.owner, edition.rows, edition.loaded_by) for edition in Edition.objects.order_by("pk")][
        1:
    ]
    person = neighbourhood.person(neighbourhood.linge, role)
    assert lists == [
        (neighbourhood.maas.slug, 1, None),
        (neighbourhood.linge.slug, 1, person.pk),
        (neighbourhood.linge.slug, 2, person.pk),
    ]
    with scope(organisation=neighbourhood.linge):
        entries = Event.objects.filter(action="register.loaded").order_by("pk")
        assert [(entry.person_id, entry.after["rows"]) for entry in entries] == [
            (person.pk, 1),
            (person.pk, 2),
        ]


def test_the_same_list_again_changes_nothing(adviser: Client) -> None:
    body = (HEADER + "00AP00;dbos-po;2018-08-01;;uitvoering\r\n").encode()
    post(adviser, LIST, file=body)
    again = post(adviser, LIST, file=body).content.decode()
    assert LOADED_ALREADY in again
    assert Edition.objects.filter(kind=Kind.COLLABORATIONS).count() == 1


def test_every_wrong_row_is_named_and_nothing_is_loaded(adviser: Client) -> None:
    body = (
        HEADER
        + "00AP00;dbos-po;2018-08-01;;uitvoering\r\n99ZZ99;dbos-po;2018-08-01;;\r\n"
        + "01BR00;lezen;gisteren;;\r\n"
    )
    answer = post(adviser, LIST, file=body.encode())
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "2 rijen kloppen niet; er is niets geladen" in text
    assert "file.csv, rij 3, vestigingscode: 99ZZ99 staat niet in het register" in text
    assert "file.csv, rij 4, programma:" in text
    assert "doorlezen register load" not in text
    assert (Edition.objects.filter(kind=Kind.COLLABORATIONS).count(), Collaboration.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "Het verstuurde bestand is leeg."),
        (b" \r\n \r\n", "het bestand is leeg"),
        (b"<!doctype html><html></html>", "dit is een webpagina, geen gegevensbestand"),
        (b"PK\x03\x04rest", "dit is geen Excel-bestand (xlsx), of het is beschadigd"),
        (b"naam;plaats\r\nDe Wilg;Tiel\r\n", "deze kolommen ontbreken: vestigingscode"),
        (b"\x00\x01\x02", "dit is geen lijst die we kunnen lezen; open het in Excel"),
        (b"x" * 2_000_001, "Dit bestand is groter dan 2 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(adviser: Client, body: bytes, told: str) -> None:
    answer = post(adviser, LIST, file=body)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Edition.objects.filter(kind=Kind.COLLABORATIONS).count() == 0


def test_no_file_is_refused(adviser: Client) -> None:
    assert post(adviser, LIST).status_code == 422


def test_what_is_too_large_for_the_site_is_refused_and_leaves_no_file(
    adviser: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert post(adviser, LIST, file=b"y" * 100_000).status_code == 422
    assert list(tmp_path.iterdir()) == []
    settings.UPLOAD_MEGABYTES = 1
    assert post(adviser, LIST, file=b"y" * 1_100_000).status_code == 413
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("role", [Role.FINANCE, Role.LEESCONSULENT, Role.ADMINISTRATOR])
def test_other_roles_are_refused_with_the_reason(neighbourhood: Neighbourhood, role: Role) -> None:
    client = neighbourhood.client(neighbourhood.linge, role)
    answer = post(client, LIST, file=(HEADER + "00AP00;dbos-po;2018-08-01;;\r\n").encode())
    assert answer.status_code == 403
    assert "De lijst met samenwerkingen laadt een directeur of adviseur" in answer.content.decode()
    assert Edition.objects.filter(kind=Kind.COLLABORATIONS).count() == 0


def test_a_list_cannot_be_loaded_for_another_library(neighbourhood: Neighbourhood, adviser: Client) -> None:
    elsewhere = LIST.replace("bibliotheek-de-linge", neighbourhood.maas.slug)
    body = (HEADER + "00AP00;dbos-po;2018-08-01;;\r\n").encode()
    assert post(adviser, elsewhere, file=body).status_code == 404
    post(adviser, LIST, file=body, owner=neighbourhood.maas.slug)
    assert Edition.objects.get(kind=Kind.COLLABORATIONS).owner == neighbourhood.linge.slug


def test_the_national_administrator_loads_for_everybody(neighbourhood: Neighbourhood) -> None:
    client = switched_on(neighbourhood, neighbourhood.national)
    codes = ("00AP00", "01BR00", "02CK00", "03DM00")
    workbook = SimpleUploadedFile("scores.xlsx", scores_xlsx([Scored(code) for code in codes]))
    answer = client.post(OPEN, {"scores": workbook})
    assert answer.status_code == 200
    assert "1 bestand geladen (achterstandsscores 4)." in answer.text
    assert [str(listing.score_met) for listing in Listing.objects.order_by("pk")] == ["30.40"] * 4
    page = client.get("/o/landelijk-programma/register/").text
    assert "administrator Landelijk programma" in page
    # who of another organisation did it stays there
    other = (
        neighbourhood.client(neighbourhood.linge, Role.ADVISER).get("/o/bibliotheek-de-linge/register/").text
    )
    assert "iemand van een andere organisatie" in other
    assert "administrator Landelijk programma" not in other


def test_a_refusal_speaks_of_the_page_and_writes_nothing(neighbourhood: Neighbourhood) -> None:
    client = switched_on(neighbourhood, neighbourhood.national)
    answer = post(client, OPEN, schools=schools_csv([listed("00AP00")]))
    told = "schools.csv: dit bestand noemt geen peildatum; geef hem zelf, zoals 2019-10-01"
    # in words that are of no face, at the field that is called “Peildatum van die lijst” here
    assert answer.context["form"].errors == {"schools_day": [told]}
    link = '<a class="nl-link" href="#id_schools_day">Peildatum van die lijst</a>: ' + told
    assert link in answer.content.decode()
    assert post(client, OPEN).status_code == 422
    assert Edition.objects.count() == 1


def test_a_list_that_closes_many_schools_is_refused_at_the_box_to_tick(
    neighbourhood: Neighbourhood,
) -> None:
    client = switched_on(neighbourhood, neighbourhood.national)
    many = [listed(f"{number:02}ZZ00") for number in range(60)]
    assert post(client, OPEN, schools=schools_csv(many), schools_day="2024-09-01").status_code == 200
    again = {"schools": schools_csv(many[:30]), "schools_day": "2024-10-01"}
    answer = post(client, OPEN, **again)
    (box,) = answer.context["form"].errors
    assert box == "accept_closures"
    (told,) = answer.context["form"].errors[box]
    assert told.endswith("is de lijst heel? Klopt het toch, geef dat dan aan")
    assert post(client, OPEN, **again, accept_closures="on").status_code == 200


def test_open_data_is_loaded_by_the_national_administrator_with_rights_on_alone(
    neighbourhood: Neighbourhood,
) -> None:
    workbook = scores_xlsx([Scored("00AP00")])

    def answers(client: Client, slug: str) -> int:
        address = OPEN.replace("landelijk-programma", slug)
        return client.post(address, {"scores": SimpleUploadedFile("s.xlsx", workbook)}).status_code

    there = neighbourhood
    off = there.client(there.national, Role.ADMINISTRATOR)
    reader = there.client(there.national, Role.NATIONAL_READER)
    library = switched_on(there, there.linge)
    assert [answers(off, there.national.slug), answers(reader, there.national.slug)] == [403, 403]
    assert answers(library, there.linge.slug) == 403
    assert Edition.objects.filter(kind=Kind.SCORES).count() == 0
    # a library that runs the site for itself has no national programme to ask
    Organisation.objects.filter(pk=there.national.pk).update(kind="gemeente")
    assert answers(library, there.linge.slug) == 200


def test_everybody_reads_the_editions_and_only_the_library_its_lists(neighbourhood: Neighbourhood) -> None:
    own_list(neighbourhood.linge.slug, "00AP00;dbos-po;2018-08-01;;uitvoering")
    own_list(neighbourhood.maas.slug, "02CK00;dbos-po;2019-08-01;;borging", "03DM00;dbos-po;2019-08-01;;")
    shown = {}
    for organisation, role in (
        (neighbourhood.linge, Role.FINANCE),
        (neighbourhood.maas, Role.ADVISER),
        (neighbourhood.linge, Role.ADMINISTRATOR),
        (neighbourhood.poi, Role.POI_ADVISER),
        (neighbourhood.national, Role.NATIONAL_READER),
    ):
        text = neighbourhood.client(organisation, role).get(f"/o/{organisation.slug}/register/").text
        assert "vestigingen.csv" in text
        shown[organisation.slug, role] = text.count("lijst.csv")
    assert list(shown.values()) == [1, 1, 0, 0, 0]


def test_a_file_of_many_years_stands_in_the_register_as_one_file(adviser: Client) -> None:
    rows = [("00AP00", "De Bogerd", "BO", "281", "TIEL", "100", "110", "120")]
    data = history_csv(rows, years=(2023, 2024, 2025))
    load([Offered(Kind.PUPILS, Source("06.-historisch-overzicht.csv", data))])
    page = adviser.get("/o/bibliotheek-de-linge/register/").text
    assert page.count("06.-historisch-overzicht.csv") == 1
    assert "1 oktober 2025" in page
    assert "en 2 jaren daarvoor, vanaf 1 oktober 2023" in page


def test_another_file_of_duo_or_cbs_is_called_by_its_name(neighbourhood: Neighbourhood) -> None:
    client = switched_on(neighbourhood, neighbourhood.national)
    answer = post(client, OPEN, schools=scores_xlsx([Scored("00AP00")]))
    assert answer.status_code == 422
    assert (
        "schools.csv: dit lijkt de lijst met scores van het CBS; hier hoort de lijst met scholen van DUO"
        in answer.content.decode()
    )
