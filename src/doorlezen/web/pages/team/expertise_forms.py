"""Forms about what schools ask of who visits them, and what a course costs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.language import t
from doorlezen.register.models import Listing
from doorlezen.team.models import AskingProfile
from doorlezen.web.pages.scenarios.typed_fields import EurosField, HoursField
from doorlezen.web.pages.team.member_forms import school_choices


class AskForm(forms.Form):
    """Which schools ask a competence: all of a profile, or one."""

    competence = forms.ChoiceField(label=gettext_lazy("deskundigheid"))
    who = forms.ChoiceField(label=gettext_lazy("wie vraagt dit?"))

    def __init__(
        self, *arguments: Any, kinds: Mapping[str, str], schools: Sequence[Listing], **others: Any
    ) -> None:
        super().__init__(*arguments, **others)
        self.fields["competence"].choices = list(kinds.items())  # type: ignore[attr-defined]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            *AskingProfile.choices,
            (t("Eén school"), school_choices(schools)),
        ]


class KindForm(forms.Form):
    """A kind of the library's own."""

    name = forms.CharField(label=gettext_lazy("naam van de deskundigheid"), max_length=100)


class CourseCostForm(forms.Form):
    """What the course of a kind costs."""

    competence = forms.ChoiceField(label=gettext_lazy("deskundigheid"))
    cents = EurosField(gettext_lazy("de cursus kost, per persoon (€)"))
    hours = HoursField(
        gettext_lazy("uren, per persoon"),
        help_text=gettext_lazy("Lessen en zelfstudie samen. Die uren zijn er niet voor scholen."),
    )
    source = forms.CharField(
        label=gettext_lazy("waar staat dit?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: offerte van 3 september 2026."),
    )

    def __init__(self, *arguments: Any, kinds: Mapping[str, str], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["competence"].choices = list(kinds.items())  # type: ignore[attr-defined]
