"""Which amount is divided over the country, and by which keys."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.engine.allocation.keys.amounts import AMOUNT_KEYS
from doorlezen.web.pages.scenarios.typed_fields import EurosField

AMOUNT, KEY = "bedrag", "sleutel"
MOST_EUROS = 10**10


class DivideForm(forms.Form):
    """The amount in euros, and the keys; without a choice all of them. What it asks stands in the address."""

    def __init__(self, asked: Mapping[str, Any], *, usual: int | None) -> None:
        """``asked``: the query string; ``usual``: the cents that are divided until somebody types another."""
        bound = AMOUNT in asked or KEY in asked
        super().__init__(asked if bound else None)
        self.usual = usual
        amount = EurosField(gettext_lazy("te verdelen, euro per schooljaar"), most=MOST_EUROS, size=14)
        amount.initial = None if usual is None else amount.typed(usual // 100)
        self.fields[AMOUNT] = amount
        self.fields[KEY] = forms.MultipleChoiceField(
            label=gettext_lazy("naar welke sleutels?"),
            choices=[(key.id, key.name) for key in AMOUNT_KEYS.values()],
            widget=forms.CheckboxSelectMultiple(),
            initial=list(AMOUNT_KEYS),
            required=False,
        )

    @property
    def cents(self) -> int | None:
        """What is divided; None: nothing was typed, or nothing that can be read."""
        if not self.is_bound:
            return self.usual
        typed = self.cleaned_data.get(AMOUNT) if self.is_valid() else None
        return None if typed is None else int(Decimal(str(typed)) * 100)

    @property
    def keys(self) -> list[str]:
        """The ids of the keys, in the order of `AMOUNT_KEYS`."""
        chosen = self.cleaned_data.get(KEY) if self.is_bound and self.is_valid() else None
        return [key for key in AMOUNT_KEYS if not chosen or key in chosen]
