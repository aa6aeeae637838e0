"""What nobody hopes for on the pages of a scenario: each says what is wrong and where, and keeps the rest."""

import io
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.planning.models import Calculation
from doorlezen.planning.proposals import deciding, sharing
from doorlezen.planning.scenarios import editing, queries
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.register.domain.current import list_anew
from doorlezen.register.models import Address, Edition, Kind
from tests.people import Neighbourhood, client_of
from tests.planning import proposing
from tests.planning.calculating import TEXT, a_scenario, work_it_off
from tests.web.scenarios.test_parts import as_it_stands, at
from tests.web.schools.figures import an_edition, figures

HERE = "/o/bibliotheek-de-linge/plannen/"


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    figures()
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


@pytest.fixture
def client(adviser: Actor) -> Client:
    return client_of(adviser.person)


def words(answer: Any) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def tree(actor: Actor, scenario: Scenario) -> dict[str, Any]:
    return queries.opened(actor, scenario.pk).tree


def sent(actor: Actor, scenario: Scenario, part: str, **given: Any) -> Any:
    fields = as_it_stands(actor, scenario, part) | given
    return client_of(actor.person).post(at(scenario, f"{part}/"), fields, follow=True)


# Numbers, as people type them

AMOUNT, HOURS, FTE = "fund-eigen-total", "leesconsulent-hours_per_week", "leesconsulent-fte"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (AMOUNT, "1.250,50", "1250.50"), (AMOUNT, "€ 1250", 1250), (AMOUNT, "€1.250,-", 1250),
        (AMOUNT, "1250 euro", 1250), (AMOUNT, " 1 250,50 ", "1250.50"), (AMOUNT, "\u200f1250\u200e", 1250),
        (HOURS, "10 u", 10), (HOURS, "10 uur", 10), (HOURS, "10 uur per week", None), (HOURS, "½", "0.5"),
        (HOURS, "2½ uur", "2.5"), (FTE, "0,8 fte", "0.8"), (FTE, "0,8 FTE", "0.8"),
        (AMOUNT, "1e9", None), (AMOUNT, "-1", None), (AMOUNT, "1.250.50", None), (AMOUNT, "tien", None),
        (AMOUNT, "9" * 25, None), (AMOUNT, "1250\x00", 1250), (HOURS, "2,1", None), (AMOUNT, "NaN", None),
        (AMOUNT, "0,005", None), (AMOUNT, "=1+1", None), (HOURS, "١٠", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_meant_or_stands_there_again_with_what_to_write(
    adviser: Actor, field: str, typed: str, kept: Any
) -> None:
    scenario = a_scenario(adviser)
    part = "geld" if field == AMOUNT else "mensen"
    before = tree(adviser, scenario)
    others = {HOURS: ""} if field == FTE else {}
    answer = sent(adviser, scenario, part, **others, **{field: typed})
    if kept is None:
        assert answer.status_code == 422
        assert (
            "Schrijf" in words(answer) or "Dit is te groot." in words(answer) or "Dit heeft" in words(answer)
        )
        assert f'value="{typed}"' in unescape(answer.content.decode())
        assert tree(adviser, scenario) == before
        return
    assert answer.status_code == 200
    found = tree(adviser, scenario)
    value = found["fund"][1]["total"] if part == "geld" else found["leesconsulent"][field.split("-")[1]]
    assert str(value) == str(kept)


# Lists of last year's hours

CODE = "vestigingscode"
Sheets = dict[str, list[list[Any]]]


def book(sheets: Sheets, finish: Callable[[Any, Any], None] = lambda book, sheet: None) -> bytes:
    """A workbook with these sheets; ``finish`` does something to the first."""
    file = io.BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    pages = []
    for name, rows in sheets.items():
        pages.append(made.add_worksheet(name))
        for number, row in enumerate(rows):
            pages[-1].write_row(number, 0, row)
    finish(made, pages[0])
    made.close()
    return file.getvalue()


ROWS = [[CODE, "uren"], ["00AP00", 2.5], ["01BR00", 1]]
GOOD = {"00AP00": "2.5", "01BR00": "1"}


def hide(made: Any, sheet: Any) -> None:
    sheet.set_row(1, None, None, {"hidden": True})


def merge_codes(made: Any, sheet: Any) -> None:
    sheet.merge_range(1, 0, 2, 0, "00AP00", made.add_format({"bold": True}))


def merge_title(made: Any, sheet: Any) -> None:
    sheet.merge_range(0, 0, 0, 1, "Uren vorig jaar")


def formula(made: Any, sheet: Any) -> None:
    sheet.write_formula(1, 1, "=1+1.5", None, 2.5)


def day(made: Any, sheet: Any) -> None:
    sheet.write_datetime(1, 1, date(2026, 1, 2), made.add_format({"num_format": "d-m-yyyy"}))


XLSX = "uren.xlsx"
LISTS: list[tuple[str, str, bytes, Any]] = [
    ("headers in another order", XLSX,
     book({"a": [["uren", "school", CODE], [2.5, "De Bogerd", "00AP00"], [1, "x", "01BR00"]]}), GOOD),
    ("capitals", XLSX, book({"a": [["VESTIGINGSCODE", "UREN"], ["00ap00", 2.5], [" 01br00 ", 1]]}), GOOD),
    ("an empty first row", XLSX, book({"a": [[], *ROWS]}), GOOD),
    ("a title in merged cells", XLSX, book({"a": [["", ""], *ROWS]}, merge_title), GOOD),
    ("a hidden row counts", XLSX, book({"a": ROWS}, hide), GOOD),
    ("a formula with its outcome", XLSX, book({"a": ROWS}, formula), GOOD),
    ("a second sheet beside it", XLSX, book({"a": ROWS, "Toelichting": [["Gevuld door Jo"]]}), GOOD),
    ("the empty rows of the template", XLSX, book({"a": [*ROWS, ["02CK00", ""], ["", ""]]}), GOOD),
    ("hours with a word behind", XLSX,
     book({"a": [ROWS[0], ["00AP00", "2,5 uur"], ["01BR00", "1 u"]]}), GOOD),
    ("marks of direction", XLSX, book({"a": [ROWS[0], ["\u200f00AP00\u200e", 2.5], ["01BR00", 1]]}), GOOD),
    ("csv of a Dutch Excel", "uren.csv",
     "sep=;\r\nVestigingscode;Uren\r\n00AP00;2,5\r\n01BR00;1\r\n".encode("cp1252"), GOOD),
    ("two sheets with hours", XLSX, book({"2024": ROWS, "2025": ROWS}), "op meer dan één blad: 2024, 2025"),
    ("merged codes", XLSX, book({"a": ROWS}, merge_codes), "rij 3, vestigingscode: hier staat geen"),
    ("a day where hours belong", XLSX, book({"a": ROWS}, day), "rij 2"),
    ("a day as a text", XLSX, book({"a": [ROWS[0], ["00AP00", "2-1-2026"]]}), "rij 2"),
    ("a school twice", XLSX, book({"a": [*ROWS, ["00AP00", 2]]}), "staat er twee keer"),
    ("no such column", "uren.csv", b"school;uren\nDe Bogerd;2\n", CODE),
    ("something else", XLSX, b"%PDF-1.7 niets", "geen lijst die we kunnen lezen"),
    ("a picture", "uren.csv", b"\x89PNG\r\n\x1a\n" + bytes(40), "geen lijst die we kunnen lezen"),
    ("bytes that are nothing", "uren.csv", bytes(200), "uren.csv"),
    ("a library file", "uren.csv", TEXT.encode(), CODE),
    ("nothing", "uren.csv", b"", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "told"), [case[1:] for case in LISTS], ids=[c[0] for c in LISTS])
def test_a_list_of_hours_is_taken_in_or_says_where_it_is_wrong(
    adviser: Actor, client: Client, name: str, data: bytes, told: Any
) -> None:
    scenario = a_scenario(adviser)
    before = tree(adviser, scenario)
    answer = client.post(at(scenario, "uren-inlezen/"), {"hours_file": SimpleUploadedFile(name, data)})
    if isinstance(told, dict):
        assert answer.status_code == 302, words(answer)
        hours = tree(adviser, scenario)["last_year"]["hours"]
        assert {code: str(value) for code, value in hours.items()} == told
    else:
        assert answer.status_code == 422
        assert told.lower() in words(answer).lower()
        assert tree(adviser, scenario) == before


# Library files

DEMAND = (
    '\n[[demand]]\nid = "p{}"\nby = "library"\ntext = "x"\nkind = "min_hours"\nhours = 1\nschools = "all"\n'
)
FILES: list[tuple[str, bytes, str]] = [
    ("ten thousand demands", (TEXT + "".join(map(DEMAND.format, range(10_000)))).encode(),
     "300 staan, niet 10.001"),
    ("five megabytes", b"# " + b"x" * 5_000_000, "meer dan 1 MB wordt niet gelezen"),
    ("nested", b"a = " + b"[" * 5_000 + b"]" * 5_000, "te diep genest"),
    ("nested tables", (".".join(["a"] * 5_000) + " = 1").encode(), ""),
    ("a NUL", TEXT.replace("Linge", "Li\0nge").encode() + b"\0", "regel"),
    ("a workbook", book({"a": ROWS}), ""),
    ("a plan", b'{"format": "doorlezen-plan/1"}', ""),
    ("a number without end", b"a = " + b"9" * 9_000, "een getal is te groot"),
    ("of somebody else", TEXT.replace('"0281"', '"0263"').encode(), "niet bij Bibliotheek De Linge"),
    ("not a table", b'format = "doorlezen-library/1"\nfund = 3\n', "lijst van tabellen"),
    ("nothing", b"", ""),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), [case[1:] for case in FILES], ids=[case[0] for case in FILES])
