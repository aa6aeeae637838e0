"""No file that leaves the site does anything when somebody opens it in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django_scopes import scopes_disabled

from doorlezen.accounts.roles import Role
from doorlezen.meetings.models import Question, Registration
from doorlezen.register.domain.current import list_anew
from doorlezen.register.models import Address, Edition, Kind
from doorlezen.rosters.models import TeamRoster
from doorlezen.webinars.models import Webinar
from tests.closed import matrix
from tests.closed.addresses import own
from tests.closed.readers import READERS, Reader
from tests.closed.site_map import of_an_organisation
from tests.closed.world import World
from tests.planning import proposing

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Reader], Client]
WHO = [reader for reader in READERS if reader.key in {"director", "poi-adviser", "national-administrator-on"}]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins to reckon."""
EXPORTS = {
    "schools:days-template",
    "schools:export-csv",
    "schools:export-xlsx",
    "partners:template",
    "register:template",
    "plans:compare-xlsx",
    "plans:download",
    "scenarios:hours-template",
    "team:template",
    "done:template",
    "done:workbook",
    "rosters:compare-xlsx",
    "rosters:workbook",
    "visits:team-workbook",
    "webinar-editing:export-xlsx",
    "meetings:people-csv",
    "meetings:people-xlsx",
    "meetings:questions-csv",
}
"""The pages that answer with tables: one that comes later is named here, and looked at."""
EMPTY = {"done:template", "schools:days-template", "team:template"}
"""A list to fill in, with nobody's words in it."""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def wicked(number: int, what: str) -> str:
    """A text that a spreadsheet would carry out."""
    return f"{FORMULA[number % 4]}SOM(1+1)*cmd|'/C calc'!A0 {what}"


def plant(world: World) -> int:
    """Names and texts that begin as a formula does, wherever a file takes them from; the plan with them."""
    for number, address in enumerate(Address.objects.order_by("pk")):
        Address.objects.filter(pk=address.pk).update(
            name=wicked(number, "school"), place=wicked(number + 1, "plaats")
        )
    Edition.objects.filter(kind=Kind.SCORES).update(title=wicked(2, "uitgave"))
    list_anew()
    Registration.objects.update(name=wicked(0, "naam"), organisation=wicked(1, "organisatie"))
    for number, question in enumerate(Question.objects.order_by("pk")):
        Question.objects.filter(pk=question.pk).update(text=wicked(number, "vraag"))
    problem = proposing.a_problem(title=wicked(0, "titel"), capacity_quarters=35)
    for number, fund in enumerate(problem["funds"]):
        fund["name"] = wicked(number, "potje")
    for number, demand in enumerate(problem["requirements"]):
        demand["text"] = wicked(number, "eis")
    for number, school in enumerate(problem["schools"]):
        school["name"] = wicked(number, "school")
    director = world.people.actor(world.people.linge, Role.DIRECTOR)
    planned = proposing.a_proposal(director, problem)
    TeamRoster.objects.update(title=wicked(0, "rooster"))
    Webinar.objects.update(title=wicked(3, "titel"), summary=wicked(2, "tekst"))
    return proposing.share(director, proposal=planned.pk).pk


def cells_of(answer: Any) -> Iterator[tuple[str, Any, str]]:
    """Every cell of every table: its text, its place, and "f" where it is a formula."""
    content, kind = answer.content, answer.headers["Content-Type"].partition(";")[0]
    if kind == "text/csv":
        yield from _in_csv(content.decode("utf-8-sig"), "")
    if kind == _XLSX:
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for row in sheet.iter_rows():
                yield from (
                    (str(cell.value or ""), f"{sheet.title}!{cell.coordinate}", cell.data_type)
                    for cell in row
                )


def _in_csv(text: str, name: str) -> Iterator[tuple[str, Any, str]]:
    sign = ";" if text.partition("\n")[0].count(";") >= text.partition("\n")[0].count(",") else ","
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=sign), start=1):
        for cell in row:
            yield cell, f"{name} {number}", "f" if cell.startswith(FORMULA) and not _is_number(cell) else "s"


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def test_no_cell_of_any_file_is_a_formula(
    world: World, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scopes_disabled():
        monkeypatch.setattr(world.of["linge"], "shared_plan", plant(world))
    found, formulas, carried = set(), [], set()
    for reader in WHO:
        client, column = client_for(reader), READERS.index(reader)
        for page in of_an_organisation():
            if matrix.of_an_organisation()[page.key].answer("get", column) != 200:
                continue
            for address in own(page, reader, world):
                answer = client.get(address)
                if answer.headers.get("Content-Type", "").partition(";")[0] not in {"text/csv", _XLSX}:
                    if answer.streaming:
                        b"".join(answer.streaming_content)  # type: ignore[arg-type]
                    continue
                found.add(page.key)
                for text, place, kind in cells_of(answer):
                    if "cmd|" in text:
                        carried.add(page.key)
                    # a workbook adds up by itself: what counts is that nobody's words are reckoned with
                    if kind == "f" and ("cmd|" in text or not text.startswith("=")):
                        formulas.append(f"{page.key} {place}: {text[:40]}")
    assert formulas == []
    assert found == EXPORTS
    assert carried == EXPORTS - EMPTY
