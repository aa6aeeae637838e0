"""What stands on each page of a scenario."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.documents.books import WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, date, school_year, t
from doorlezen.planning.library.merging import NOTHING, Conflict
from doorlezen.planning.scenarios.calculating import CalculationStanding, standings
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.queries import Opened, scenarios_of
from doorlezen.register.domain.queries import schools
from doorlezen.web.addresses import address
from doorlezen.web.pages.scenarios import to_do
from doorlezen.web.pages.scenarios.forms import HoursListForm, NameForm
from doorlezen.web.pages.scenarios.last_result import last_result
from doorlezen.web.pages.scenarios.page_words import on_page
from doorlezen.web.pages.scenarios.parts import PARTS, Around, ScenarioPart
from doorlezen.web.pages.scenarios.scenario_outcome import outcome
from doorlezen.web.pieces import Cell, Table, table_of


def list_page(actor: Actor) -> dict[str, Any]:
    """The scenarios, and those in the archive."""
    found, archived = scenarios_of(actor), scenarios_of(actor, archived=True)
    return {
        "table": _listed(actor, t("Scenario's, het laatst veranderde eerst"), found) if found else None,
        "archived": _listed(actor, t("In het archief"), archived) if archived else None,
        "count": len(found),
        "may_make": bool(ask("scenarios.make", actor)),
    }


def _listed(actor: Actor, caption: str, found: Sequence[Scenario]) -> Table:
    columns: list[SheetColumn[Scenario]] = [
        SheetColumn(t("Scenario"), partial(_named, actor)),
        SheetColumn(t("Schooljaar"), lambda one: school_year(one.school_year)),
        SheetColumn(t("Uitkomst"), partial(_came_out, actor, standings(actor, now=timezone.now()))),
        SheetColumn(t("Veranderd"), lambda one: _moment(one.changed_at)),
        SheetColumn(t("Begonnen door"), lambda one: str(one.made_by or t("niemand meer"))),
    ]
    return table_of(caption, columns, found)


def _named(actor: Actor, scenario: Scenario) -> Cell:
    return Cell(scenario.title, address(actor, "scenarios:scenario", pk=scenario.pk))


def _came_out(
    actor: Actor, known: Mapping[int, tuple[CalculationStanding, int | None]], scenario: Scenario
) -> Cell:
    """The plan that came out of a scenario, or how far it is."""
    how, number = known.get(scenario.pk, (CalculationStanding("none"), None))
    before = t("van vóór de laatste verandering") if how.version != scenario.version else ""
    where = address(actor, "scenarios:outcome", pk=scenario.pk)
    if how.proposal is not None and number is not None:
        return Cell(t("Plan {number}", number=number), address(actor, "plans:plan", pk=how.proposal), before)
    match how.state:
        case "none":
            return Cell(t("Nog niet doorgerekend"))
        case "waiting" | "running" | "keeping":
            return Cell(t("Wordt doorgerekend"), where)
        case "open":
            return Cell(t("Nog geen plan gevonden"), where)
        case "stopped":
            return Cell(t("Gestopt"), where)
        case _:
            return Cell(t("Niet gelukt"), where)


def _moment(at: datetime.datetime) -> str:
    local = timezone.localtime(at)
    return f"{date(local.date())}, {local:%H.%M}"


def scenario_page(actor: Actor, opened: Opened) -> dict[str, Any]:
    """What is in it, what is still to be done, and what can be done with it."""
    around = Around(actor, opened.tree)
    refused = to_do.refused_in(opened.tree)
    pk = opened.scenario.pk
    return {
        **_frame(around, opened, refused),
        "table": _contents(around, pk),
        "name_form": NameForm(initial={"title": opened.scenario.title}),
        **outcome(actor, opened, now=timezone.now()),
    }


def _frame(around: Around, opened: Opened, refused: list[InputError], here: str = "") -> dict[str, Any]:
    """What stands on every page of a scenario."""
    version, makes = opened.version, bool(ask("scenarios.make", around.actor))
    return {
        "scenario": opened.scenario,
        "parts": to_do.links(around, opened.scenario.pk, refused, here),
        "may_make": makes and opened.scenario.archived_at is None,
        "may_take_back": makes and opened.scenario.archived_at is not None,
        "saved_at": _moment(version.made_at),
        "saved_by": str(version.made_by or ""),
        "seen": version.number,
        "can_undo": version.number > 1,
    }


def _contents(around: Around, pk: int) -> Table:
    """A row for each part: what it says, in short."""
    columns: list[SheetColumn[tuple[str, str]]] = [
        SheetColumn(t("Onderdeel"), lambda row: _part_cell(around, pk, row[0])),
        SheetColumn(t("Wat er staat"), lambda row: row[1]),
    ]
    rows = [(name, part.in_short(around)) for name, part in PARTS.items()]
    return table_of(t("Dit scenario in het kort"), columns, rows)


def _part_cell(around: Around, pk: int, name: str) -> Cell:
    return Cell(str(PARTS[name].title), address(around.actor, "scenarios:part", pk=pk, part=name))


def part_page(
    opened: Opened, page: ScenarioPart, *, seen: int | None = None, conflicts: Iterable[Conflict] = ()
) -> dict[str, Any]:
    """The page of one part. ``seen``: the version that the form was made of, where it is not the newest."""
    around = page.around
    refused = to_do.refused_in(opened.tree)
    if page.data is None:
        page.tell(to_do.refused_in(page.was) if conflicts else refused, page.was)
    names = list(PARTS)
    frame = _frame(around, opened, refused, page.name)
    return {
        **frame,
        "may_calculate": not any(one.todo for one in frame["parts"] if not one.here),
        "part": page,
        "conflicts": [_conflict(one) for one in conflicts],
        "kinds": page.kinds_to_add(),
        "is_last": page.name == names[-1],
        "seen": opened.version.number if seen is None else seen,
        "hours_form": HoursListForm(),
        "last": last_result(around.actor, opened),
        "wrong": page.wrong(),
    }


def _conflict(one: Conflict) -> dict[str, str]:
    """What both wrote, in words."""
    return {"where": " › ".join(one.path), "theirs": _value(one.theirs), "mine": _value(one.mine)}


def _value(value: Any) -> str:
    if value is NOTHING:
        return t("weggehaald")
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or t("veranderd"))
    if isinstance(value, list):
        return "  ".join(map(str, value))
    return str(value)


def told(wrong: InputError) -> str:
    """A refusal as a message."""
    return on_page(wrong.what)


def hours_book(around: Around) -> bytes:
    """The schools with last year's hours as the scenario has them, to fill in and take in again."""
    last = around.tree.get("last_year", {}).get("hours", {})
    found = schools(list(around.chosen), owner=around.actor.organisation.slug)
    ordered = sorted(found, key=lambda one: (one.gemeente_name, one.name, one.code))
    rows = [(one.code, one.name, one.gemeente_name, str(last.get(one.code, ""))) for one in ordered]
    columns: list[SheetColumn[tuple[str, str, str, str]]] = [
        SheetColumn(t("vestigingscode"), lambda row: row[0], width=16),
        SheetColumn(t("school"), lambda row: row[1], width=36),
        SheetColumn(t("gemeente"), lambda row: row[2], width=24),
        SheetColumn(t("uren"), lambda row: row[3].replace(".", ","), width=10),
    ]
    book = WorkbookWriter()
    book.sheet(t("Uren vorig jaar")).table(columns, rows)
    return book.data()