def test_a_file_that_cannot_be_a_scenario_is_refused_in_a_sentence(
    adviser: Actor, client: Client, data: bytes, told: str
) -> None:
    given = {"file": SimpleUploadedFile("scenario.toml", data), "title": "Van jou"}
    answer = client.post(f"{HERE}scenarios/inlezen/", given)
    assert answer.status_code == 422
    assert told in words(answer)
    assert 'value="Van jou"' in words(answer)
    assert queries.scenarios_of(adviser) == []


def test_what_is_typed_in_a_demand_may_be_long_and_odd(adviser: Actor) -> None:
    scenario = a_scenario(adviser)
    odd = "\u202eomgekeerd\x00 " + "x" * 5_000
    answer = sent(adviser, scenario, "eisen", **{"demand-e01-text": odd})
    assert answer.status_code == 200
    (demand,) = tree(adviser, scenario)["demand"]
    assert demand["text"] == ("omgekeerd " + "x" * 5_000)[:300]


def test_what_a_file_calls_its_items_never_becomes_part_of_the_page(adviser: Actor, client: Client) -> None:
    odd = '\\"><script>alert(1)</script>'
    text = (TEXT + DEMAND.format(odd)).replace('id = "eigen"', f'id = "{odd}"', 1)
    scenario = a_scenario(adviser, text)
    for part in ("geld", "eisen"):
        assert "<script>alert" not in client.get(at(scenario, f"{part}/")).text
        given = as_it_stands(adviser, scenario, part)
        told = client.post(at(scenario, f"{part}/"), given, headers={"hx-request": "true"}).text
        assert ("<script>alert" in told, "&lt;script&gt;" in told) == (False, True)


