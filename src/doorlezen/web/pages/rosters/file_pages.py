"""A roster and its question as files, and a roster that was made elsewhere read back in."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from doorlezen.language import InputError, t
from doorlezen.rosters.domain.fixing import state_of
from doorlezen.rosters.domain.taking_roster import WrongRosterError, take_roster
from doorlezen.rosters.models import RosterState
from doorlezen.web.here import actor_of, attachment, needs, shown, to
from doorlezen.web.pages.rosters.roster_view import found_roster, title_of
from doorlezen.web.refusing import refuse

JSON = "application/json"
LARGEST = 8 * 2**20
"""Bytes that a file may have; the roster of 250 schools is 50 kB."""
MOST_RULES = 20
"""So many broken rules are told; of the rest how many there are."""


class RosterFileForm(forms.Form):
    """A roster as it was made elsewhere."""

    file = forms.FileField(
        label=gettext_lazy("het rooster"),
        help_text=gettext_lazy("Zoals de rekenaar het maakte voor de vraag van dit rooster."),
    )

    def clean_file(self) -> object:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            most = LARGEST // 2**20
            raise forms.ValidationError(t("{file} is groter dan {most} MB", file=file.name, most=most))
        return file


@require_safe
@needs("rosters.see")
def roster_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The roster as a file, for who reckons with it elsewhere."""
    kept = found_roster(actor_of(request), pk)
    if kept.row.answer is None:
        raise Http404
    name = t("rooster-{year}-{number}.json", year=kept.row.school_year, number=kept.row.number)
    return attachment(bytes(kept.row.answer), JSON, name)


@require_safe
@needs("rosters.see")
def problem_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the roster answers, as a file that names nobody, for who makes a roster elsewhere."""
    row = found_roster(actor_of(request), pk).row
    name = t("roostervraag-{year}-{number}.json", year=row.school_year, number=row.number)
    return attachment(bytes(row.problem), JSON, name)


@require_http_methods(["GET", "HEAD", "POST"])
@needs("rosters.make")
def read_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a roster back in: taken as the draft's where it is right, else every rule that it breaks."""
    actor = actor_of(request)
    row = found_roster(actor, pk).row
    if row.state != RosterState.DRAFT:
        messages.error(request, t("Dit rooster ligt vast. Maak een kopie om iets te veranderen."))
        return to(request, "rosters:roster", pk=pk)
    given = request.method == "POST"
    form = RosterFileForm(request.POST, request.FILES) if given else RosterFileForm()
    rules: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            seen = request.POST.get("gezien", "")
            take_roster(actor, roster=pk, data=file.read(), name=file.name, seen=seen)
        except InputError as wrong:
            refuse(form, wrong, at="file")
            rules = wrong.rules if isinstance(wrong, WrongRosterError) else []
        else:
            messages.success(request, t("Het rooster is ingelezen en klopt."))
            return to(request, "rosters:roster", pk=pk)
    context = {
        "form": form,
        "pk": pk,
        "title": title_of(row),
        "seen": state_of(row),
        "rules": rules[:MOST_RULES],
        "more": max(0, len(rules) - MOST_RULES),
    }
    return shown(request, "rosters/read.html", context, wrong=given)
