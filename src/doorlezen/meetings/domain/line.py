"""The line for a meeting: register, confirm, change, cancel, and who moves up. Under the meeting's lock.

Who registers confirms the mail address by the link in a mail. Until then a place is held, so that the order
stays that of registering; who does not confirm in time makes room, and nothing personal of them is kept.
"""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from doorlezen.desk.post.outbox import put
from doorlezen.desk.states import States, Step
from doorlezen.language import InputError, t
from doorlezen.meetings.domain import page_keys
from doorlezen.meetings.domain.registrants import Who, checked_names
from doorlezen.meetings.models import OPEN, MailKind, Meeting, PlaceState, Registration

_OUT_OF_LINE = gettext_lazy("deze aanmelding staat niet meer in de rij")
LINE = States(
    "state",
    {
        "get a place": Step((PlaceState.HELD, PlaceState.WAITING), PlaceState.CONFIRMED, _OUT_OF_LINE),
        "wait": Step((PlaceState.HELD,), PlaceState.WAITING, _OUT_OF_LINE),
        "leave": Step(OPEN, PlaceState.CANCELLED, _OUT_OF_LINE),
        "not confirm": Step(
            (PlaceState.HELD,), PlaceState.EXPIRED, gettext_lazy("deze aanmelding is al bevestigd")
        ),
    },
)
"""What is personal goes with the meeting, so nothing of this stands in the audit trail."""
AGAIN_AFTER = datetime.timedelta(minutes=10)
"""Who registers again after this time gets the link once more: a click too many is not mailed about."""
HELD_FOR = datetime.timedelta(days=1)
HELD_AT_LEAST = datetime.timedelta(minutes=15)


