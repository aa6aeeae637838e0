"""Forms for contacts at a school and notes about it."""

import datetime
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from doorlezen.language import InputError
from doorlezen.relations.domain.contacts import check_term
from doorlezen.relations.models import Contact, Note
from doorlezen.web.day_fields import DayField
from doorlezen.web.form_fields import AddressField, NameField

if TYPE_CHECKING:
    _ContactForm = forms.ModelForm[Contact]
    _NoteForm = forms.ModelForm[Note]
else:  # Django's own class takes no type
    _ContactForm = _NoteForm = forms.ModelForm


class ContactForm(_ContactForm):
    """Somebody at a school: who, how to reach them, what for and how long it is kept."""

    name = NameField(label=gettext_lazy("Naam"))
    email = AddressField(label=gettext_lazy("E-mailadres"), required=False)

    class Meta:
        model = Contact
        fields: ClassVar = ["name", "role", "email", "phone", "purpose", "keep_until"]
        field_classes: ClassVar = {"keep_until": DayField}
        help_texts: ClassVar = {
            "role": gettext_lazy("Bijvoorbeeld: directeur, leescoördinator."),
            "purpose": gettext_lazy("Waarvoor je deze gegevens bewaart. Gebruik ze nergens anders voor."),
            "keep_until": gettext_lazy(
                "Daarna worden de gegevens vanzelf gewist. Kies niet langer dan nodig is."
            ),
        }

    def clean_keep_until(self) -> datetime.date:
        """A day that the domain takes, told together with what is wrong in the other fields."""
        day: datetime.date = self.cleaned_data["keep_until"]
        try:
            check_term(day)
        except InputError as wrong:
            raise ValidationError(f"{wrong.what[0].upper()}{wrong.what[1:]}.") from None
        return day


class NoteForm(_NoteForm):
    """A note about a school."""

    class Meta:
        model = Note
        fields: ClassVar = ["text"]
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts: ClassVar = {
            "text": gettext_lazy(
                "Alleen mensen van jouw bibliotheek lezen dit. Schrijf niet over kinderen, en over mensen "
                "alleen wat ze zelf mogen lezen. Vijf jaar na de laatste wijziging wordt een notitie gewist."
            )
        }
