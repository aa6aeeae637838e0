"""The audit trail as people read it: with names in place of numbers, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Invitation, Membership, Person
from doorlezen.accounts.permissions import require
from doorlezen.desk.event_names import Change, action_name, changes_of
from doorlezen.desk.models import Event
from doorlezen.language import t

PER_PAGE = 50


@dataclass(frozen=True)
class LogbookLine:
    """An event of the audit trail, ready to be read."""

    event: Event
    who: str
    what: str
    about: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Logbook:
    """A page of the audit trail, newest first, and where it stands among the pages."""

    lines: tuple[LogbookLine, ...]
    page: Page[Event]


def logbook(actor: Actor, *, person: int | None = None, action: str = "", page: int = 1) -> Logbook:
    """A page of the audit trail of the actor's organisation. Four queries, however many lines.

    ``person``: only what this person did. ``action``: only actions that begin so ("people").
    """
    require("audit.see", actor)
    events = Event.objects.filter(organisation=actor.organisation)
    if person is not None:
        events = events.filter(person_id=person)
    if action:
        events = events.filter(action__startswith=action)
    shown = Paginator(events.select_related("words").order_by("-at", "-id"), PER_PAGE).get_page(page)
    people, invited = _names(shown)
    return Logbook(tuple(_line(event, people, invited) for event in shown), shown)


def who_did_something(actor: Actor) -> list[tuple[int, str]]:
    """Everybody who ever worked at the actor's organisation, by name, to choose from."""
    require("audit.see", actor)
    members = Membership.objects.filter(organisation=actor.organisation).values("person_id")
    people = Person.objects.filter(pk__in=members).order_by("name", "id")
    return [(person.pk, _name(person)) for person in people]


def _names(events: Iterable[Event]) -> tuple[dict[int, str], dict[int, str]]:
    people = {event.person_id for event in events if event.person_id is not None}
    people |= {int(event.key) for event in events if event.kind == "person"}
    invitations = {int(event.key) for event in events if event.kind == "invitation"}
    # asked even when there are none, so that a page always costs the same
    named = {person.pk: _name(person) for person in Person.objects.filter(pk__in={0, *people}).order_by("id")}
    invited = dict(
        Invitation.objects.filter(pk__in={0, *invitations}).order_by("id").values_list("pk", "email")
    )
    return named, invited


def _line(event: Event, people: dict[int, str], invited: dict[int, str]) -> LogbookLine:
    who = t("Doorlezen zelf") if event.person_id is None else people.get(event.person_id, t("onbekend"))
    if event.kind == "person":
        about = people.get(int(event.key), "")
    elif event.kind == "invitation":
        about = invited.get(int(event.key), "")
    else:  # the action says what it is about; the number of a row would tell nobody more
        about = ""
    return LogbookLine(event, who, action_name(event.action), about, tuple(changes_of(event)))


def _name(person: Person) -> str:
    return t("vertrokken (nummer {number})", number=person.pk) if person.shredded_at else str(person)
