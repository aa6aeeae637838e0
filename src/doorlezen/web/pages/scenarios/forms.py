"""Small forms around a scenario: to begin one, to take one in, to name it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.language import school_year
from doorlezen.planning.scenarios.starting import planned_year
from doorlezen.web.day import today

LARGEST = 2**20


def offer_years(field: forms.Field) -> None:
    """Let the school year be chosen around the one that people plan for."""
    usual = planned_year(today())
    first = int(usual[:4])
    years = [f"{year}-{year + 1}" for year in range(first - 1, first + 2)]
    field.choices = [(year, school_year(year)) for year in years]  # type: ignore[attr-defined]
    field.initial = usual


class BeginForm(forms.Form):
    """For which year and which gemeenten; ``gemeenten``: those of the library, by code."""

    title = forms.CharField(label=gettext_lazy("hoe heet dit scenario?"), max_length=200)
    school_year = forms.ChoiceField(label=gettext_lazy("schooljaar"))
    gemeenten = forms.MultipleChoiceField(
        label=gettext_lazy("gemeenten"), widget=forms.CheckboxSelectMultiple()
    )

    def __init__(self, *arguments: Any, gemeenten: dict[str, str], **others: Any) -> None:
        super().__init__(*arguments, **others)
        offer_years(self.fields["school_year"])
        self.fields["gemeenten"].choices = list(gemeenten.items())  # type: ignore[attr-defined]
        self.fields["gemeenten"].initial = list(gemeenten)
        self.fields["title"].initial = str(gettext_lazy("Eerste versie"))


class TakeInForm(forms.Form):
    """A library file."""

    file = forms.FileField(
        label=gettext_lazy("bibliotheekbestand"),
        help_text=gettext_lazy("Een bestand dat je eerder van een scenario bewaarde, of zelf schreef."),
    )
    title = forms.CharField(label=gettext_lazy("hoe heet dit scenario?"), max_length=200, required=False)


class NameForm(forms.Form):
    """The name of a scenario."""

    title = forms.CharField(label=gettext_lazy("naam"), max_length=200)


class HoursListForm(forms.Form):
    """A list of last year's hours."""

    hours_file = forms.FileField(
        label=gettext_lazy("lijst met uren"),
        help_text=gettext_lazy("Excel of csv, met de kolommen vestigingscode en uren."),
    )
