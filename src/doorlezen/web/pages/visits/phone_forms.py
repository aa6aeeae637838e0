"""The form in which somebody tells what was done on a visit."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.language import t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.reports.prices import in_hours
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.visits.activity_kinds import activity_kinds
from doorlezen.visits.domain.own_weeks import OwnVisit
from doorlezen.visits.domain.reporting import GROUPS, MOST_LETTERS, MOST_PUPILS, MOST_QUARTERS, WorkDone
from doorlezen.visits.models import VisitReport
from doorlezen.web.day_fields import DayField

WHOLE_UP_TO = 24
"""Quarter-hours up to which every one is offered; from there the half hours."""


def offered_quarters() -> list[tuple[str, str]]:
    """What a visit can have taken, in words: "¼ uur", … "12 uur"."""
    steps = [*range(1, WHOLE_UP_TO + 1), *range(WHOLE_UP_TO + 2, MOST_QUARTERS + 1, 2)]
    return [(str(one), in_hours(one)) for one in steps]


class WorkDoneForm(forms.Form):
    """Hours, bouwsteen, activity, groups, pupils, a note; of what was not planned the day and the school."""

    school = forms.ChoiceField(label=gettext_lazy("school"))
    day = DayField(label=gettext_lazy("dag"))
    quarters = forms.TypedChoiceField(label=gettext_lazy("hoe lang"), coerce=int)
    groups = forms.TypedMultipleChoiceField(
        label=gettext_lazy("welke groepen"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        choices=[(str(one), str(one)) for one in GROUPS],
    )
    bouwsteen = forms.ChoiceField(label=gettext_lazy("bouwsteen"), required=False)
    activity = forms.ChoiceField(label=gettext_lazy("wat heb je gedaan"), required=False)
    other = forms.CharField(
        label=gettext_lazy("iets anders, namelijk"), required=False, max_length=MOST_LETTERS["activity"]
    )
    pupils = forms.IntegerField(
        label=gettext_lazy("hoeveel leerlingen"),
        required=False,
        min_value=0,
        max_value=MOST_PUPILS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    note = forms.CharField(
        label=gettext_lazy("notitie voor de volgende keer"),
        required=False,
        max_length=MOST_LETTERS["note"],
        help_text=gettext_lazy("Schrijf geen namen van leerlingen op."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    no_names = forms.BooleanField(label=gettext_lazy("hier staat geen naam van een leerling"), required=False)

    def __init__(self, *arguments: Any, schools: list[tuple[str, str]] | None = None, **others: Any) -> None:
        super().__init__(*arguments, **others)
        offered: dict[str, list[tuple[str, str]]] = {
            "quarters": offered_quarters(),
            "bouwsteen": [
                ("", t("Niet van toepassing")),
                *((one, bouwsteen_name(one)) for one in BOUWSTENEN),
            ],
            "activity": [
                ("", t("Niet gekozen")),
                *((one.key, one.name) for one in activity_kinds().values()),
            ],
        }
        if schools is None:
            del self.fields["school"], self.fields["day"]
        else:
            offered["school"] = schools
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def done(self, **fixed: Any) -> WorkDone:
        """What was filled in, of a form that was found whole. ``fixed``: visit, school and day of a planned
        one."""
        given = self.cleaned_data
        values: dict[str, Any] = {"visit": None}
        values |= {name: given[name] for name in ("school", "day") if name in given}
        values |= {name: given[name] for name in ("quarters", "bouwsteen", "pupils", "note")}
        values |= {"activity": given["other"] or given["activity"], "groups": tuple(given["groups"])}
        return WorkDone(**values | fixed)


def usual(one: OwnVisit) -> dict[str, Any]:
    """What a visit usually is: as planned, about what the last one was about."""
    last = one.before
    return {
        "quarters": str(one.quarters),
        "bouwsteen": one.bouwsteen,
        "groups": list(map(str, last.groups)) if last else [],
        **_typed_activity(last.activity if last else ""),
    }


def as_told(row: VisitReport) -> dict[str, Any]:
    """A report as its form shows it."""
    return {
        "school": row.school_id,
        "day": row.day,
        "quarters": str(row.quarters),
        "bouwsteen": row.bouwsteen,
        "groups": list(map(str, row.groups)),
        "pupils": row.pupils,
        "note": row.note,
        **_typed_activity(row.activity),
    }


def _typed_activity(activity: str) -> dict[str, str]:
    return {"activity": activity} if activity in activity_kinds() else {"other": activity}
