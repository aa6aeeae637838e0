"""Forms about somebody in the team."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Person
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import school_year, school_year_of, t
from doorlezen.register.models import Listing
from doorlezen.team.half_days import HALF_DAYS, LONGEST
from doorlezen.team.models import AbsenceKind, TeamFunction, TeamMember, TravelMode
from doorlezen.web.day import today
from doorlezen.web.day_fields import DayField
from doorlezen.web.form_fields import NameField
from doorlezen.web.pages.scenarios.typed_fields import HoursField, typed_number

_HALF_DAY = "half_day_"


class MemberForm(forms.Form):
    """Somebody in the team: who, how many hours, when and from where."""

    name = NameField(label=gettext_lazy("naam"))
    function = forms.ChoiceField(label=gettext_lazy("functie"), choices=TeamFunction.choices)
    since = DayField(label=gettext_lazy("eerste werkdag"))
    until = DayField(
        label=gettext_lazy("laatste werkdag"),
        required=False,
        help_text=gettext_lazy("Een jaar daarna wordt alles over deze persoon gewist."),
    )
    contract_quarters = HoursField(
        gettext_lazy("uren per week"), help_text=gettext_lazy("Het hele contract, bijvoorbeeld 24 of 22½.")
    )
    schools_quarters = HoursField(
        gettext_lazy("waarvan voor scholen"),
        help_text=gettext_lazy("Bezoeken en het reizen tussen scholen, zonder overleg en voorbereiding."),
    )
    home_place = forms.ChoiceField(
        label=gettext_lazy("vertrekt uit"),
        required=False,
        help_text=gettext_lazy(
            "Een plaats met een school, zo dicht mogelijk bij huis. Een adres bewaren we niet."
        ),
    )
    travel_mode = forms.ChoiceField(label=gettext_lazy("reist met"), choices=TravelMode.choices)
    travel_limit = forms.IntegerField(
        label=gettext_lazy("reist hooguit zo veel minuten naar een school"),
        required=False,
        min_value=1,
        max_value=240,
    )
    languages = forms.CharField(label=gettext_lazy("talen, naast Nederlands"), required=False, max_length=200)
    person = forms.ChoiceField(
        label=gettext_lazy("account op deze site"),
        required=False,
        help_text=gettext_lazy("Wie een account heeft, ziet de eigen gegevens en vult de eigen wensen in."),
    )

    def __init__(
        self, *arguments: Any, places: Sequence[str], people: Sequence[Person], **others: Any
    ) -> None:
        super().__init__(*arguments, **others)
        kept = str((self.initial or {}).get("home_place") or "")
        offered = sorted({*places, *([kept] if kept else [])})
        self.fields["home_place"].choices = [("", t("Niet bekend")), *((one, one) for one in offered)]  # type: ignore[attr-defined]
        self._people = {str(one.pk): one for one in people}
        chosen = [(key, one.name) for key, one in self._people.items()]
        self.fields["person"].choices = [("", t("Geen account")), *chosen]  # type: ignore[attr-defined]
        self.fields["since"].initial = today
        for name in ("contract_quarters", "schools_quarters"):
            self.fields[name].required = True
        for half_day in HALF_DAYS:
            self.fields[_HALF_DAY + half_day] = forms.IntegerField(
                label=half_day_in_words(half_day), required=False, min_value=0, max_value=LONGEST
            )

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that stand below each other."""
        return [field for field in self if not field.name.startswith(_HALF_DAY)]

    @property
    def half_day_fields(self) -> list[forms.BoundField]:
        """The minutes of each half-day, in the order of the week."""
        return [field for field in self if field.name.startswith(_HALF_DAY)]

    @property
    def values(self) -> dict[str, Any]:
        """What was filled in, as the domain takes it. ValidationErrors aside, only after `is_valid`."""
        given = dict(self.cleaned_data)
        half_days = {one: given.pop(_HALF_DAY + one) for one in HALF_DAYS}
        for name in ("contract_quarters", "schools_quarters"):
            given[name] = int((given[name] or 0) * 4)
        given["person"] = self._people.get(given["person"])
        return given | {"half_days": {one: minutes for one, minutes in half_days.items() if minutes}}


