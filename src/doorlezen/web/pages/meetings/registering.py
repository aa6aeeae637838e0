"""Register for a webinar."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from doorlezen.accounts.domain.queries import confirmed_address
from doorlezen.accounts.models import Person
from doorlezen.language import InputError
from doorlezen.meetings.domain import line, queries
from doorlezen.meetings.models import Meeting
from doorlezen.web.pages.meetings.forms import SignUpForm
from doorlezen.web.pages.meetings.privacy import paragraph
from doorlezen.web.pages.webinars import finding
from doorlezen.web.refusing import refuse


@never_cache
@sensitive_post_parameters("name", "email", "organisation")
@finding.follows_moves
def sign_up(request: HttpRequest, slug: str) -> HttpResponse:
    """The form. What comes of it is told by mail alone: the page is the same for whoever was registered."""
    meeting, now = _meeting(slug), timezone.now()
    if not meeting.takes(now):
        context = {"meeting": meeting, "webinar": meeting.webinar, "opens_later": now < meeting.opens_at}
        status = 409 if request.method == "POST" else 200
        return render(request, "meetings/closed.html", context, status=status)
    person = request.user if isinstance(request.user, Person) else None
    address = confirmed_address(person)
    known = {"name": str(person), "email": address} if person is not None and address else {}
    form = SignUpForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            who = form.who()
            is_theirs = bool(address) and who.key == address.lower()
            line.register(meeting, who=who, now=now, is_theirs=is_theirs)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return HttpResponseRedirect(reverse("registration:thanks", args=[meeting.webinar.slug]))
    context = {
        "form": form,
        "meeting": meeting,
        "webinar": meeting.webinar,
        "is_full": queries.is_full(meeting),
        "privacy": paragraph(meeting),
        "address": address,
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/sign_up.html", context, status=status)


@require_safe
@finding.follows_moves
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """The same page for everybody who registered, also for the second time."""
    meeting = _meeting(slug)
    return render(request, "meetings/thanks.html", {"meeting": meeting, "webinar": meeting.webinar})


def _meeting(slug: str) -> Meeting:
    meeting = queries.public_meeting(finding.webinar(slug))
    if meeting is None:
        raise Http404
    return meeting
