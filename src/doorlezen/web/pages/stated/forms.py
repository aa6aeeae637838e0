"""The forms with which something is asked and answered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import Organisation
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.register.models import Gemeente
from doorlezen.web.day import today
from doorlezen.web.day_fields import DayField
from doorlezen.web.pages.scenarios.parts.demands_part import demand_words

DEMAND, WISH = "eis", "wens"


class StatedForm(forms.Form):
    """What is asked. Where there is one gemeente or one library it is not asked for."""

    gemeente = forms.ChoiceField(label=gettext_lazy("welke gemeente?"))
    library = forms.ChoiceField(label=gettext_lazy("aan welke bibliotheek?"))
    text = forms.CharField(
        label=gettext_lazy("wat vraag je?"),
        max_length=300,
        help_text=gettext_lazy("In je eigen woorden, bijvoorbeeld: geen school krijgt meer dan zes uur."),
    )
    weight = forms.ChoiceField(
        label=gettext_lazy("hoe zwaar weegt het?"),
        choices=[
            (WISH, gettext_lazy("Een wens: als het kan")),
            (DEMAND, gettext_lazy("Een eis: het moet")),
        ],
        widget=forms.RadioSelect(),
    )
    source = forms.CharField(
        label=gettext_lazy("waar staat dit?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: uitvoeringsovereenkomst 2027, artikel 4."),
    )
    since = DayField(label=gettext_lazy("vanaf"))
    until = DayField(label=gettext_lazy("tot en met"), required=False)

    def __init__(
        self,
        *arguments: Any,
        gemeenten: Sequence[Gemeente],
        libraries: Sequence[Organisation],
        **others: Any,
    ) -> None:
        super().__init__(*arguments, **others)
        self._offer("gemeente", [(one.code, one.name) for one in gemeenten])
        self._offer("library", [(str(one.pk), one.name) for one in libraries])
        self.fields["since"].initial = today

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            field.initial = choices[0][0]
            field.widget = forms.HiddenInput()


class AnswerForm(forms.Form):
    """What the library says."""

    answer = forms.CharField(
        label=gettext_lazy("antwoord aan de gemeente"), max_length=2000, widget=forms.Textarea()
    )


class TakeOverForm(forms.Form):
    """Into which scenario, and as what."""

    scenario = forms.ChoiceField(label=gettext_lazy("in welk scenario?"))
    kind = forms.ChoiceField(label=gettext_lazy("wat voor eis is het?"))

    def __init__(self, *arguments: Any, scenarios: Sequence[Scenario], **others: Any) -> None:
        super().__init__(*arguments, **others)
        self.fields["scenario"].choices = [(str(one.pk), one.title) for one in scenarios]  # type: ignore[attr-defined]
        self.fields["kind"].choices = list(demand_words().items())  # type: ignore[attr-defined]