def as_typed(member: TeamMember) -> dict[str, Any]:
    """What stands in the form of somebody who is there already."""
    names = ("name", "function", "since", "until", "home_place", "travel_mode", "travel_limit", "languages")
    return {
        **{name: getattr(member, name) for name in names},
        "contract_quarters": _hours(member.contract_quarters),
        "schools_quarters": _hours(member.schools_quarters),
        "person": str(member.person_id or ""),
        **{_HALF_DAY + half_day: minutes for half_day, minutes in member.half_days.items()},
    }


def _hours(quarters: int) -> str:
    return typed_number(Decimal(quarters) / 4)


class AbsenceForm(forms.Form):
    """Days on which somebody is not there."""

    kind = forms.ChoiceField(
        label=gettext_lazy("soort"),
        choices=AbsenceKind.choices,
        help_text=gettext_lazy("Schrijf nergens op wat iemand heeft: afwezig is genoeg."),
    )
    first = DayField(label=gettext_lazy("eerste dag"))
    last = DayField(label=gettext_lazy("laatste dag"))


class CompetenceForm(forms.Form):
    """What somebody can."""

    competence = forms.ChoiceField(label=gettext_lazy("deskundigheid"))
    course_on = DayField(label=gettext_lazy("cursus gedaan op"), required=False)
    holds_until = DayField(
        label=gettext_lazy("geldt tot en met"), required=False, help_text=gettext_lazy("Leeg: blijft gelden.")
    )

    def __init__(self, *arguments: Any, kinds: Mapping[str, str], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["competence"].choices = list(kinds.items())  # type: ignore[attr-defined]


class _OfASchool(forms.Form):
    school = forms.ChoiceField(label=gettext_lazy("school"))

    def __init__(self, *arguments: Any, schools: Sequence[Listing], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["school"].choices = school_choices(schools)  # type: ignore[attr-defined]


class WishForm(_OfASchool):
    """How much somebody wants to go to a school."""

    wish = forms.TypedChoiceField(
        label=gettext_lazy("wens"),
        coerce=int,
        initial=0,
        choices=[
            (5, gettext_lazy("Heel graag (5)")),
            *((number, str(number)) for number in (4, 3, 2, 1)),
            (0, gettext_lazy("Maakt niet uit (0)")),
            *((-number, f"−{number}") for number in (1, 2, 3, 4)),
            (-5, gettext_lazy("Liever niet (−5)")),
        ],
    )


class NotThereForm(_OfASchool):
    """A school to which somebody does not go, as was agreed."""


class MixForm(_OfASchool):
    """How somebody works at a school, in percents."""

    school_year = forms.ChoiceField(label=gettext_lazy("schooljaar"))
    doing = forms.IntegerField(label=gettext_lazy("zelf doen (%)"), min_value=0, max_value=100)
    modelling = forms.IntegerField(label=gettext_lazy("voordoen (%)"), min_value=0, max_value=100)
    supporting = forms.IntegerField(
        label=gettext_lazy("het team ondersteunen (%)"), min_value=0, max_value=100
    )
    advising = forms.IntegerField(
        label=gettext_lazy("adviseren (%)"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("Samen zijn de vier 100%."),
    )

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        now = int(school_year_of(today())[:4])
        years = [f"{year}-{year + 1}" for year in range(now - 3, now + 4)]
        self.fields["school_year"].choices = [(year, school_year(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["school_year"].initial = years[3]


def school_choices(schools: Sequence[Listing]) -> list[tuple[str, str]]:
    """Schools to choose from."""
    return [(one.pk, f"{one.name}, {one.place} ({one.pk})") for one in schools]
