"""Lists to take along: who registered, and what they want to know."""

import csv
import io
from collections.abc import Iterable, Sequence

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import t
from doorlezen.meetings.domain.questions import with_votes
from doorlezen.meetings.models import Meeting, Registration, Shown, State

Row = Sequence[str | int]
_STARTS_A_FORMULA = "=+-@\t\r\n＝＋－＠"


def people_as_csv(actor: Actor, meeting: Meeting) -> bytes:
    """Who registered, for a double click in a Dutch spreadsheet. Raises Refused."""
    return _csv(_people(actor, meeting))


def people_as_xlsx(actor: Actor, meeting: Meeting) -> bytes:
    """Who registered, as a workbook. Raises Refused."""
    return _xlsx(t("Aanmeldingen"), _people(actor, meeting))


def questions_as_csv(actor: Actor, meeting: Meeting) -> bytes:
    """The questions for who leads the talk, most wanted first and without hidden ones. Raises Refused."""
    require("meetings.run", actor, meeting.webinar)
    asked = with_votes(meeting.questions.exclude(state=Shown.HIDDEN))
    rows = [[question.wanted, question.text, str(question.get_state_display())] for question in asked]
    return _csv([[t("Stemmen"), t("Vraag"), t("Zichtbaar")], *rows])


def _people(actor: Actor, meeting: Meeting) -> list[Row]:
    require("meetings.run", actor, meeting.webinar)
    people = list(meeting.registrations.order_by("number"))
    # names leave the house here, so it is written down that they did
    record(actor, "meetings.exported", meeting, after={"rows": len(people)})
    who: Row = [t("Nummer"), t("Naam"), t("E-mail"), t("Organisatie")]
    head: Row = [*who, t("Stand"), t("Was er"), t("Minuten")]
    return [head, *(_person(one) for one in people)]


def _person(one: Registration) -> Row:
    state, minutes = str(State(one.state).label), one.minutes_there
    return [one.number, one.name, one.email, one.organisation, state, _was_there(one), minutes or ""]


def _was_there(one: Registration) -> str:
    """Of who had no place only that they came is known; without a list nothing is."""
    if one.minutes_there is None:
        return ""
    return t("ja") if one.minutes_there else t("nee")


def _csv(rows: Iterable[Row]) -> bytes:
    """Semicolons and a BOM, as Excel in Dutch wants them."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [_safe(cell) for cell in row] for row in rows
    )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _xlsx(title: str, rows: Iterable[Row]) -> bytes:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    # no text becomes a formula, a link or a number
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, {**options, "strings_to_numbers": False}) as workbook:
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 3, 32)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                style = bold if at == 0 else None
                if isinstance(cell, str):
                    # safe as well for who saves the sheet as csv and opens that
                    sheet.write_string(at, column, str(_safe(cell)), style)
                else:
                    sheet.write_number(at, column, cell, style)
    return out.getvalue()


def _safe(cell: str | int) -> str | int:
    """The cell, with an apostrophe before text that a spreadsheet would take for a formula."""
    if isinstance(cell, str) and cell.lstrip().startswith(tuple(_STARTS_A_FORMULA)):
        return f"'{cell}"
    return cell