def lock(meeting: Meeting) -> Meeting:
    """The meeting, with nobody else changing its line until this transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("webinar").get(pk=meeting.pk)


@transaction.atomic
def register(meeting: Meeting, *, who: Who, now: datetime.datetime, is_theirs: bool = False) -> Registration:
    """Put somebody in line; who is there already stays where they are. The mail tells what came of it.

    ``is_theirs``: the address is known to be that of who fills it in, so there is nothing to confirm.
    Raises InputError when nobody can register now.
    """
    held = lock(meeting)
    if not held.takes(now):
        raise InputError(str(held), t("aanmelden kan op dit moment niet"))
    _let_go(held, now=now)
    known = held.registrations.filter(email_key=who.key, state__in=OPEN).first()
    if known is not None:
        _meet_again(held, known, is_theirs=is_theirs, now=now)
        return known
    held.last_number += 1
    held.save(update_fields=["last_number"])
    token_sha256, token_sealed = page_keys.new_key()
    made = Registration.objects.create(
        meeting=held,
        number=held.last_number,
        name=who.name,
        email=who.email,
        email_key=who.key,
        organisation=who.organisation,
        state=PlaceState.HELD,
        token_sha256=token_sha256,
        token_sealed=token_sealed,
        registered_at=now,
        confirm_by=_confirm_by(held, now),
    )
    if is_theirs:
        _stand_in_line(held, made, now=now)
    else:
        put(MailKind.CONFIRM, [made.pk], now=now)
    return made


def confirm(registration: Registration, *, now: datetime.datetime) -> None:
    """Somebody confirms the mail address, and has a place or waits from now on. Again changes nothing.

    Raises InputError when it is too late for that.
    """
    let_go(registration.meeting, now=now)  # also where it turns out that this one is too late
    _confirm(registration, now=now)


@transaction.atomic
def _confirm(registration: Registration, *, now: datetime.datetime) -> None:
    held = lock(registration.meeting)
    registration.refresh_from_db(fields=["state", "token_sha256"])
    if registration.is_in_line:
        return
    if registration.state != PlaceState.HELD or held.webinar.is_called_off or held.ends_at <= now:
        raise InputError(str(held), t("bevestigen kan niet meer; kijk of je je nog kunt aanmelden"))
    _stand_in_line(held, registration, now=now)


@transaction.atomic
def let_go(meeting: Meeting, *, now: datetime.datetime) -> int:
    """Give up the places of who did not confirm in time, to who waits. How many did not."""
    return _let_go(lock(meeting), now=now)


def let_all_go(now: datetime.datetime) -> int:
    """The same for every meeting where somebody is late. How many did not confirm."""
    late = Registration.objects.filter(state=PlaceState.HELD, confirm_by__lte=now)
    meetings = Meeting.objects.filter(pk__in=late.values("meeting")).order_by("id")
    return sum(let_go(meeting, now=now) for meeting in meetings)


def place_is_held(registration: Registration) -> bool:
    """Whether there is a place for who still has to confirm; else they come on the waiting list."""
    meeting = registration.meeting
    return _taken(meeting, before=registration.number) < meeting.places


@transaction.atomic
def change(registration: Registration, *, name: str, organisation: str) -> None:
    """Somebody fills in another name or organisation. Raises InputError."""
    registration.name, registration.organisation = checked_names(name, organisation)
    # only who is not blanked in the meantime
    Registration.objects.filter(pk=registration.pk, token_sha256__isnull=False).update(
        name=registration.name, organisation=registration.organisation
    )


@transaction.atomic
def leave(registration: Registration, *, now: datetime.datetime) -> None:
    """Somebody does not come after all; the first who waits gets the place. Again changes nothing.

    Raises InputError when it is over.
    """
    held = lock(registration.meeting)
    if held.ends_at <= now:
        raise InputError(str(held), t("dit webinar is al geweest; afmelden hoeft niet meer"))
    registration.refresh_from_db(fields=["state"])
    if registration.state not in OPEN:
        return
    if registration.is_in_line:
        put(MailKind.CANCELLED, [registration.pk], now=now)
    LINE.move(registration, "leave")
    move_up(held, now=now)


def move_up(held: Meeting, *, now: datetime.datetime) -> list[Registration]:
    """Give the free places of a locked meeting to who waited longest; nothing once it has begun."""
    if held.webinar.is_called_off or held.starts_at <= now:
        return []
    confirmed = _taken(held, before=0)
    held_numbers = list(
        held.registrations.filter(state=PlaceState.HELD).order_by("number").values_list("number", flat=True)
    )
    lucky: list[Registration] = []
    waiting = held.registrations.filter(state=PlaceState.WAITING).order_by("number").select_for_update()
    for registration in waiting[: max(held.places - confirmed, 0)]:
        before = sum(1 for number in held_numbers if number < registration.number)
        if confirmed + len(lucky) + before >= held.places:
            break
        LINE.move(registration, "get a place")
        lucky.append(registration)
    put(MailKind.PROMOTED, [one.pk for one in lucky], now=now)
    return lucky


def _stand_in_line(held: Meeting, registration: Registration, *, now: datetime.datetime) -> None:
    has_place = _taken(held, before=registration.number) < held.places
    LINE.move(registration, "get a place" if has_place else "wait", confirm_by=None)
    put(MailKind.CONFIRMED if has_place else MailKind.WAITING, [registration.pk], now=now)


def _meet_again(held: Meeting, known: Registration, *, is_theirs: bool, now: datetime.datetime) -> None:
    if known.state == PlaceState.HELD and is_theirs:
        _stand_in_line(held, known, now=now)
    elif known.registered_at + AGAIN_AFTER <= now:
        kind = MailKind.CONFIRM if known.state == PlaceState.HELD else MailKind.AGAIN
        put(kind, [known.pk], round=now.toordinal(), now=now)


def _let_go(held: Meeting, *, now: datetime.datetime) -> int:
    late = held.registrations.filter(confirm_by__lte=now)
    # nobody said that this address is theirs, so nothing of it is kept; the link tells that it is too late
    gone = LINE.move_all(late, "not confirm", name="", email="", email_key="", organisation="")
    if gone:
        move_up(held, now=now)
    return gone


def _taken(held: Meeting, *, before: int) -> int:
    """The places that are taken, and those that are held for who registered before this number."""
    placed = Q(state=PlaceState.CONFIRMED) | Q(state=PlaceState.HELD, number__lt=before)
    return held.registrations.filter(placed).count()


def _confirm_by(held: Meeting, now: datetime.datetime) -> datetime.datetime:
    """A day from now; when it begins sooner than that, half of the time until then."""
    half = max((held.starts_at - now) / 2, HELD_AT_LEAST)
    return min(now + min(HELD_FOR, half), held.ends_at)