def test_as_many_demands_as_there_may_be_are_saved_as_they_stand(adviser: Actor) -> None:
    scenario = a_scenario(adviser, TEXT + "".join(map(DEMAND.format, range(299))))
    answer = sent(adviser, scenario, "eisen", **{"demand-p7-hours": "3"})
    assert answer.status_code == 200
    assert tree(adviser, scenario)["demand"][8]["hours"] == 3
    more = sent(adviser, scenario, "eisen", erbij="max_hours", **{"demand-p7-hours": "2"})
    assert "hooguit 300" in words(more)
    assert 'value="2"' in words(more)


# Something changed meanwhile


def test_a_gemeente_that_is_not_the_librarys_any_more(adviser: Actor, client: Client) -> None:
    scenario = a_scenario(adviser)
    adviser.organisation.gemeenten.remove("0214")
    for part in (
        "",
        "gemeenten/",
        "scholen/",
        "geld/",
        "eisen/",
        "uitkomst/",
        "vergelijk-aanpak/",
        "en-als/",
    ):
        assert client.get(at(scenario, part)).status_code == 200, part
    answer = sent(adviser, scenario, "geld", **{AMOUNT: "1234"})
    assert answer.status_code == 422
    assert "dit gaat ook over een gemeente die niet bij Bibliotheek De Linge hoort" in words(
        answer
    ).lower() or ("gemeente die niet bij Bibliotheek De Linge hoort" in words(answer))
    assert 'value="1234"' in words(answer)
    assert sent(adviser, scenario, "gemeenten", **{"library-gemeenten": ["0281"]}).status_code == 200
    assert sent(adviser, scenario, "geld", **{AMOUNT: "1234"}).status_code == 200
    assert tree(adviser, scenario)["fund"][1]["total"] == 1234


