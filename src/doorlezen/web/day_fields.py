"""Form fields for days and moments: no form of ours takes a day that nobody can mean."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from doorlezen.language import RECORDED, Span

MINUTE = "%Y-%m-%dT%H:%M"
"""How a browser sends a moment."""


class DayField(forms.DateField):
    """A day within ``span``; the browser offers no other."""

    def __init__(self, *, span: Span = RECORDED, **others: Any) -> None:
        self.span = span
        offered = {"type": "date", "min": span.first.isoformat(), "max": span.last.isoformat()}
        super().__init__(widget=forms.DateInput(attrs=offered, format="%Y-%m-%d"), **others)

    def validate(self, value: datetime.date | None) -> None:
        """Refuse what lies outside."""
        super().validate(value)
        _within(self.span, value)


class MomentField(forms.DateTimeField):
    """A day with a time, on the clock of Amsterdam, within ``span``."""

    def __init__(self, *, span: Span = RECORDED, **others: Any) -> None:
        self.span = span
        offered = {
            "type": "datetime-local",
            "min": f"{span.first.isoformat()}T00:00",
            "max": f"{span.last.isoformat()}T23:59",
        }
        super().__init__(
            widget=forms.DateTimeInput(attrs=offered, format=MINUTE),
            input_formats=[MINUTE, f"{MINUTE}:%S"],
            **others,
        )

    def validate(self, value: datetime.datetime | None) -> None:
        """Refuse what lies outside."""
        super().validate(value)
        _within(self.span, value)


def _within(span: Span, value: datetime.date | None) -> None:
    if value is not None and not span.holds(value):
        told = span.refusal()
        raise ValidationError(told[:1].upper() + told[1:] + ".", code="out-of-span")
