"""The audit trail as people read it: with names in place of numbers, a page at a time."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.audit import field_name, sentence_of, value_name
from doorlezen.accounts.domain.queries import HERE
from doorlezen.accounts.models import AuditEntry, Invitation, Membership, Person
from doorlezen.accounts.permissions import require
from doorlezen.language import RECORDED, date, t, with_school_years

PER_PAGE = 50
NOT_SHOWN = {"sha256", "problem"}
"""Kept to prove which file it was; to a reader it says nothing."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")


@dataclass(frozen=True)
class Change:
    """One field of an entry: from ``before`` to ``after``, as text; empty where there was nothing.

    ``wiped``: what was typed there is not kept any more.
    """

    field: str
    before: str
    after: str
    wiped: bool = False


@dataclass(frozen=True)
class Line:
    """An entry of the audit trail, ready to be read."""

    entry: AuditEntry
    who: str
    what: str
    about: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Logbook:
    """A page of the audit trail, newest first, and where it stands among the pages."""

    lines: tuple[Line, ...]
    page: Page[AuditEntry]


def logbook(actor: Actor, *, person: int | None = None, action: str = "", page: int = 1) -> Logbook:
    """A page of the audit trail of the actor's organisation. Four queries, however many lines.

    ``person``: only what this person did. ``action``: only actions that begin so ("people").
    """
    require("audit.see", actor)
    entries = AuditEntry.objects.filter(organisation=actor.organisation)
    if person is not None:
        entries = entries.filter(person_id=person)
    if action:
        entries = entries.filter(action__startswith=action)
    shown = Paginator(entries.select_related("words").order_by("-at", "-id"), PER_PAGE).get_page(page)
    people, invited = _names(shown)
    return Logbook(tuple(_line(entry, people, invited) for entry in shown), shown)


def who_did_something(actor: Actor) -> list[tuple[int, str]]:
    """Everybody who ever worked at the actor's organisation, by name, to choose from."""
    require("audit.see", actor)
    members = Membership.objects.filter(organisation=actor.organisation).values("person_id")
    people = Person.objects.filter(pk__in=members).order_by("name", "id")
    return [(person.pk, _name(person)) for person in people]


def _names(entries: Iterable[AuditEntry]) -> tuple[dict[int, str], dict[int, str]]:
    people = {entry.person_id for entry in entries if entry.person_id is not None}
    people |= {int(entry.key) for entry in entries if entry.kind == "person"}
    invitations = {int(entry.key) for entry in entries if entry.kind == "invitation"}
    # asked even when there are none, so that a page always costs the same
    named = {person.pk: _name(person) for person in Person.objects.filter(pk__in={0, *people}).order_by("id")}
    invited = dict(
        Invitation.objects.filter(pk__in={0, *invitations}).order_by("id").values_list("pk", "email")
    )
    return named, invited


def _line(entry: AuditEntry, people: dict[int, str], invited: dict[int, str]) -> Line:
    who = t("Doorlezen zelf") if entry.person_id is None else people.get(entry.person_id, t("onbekend"))
    if entry.kind == "person":
        about = people.get(int(entry.key), "")
    elif entry.kind == "invitation":
        about = invited.get(int(entry.key), "")
    else:  # the action says what it is about; the number of a row would tell nobody more
        about = ""
    return Line(entry, who, sentence_of(entry.action), about, tuple(_changes(entry)))


def _changes(entry: AuditEntry) -> Iterator[Change]:
    words = getattr(entry, "words", None)
    before = {**entry.before, **(words.before if words else {})}
    after = {**entry.after, **(words.after if words else {})}
    for name in sorted({*before, *after, *entry.worded} - NOT_SHOWN):
        yield Change(
            field_name(name),
            _text(name, before.get(name)),
            _text(name, after.get(name)),
            wiped=words is None and name in entry.worded,
        )


def _name(person: Person) -> str:
    return t("vertrokken (nummer {number})", number=person.pk) if person.shredded_at else str(person)


def _text(field: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("ja") if value else t("nee")
    if isinstance(value, list):
        return ", ".join(value_name(field, str(part)) for part in value)
    return value_name(field, with_school_years(_as_day(str(value))))


def _as_day(value: str) -> str:
    """A day or moment as a reader writes it; other text as it is."""
    if not _DAY.fullmatch(value):
        return value
    moment = datetime.datetime.fromisoformat(value)
    if not RECORDED.holds(moment):
        return value
    if len(value) == len("2026-08-01"):
        return date(moment.date())
    local = moment.astimezone(HERE)
    return f"{date(local.date())} {local:%H:%M}"
