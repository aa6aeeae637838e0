"""The questions of "And if …?": each a small form of its own, and what it asks in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from doorlezen.language import InputError, hours, money, n, t
from doorlezen.planning.build import Built
from doorlezen.planning.scenarios.what_if import ChangeKind, WhatIf
from doorlezen.web.refusing import refuse

WHAT = "vraag"
"""The part of an address that says which of the questions is asked."""
MOST_EUROS = 10_000_000
MOST_DAYS = 50
MOST_HOURS = 100


class WhatIfForm(forms.Form):
    """One question; bound where that one is asked."""

    kind: ClassVar[ChangeKind]
    head: ClassVar[Any]

    def __init__(self, tree: Mapping[str, Any], built: Built, given: QueryDict) -> None:
        super().__init__(
            given if given.get(WHAT) == self.kind else None, prefix=None, auto_id=f"{self.kind}-%s"
        )
        self.tree, self.built = tree, built
        self.offer()

    def offer(self) -> None:
        """Fill in what there is to choose from."""

    @property
    def possible(self) -> bool:
        """Whether there is anything to ask."""
        return True

    def change(self) -> WhatIf:
        """What is asked, of a form that is valid."""
        raise NotImplementedError

    def told(self) -> str:
        """What is asked, in a few words."""
        raise NotImplementedError

    def school_name(self) -> str:
        """The school that it is about; "" for none."""
        return ""

    def refuse(self, wrong: InputError) -> None:
        """Show what the domain could not use."""
        refuse(self, wrong)

    def query(self) -> str:
        """The same question, as the end of an address."""
        return urlencode({WHAT: self.kind, **{name: self.data.get(name, "") for name in self.fields}})

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The same question, as fields that nobody sees."""
        return [(WHAT, self.kind), *((name, self.data.get(name, "")) for name in self.fields)]


class MoreMoneyForm(WhatIfForm):
    """More money, or less."""

    kind = "money"
    head = gettext_lazy("Meer of minder geld")
    of = forms.ChoiceField(label=gettext_lazy("Pot"))
    amount = forms.IntegerField(
        label=gettext_lazy("Euro erbij"),
        help_text=gettext_lazy("Met een − ervoor gaat het eraf."),
        initial=5000,
        min_value=-MOST_EUROS,
        max_value=MOST_EUROS,
    )

    def offer(self) -> None:
        """The funds whose amount is filled in."""
        funds = [fund for fund in self.tree.get("fund", []) if "total" in fund]
        self.names = {str(fund["id"]): str(fund.get("name", fund["id"])) for fund in funds}
        self.fields["of"].choices = list(self.names.items())  # type: ignore[attr-defined]

    @property
    def possible(self) -> bool:
        """Whether an amount is filled in anywhere."""
        return bool(self.names)

    def change(self) -> WhatIf:
        """So many cents more."""
        return WhatIf("money", self.cleaned_data["of"], 100 * self.cleaned_data["amount"])

    def told(self) -> str:
        """ "€ 5.000 meer in Subsidie Letterdam"."""
        euros, fund = 100 * self.cleaned_data["amount"], self.names[self.cleaned_data["of"]]
        if euros < 0:
            return t("{money} minder in {fund}", money=money(-euros), fund=fund)
        return t("{money} meer in {fund}", money=money(euros), fund=fund)


class MoreDaysForm(WhatIfForm):
    """More days of a leesconsulent, or fewer."""

    kind = "days"
    head = gettext_lazy("Meer of minder leesconsulent")
    amount = forms.IntegerField(
        label=gettext_lazy("Dagen per week erbij"),
        help_text=gettext_lazy("Met een − ervoor gaat het eraf. Een dag is acht uur, of 0,2 fte."),
        initial=-1,
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
    )

    @property
    def possible(self) -> bool:
        """Whether there is a limit to the hours at all."""
        return bool({"fte", "hours_per_week"} & set(self.tree.get("leesconsulent", {})))

    def change(self) -> WhatIf:
        """So many days more."""
        return WhatIf("days", amount=self.cleaned_data["amount"])

    def told(self) -> str:
        """ "1 dag leesconsulent minder"."""
        days = self.cleaned_data["amount"]
        if days < 0:
            return n("{count} dag leesconsulent minder", "{count} dagen leesconsulent minder", -days)
        return n("{count} dag leesconsulent meer", "{count} dagen leesconsulent meer", days)


class WithoutDemandForm(WhatIfForm):
    """Without one of the demands."""

    kind = "demand"
    head = gettext_lazy("Zonder een eis")
    of = forms.ChoiceField(label=gettext_lazy("Eis"))

    def offer(self) -> None:
        """The demands, by their words."""
        self.names = {demand.id: demand.text for demand in self.built.problem.requirements}
        self.fields["of"].choices = list(self.names.items())  # type: ignore[attr-defined]

    @property
    def possible(self) -> bool:
        """Whether there are demands."""
        return bool(self.names)

    def change(self) -> WhatIf:
        """Without it."""
        return WhatIf("demand", self.cleaned_data["of"])

    def told(self) -> str:
        """ "zonder de eis “…”"."""
        return t("zonder de eis “{text}”", text=self.names[self.cleaned_data["of"]])


class FixedHoursForm(WhatIfForm):
    """The hours of one school, fixed."""

    kind = "school"
    head = gettext_lazy("Vaste uren voor een school")
    of = forms.ChoiceField(label=gettext_lazy("School"))
    amount = forms.DecimalField(
        label=gettext_lazy("Uur per week"),
        min_value=0,
        max_value=MOST_HOURS,
        decimal_places=2,
        localize=True,
    )

    def offer(self) -> None:
        """The schools, by name."""
        schools = sorted(self.built.problem.schools, key=lambda school: (school.name.casefold(), school.code))
        self.names = {school.code: school.name for school in schools}
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            (code, f"{name} ({code})") for code, name in self.names.items()
        ]

    def clean_amount(self) -> Decimal:
        """Hours in steps of a quarter."""
        amount: Decimal = self.cleaned_data["amount"]
        if (4 * amount) % 1:
            raise forms.ValidationError(t("Kies een aantal uren in stappen van een kwartier."))
        return amount

    def change(self) -> WhatIf:
        """So many quarter-hours."""
        return WhatIf("school", self.cleaned_data["of"], int(4 * self.cleaned_data["amount"]))

    def school_name(self) -> str:
        """The name of the school."""
        return self.names[self.cleaned_data["of"]]

    def told(self) -> str:
        """ "2½ uur per week voor De Bogerd"."""
        return t(
            "{hours} uur per week voor {school}",
            hours=hours(self.change().amount),
            school=self.school_name(),
        )


KINDS: tuple[type[WhatIfForm], ...] = (MoreMoneyForm, MoreDaysForm, WithoutDemandForm, FixedHoursForm)


def forms_of(tree: Mapping[str, Any], built: Built, given: QueryDict) -> list[WhatIfForm]:
    """The questions that can be asked of a scenario; the one that ``given`` asks is bound."""
    return [form for kind in KINDS if (form := kind(tree, built, given)).possible]
