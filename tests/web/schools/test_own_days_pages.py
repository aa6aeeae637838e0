"""The pages of a school's year and of the days of all schools."""

import datetime
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scopes_disabled
from openpyxl import load_workbook

from doorlezen.accounts.roles import Role
from doorlezen.register.models import Address
from doorlezen.relations.models import OwnSchoolDays
from tests.people import Neighbourhood

pytestmark = pytest.mark.django_db
LINGE = "/o/bibliotheek-de-linge/scholen/"
BOGERD = f"{LINGE}00AP00/jaar/"
AT_SCHOOL = "/o/school-de-bogerd/scholen/00AP00/jaar/"


@pytest.fixture(autouse=True)
def on_a_day_in_this_year(neighbourhood: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    Address.objects.update(holiday_region="Midden")
    for page_module in ("school_year_page", "days_pages", "days_list_pages"):
        where = f"doorlezen.web.pages.schools.{page_module}.today"
        monkeypatch.setattr(where, lambda: datetime.date(2026, 12, 1))
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC)
    )


def adviser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def cells(text: str) -> list[str]:
    """The rows of the tables of a page, as a reader hears them."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", text)
    return [
        " | ".join(
            re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)
        )
        for row in rows
    ]


def test_a_school_says_a_study_day_and_the_library_sees_it(neighbourhood: Neighbourhood) -> None:
    school = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    home = page(school, "/o/school-de-bogerd/")
    assert "In 2026–2027 heeft de school 41 weken school." in home
    assert "de bibliotheek ziet het en plant er geen bezoek" in page(school, AT_SCHOOL)
    assert "De bibliotheek ziet wat je hier invult" in page(school, f"{AT_SCHOOL}nieuw/")
    sent = {"what": "studiedag", "first": "2026-11-04", "last": "", "name": "rekenen"}
    answer = school.post(f"{AT_SCHOOL}nieuw/", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"{AT_SCHOOL}?jaar=2026-2027")
    mine = cells(page(school, f"{AT_SCHOOL}?jaar=2026-2027"))
    assert (
        "4 november 2026 | Rekenen | De school, op 1 december 2026 | Haal weg: rekenen, 4 november 2026"
        in mine
    )
    # who did not say it reads it and does not take it away
    theirs = cells(page(adviser(neighbourhood), BOGERD))
    assert "4 november 2026 | Rekenen | De school, op 1 december 2026 | " in theirs


def test_the_year_of_a_school_in_order_with_who_says_it(neighbourhood: Neighbourhood) -> None:
    client = adviser(neighbourhood)
    for sent in (
        {"what": "vrij", "first": "2027-05-03", "last": "2027-05-07", "name": "tweede week mei"},
        {"what": "herfst", "first": "2026-10-10", "last": "2026-10-18"},
        {"what": "studiedag", "first": "2026-12-28"},
    ):
        assert client.post(f"{BOGERD}nieuw/", sent).status_code == 302
    text = page(client, BOGERD)
    assert "40 weken met school." in text
    rows = [row for row in cells(text) if row.count("|") == 3][1:11]
    assert rows == [
        "10 oktober 2026 t/m 18 oktober 2026 | Herfstvakantie | Je bibliotheek, op 1 december 2026 | "
        "Haal weg: herfstvakantie, 10 oktober 2026 t/m 18 oktober 2026",
        "21 december 2026 t/m 1 januari 2027 | Kerstvakantie | Bij wet | ",
        "28 december 2026 | Studiedag; dan is er toch al geen school | Je bibliotheek, op 1 december 2026 | "
        "Haal weg: studiedag; dan is er toch al geen school, 28 december 2026",
        "22 februari 2027 t/m 26 februari 2027 | Voorjaarsvakantie | Advies voor de regio | ",
        "29 maart 2027 | Tweede paasdag | Algemene termijnenwet | ",
        "26 april 2027 t/m 30 april 2027 | Meivakantie | Bij wet | ",
        "3 mei 2027 t/m 7 mei 2027 | Tweede week mei | Je bibliotheek, op 1 december 2026 | "
        "Haal weg: tweede week mei, 3 mei 2027 t/m 7 mei 2027",
        "6 mei 2027 | Hemelvaartsdag | Algemene termijnenwet | ",
        "17 mei 2027 | Tweede pinksterdag | Algemene termijnenwet | ",
        "Vanaf 17 juli 2027 | Zomervakantie | Bij wet | ",
    ]


def test_the_days_of_all_schools_and_a_campaign_that_is_filled_in(neighbourhood: Neighbourhood) -> None:
    client = adviser(neighbourhood)
    days = f"{LINGE}dagen/"
    assert "2 scholen, elk met 41 weken school." in page(client, days)
    monitor = next(row for row in cells(page(client, days)) if row.startswith("Vragenlijsten"))
    assert monitor == (
        "Vragenlijsten van de Monitor | nog niet bekend meestal: van begin december tot half februari |  | "
        "Vul in: Vragenlijsten van de Monitor"
    )
    form = page(client, f"{days}nieuw/?wat=monitor")
    assert '<option value="monitor" selected>' in form
    sent = {"what": "monitor", "first": "2026-12-01", "last": "2027-02-12", "which": "alle"}
    assert client.post(f"{days}nieuw/", sent)["Location"] == f"{days}?jaar=2026-2027"
    sent = {
        "what": "vrij",
        "first": "2027-05-03",
        "last": "2027-05-07",
        "which": "gekozen",
        "schools": "01BR00",
    }
    client.post(f"{days}nieuw/", sent)
    text = page(client, days)
    assert "2 scholen, met 40 tot 41 weken school." in text
    assert [row for row in cells(text) if row.startswith(("De ", "1 december 2026 t/m", "Vragen"))] == [
        "1 december 2026 t/m 12 februari 2027 | Vragenlijsten van de Monitor | Alle scholen | "
        "Je bibliotheek, op 1 december 2026 | Haal weg: Vragenlijsten van de Monitor, alle scholen, "
        "1 december 2026 t/m 12 februari 2027",
        "Vragenlijsten van de Monitor | 1 december 2026 t/m 12 februari 2027 | Je bibliotheek, op "
        "1 december 2026 | Haal weg: Vragenlijsten van de Monitor",
        "De BogerdTiel | 41 | 202 | Midden | geen",
        "De KlepperBuren | 40 | 198 | Midden | vrije dag",
    ]
    with scopes_disabled():
        number = OwnSchoolDays.objects.get(kind="closed").pk
    assert "De Klepper" in page(client, f"{days}{number}/weg/")
    assert client.post(f"{days}{number}/weg/").status_code == 302
    assert "2 scholen, elk met 41 weken school." in page(client, days)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"which": "gekozen"}, "Kies minstens één school."),
        ({"which": "alle", "schools": "01BR00"}, "Je koos hieronder ook losse scholen."),
        ({"which": "alle", "last": "2026-11-03"}, "De laatste dag ligt voor de eerste."),
        ({"which": "alle", "first": "2026-11-07"}, "7 november 2026 is in het weekend; klopt de dag?"),
        ({"which": "0281", "what": "campagne"}, "Schrijf op hoe de campagne heet."),
        ({"which": "alle", "what": "herfst", "first": "2026-12-21"}, "overlappen elkaar"),
        ({"which": "0216"}, "0216"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    neighbourhood: Neighbourhood, sent: dict[str, str], told: str
) -> None:
    answer = adviser(neighbourhood).post(
        f"{LINGE}dagen/nieuw/", {"what": "studiedag", "first": "2026-11-04", **sent}
    )
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_the_list_to_fill_in_is_one_that_can_be_read(neighbourhood: Neighbourhood) -> None:
    client = adviser(neighbourhood)
    given = client.get(f"{LINGE}dagen/lezen/lijst.xlsx")
    book = load_workbook(BytesIO(given.content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["school", "soort", "datum", "omschrijving"]
    sheet["A2"] = "00AP00"
    book.save(kept := BytesIO())
    answer = client.post(f"{LINGE}dagen/lezen/", {"file": SimpleUploadedFile("dagen.xlsx", kept.getvalue())})
    assert answer.status_code == 302
    assert "2 rijen staan er nu bij." in page(client, f"{LINGE}dagen/")
    wrong = SimpleUploadedFile("dagen.csv", b"school;soort;datum\r\n00AP00;feest;morgen\r\n")
    answer = client.post(f"{LINGE}dagen/lezen/", {"file": wrong})
    assert answer.status_code == 422
    assert "1 rij klopt niet; er is niets bijgekomen" in answer.content.decode()


def test_a_year_of_which_nothing_is_known(neighbourhood: Neighbourhood) -> None:
    client = adviser(neighbourhood)
    assert "De weken zijn niet te tellen" in page(client, f"{BOGERD}?jaar=2031-2032")
    assert "Van geen enkele school zijn de weken te tellen." in page(client, f"{LINGE}dagen/?jaar=2031-2032")
    assert "41 weken met school." in page(client, f"{BOGERD}?jaar=nu")
    assert client.get(f"{LINGE}02CK00/jaar/").status_code == 404
