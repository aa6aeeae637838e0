"""Reading visits from a list, as the page does it."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.roles import Role
from doorlezen.visits.models import VisitReport
from tests.people import Neighbourhood

pytestmark = pytest.mark.django_db
PATH = "/o/bibliotheek-de-linge/bezoeken/gedaan/inlezen/"


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def send(client: Client, *rows: str, twice: str = "ask") -> str:
    text = "\n".join(["datum;vestigingscode;uren", *rows, ""])
    file = SimpleUploadedFile("bezoeken.csv", text.encode())
    answer = client.post(PATH, {"file": file, "twice": twice}, follow=True)
    return answer.content.decode()


def kept() -> int:
    with scopes_disabled():
        return VisitReport.objects.count()


def test_a_list_is_read_or_told_row_by_row(adviser: Client) -> None:
    day = timezone.localdate().isoformat()
    text = send(adviser, f"{day};00AP00;2", f"{day};00AP00;veel")
    assert "1 rij klopt niet; er is niets ingelezen" in text
    assert "schrijf een aantal uren, zoals 2 of 1,5" in text
    assert kept() == 0
    assert "1 bezoek is ingelezen." in send(adviser, f"{day};00AP00;2")
    text = send(adviser, f"{day};00AP00;2")
    assert "1 rij is er al; er is nog niets ingelezen." in text
    assert kept() == 1
    assert "1 bezoek is ingelezen." in send(adviser, f"{day};00AP00;2", twice="keep")
    assert "0 bezoeken zijn ingelezen." in send(adviser, f"{day};00AP00;2", twice="skip")
    assert kept() == 2


def test_the_list_to_fill_in_is_one_that_is_read(adviser: Client) -> None:
    book = openpyxl.load_workbook(io.BytesIO(adviser.get(f"{PATH}lijst.xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert any(row[:3] == ("datum", "vestigingscode", "uren") for row in rows)
