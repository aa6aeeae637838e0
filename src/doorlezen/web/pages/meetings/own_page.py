"""Somebody's own page, by the key in the mail: change, cancel, ask, vote, tell what one found."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from doorlezen.language import InputError, t
from doorlezen.meetings.domain import line, opinions, page_keys, questions
from doorlezen.meetings.domain.moments import moment, span
from doorlezen.meetings.models import PlaceState, Question, Registration, Shown, Vote
from doorlezen.web.pages.meetings.forms import AboutYouForm, OpinionForm, QuestionForm
from doorlezen.web.pages.meetings.privacy import paragraph
from doorlezen.web.refusing import refuse

KEY = "sleutel"
_FORMS = ("confirm", "change", "leave", "ask", "opinion")


def _of_its_owner(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view for whose key is in the address; without a good one a page says what to do."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **parts: Any) -> HttpResponse:
        registration = page_keys.by_key(request.GET.get(KEY, ""))
        if registration is None:
            response = render(request, "meetings/no_key.html", status=404)
        else:
            response = view(request, registration, **parts)
        # The address holds a key, which is for nobody else, not even for other pages of ours. Without any
        # referrer at all browsers would not say where a form comes from, and it would be refused.
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


@require_safe
@_of_its_owner
def own(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Where one stands, the room when it is time, questions, and what one can change."""
    return _page(request, registration)


@require_POST
@sensitive_post_parameters("name", "organisation")
@_of_its_owner
def change(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Another name or organisation."""
    form = AboutYouForm(request.POST)
    if not form.is_valid():
        return _page(request, registration, about=form)
    line.change(registration, name=form.cleaned_data["name"], organisation=form.cleaned_data["organisation"])
    return _back(request, "gewijzigd")


@require_POST
@_of_its_owner
def confirm(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The address is right. A button, because programs that look at mail open every link in it."""
    try:
        line.confirm(registration, now=timezone.now())
    except InputError as wrong:
        return _page(request, registration, wrong=wrong.what)
    return _back(request, "bevestigd")


@require_POST
@_of_its_owner
def leave(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Not coming after all."""
    try:
        line.leave(registration, now=timezone.now())
    except InputError as wrong:
        return _page(request, registration, wrong=wrong.what)
    return _back(request, "afgemeld")


@require_POST
@_of_its_owner
def ask(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Ask something beforehand."""
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            questions.ask_question(registration, text=form.cleaned_data["text"], now=timezone.now())
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return _back(request, "gevraagd", "#vragen")
    return _page(request, registration, question=form)


@require_POST
@_of_its_owner
def vote(request: HttpRequest, registration: Registration, question: int) -> HttpResponse:
    """Vote for a question, or take the vote back."""
    wants = request.POST.get("stem") != "terug"
    try:
        questions.vote(registration, question=question, wants=wants, now=timezone.now())
    except InputError as wrong:
        return _page(request, registration, wrong=wrong.what)
    return _back(request, "gestemd" if wants else "teruggenomen", "#vragen")


@_of_its_owner
def opinion(request: HttpRequest, registration: Registration) -> HttpResponse:
    """What one found of it; kept without who it was."""
    now = timezone.now()
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            opinions.give_opinion(registration, **form.cleaned_data, now=now)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return _back(request, "mening")
    asked = _asks_opinion(registration)
    context = {
        "registration": registration,
        "webinar": registration.meeting.webinar,
        "form": form,
        "asked": asked,
        "own": _address("registration:own", request.GET[KEY]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/opinion.html", context, status=status)


def _page(
    request: HttpRequest,
    registration: Registration,
    *,
    about: AboutYouForm | None = None,
    question: QuestionForm | None = None,
    wrong: str = "",
) -> HttpResponse:
    now, meeting, key = timezone.now(), registration.meeting, request.GET[KEY]
    context: dict[str, Any] = {
        "registration": registration,
        "meeting": meeting,
        "webinar": meeting.webinar,
        "when": span(meeting.starts_at, meeting.ends_at),
        "over": meeting.ends_at <= now,
        "room": meeting.room_address
        if registration.state == PlaceState.CONFIRMED and meeting.room_is_open(now)
        else "",
        "may_ask": questions.open_for_questions(registration, now),
        "questions": _questions(registration, key),
        "mine": registration.questions.exclude(state=Shown.SHOWN).order_by("id"),
        "about": about or AboutYouForm(initial=_filled(registration)),
        "question_form": question or QuestionForm(),
        "asks_opinion": _asks_opinion(registration),
        "wrong": wrong,
        "done": _said().get(request.GET.get("klaar", ""), "") if request.method == "GET" else "",
        "privacy": paragraph(meeting),
        "to": {name: _address(f"registration:{name}", key) for name in _FORMS},
    }
    if registration.state == PlaceState.HELD and registration.confirm_by is not None:
        context["until"] = moment(registration.confirm_by)
        if registration.confirm_by <= now:
            registration.state = PlaceState.EXPIRED  # as it will be when the job comes by
    bad = bool(wrong) or about is not None or question is not None
    return render(request, "meetings/own.html", context, status=422 if bad else 200)


def _questions(registration: Registration, key: str) -> list[tuple[Question, bool, str]]:
    """The questions that show, whether this person voted, and where to vote (nowhere for one's own)."""
    shown = questions.with_votes(registration.meeting.questions.filter(state=Shown.SHOWN))
    voted = set(Vote.objects.filter(voter=registration).values_list("question_id", flat=True))
    return [
        (
            one,
            one.pk in voted,
            "" if one.asker_id == registration.pk else _address("registration:vote", key, question=one.pk),
        )
        for one in shown
    ]


def _filled(registration: Registration) -> dict[str, str]:
    return {"name": registration.name, "organisation": registration.organisation}


def _asks_opinion(registration: Registration) -> bool:
    asks = registration.meeting.asks_opinions(timezone.now())
    return asks and registration.state == PlaceState.CONFIRMED and not registration.gave_opinion


def _said() -> dict[str, str]:
    return {
        "bevestigd": t("Je aanmelding is bevestigd."),
        "gewijzigd": t("Je gegevens zijn gewijzigd."),
        "afgemeld": t("Je bent afgemeld."),
        "gevraagd": t("Je vraag is binnen. Anderen zien hem nadat de organisator ernaar keek."),
        "gestemd": t("Je stem is geteld."),
        "teruggenomen": t("Je stem is weer weg."),
        "mening": t("Dank je wel. Je mening is bewaard, zonder je naam."),
    }


def _back(request: HttpRequest, done: str, place: str = "") -> HttpResponse:
    query = urlencode({KEY: request.GET[KEY], "klaar": done})
    return HttpResponseRedirect(f"{reverse('registration:own')}?{query}{place}")


def _address(name: str, key: str, **parts: Any) -> str:
    return f"{reverse(name, kwargs=parts)}?{urlencode({KEY: key})}"
