"""Forms about changes in the year."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.language import t
from doorlezen.register.models import Listing
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.changing import MOST_LETTERS, Occasion
from doorlezen.visits.models import ChangeReason
from doorlezen.web.day_fields import DayField

_WHY = (ChangeReason.SCHOOL_ASKED, ChangeReason.AWAY, ChangeReason.OWN_DAY, ChangeReason.OTHER)
PARTS = {"am": gettext_lazy("ochtend"), "pm": gettext_lazy("middag")}
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


class OccasionForm(forms.Form):
    """Why something changes."""

    why = forms.ChoiceField(label=gettext_lazy("waarom?"), choices=[(one.value, one.label) for one in _WHY])
    remark = forms.CharField(
        label=gettext_lazy("erbij voor wie het leest"),
        required=False,
        max_length=MOST_LETTERS,
        help_text=gettext_lazy("Staat in de mail. Schrijf niet waarom iemand er niet is."),
    )

    @property
    def occasion(self) -> Occasion:
        """What was filled in."""
        return Occasion(ChangeReason(self.cleaned_data["why"]), self.cleaned_data["remark"])


class VisitMoveForm(OccasionForm):
    """When and by whom a visit is."""

    member = forms.ChoiceField(label=gettext_lazy("wie gaat er?"))
    day = DayField(label=gettext_lazy("dag"))
    part = forms.ChoiceField(label=gettext_lazy("dagdeel"), choices=list(PARTS.items()))
    begins = forms.TimeField(
        label=gettext_lazy("begint om"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Leeg: de eerste tijd die vrij is."),
    )
    anyway = forms.BooleanField(
        label=gettext_lazy("ja, toch doen"), required=False, widget=forms.HiddenInput()
    )
    field_order = ("member", "day", "part", "begins", "why", "remark", "anyway")

    def __init__(self, *arguments: Any, members: Sequence[TeamMember], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["member"].choices = [(str(one.pk), one.name) for one in members]  # type: ignore[attr-defined]

    def ask_anyway(self) -> None:
        """Show the box for somebody who says that it is to be done all the same."""
        self.fields["anyway"].widget = forms.CheckboxInput()

    @property
    def half_day(self) -> str:
        """The half-day as rosters name it."""
        return f"{DAYS[self.cleaned_data['day'].weekday()]}-{self.cleaned_data['part']}"


class HappeningForm(forms.Form):
    """What came between: somebody is not there, or a school cannot."""

    about = forms.ChoiceField(label=gettext_lazy("wie is er niet, of welke school kan niet?"))
    first = DayField(label=gettext_lazy("eerste dag"))
    last = DayField(
        label=gettext_lazy("laatste dag"),
        required=False,
        help_text=gettext_lazy("Leeg: het is één dag."),
    )

    def __init__(
        self, *arguments: Any, members: Sequence[TeamMember], schools: Sequence[Listing], **others: Any
    ) -> None:
        super().__init__(*arguments, **others)
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            ("", t("Kies")),
            (t("Iemand is er niet"), [(f"m{one.pk}", one.name) for one in members]),
            (
                t("Een school kan niet"),
                [(f"s{one.pk}", t("{school}, {place}", school=one.name, place=one.place)) for one in schools],
            ),
        ]
