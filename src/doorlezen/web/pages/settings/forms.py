"""The forms of the settings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from doorlezen.accounts.models import COLOUR
from doorlezen.language import decimal, t
from doorlezen.web.colour import DARK_PAPER, PAPER, READABLE, contrast, made_readable, readable
from doorlezen.web.form_fields import TitleField


class LookForm(forms.Form):
    """How the organisation is called, and its colour on light and on dark paper."""

    name = TitleField(label=gettext_lazy("Naam"))
    colour = forms.CharField(
        label=gettext_lazy("Kleur"),
        help_text=gettext_lazy("Een # met zes tekens, zoals #0B5E6B. Leeg: de kleur van Doorlezen."),
        max_length=7,
        required=False,
        validators=[COLOUR],
    )
    colour_dark = forms.CharField(
        label=gettext_lazy("Kleur in het donker"),
        help_text=gettext_lazy("Leeg: dan maken wij de gewone kleur zo licht als nodig."),
        max_length=7,
        required=False,
        validators=[COLOUR],
    )

    four_eyes = forms.BooleanField(
        label=gettext_lazy("Wie een plan voorstelt, stelt het niet zelf vast"),
        help_text=gettext_lazy(
            "Er zijn dan twee mensen nodig: een die voorstelt, en een directeur die vaststelt."
        ),
        required=False,
    )

    def __init__(self, *args: Any, of_a_library: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        if not of_a_library:  # only a library has plans
            del self.fields["four_eyes"]

    def clean_colour(self) -> str:
        """A colour that can be read on light paper."""
        return _that_can_be_read(self.cleaned_data["colour"], dark=False)

    def clean_colour_dark(self) -> str:
        """A colour that can be read on dark paper."""
        return _that_can_be_read(self.cleaned_data["colour_dark"], dark=True)


class LogoForm(forms.Form):
    """A logo to upload."""

    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        help_text=gettext_lazy("Een PNG of JPEG van hoogstens 500 kB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )


def _that_can_be_read(colour: Any, *, dark: bool) -> str:
    if not colour or readable(colour, dark=dark):
        return str(colour)
    from decimal import Decimal

    what = t(
        "Dit is niet goed te lezen: het contrast is {contrast}, en moet minstens {least} zijn. "
        "Deze kleur lijkt erop en kan wel: {instead}",
        contrast=decimal(Decimal(str(round(contrast(colour, DARK_PAPER if dark else PAPER), 1)))),
        least=decimal(Decimal(str(READABLE))),
        instead=made_readable(colour, dark=dark),
    )
    raise ValidationError(what)
