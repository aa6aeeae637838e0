"""The list to fill in: what it says, and that it can be loaded again as it is."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from doorlezen.accounts.roles import Role
from doorlezen.register.models import Collaboration, Kind, Phase, Programme
from tests.people import Neighbourhood
from tests.web.schools.figures import own_list

pytestmark = pytest.mark.django_db
HERE = "/o/bibliotheek-de-linge/register/samenwerkingen/"


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def template(client: Client) -> bytes:
    answer = client.get(f"{HERE}lijst.xlsx")
    assert (answer.status_code, answer["Content-Disposition"]) == (
        200,
        'attachment; filename="samenwerkingen.xlsx"',
    )
    return answer.content


def load(client: Client, data: bytes) -> str:
    file = SimpleUploadedFile("samenwerkingen.xlsx", data)
    return client.post(f"{HERE}laden/", {"file": file, "day": "2026-10-01"}).content.decode()


def filled_in(data: bytes, *rows: tuple[object, ...]) -> bytes:
    """The template with these rows below what is there, as a person fills it in."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    first = max(at for at in range(1, sheet.max_row + 1) if sheet.cell(at, 1).value) + 1
    for at, row in enumerate(rows, start=first):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_sheets_say_what_may_stand_where(adviser: Client) -> None:
    fill_in, explained, schools = load_workbook(io.BytesIO(template(adviser))).worksheets
    assert [cell.value for cell in fill_in[1]] == [
        "vestigingscode",
        "school",
        "programma",
        "sinds",
        "tot",
        "fase",
    ]
    assert [cell.value for cell in fill_in[2]][:3] == [
        "VOORBEELD",
        "Dit is een voorbeeld; deze rij telt niet mee",
        "de Bibliotheek op school, primair onderwijs",
    ]
    words = [cell.value for cell in explained["B"]]
    assert [word for word in words if word in Programme.labels] == Programme.labels
    assert [word for word in words if word in Phase.values] == Phase.values
    # the choices of a cell are those rows of the second sheet
    for choice, values in zip(
        fill_in.data_validations.dataValidation, (Programme.labels, Phase.values), strict=True
    ):
        area = choice.formula1.rpartition("!")[2].replace("$", "")
        assert [cell.value for (cell,) in explained[area]] == list(values)
    assert {cell.value for cell in schools["A"]} == {"code", "00AP00", "01BR00"}


def test_the_template_as_it_is_loads_nothing_and_says_so(adviser: Client) -> None:
    assert "er staat alleen een voorbeeld in; vul je eigen scholen in" in load(adviser, template(adviser))
    assert Collaboration.objects.count() == 0


def test_a_template_that_is_filled_in_is_loaded_without_its_example(adviser: Client) -> None:
    rows = [
        (
            "00AP00",
            "De Bogerd",
            "de Bibliotheek op school, primair onderwijs",
            datetime.date(2020, 8, 1),
            None,
            "borging",
        ),
        ("01BR00", None, "dBos+", "1 aug 2022", "31-7-2027", "Uitvoering"),
    ]
    page = load(adviser, filled_in(template(adviser), *rows))
    assert "1 bestand geladen (samenwerkingen 2)." in page
    assert "Het voorbeeld in rij 2 is geen school en telt niet mee" in page
    assert "Onbekende kolommen" not in page
    assert list(
        Collaboration.objects.order_by("school_id").values_list(
            "school_id", "programme", "since", "until", "phase", "row"
        )
    ) == [
        ("00AP00", "dbos-po", datetime.date(2020, 8, 1), None, "borging", 3),
        ("01BR00", "dbos-plus", datetime.date(2022, 8, 1), datetime.date(2027, 7, 31), "uitvoering", 4),
    ]


def test_what_is_loaded_stands_in_the_template_so_that_one_line_can_be_changed(
    adviser: Client, neighbourhood: Neighbourhood
) -> None:
    own_list(
        neighbourhood.linge.slug,
        "00AP00;dbos-po;2018-08-01;;uitvoering",
        "01BR00;dbos-po;2020-08-01;2027-07-31;",
    )
    own_list(neighbourhood.maas.slug, "02CK00;dbos-po;2019-08-01;;borging")
    page = load(adviser, template(adviser))
    assert "2 rijen, 0 nieuw" in page
    assert "gewijzigd" not in page
    newest = Collaboration.objects.filter(
        edition__owner=neighbourhood.linge.slug, edition__peildatum__month=10
    )
    assert list(
        newest.order_by("school_id").values_list("school_id", "programme", "since", "until", "phase")
    ) == [
        ("00AP00", "dbos-po", datetime.date(2018, 8, 1), None, "uitvoering"),
        ("01BR00", "dbos-po", datetime.date(2020, 8, 1), datetime.date(2027, 7, 31), ""),
    ]
    assert newest.first() is not None
    assert newest[0].edition.kind == Kind.COLLABORATIONS


def test_a_formula_without_its_outcome_is_refused_with_what_helps(adviser: Client) -> None:
    rows = [("=B2", "De Bogerd", "dBos", datetime.date(2020, 8, 1))]
    page = load(adviser, filled_in(template(adviser), *rows))
    assert (
        "samenwerkingen.xlsx, rij 3, vestigingscode: hier staat een formule waarvan de uitkomst niet" in page
    )
    assert Collaboration.objects.count() == 0


def test_another_file_is_called_by_its_name(adviser: Client) -> None:
    from tests.register.files import Scored, scores_xlsx

    page = load(adviser, scores_xlsx([Scored("00AP00")]))
    assert "dit lijkt de lijst met scores van het CBS; hier hoort een lijst met samenwerkingen" in page
