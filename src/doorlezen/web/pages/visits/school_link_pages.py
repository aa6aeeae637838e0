"""What a school finds behind the link in its mail, and what the library does with what it asks."""

import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorlezen.accounts.domain.visible import Visible
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import InputError, n, school_year, school_year_of, t
from doorlezen.visits.domain.asking_schools import (
    SchoolVisits,
    ask_other_day,
    ask_school,
    behind_link,
    confirm_all,
    decide,
    open_questions,
)
from doorlezen.visits.domain.change_rules import name_of
from doorlezen.visits.domain.visit_places import place_of
from doorlezen.visits.models import Visit, VisitAnswer, VisitQuestion
from doorlezen.web.day import today
from doorlezen.web.day_fields import DayField
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.visits.change_forms import PARTS
from doorlezen.web.pages.visits.change_words import day_told, when_told
from doorlezen.web.pieces import Cell, sentence, table_of
from doorlezen.web.refusing import refuse


class OtherDayForm(forms.Form):
    """When a school would rather have a visit."""

    day = DayField(label=gettext_lazy("liever op"))
    part = forms.ChoiceField(label=gettext_lazy("dagdeel"), choices=list(PARTS.items()))
    remark = forms.CharField(
        label=gettext_lazy("erbij"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Schrijf er geen namen van leerlingen bij."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def school_visits(request: HttpRequest, key: str) -> HttpResponse:
    """The coming visits of a school; confirm them all. Opening the link changes nothing."""
    behind = _behind(key)
    if request.method == "POST":
        count = confirm_all(behind, now=timezone.now())
        told = n("{count} bezoek bevestigd. Dank je wel.", "{count} bezoeken bevestigd. Dank je wel.", count)
        messages.success(request, told)
        return _back(key)
    columns: list[SheetColumn[Visit]] = [
        SheetColumn(t("Wanneer"), lambda one: _when(key, one), key="when"),
        SheetColumn(t("Wie komt er"), lambda one: one.member.name if one.member else t("nog niemand")),
        SheetColumn(t("Wat je zei"), lambda one: _said(behind.said.get(one.pk))),
    ]
    context = {
        "behind": behind,
        "lead": t(
            "{library} komt deze dagen. Klopt het? Bevestig het dan. Past een dag niet, kies die dan.",
            library=behind.library,
        ),
        "table": table_of(
            t("Bezoeken in {year}", year=school_year(behind.link.school_year)),
            columns,
            behind.visits,
            first="when",
        )
        if behind.visits
        else None,
        "open": sum(one.pk not in behind.said for one in behind.visits),
    }
    return render(request, "visits/school_link.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def other_day(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Ask another day for one of them."""
    behind = _behind(key)
    found = next((one for one in behind.visits if one.pk == number), None)
    if found is None:
        raise Http404
    form = OtherDayForm(request.POST or None, initial={"day": found.day, "part": found.half_day[-2:]})
    if form.is_valid():
        said = form.cleaned_data
        try:
            ask_other_day(behind, visit=number, today=today(), now=timezone.now(), **said)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(
                request, t("Je vraag ligt bij de bibliotheek. Je krijgt een mail met het antwoord.")
            )
            return _back(key)
    context = {
        "form": form,
        "behind": behind,
        "when": when_told(place_of(found)),
        "back": reverse("school-visits", args=[key]),
    }
    return shown(request, "visits/other_day.html", context, wrong=bool(form.errors))


@require_POST
@needs("visits.change")
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Mail the contacts of a school a link."""
    actor = actor_of(request)
    listing = Visible(actor).school(code)
    if listing is None:
        raise Http404
    day = today()
    try:
        count = ask_school(actor, school=listing, of_year=school_year_of(day), today=day, now=timezone.now())
    except InputError as wrong:
        messages.error(request, sentence(wrong.what))
    else:
        told = n(
            "De mail is onderweg naar {count} contact.", "De mail is onderweg naar {count} contacten.", count
        )
        messages.success(request, told)
    return to(request, "visits:school", code=code)


@require_safe
@needs("visits.change")
def questions(request: HttpRequest) -> HttpResponse:
    """What schools ask and nobody decided yet."""
    found = [
        {
            "pk": one.pk,
            "school": name_of(one.visit),
            "was": when_told(place_of(one.visit)),
            "asked": _asked(one),
            "remark": one.remark,
            "visit": one.visit_id,
        }
        for one in open_questions(actor_of(request), today=today())
    ]
    lead = (
        n("{count} school vraagt een andere dag.", "{count} vragen om een andere dag.", len(found))
        if found
        else ""
    )
    return shown(request, "visits/questions.html", {"questions": found, "lead": lead})


@require_POST
@needs("visits.change")
def answer(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Move the visit as was asked ("ja"), or say that it cannot be ("nee")."""
    if what not in {"ja", "nee"}:
        raise Http404
    try:
        decide(actor_of(request), question=number, accepted=what == "ja", today=today(), now=timezone.now())
    except VisitQuestion.DoesNotExist:
        raise Http404 from None
    except InputError as wrong:
        messages.error(request, sentence(wrong.what))
    else:
        yes = t("Het bezoek is verzet. De school krijgt een mail.")
        messages.success(request, yes if what == "ja" else t("De school krijgt een mail dat het niet kan."))
    return to(request, "visits:questions")


def _behind(key: str) -> SchoolVisits:
    found = behind_link(key, today=today())
    if found is None:
        raise Http404
    return found


def _back(key: str) -> HttpResponse:
    answer = HttpResponse(status=302)
    answer["Location"] = reverse("school-visits", args=[key])
    return answer


def _when(key: str, one: Visit) -> Cell:
    return Cell(when_told(place_of(one)), reverse("other-day", args=[key, one.pk]))


def _said(one: VisitQuestion | None) -> str:
    if one is None:
        return t("nog niets")
    if one.answer == VisitAnswer.CONFIRMED:
        return t("klopt")
    if one.accepted is None:
        return t("liever {when}; de bibliotheek kijkt", when=_asked(one))
    return t("verzet") if one.accepted else t("liever {when}; dat kan niet", when=_asked(one))


def _asked(one: VisitQuestion) -> str:
    day = one.asked_day or datetime.date.min
    return f"{day_told(day)}, {PARTS[one.half_day[-2:]]}"
