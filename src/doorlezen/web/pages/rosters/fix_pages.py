"""Fix a school in a draft by hand, or all of it but a few; begin a draft from another roster."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from doorlezen.engine.roster import AskedVisit, FixedPart, RosterSchool, VisitTime
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import InputError, n, t
from doorlezen.rosters.domain.fixing import fix_school, keep_all_but, loosen_all, pins_of, state_of
from doorlezen.rosters.domain.roster_making import copy_of
from doorlezen.rosters.domain.roster_queries import KeptRoster
from doorlezen.rosters.models import RosterState, TeamRoster
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.rosters.roster_tables import how_often, times_told, when_it_is
from doorlezen.web.pages.rosters.roster_view import found_roster, title_of
from doorlezen.web.refusing import refuse

_FREE = ("", gettext_lazy("Laat vrij"))


class SchoolPinForm(forms.Form):
    """Who visits one school and when each of its visits is; what is left free is for the search."""

    person = forms.ChoiceField(label=gettext_lazy("wie komt?"), required=False)

    def __init__(self, *arguments: Any, kept: KeptRoster, school: RosterSchool, **others: Any) -> None:
        super().__init__(*arguments, **others)
        people = sorted((kept.name(one), one) for one in kept.problem.person)
        self.fields["person"].choices = [_FREE, *((one, name) for name, one in people)]  # type: ignore[attr-defined]
        self.visits = [f"visit{number}" for number in range(len(school.visits))]
        for number, (key, visit) in enumerate(zip(self.visits, school.visits, strict=True)):
            label = t("bezoek {number}: {often}", number=number + 1, often=how_often(visit))
            times = [(_key(time), _time_told(visit, time)) for time in _times(kept, visit)]
            self.fields[key] = forms.ChoiceField(label=label, required=False, choices=[_FREE, *times])

    @property
    def part(self) -> FixedPart:
        """What was filled in. Raises InputError where some visits have a time and others have not."""
        said = [self.cleaned_data[key] for key in self.visits]
        if any(said) and not all(said):
            raise InputError("", t("kies voor elk bezoek een dagdeel, of voor geen enkel"))
        times = tuple(map(_time, said)) if all(said) else None
        return FixedPart(self.cleaned_data["person"] or None, times)


class KeptSchoolsForm(forms.Form):
    """Which schools may change when all else stays as it is."""

    loose = forms.MultipleChoiceField(
        label=gettext_lazy("welke scholen mogen veranderen?"),
        required=False,
        help_text=gettext_lazy("Alle andere scholen houden wie er komt en wanneer."),
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *arguments: Any, schools: list[RosterSchool], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["loose"].choices = [(one.code, one.name) for one in schools]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@needs("rosters.make")
def fix(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Fix who visits a school and when, or make it loose."""
    actor = actor_of(request)
    kept = found_roster(actor, pk)
    if kept.row.state != RosterState.DRAFT:
        return _not_now(request, pk)
    school = kept.problem.school.get(code)
    if school is None:
        raise Http404
    pin = pins_of(kept.row).get(code)
    form = SchoolPinForm(
        request.POST if request.method == "POST" else None, kept=kept, school=school, initial=_initial(pin)
    )
    if form.is_valid():
        try:
            part = _wanted(request, kept, code, form)
            fix_school(actor, roster=pk, code=code, part=part, seen=_seen(request))
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return _done(request, pk, part, school)
    served = kept.answer.schools.get(code) if kept.answer else None
    context = {
        "form": form,
        "school": school,
        "pk": pk,
        "title": title_of(kept.row),
        "seen": state_of(kept.row),
        "pinned": pin is not None,
        "now": t(
            "{person}, {times}", person=kept.name(served.person), times=times_told(school, served.visits)
        )
        if served
        else "",
    }
    return shown(request, "rosters/fix.html", context, wrong=bool(form.errors))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("rosters.make")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep everything as it is but a few schools, or let nothing be fixed any more."""
    actor = actor_of(request)
    kept = found_roster(actor, pk)
    if kept.row.state != RosterState.DRAFT:
        return _not_now(request, pk)
    served = kept.answer.schools if kept.answer else {}
    pins = pins_of(kept.row)
    schools = sorted(
        (one for one in kept.problem.schools if one.code in served), key=lambda one: (one.name, one.code)
    )
    initial = {"loose": [one.code for one in schools if one.code not in pins] if pins else []}
    form = KeptSchoolsForm(
        request.POST if request.method == "POST" else None, schools=schools, initial=initial
    )
    if form.is_valid():
        try:
            if request.POST.get("what") == "los":
                loosen_all(actor, roster=pk, seen=_seen(request))
                told = t("Je houdt niets meer vast.")
            else:
                loose = form.cleaned_data["loose"]
                keep_all_but(actor, roster=pk, loose=loose, seen=_seen(request))
                told = _kept_told(len(schools) - len(loose))
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, told)
            return to(request, "rosters:roster", pk=pk)
    context = {
        "form": form,
        "pk": pk,
        "title": title_of(kept.row),
        "seen": state_of(kept.row),
        "schools": schools,
        "pinned": [(kept.problem.school[code].name, code) for code in pins],
    }
    return shown(request, "rosters/keep.html", context, wrong=bool(form.errors))


@require_POST
@needs("rosters.make")
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft from a roster."""
    try:
        made = copy_of(actor_of(request), roster=pk, now=timezone.now())
    except TeamRoster.DoesNotExist:
        raise Http404 from None
    messages.success(request, t("Dit is de kopie. Het eerste rooster blijft zoals het is."))
    return to(request, "rosters:roster", pk=made.pk)


