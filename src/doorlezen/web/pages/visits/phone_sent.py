"""What a phone takes along, and what it sends when there is reception."""

import datetime
import json
import uuid
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_POST, require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.language import FieldError, InputError, t
from doorlezen.register.models import Listing
from doorlezen.visits.domain import own_weeks, reporting
from doorlezen.visits.domain.names_in_notes import local_words, note_words
from doorlezen.visits.domain.own_weeks import Agreed, OwnVisit
from doorlezen.visits.domain.reporting import ReportRefusedError, WorkDone
from doorlezen.visits.models import VisitState
from doorlezen.web.day import today
from doorlezen.web.device import device_key
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pages.visits.phone_forms import usual
from doorlezen.web.pages.visits.phone_pages import agreed_told, day_told, report_told

LONGEST = 10_000
"""Bytes of one visit as it is sent; the fullest is a tenth of it."""


@require_safe
@needs("visits.see_own")
def own_data(request: HttpRequest) -> HttpResponse:
    """The own two weeks, with whose they are and the token to send with."""
    actor = actor_of(request)
    weeks = own_weeks.own_weeks(actor, today=today())
    words = note_words()
    return JsonResponse(
        {
            "who": device_key(actor.person),
            "csrf": get_token(request),
            "now": timezone.now().isoformat(),
            "today": today().isoformat(),
            "story": settings.STORY_DAY is not None,
            "until": weeks.last.isoformat(),
            "visits": [_visit(one) for one in weeks.visits],
            "schools": [_school(actor, one, weeks.agreed.get(one.pk)) for one in weeks.schools],
            "note_words": {name: sorted(getattr(words, name)) for name in words.__dataclass_fields__},
        },
        headers={"Cache-Control": "private, no-store"},
    )


def _visit(one: OwnVisit) -> dict[str, Any]:
    visit, report = one.visit, one.report
    return {
        "id": visit.pk,
        "school": visit.school_id,
        "day": visit.day.isoformat(),
        "day_told": day_told(visit.day),
        "begins": f"{visit.begins:%H.%M}",
        "cancelled": visit.state == VisitState.CANCELLED,
        "remark": visit.remark,
        "before": one.before.note if one.before and one.before != report else "",
        "usual": usual(one),
        "report": report and {"id": str(report.pk), "told": report_told(report)},
    }


def _school(actor: Actor, one: Listing, agreed: Agreed | None) -> dict[str, Any]:
    return {
        "code": one.pk,
        "name": one.name,
        "place": one.place,
        "agreed": agreed_told(agreed or Agreed()),
        "bouwsteen": next(iter(agreed.bouwstenen), "") if agreed else "",
        "words": local_words(reporting.names_around(actor, one)),
    }


@require_POST
@needs("visits.see_own")
def take_in(request: HttpRequest) -> HttpResponse:
    """One visit of a phone: kept, or why not. Everything that is not answered here the phone sends again."""
    actor = actor_of(request)
    try:
        given = _Sent(request.body)
        if given.text("who") != device_key(actor.person):
            return _not_kept("somebody-else", t("dit is van iemand anders"), status=409)
        row = reporting.report(
            actor,
            key=given.key(),
            done=given.done(),
            no_names=given.flag("no_names"),
            replaces=given.flag("replaces"),
            made_at=given.moment("made_at"),
            today=today(),
            now=timezone.now(),
        )
    except ReportRefusedError as wrong:
        return _not_kept(wrong.kind, wrong.what, words=wrong.words)
    except Refused as wrong:
        return _not_kept("not-yours", wrong.reason)
    except InputError as wrong:
        return _not_kept("field", wrong.what, field=wrong.field)
    return JsonResponse({"kept": str(row.pk), "told": report_told(row)})


def _not_kept(
    kind: str, what: str, *, field: str = "", words: Iterable[str] = (), status: int = 422
) -> HttpResponse:
    sentence = what[:1].upper() + what[1:] + ("" if what.endswith((".", "?")) else ".")
    return JsonResponse({"kind": kind, "what": sentence, "field": field, "words": list(words)}, status=status)


class _Sent:
    """What a phone sent, read strictly: a script of ours wrote it, or somebody who tries things."""

    def __init__(self, body: bytes) -> None:
        try:
            given = json.loads(body) if len(body) <= LONGEST else None
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            raise FieldError("", t("dit is geen ingevuld bezoek"))
        self.given: dict[str, Any] = given

    def text(self, name: str) -> str:
        value = self.given.get(name, "")
        if not isinstance(value, str) or "\0" in value:
            raise _unreadable(name)
        return value

    def number(self, name: str) -> int | None:
        value = self.given.get(name)
        if value is not None and (type(value) is not int or abs(value) >= 10**15):
            raise _unreadable(name)
        return value

    def flag(self, name: str) -> bool:
        return self.given.get(name) is True

    def key(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.text("id"))
        except ValueError:
            raise _unreadable("id") from None

    def moment(self, name: str) -> datetime.datetime:
        """A moment; now where the device has none that can be read: it is no more than a remark."""
        try:
            found = parse_datetime(self.text(name))
        except (ValueError, OverflowError):
            found = None
        return timezone.now() if found is None or found.tzinfo is None else found

    def done(self) -> WorkDone:
        try:
            day = parse_date(self.text("day"))
        except ValueError:
            day = None
        quarters, groups = self.number("quarters"), self.given.get("groups", [])
        if day is None:
            raise _unreadable("day")
        if quarters is None:
            raise _unreadable("quarters")
        if not isinstance(groups, list) or len(groups) > 8 or any(type(one) is not int for one in groups):
            raise _unreadable("groups")
        return WorkDone(
            visit=self.number("visit"),
            school=self.text("school"),
            day=day,
            quarters=quarters,
            bouwsteen=self.text("bouwsteen"),
            activity=self.text("activity"),
            groups=tuple(groups),
            pupils=self.number("pupils"),
            note=self.text("note"),
        )


def _unreadable(name: str) -> FieldError:
    return FieldError(name, t("dit is niet goed ingevuld; vul het bezoek opnieuw in"))
