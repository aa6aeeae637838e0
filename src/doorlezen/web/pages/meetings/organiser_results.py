"""An organiser's pages of what people ask, whether they were there, and what they found of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from doorlezen.language import InputError
from doorlezen.meetings.domain import attendance as attending
from doorlezen.meetings.domain import opinions as opinions_of
from doorlezen.meetings.domain import questions as questions_of
from doorlezen.meetings.models import Shown
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.meetings.forms import AttendanceForm
from doorlezen.web.pages.meetings.organised import meeting_here
from doorlezen.web.refusing import refuse


@require_safe
@needs("meetings.run")
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """What people want to know, new questions first."""
    found = meeting_here(request, slug)
    asked = list(questions_of.to_judge(found))
    return shown(
        request,
        "meetings/questions.html",
        {"webinar": found.webinar, "meeting": found, "questions": asked},
    )


@require_POST
@needs("meetings.run")
def judge(request: HttpRequest, slug: str, question: int) -> HttpResponse:
    """Show a question or hide it."""
    found = meeting_here(request, slug)
    state = Shown.SHOWN if request.POST.get("toon") == "ja" else Shown.HIDDEN
    try:
        questions_of.judge(actor_of(request), meeting=found, question=question, state=state)
    except InputError as wrong:
        messages.error(request, str(wrong))
    return to(request, "meetings:questions", slug=slug)


@needs("meetings.run")
def attendance(request: HttpRequest, slug: str) -> HttpResponse:
    """Read in who was there; the page then tells which rows are of nobody."""
    found, read = meeting_here(request, slug), None
    given = request.method == "POST"
    form = AttendanceForm(request.POST, request.FILES) if given else AttendanceForm()
    if given and form.is_valid():
        try:
            read = attending.read_in(
                actor_of(request), meeting=found, source=form.source(), now=timezone.now()
            )
        except InputError as wrong:
            refuse(form, wrong)
    context = {"form": form, "webinar": found.webinar, "meeting": found, "read": read}
    return shown(request, "meetings/attendance.html", context, wrong=given and read is None)


@require_safe
@needs("meetings.run")
def opinions(request: HttpRequest, slug: str) -> HttpResponse:
    """What people found of it, with how many said so."""
    found = meeting_here(request, slug)
    context = {
        "webinar": found.webinar,
        "meeting": found,
        "found": opinions_of.found(actor_of(request), found),
        "fewest": opinions_of.FEWEST,
    }
    return shown(request, "meetings/opinions.html", context)