def test_a_school_that_closed_after_it_was_made(adviser: Actor, client: Client) -> None:
    closed = TEXT + "01BR00 = 3\n" + DEMAND.format(1).replace('"all"', '{codes = ["01BR00"]}')
    scenario = a_scenario(adviser, closed)
    assert "te doen voor je kunt rekenen" not in words(client.get(at(scenario)))
    newer = an_edition(Kind.SCHOOLS, date(2026, 1, 1))
    for row, kept in enumerate(Address.objects.exclude(school_id="01BR00").order_by("school_id"), start=2):
        kept.pk, kept.edition, kept.row = None, newer, row
        kept.save()
    list_anew()
    assert Edition.objects.filter(kind=Kind.SCHOOLS).count() == 2
    page = words(client.get(at(scenario, "scholen/")))
    assert "Geen school meer in deze gemeenten" in page
    assert 'value="3"' in page
    assert "01BR00" in words(client.get(at(scenario, "eisen/")))
    assert "te doen voor je kunt rekenen" in words(client.get(at(scenario)))
    answer = client.post(at(scenario, "uitkomst/"), {"doe": "bereken"})
    assert (answer.status_code, Calculation.objects.count()) == (422, 0)
    assert tree(adviser, scenario)["last_year"]["hours"]["01BR00"] == 3


def test_a_track_of_a_scheme_that_is_not_there_any_more(adviser: Actor, client: Client) -> None:
    scenario = a_scenario(adviser, TEXT + '\n[scheme]\ntrack = "vervallen-spoor"\n')
    page = words(client.get(at(scenario, "regeling/")))
    assert "vervallen-spoor" in page
    assert "1 ding te doen" in words(client.get(at(scenario))) or "te doen voor je kunt rekenen" in words(
        client.get(at(scenario))
    )
    assert client.post(at(scenario, "uitkomst/"), {"doe": "bereken"}).status_code == 422


def test_thrown_away_in_another_tab(adviser: Actor, client: Client) -> None:
    scenario = a_scenario(adviser)
    given = as_it_stands(adviser, scenario, "geld")
    client.post(at(scenario, "doe/weg/"))
    assert "Leg dit scenario eerst in het archief" in words(client.get(at(scenario)))
    client.post(at(scenario, "doe/archief/"))
    assert "Weggooien kan niet ongedaan worden gemaakt." in words(client.get(at(scenario)))
    gone = client.post(at(scenario, "doe/weg/"), follow=True)
    assert "Het scenario is weggegooid. Plannen die eruit kwamen, staan er nog." in words(gone)
    assert queries.scenarios_of(adviser, archived=True) == []
    assert client.post(at(scenario, "geld/"), given).status_code == 404
    assert client.post(at(scenario, "uitkomst/"), {"doe": "bereken"}).status_code == 404
    assert client.get(at(scenario, "uitkomst/"), headers={"hx-request": "true"}).status_code == 404


