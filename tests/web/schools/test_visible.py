"""Everybody sees their own schools, in list, map, files and by address; nobody sees more."""

import csv
import io
import json
import re

import pytest

from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import Role
from tests.people import Neighbourhood
from tests.words import SCORE_AND_COLLABORATION

ALL = {"00AP00", "01BR00", "02CK00", "03DM00"}
OF_LINGE, OF_MAAS = {"00AP00", "01BR00"}, {"02CK00", "03DM00"}
LOCATED = {"00AP00", "01BR00", "02CK00"}


def readers(there: Neighbourhood) -> list[tuple[Organisation, Role, set[str]]]:
    of_library = (Role.DIRECTOR, Role.ADVISER, Role.FINANCE, Role.LEESCONSULENT)
    return [
        *((there.linge, role, OF_LINGE) for role in of_library),
        *((there.maas, role, OF_MAAS) for role in of_library),
        (there.tiel, Role.GEMEENTE_OFFICER, {"00AP00"}),
        (there.culemborg, Role.GEMEENTE_OFFICER, {"02CK00"}),
        (there.school_in_tiel, Role.SCHOOL_CONTACT, {"00AP00"}),
        (there.school_in_culemborg, Role.SCHOOL_CONTACT, {"02CK00"}),
        (there.poi, Role.POI_ADVISER, OF_LINGE),
        (there.other_poi, Role.POI_ADVISER, OF_MAAS),
        (there.national, Role.NATIONAL_READER, ALL),
    ]


@pytest.mark.django_db
def test_the_list_the_map_and_the_files_hold_the_schools_that_a_role_may_see(schools: Neighbourhood) -> None:
    for organisation, role, visible in readers(schools):
        client, base = schools.client(organisation, role), f"/o/{organisation.slug}/scholen/"
        page = client.get(base)
        assert page.status_code == 200
        assert set(re.findall(r'/scholen/([0-9]{2}[A-Z]{2}[0-9]{2})/"', page.text)) == visible, (
            organisation,
            role,
        )
        points = json.loads(client.get(base + "kaart.json").content)["points"]
        assert {point[0] for point in points} == visible & LOCATED
        file = client.get(base + "export.csv").content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(file), delimiter=";"))
        assert {row["vestigingscode"] for row in rows} == visible


@pytest.mark.django_db
def test_the_page_of_a_school_of_others_is_not_there(schools: Neighbourhood) -> None:
    for organisation, role, visible in readers(schools):
        client = schools.client(organisation, role)
        answers = {
            code: client.get(f"/o/{organisation.slug}/scholen/{code}/").status_code for code in sorted(ALL)
        }
        assert answers == {code: 200 if code in visible else 404 for code in sorted(ALL)}, (
            organisation,
            role,
        )


@pytest.mark.django_db
def test_an_administrator_without_another_role_sees_no_schools_and_reads_why(schools: Neighbourhood) -> None:
    client = schools.client(schools.linge, Role.ADMINISTRATOR)
    for page in ("", "kaart.json", "kaart.svg", "export.csv", "export.xlsx", "00AP00/"):
        answer = client.get(f"/o/{schools.linge.slug}/scholen/{page}")
        assert answer.status_code == 403
        assert "Een beheerder regelt de toegang en ziet zelf geen scholen." in answer.text


@pytest.mark.django_db
def test_collaborations_never_leave_the_library(schools: Neighbourhood) -> None:
    for organisation, role, visible in readers(schools):
        client, base = schools.client(organisation, role), f"/o/{organisation.slug}/scholen/"
        pages = [
            base,
            base + "?sorteer=fase",
            base + "export.csv",
            base + "?regeling=mbv2-doorontwikkeling-po",
        ]
        pages += [f"{base}{code}/" for code in sorted(visible)]
        text = "".join(client.get(page).content.decode() for page in pages)
        seen = [phase for phase in ("uitvoering", "borging", "BoekStart", "2020-01-01") if phase in text]
        # BoekStart is a programme, and the name of a scheme that is not about schools
        expected = {schools.linge: ["uitvoering"], schools.maas: ["borging"]}.get(organisation, [])
        of_a_choice = [name for name in ("uitvoering", "borging") if f'<option value="{name}"' in text]
        assert sorted({*seen} - ({*of_a_choice} - {*expected})) == expected, (organisation, role)


@pytest.mark.django_db
def test_the_verdict_says_that_the_list_is_not_shown_to_who_may_not_see_it(schools: Neighbourhood) -> None:
    national = schools.client(schools.national, Role.NATIONAL_READER)
    page = national.get(f"/o/{schools.national.slug}/scholen/00AP00/").text
    assert "Met welke scholen de bibliotheek samenwerkt, is hier niet te zien." in page
    own = schools.client(schools.linge, Role.ADVISER).get(f"/o/{schools.linge.slug}/scholen/00AP00/").text
    assert SCORE_AND_COLLABORATION in own.lower()


@pytest.mark.django_db
def test_a_gemeente_of_others_cannot_be_chosen(schools: Neighbourhood) -> None:
    client = schools.client(schools.linge, Role.ADVISER)
    page = client.get(f"/o/{schools.linge.slug}/scholen/?gemeente=0216").text
    assert "Deze keuze kennen we niet, en telt dus niet mee: gemeente." in page
    assert "De Kaardebol" not in page
