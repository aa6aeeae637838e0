"""What a visitor fills in: gemeenten, and what is assumed about hours and money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.language import InputError
from doorlezen.planning.scenarios.content import NAME
from doorlezen.web.pages.scenarios.forms import offer_years
from doorlezen.web.pages.scenarios.page_words import on_page
from doorlezen.web.pages.scenarios.parts.table_forms import TableForm
from doorlezen.web.pages.scenarios.typed_fields import (
    EurosField,
    HoursField,
    ListField,
    NumberField,
    WholeField,
)


class GemeentenForm(forms.Form):
    """Which gemeenten, for which school year."""

    gemeenten = forms.CharField(
        label=gettext_lazy("welke gemeenten bedient je bibliotheek?"),
        max_length=500,
        help_text=gettext_lazy("Namen, met een komma ertussen. Bijvoorbeeld: Tiel, Buren."),
        widget=forms.TextInput(attrs={"list": "gemeenten", "autocomplete": "off"}),
    )
    school_year = forms.ChoiceField(label=gettext_lazy("schooljaar"))

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        offer_years(self.fields["school_year"])


class AssumptionsForm(TableForm):
    """The library file of a trial, as far as a visitor changes it."""

    def shape(self) -> None:
        """Hours, what they cost, how much money there is, and what a school can get."""
        self.fields["leesconsulent.hours_per_week"] = HoursField(
            gettext_lazy("uren per schoolweek, samen"),
            help_text=gettext_lazy("Aanname: 2 uur voor elke school met een achterstandsscore."),
        )
        self.fields["leesconsulent.cost_per_hour"] = EurosField(
            gettext_lazy("kosten van een uur (€)"),
            help_text=gettext_lazy(
                "Aanname: het tarief dat één bibliotheek tot juli 2021 vroeg voor een uur advies."
            ),
        )
        self.fields["leesconsulent.weeks"] = WholeField(
            gettext_lazy("schoolweken in het jaar"),
            help_text=gettext_lazy(
                "Geteld uit de schoolvakanties; zijn die niet bekend, dan een aanname: 40."
            ),
        )
        self.fields["fund-total"] = EurosField(
            gettext_lazy("geld voor het schooljaar (€)"),
            help_text=gettext_lazy("Aanname: genoeg voor alle uren hierboven."),
        )
        hours = gettext_lazy("Aanname: hieruit kiest het plan voor elke school.")
        self.fields["profiles.with_score.hours"] = ListField(
            gettext_lazy("uren per week met een achterstandsscore"), of=HoursField(), help_text=hours
        )
        self.fields["profiles.without_score.hours"] = ListField(
            gettext_lazy("uren per week zonder achterstandsscore"), of=HoursField(), help_text=hours
        )
        self.fields["need.per_pupil"] = NumberField(
            gettext_lazy("een leerling telt"), size=5, help_text=gettext_lazy("Aanname: 1.")
        )
        self.fields["need.per_point"] = NumberField(
            gettext_lazy("een punt van de score telt"), size=5, help_text=gettext_lazy("Aanname: 1.")
        )

    def _typed(self) -> Any:
        data = super()._typed()
        money = self.fields["fund-total"]
        data[self.add_prefix("fund-total")] = money.typed(self.was["fund"][0].get("total"))  # type: ignore[attr-defined]
        return data

    def settle(self, table: dict[str, Any]) -> None:
        """The one purse."""
        total = table.pop("fund-total", None)
        purse = {key: value for key, value in table["fund"][0].items() if key != "total"}
        table["fund"] = [purse if total is None else {**purse, "total": total}]

    def tell(self, refused: tuple[InputError, ...]) -> None:
        """What cannot be, at its field."""
        for wrong in refused:
            path = wrong.where.removeprefix(f"{NAME}: ").replace("fund[0].", "fund-")
            self.add_error(self.field_at(path), on_page(wrong.what))