def _not_now(request: HttpRequest, pk: int) -> HttpResponse:
    messages.error(request, t("Dit rooster ligt vast. Maak een kopie om iets te veranderen."))
    return to(request, "rosters:roster", pk=pk)


def _seen(request: HttpRequest) -> str:
    return request.POST.get("gezien", "")


def _wanted(request: HttpRequest, kept: KeptRoster, code: str, form: SchoolPinForm) -> FixedPart:
    what = request.POST.get("what")
    if what == "los":
        return FixedPart()
    if what == "nu":
        served = kept.answer.schools.get(code) if kept.answer else None
        if served is None:
            raise InputError("", t("deze school staat nu niet in het rooster"))
        return FixedPart(served.person, served.visits)
    if form.part == FixedPart():
        raise InputError("", t("kies wie er komt, of wanneer; of allebei"))
    return form.part


def _done(request: HttpRequest, pk: int, part: FixedPart, school: RosterSchool) -> HttpResponse:
    told = (
        t("{school} is weer vrij.", school=school.name)
        if part == FixedPart()
        else t("Je houdt {school} vast.", school=school.name)
    )
    messages.success(request, told)
    return to(request, "rosters:roster", pk=pk)


def _kept_told(count: int) -> str:
    return n("Je houdt {count} school vast.", "Je houdt {count} scholen vast.", count)


def _initial(pin: FixedPart | None) -> dict[str, str]:
    if pin is None:
        return {}
    times = {f"visit{number}": _key(time) for number, time in enumerate(pin.visits or ())}
    return {"person": pin.person or "", **times}


def _times(kept: KeptRoster, visit: AskedVisit) -> list[VisitTime]:
    days = kept.problem.half_days
    return [VisitTime(one, phase) for one in days for phase in range(1, visit.every + 1)]


def _time_told(visit: AskedVisit, time: VisitTime) -> str:
    half_day = half_day_in_words(time.half_day)
    return half_day if visit.every == 1 else f"{half_day} {when_it_is(visit, time)}"


def _key(time: VisitTime) -> str:
    return f"{time.half_day}.{time.phase}"


def _time(key: str) -> VisitTime:
    half_day, _, phase = key.rpartition(".")
    return VisitTime(half_day, int(phase))
