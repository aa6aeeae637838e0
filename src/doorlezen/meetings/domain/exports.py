"""Lists to take along: who registered, and what they want to know."""

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.documents.books import WorkbookWriter
from doorlezen.documents.sheets import SheetColumn, as_csv
from doorlezen.language import t
from doorlezen.meetings.domain.questions import with_votes
from doorlezen.meetings.models import Meeting, PlaceState, Question, Registration, Shown


def people_as_csv(actor: Actor, meeting: Meeting) -> bytes:
    """Who registered, for a double click in a Dutch spreadsheet. Raises Refused."""
    return as_csv(_columns(), _people(actor, meeting))


def people_as_xlsx(actor: Actor, meeting: Meeting) -> bytes:
    """Who registered, as a workbook. Raises Refused."""
    book = WorkbookWriter()
    book.sheet(t("Aanmeldingen")).table(_columns(), _people(actor, meeting), filtered=True)
    return book.data()


def questions_as_csv(actor: Actor, meeting: Meeting) -> bytes:
    """The questions for who leads the talk, most wanted first and without hidden ones. Raises Refused."""
    require("meetings.run", actor, meeting.webinar)
    columns: list[SheetColumn[Question]] = [
        SheetColumn(t("Stemmen"), lambda question: question.wanted, "whole"),  # type: ignore[attr-defined]
        SheetColumn(t("Vraag"), lambda question: question.text),
        SheetColumn(t("Zichtbaar"), lambda question: str(question.get_state_display())),
    ]
    return as_csv(columns, with_votes(meeting.questions.exclude(state=Shown.HIDDEN)))


def _people(actor: Actor, meeting: Meeting) -> list[Registration]:
    require("meetings.run", actor, meeting.webinar)
    people = list(meeting.registrations.order_by("number"))
    # names leave the house here, so it is written down that they did
    record(actor, "meetings.exported", meeting, after={"rows": len(people)})
    return people


def _columns() -> list[SheetColumn[Registration]]:
    return [
        SheetColumn(t("Nummer"), lambda one: one.number, "label"),
        SheetColumn(t("Naam"), lambda one: one.name, width=32),
        SheetColumn(t("E-mail"), lambda one: one.email, width=32),
        SheetColumn(t("Organisatie"), lambda one: one.organisation, width=32),
        SheetColumn(t("Stand"), lambda one: str(PlaceState(one.state).label)),
        SheetColumn(t("Was er"), _was_there),
        SheetColumn(t("Minuten"), lambda one: one.minutes_there or None, "label"),
    ]


def _was_there(one: Registration) -> str:
    """Of who had no place only that they came is known; without a list nothing is."""
    if one.minutes_there is None:
        return ""
    return t("ja") if one.minutes_there else t("nee")
