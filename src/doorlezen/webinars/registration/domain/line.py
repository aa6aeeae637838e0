"""The line for a meeting: register, change, cancel, and who moves up. Under the meeting's lock."""

import datetime

from django.db import transaction

from doorlezen.language import InputError, t
from doorlezen.webinars.registration.domain import keys, outbox
from doorlezen.webinars.registration.domain.people import Who, checked_name, checked_organisation
from doorlezen.webinars.registration.models import IN_LINE, Kind, Meeting, Registration, State

AGAIN_AFTER = datetime.timedelta(minutes=10)
"""Who registers again after this time gets the link once more: a click too many is not mailed about."""


def lock(meeting: Meeting) -> Meeting:
    """The meeting, with nobody else changing its line until this transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("webinar").get(pk=meeting.pk)


@transaction.atomic
def register(meeting: Meeting, *, who: Who, now: datetime.datetime) -> Registration:
    """Put somebody in line; who is there already stays where they are. The mail tells what came of it.

    Raises InputError when nobody can register now.
    """
    held = lock(meeting)
    if not held.takes(now):
        raise InputError(str(held), t("aanmelden kan op dit moment niet"))
    known = held.registrations.filter(email_key=who.key, state__in=IN_LINE).first()
    if known is not None:
        if known.registered_at + AGAIN_AFTER <= now:
            outbox.put([known], Kind.AGAIN, round=now.toordinal(), now=now)
        return known
    held.last_number += 1
    held.save(update_fields=["last_number"])
    token_sha256, token_sealed = keys.new_key()
    state = State.CONFIRMED if _free(held) else State.WAITING
    made = Registration.objects.create(
        meeting=held,
        number=held.last_number,
        name=who.name,
        email=who.email,
        email_key=who.key,
        organisation=who.organisation,
        state=state,
        token_sha256=token_sha256,
        token_sealed=token_sealed,
        registered_at=now,
    )
    outbox.put([made], Kind.CONFIRMED if state == State.CONFIRMED else Kind.WAITING, now=now)
    return made


@transaction.atomic
def change(registration: Registration, *, name: str, organisation: str) -> None:
    """Somebody fills in another name or organisation. Raises InputError."""
    registration.name, registration.organisation = checked_name(name), checked_organisation(organisation)
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
    if not registration.is_in_line:
        return
    registration.state = State.CANCELLED
    registration.save(update_fields=["state"])
    outbox.put([registration], Kind.CANCELLED, now=now)
    move_up(held, now=now)


def move_up(held: Meeting, *, now: datetime.datetime) -> list[Registration]:
    """Give the free places of a locked meeting to who waited longest; nothing once it has begun."""
    if held.webinar.is_called_off or held.starts_at <= now:
        return []
    first = held.registrations.filter(state=State.WAITING).order_by("number")[: _free(held)]
    lucky = list(first.select_for_update())
    for registration in lucky:
        registration.state = State.CONFIRMED
        registration.save(update_fields=["state"])
    outbox.put(lucky, Kind.PROMOTED, now=now)
    return lucky


def _free(held: Meeting) -> int:
    return max(held.places - held.registrations.filter(state=State.CONFIRMED).count(), 0)