def test_an_archived_one_is_shown_and_neither_changed_nor_calculated(adviser: Actor, client: Client) -> None:
    scenario = a_scenario(adviser)
    given = as_it_stands(adviser, scenario, "geld") | {AMOUNT: "77"}
    editing.archive(adviser, scenario=scenario.pk, now=timezone.now())
    assert client.get(at(scenario, "geld/")).status_code == 200
    answer = client.post(at(scenario, "geld/"), given)
    assert answer.status_code == 422
    assert "haal het eerst terug" in words(answer)
    assert 'value="77"' in words(answer)
    answer = client.post(at(scenario, "uitkomst/"), {"doe": "bereken"}, follow=True)
    assert "haal het eerst terug" in words(answer)
    assert Calculation.objects.count() == 0


def test_a_double_click_on_calculate_is_one_calculation(adviser: Actor, client: Client) -> None:
    scenario = a_scenario(adviser)
    for _ in range(2):
        client.post(at(scenario, "uitkomst/"), {"doe": "bereken"})
    assert Calculation.objects.count() == 1
    assert work_it_off() == 2
    assert words(client.get(HERE)).count("Plan 1") >= 1
    assert "Plan 2" not in words(client.get(HERE))


@pytest.mark.parametrize("rest", ["", "geld/", "uitkomst/", "en-als/", "bestand.toml", "uren.xlsx"])
def test_of_somebody_else_it_is_not_there(neighbourhood: Neighbourhood, adviser: Actor, rest: str) -> None:
    scenario = a_scenario(adviser)
    other = neighbourhood.client(neighbourhood.maas, Role.ADVISER)
    address = at(scenario, rest)
    assert other.get(address).status_code in {403, 404}
    theirs = address.replace("bibliotheek-de-linge", neighbourhood.maas.slug)
    assert other.get(theirs).status_code == 404
    assert other.post(theirs, {"doe": "bereken"}).status_code in {404, 405}


def test_a_plan_that_was_replaced_meanwhile_is_not_adopted(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    tight = proposing.a_problem(title="Krap", capacity_quarters=25, requirements=[])
    first, second = proposing.a_proposal(director), proposing.a_proposal(director, tight)
    for plan in (first, second):
        deciding.propose(director, proposal=plan.pk, now=timezone.now())
        deciding.adopt(director, proposal=plan.pk, now=timezone.now())
    answer = client.post(f"{HERE}2026-2027-1/vaststellen/", follow=True)
    assert "Alleen een plan dat voorgesteld is, kun je vaststellen" in words(answer)
    second.refresh_from_db()
    assert second.state == "adopted"


def test_a_plan_shared_with_a_gemeente_that_the_library_lost(neighbourhood: Neighbourhood) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    plan = proposing.a_proposal(director)
    deciding.propose(director, proposal=plan.pk, now=timezone.now())
    sharing.share(director, proposal=plan.pk)
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    address = f"/o/{neighbourhood.tiel.slug}/plannen/bibliotheek-de-linge-2026-2027-1/"
    assert officer.get(address).status_code == 200
    neighbourhood.linge.gemeenten.remove("0281")
    assert officer.get(address).status_code == 404
    own = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    for rest in ("", "delen/", "gemeenten/0281/", "scholen/"):
        assert own.get(f"{HERE}2026-2027-1/{rest}").status_code in {200, 302}, rest
    neighbourhood.linge.gemeenten.add("0281")
    assert officer.get(address).status_code == 200
