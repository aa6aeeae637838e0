"""Fields of forms for what people type about people: what the domain would refuse is told at the field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from doorlezen.language import InputError, checked_mail_address, checked_name, checked_title


class NameField(forms.CharField):
    """The name of a person."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> str:
        """Cleaned, and no address, nor the look of another name."""
        return _told(super().clean(value), self._check)

    def _check(self, text: str) -> str:
        return checked_name(text, where="", most=self.max_length or 200)


class TitleField(NameField):
    """The name of an organisation."""

    def _check(self, text: str) -> str:
        return checked_title(text, where="", most=self.max_length or 200)


class AddressField(forms.EmailField):
    """A mail address that mail can reach."""

    default_validators: list[Any] = []

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 254, **kwargs})

    def clean(self, value: Any) -> str:
        """As it was typed, without spaces around it."""
        return _told(super().clean(value), lambda text: checked_mail_address(text, where=""))


def _told(text: str, check: Callable[[str], str]) -> str:
    if not text:
        return text
    try:
        return check(text)
    except InputError as refused:
        raise ValidationError(f"{refused.what[0].upper()}{refused.what[1:]}.") from None
