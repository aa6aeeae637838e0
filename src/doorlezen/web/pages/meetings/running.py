"""An organiser's pages of a meeting: see, set, move, call off."""

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from doorlezen.desk.models import Post
from doorlezen.language import InputError, n, t
from doorlezen.meetings.domain import meetings, queries
from doorlezen.meetings.domain.moments import span
from doorlezen.meetings.models import MailKind, Meeting
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.meetings.forms import MoveForm, SettingsForm
from doorlezen.web.pages.meetings.organised import meeting_here, webinar_here
from doorlezen.web.refusing import refuse
from doorlezen.webinars.models import Webinar

PER_PAGE = 100
OPENS_BEFORE = datetime.timedelta(weeks=6)


@require_safe
@needs("meetings.run")
def every(request: HttpRequest) -> HttpResponse:
    """The webinars that this organisation runs."""
    webinars = queries.run_by(actor_of(request), today=timezone.localdate())
    return shown(request, "meetings/every.html", {"webinars": webinars})


@require_safe
@needs("meetings.run")
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Who registered, and how far the mail is."""
    found, now = meeting_here(request, slug), timezone.now()
    page = Paginator(queries.listed(found), PER_PAGE).get_page(request.GET.get("pagina"))
    mail = queries.mail_counts(found)
    context = {
        "meeting": found,
        "webinar": found.webinar,
        "when": span(found.starts_at, found.ends_at),
        "counts": queries.counts(found),
        "page": page,
        "people": [(one, _letter(one.letter_kind, one.letter_state)) for one in page],
        "mail": [(MailKind(kind).label, [states.get(state, 0) for state in _POST]) for kind, states in mail],
        "states": [state.label for state in _POST],
        "stuck": [(who, MailKind(one.kind).label, one) for who, one in queries.stuck_people(found)],
        "is_over": found.ends_at <= now,
        "comes": not found.webinar.is_called_off and now < found.ends_at,
    }
    return shown(request, "meetings/meeting.html", context)


@needs("meetings.run")
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a meeting, or change how people register for it."""
    webinar = webinar_here(request, slug)
    found: Meeting | None = getattr(webinar, "meeting", None)
    form = SettingsForm(request.POST or None, initial=_as_it_is(webinar, found))
    if request.method == "POST" and form.is_valid():
        try:
            if found is None:
                meetings.open_meeting(actor_of(request), webinar=webinar, settings=form.settings())
            else:
                meetings.change_meeting(
                    actor_of(request), meeting=found, settings=form.settings(), now=timezone.now()
                )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("De instellingen van de aanmelding zijn bewaard."))
            return to(request, "meetings:meeting", slug=webinar.slug)
    context = {"form": form, "webinar": webinar, "meeting": found}
    return shown(request, "meetings/settings.html", context, wrong=form.is_bound)


@needs("meetings.run")
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Another day or time, which everybody in line is mailed."""
    found = meeting_here(request, slug)
    webinar = found.webinar
    initial = {"day": webinar.date, "start": webinar.start_time, "minutes": webinar.minutes}
    form = MoveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        day, start, minutes = form.moved()
        try:
            told = meetings.move(
                actor_of(request), meeting=found, day=day, start=start, minutes=minutes, now=timezone.now()
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, _mailed(told))
            return to(request, "meetings:meeting", slug=webinar.slug)
    context = {
        "form": form,
        "webinar": webinar,
        "meeting": found,
        "counts": queries.counts(found),
        "when": span(found.starts_at, found.ends_at),
    }
    return shown(request, "meetings/move.html", context, wrong=form.is_bound)


@needs("meetings.run")
def call_off(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether it is sure that the webinar does not go on, and mail everybody in line."""
    found = meeting_here(request, slug)
    if request.method == "POST":
        try:
            told = meetings.call_off(actor_of(request), meeting=found, now=timezone.now())
        except InputError as wrong:
            messages.error(request, str(wrong))
        else:
            messages.success(request, _mailed(told))
        return to(request, "meetings:meeting", slug=slug)
    context = {"webinar": found.webinar, "meeting": found, "counts": queries.counts(found)}
    return shown(request, "meetings/call_off.html", context)


@require_POST
@needs("meetings.run")
def mail_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Send again what was refused or uncertain."""
    messages.success(
        request, _mailed(meetings.mail_again(actor_of(request), meeting=meeting_here(request, slug)))
    )
    return to(request, "meetings:meeting", slug=slug)


_POST = (Post.SENT, Post.TO_SEND, Post.HANDING, Post.UNCERTAIN, Post.REFUSED, Post.NOT_NEEDED)


def _letter(kind: str | None, state: str | None) -> str:
    if kind is None or state is None:
        return ""
    return t("{kind}: {state}", kind=str(MailKind(kind).label), state=str(Post(state).label))


def _as_it_is(webinar: Webinar, found: Meeting | None) -> dict[str, object]:
    if found is not None:
        return dict(vars(meetings.settings_of(found)))
    starts_at = webinar.starts_at
    proposed: dict[str, object] = {
        "places": 100,
        "room_minutes": 15,
        "reminder_hours": 24,
        "keep_days": 30,
        "mails_recording": True,
        "opinions_open": True,
    }
    if starts_at is not None:
        proposed |= {"opens_at": starts_at - OPENS_BEFORE, "closes_at": starts_at}
    return proposed


def _mailed(count: int) -> str:
    return n("Er gaat {count} mail op weg.", "Er gaan {count} mails op weg.", count)
