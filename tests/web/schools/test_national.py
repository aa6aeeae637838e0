"""With the whole national register of 2019: the sentence and the same selection everywhere."""

import csv
import datetime
import io
import json
import re
from pathlib import Path

import pytest
from django.test import Client

from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.documents.source import open_source
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.models import Gemeente, Listing
from tests.people import a_person, an_organisation, client_of
from tests.register.test_real_data import FILES, RIVER
from tests.web.schools.figures import own_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def national(shared: Path) -> None:
    load([Offered(kind, open_source(shared / "data" / name)) for kind, name in FILES.items()])


def rows(client: Client, address: str) -> list[dict[str, str]]:
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_a_library_of_nine_gemeenten(national: None) -> None:
    there = an_organisation(
        OrganisationKind.LIBRARY, "Rivierengebied", gemeenten=Gemeente.objects.filter(code__in=RIVER)
    )
    with_score = Listing.objects.filter(gemeente__in=RIVER, score_met__gt=0).order_by("pk")
    codes = list(with_score.values_list("pk", flat=True)[:40])
    own_list(there.slug, *(f"{code};dbos-po;2018-08-01;;" for code in codes), day=datetime.date(2026, 9, 1))
    client = client_of(a_person("Adviseur", (there, Role.ADVISER)))
    page = client.get("/o/rivierengebied/scholen/").text
    assert "58 van je 129 scholen hebben een achterstandsscore; 39 daarvan komen in aanmerking." in page
    assert "Bij 1 school is het niet vast te stellen." in page
    eligible = rows(client, "/o/rivierengebied/scholen/export.csv?oordeel=eligible")
    assert len(eligible) == 39
    assert {row["vestigingscode"] for row in eligible} < set(codes)


def test_the_whole_country_is_the_same_everywhere(national: None) -> None:
    there = an_organisation(OrganisationKind.NATIONAL, "Landelijk")
    client = client_of(a_person("Lezer", (there, Role.NATIONAL_READER)))
    base = "/o/landelijk/scholen/"
    page = client.get(base).text
    assert "2.555 van de 6.295 scholen hebben een achterstandsscore." in page
    for query, count in (("?score=met", 2555), ("?gemeente=0281", 15), ("?zoek=de%20wilg", None)):
        listed = rows(client, f"{base}export.csv{query}")
        located = [row["vestigingscode"] for row in listed if row["breedtegraad"]]
        points = json.loads(client.get(f"{base}kaart.json{query}").content)["points"]
        assert [point[0] for point in points] == sorted(located)
        if count is not None:
            assert len(listed) == count
        first = re.findall(r'/scholen/([0-9]{2}[A-Z]{2}[0-9]{2})/"', client.get(base + query).text)
        assert first == [row["vestigingscode"] for row in listed[:50]]
    for address in (
        "",
        "?regeling=mbv2-doorontwikkeling-po&oordeel=undetermined",
        "?sorteer=-score&pagina=60",
    ):
        assert client.get(base + address).status_code == 200
