"""Questions about meetings. Every list states its order; none asks more of the database for more rows."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Func, OuterRef, Q, QuerySet, Subquery

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.desk.models import STUCK, Letter
from doorlezen.desk.post.outbox import letters_about
from doorlezen.meetings.models import MailKind, Meeting, PlaceState, Registration
from doorlezen.webinars.domain import queries as catalogue
from doorlezen.webinars.models import Webinar


@dataclass(frozen=True)
class RegistrationCounts:
    """How many registered, and what became of them: ``held`` still have to confirm, ``expired`` did not.

    ``attended`` and ``missed`` are together who had a place, ``without_place`` who came and had none; None
    where no list was read in.
    """

    registered: int
    confirmed: int
    waiting: int
    cancelled: int
    held: int
    expired: int
    attended: int | None
    missed: int | None
    without_place: int | None


def counts(meeting: Meeting) -> RegistrationCounts:
    """The numbers of a meeting; they stay when the names are gone."""
    placed, came = Q(state=PlaceState.CONFIRMED), Q(minutes_there__gt=0)
    found = meeting.registrations.aggregate(
        registered=Count("pk"),
        confirmed=Count("pk", filter=placed),
        waiting=Count("pk", filter=Q(state=PlaceState.WAITING)),
        cancelled=Count("pk", filter=Q(state=PlaceState.CANCELLED)),
        held=Count("pk", filter=Q(state=PlaceState.HELD)),
        expired=Count("pk", filter=Q(state=PlaceState.EXPIRED)),
        attended=Count("pk", filter=placed & came),
        without_place=Count("pk", filter=~placed & came),
        known=Count("minutes_there"),
    )
    if not found.pop("known"):
        return RegistrationCounts(**{**found, "attended": None, "missed": None, "without_place": None})
    return RegistrationCounts(**found, missed=found["confirmed"] - found["attended"])


def public_meeting(webinar: Webinar) -> Meeting | None:
    """The meeting of a webinar that the reader sees; None where nobody can or could register."""
    return Meeting.objects.select_related("webinar").filter(webinar=webinar).first()


def is_full(meeting: Meeting) -> bool:
    """Whether who registers now comes on the waiting list: every place is taken or held."""
    taken = meeting.registrations.filter(state__in=(PlaceState.CONFIRMED, PlaceState.HELD))
    return taken.count() >= meeting.places


def run_by(actor: Actor, *, today: datetime.date) -> list[Webinar]:
    """The webinars that this actor runs: with a meeting, or still to come; the newest first.

    Each has ``confirmed``, ``waiting`` and ``stuck`` (mails that go no further by themselves), and its
    ``meeting`` where there is one. Raises Refused.
    """
    require("meetings.run", actor)
    stuck = _stuck(Registration.objects.filter(meeting__webinar=OuterRef(OuterRef("pk")))).order_by()
    webinars = Webinar.objects.all()
    if actor.kind != OrganisationKind.NATIONAL:
        webinars = webinars.filter(organisation=actor.organisation)
    coming = catalogue.coming(webinars, today).values("pk")
    return list(
        webinars.filter(Q(meeting__isnull=False) | Q(pk__in=coming))
        .select_related("meeting")
        .annotate(
            confirmed=Count(
                "meeting__registrations", filter=Q(meeting__registrations__state=PlaceState.CONFIRMED)
            ),
            waiting=Count(
                "meeting__registrations", filter=Q(meeting__registrations__state=PlaceState.WAITING)
            ),
            stuck=Subquery(stuck.annotate(count=Func("pk", function="count")).values("count")),
        )
        .order_by("-date", "slug")
    )


def webinar_of(actor: Actor, slug: str) -> Webinar | None:
    """The webinar with this address, if this actor runs it; to others it is not there. Raises Refused."""
    require("meetings.run", actor)
    found = Webinar.objects.filter(slug=slug)
    if actor.kind != OrganisationKind.NATIONAL:
        found = found.filter(organisation=actor.organisation)
    return found.select_related("meeting").first()


def listed(meeting: Meeting) -> QuerySet[Any]:
    """Who registered, in order, each with the last letter: ``letter_kind`` and ``letter_state``."""
    last = letters_about(MailKind.values, OuterRef("pk")).order_by("-id")
    return meeting.registrations.annotate(
        letter_kind=Subquery(last.values("kind")[:1]), letter_state=Subquery(last.values("state")[:1])
    ).order_by("number")


def stuck(meeting: Meeting) -> QuerySet[Letter]:
    """The letters that go no further until an organiser sends them again, in the order of registering.

    None once the names are gone: there is nobody left to mail.
    """
    return _stuck(meeting.registrations.all()).order_by("about", "id")


def stuck_people(meeting: Meeting) -> list[tuple[Registration, Letter]]:
    """The same letters, each with whose it is."""
    letters = list(stuck(meeting))
    people = meeting.registrations.in_bulk([letter.about for letter in letters])
    return [(people[letter.about], letter) for letter in letters if letter.about in people]


def _stuck(registrations: QuerySet[Registration]) -> QuerySet[Letter]:
    there = registrations.filter(email__gt="").order_by()  # others are shredded
    return letters_about(MailKind.values, there.values("pk")).filter(state__in=STUCK)


def mail_counts(meeting: Meeting) -> list[tuple[str, dict[str, int]]]:
    """Per kind of letter how many are in each state, in order of kind."""
    rows = (
        letters_about(MailKind.values, meeting.registrations.values("pk"))
        .values("kind", "state")
        .annotate(count=Count("pk"))
        .order_by("kind", "state")
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["kind"], {})[row["state"]] = row["count"]
    return list(found.items())
