"""Forms about the days that schools have for themselves."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.language import InputError, t
from doorlezen.relations.campaigns import campaigns
from doorlezen.relations.domain.own_days import WantedDays, WhichSchools
from doorlezen.relations.models import MovedHoliday, OwnDayKind
from doorlezen.web.day_fields import DayField
from doorlezen.web.refusing import refuse

ALL, CHOSEN = "alle", "gekozen"
_OF_WHAT = {"kind": "what", "instead_of": "what", "campaign": "what", "gemeente": "which"}


def day_kinds(*, about_all: bool) -> dict[str, tuple[str, WantedDays]]:
    """What days can be, by key: the name, and the days as they are wanted (of no day yet). A campaign that
    everybody has is said of all schools."""
    never = datetime.date.min
    found = {
        "studiedag": (t("studiedag"), WantedDays(OwnDayKind.STUDY, never, never)),
        "vrij": (t("vrije dag of extra vakantie"), WantedDays(OwnDayKind.CLOSED, never, never)),
        **{
            one.value: (
                t("{holiday} op andere dagen", holiday=one.label),
                WantedDays(OwnDayKind.HOLIDAY, never, never, "", one.value),
            )
            for one in MovedHoliday
        },
        "campagne": (t("campagne; de school is open"), WantedDays(OwnDayKind.CAMPAIGN, never, never)),
    }
    if about_all:
        found |= {
            one.key: (one.name, WantedDays(one.kind, never, never, "", "", one.key))
            for one in campaigns().values()
        }
    return found


class OwnDaysForm(forms.Form):
    """Own days: what they are, from when until when."""

    what = forms.ChoiceField(label=gettext_lazy("wat zijn het voor dagen?"))
    first = DayField(label=gettext_lazy("eerste dag"))
    last = DayField(
        label=gettext_lazy("laatste dag"),
        required=False,
        help_text=gettext_lazy("Leeg: het is één dag."),
    )
    name = forms.CharField(
        label=gettext_lazy("omschrijving"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Bijvoorbeeld: tweede week mei. Schrijf er geen namen van mensen bij."),
    )

    about_all = False

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        self._kinds = day_kinds(about_all=self.about_all)
        self.fields["what"].choices = [(key, name) for key, (name, _) in self._kinds.items()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> WantedDays:
        """The days that were filled in."""
        said = self.cleaned_data
        kind = self._kinds[said["what"]][1]
        first = said["first"]
        return WantedDays(
            kind.kind, first, said["last"] or first, said["name"], kind.instead_of, kind.campaign
        )

    def refuse(self, wrong: InputError) -> None:
        """Show what the domain could not use at the field that it is about."""
        refuse(self, wrong, at=_OF_WHAT.get(wrong.field))


class ManyDaysForm(OwnDaysForm):
    """The same for many schools at once."""

    which = forms.ChoiceField(label=gettext_lazy("voor welke scholen?"))
    schools = forms.MultipleChoiceField(
        label=gettext_lazy("of alleen deze scholen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    about_all = True
    field_order = ("what", "first", "last", "name", "which", "schools")

    def __init__(
        self, *arguments: Any, gemeenten: Mapping[str, str], schools: Mapping[str, str], **others: Any
    ) -> None:
        super().__init__(*arguments, **others)
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            (ALL, t("alle scholen")),
            *((code, t("alle scholen in {gemeente}", gemeente=name)) for code, name in gemeenten.items()),
            (CHOSEN, t("alleen de scholen die ik hieronder kies")),
        ]
        self.fields["schools"].choices = list(schools.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Choosing schools and choosing none, or choosing some beside all, is no choice."""
        said = super().clean() or {}
        chosen = said.get("which") == CHOSEN
        if chosen and not said.get("schools"):
            self.add_error("schools", t("Kies minstens één school."))
        if not chosen and said.get("schools") and "which" in said:
            self.add_error(
                "which",
                t("Je koos hieronder ook losse scholen. Kies „alleen de scholen die ik hieronder kies”."),
            )
        return said

    @property
    def of(self) -> WhichSchools:
        """Of which schools these days are."""
        which = self.cleaned_data["which"]
        if which == CHOSEN:
            return WhichSchools(tuple(self.cleaned_data["schools"]))
        return WhichSchools(gemeente="" if which == ALL else which)
