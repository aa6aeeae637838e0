"""What was changed in the year, the newest first."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import n, t
from doorlezen.visits.domain.change_log import LoggedChange, LoggedMove, change_log
from doorlezen.visits.models import ChangeReason
from doorlezen.web.addresses import address
from doorlezen.web.here import actor_of, needs, shown
from doorlezen.web.pages.visits.change_words import day_told, place_told, when_told
from doorlezen.web.pieces import Cell, table_of


@dataclass(frozen=True)
class _Row:
    change: LoggedChange
    move: LoggedMove


@require_safe
@needs("visits.see_all")
def changes(request: HttpRequest) -> HttpResponse:
    """All changes, or those of a school; a row per visit."""
    actor = actor_of(request)
    log = change_log(
        actor, school=request.GET.get("school", "")[:6], before=_before(request.GET.get("voor", ""))
    )
    rows = [_Row(one, move) for one in log.changes for move in one.moves]
    names = dict(log.names)
    columns: list[SheetColumn[_Row]] = [
        SheetColumn(t("Veranderd op"), lambda row: day_told(timezone.localdate(row.change.at))),
        SheetColumn(
            t("School"),
            lambda row: Cell(row.move.name, address(actor, "visits:visit", number=row.move.visit)),
            key="school",
        ),
        SheetColumn(t("Was"), lambda row: when_told(row.move.before)),
        SheetColumn(t("Werd"), lambda row: place_told(row.move.after, row.move.before, names)),
        SheetColumn(t("Waarom"), _why),
        SheetColumn(t("Door"), lambda row: row.change.by or t("iemand die weg is")),
        SheetColumn(t("Mails"), lambda row: row.change.told, "known"),
    ]
    older = ""
    if log.more:
        at = log.changes[-1].at.isoformat().replace("+", "%2B")
        older = f"{address(actor, 'visits:changes')}?voor={at}"
    context = {
        "lead": n("{count} verandering.", "{count} veranderingen.", len(log.changes)) if rows else "",
        "table": table_of(t("Veranderingen in de bezoeken"), columns, rows, first="school") if rows else None,
        "older": older,
    }
    return shown(request, "visits/changes.html", context)


def _why(row: _Row) -> str:
    why = str(ChangeReason(row.change.why).label)
    return f"{why}: {row.change.remark}" if row.change.remark else why


def _before(given: str) -> datetime.datetime | None:
    """A moment in an address; None for whatever is none."""
    try:
        found = datetime.datetime.fromisoformat(given)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
