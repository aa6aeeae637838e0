"""What people fill in to register, and what organisers set. What is checked stands in domain/."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from doorlezen.documents.source import Source, source_of
from doorlezen.language import HELD, t
from doorlezen.meetings.attendance import attendance_rows
from doorlezen.meetings.domain import opinions, questions, registrants
from doorlezen.meetings.domain.meetings import Settings
from doorlezen.web.day_fields import DayField, MomentField
from doorlezen.web.form_fields import AddressField, NameField


class AboutYouForm(forms.Form):
    """A name and an organisation."""

    name = NameField(
        label=gettext_lazy("Je naam"),
        max_length=registrants.LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = NameField(
        label=gettext_lazy("Je organisatie"),
        max_length=registrants.LONGEST_ORGANISATION,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class SignUpForm(AboutYouForm):
    """Who registers. ``website`` is never seen by people; who fills it in is a program."""

    email = AddressField(
        label=gettext_lazy("Je e-mailadres"),
        help_text=gettext_lazy("Hier krijg je de bevestiging en de link naar je eigen pagina."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=gettext_lazy("Laat dit veld leeg"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    field_order = ("name", "email", "organisation", "website")

    def clean(self) -> dict[str, Any]:
        """Refuse who filled in what people do not see."""
        filled: dict[str, Any] = super().clean() or {}
        if filled.pop("website", ""):
            raise ValidationError(t("Je vulde een veld in dat leeg moet blijven. Probeer het nog eens."))
        return filled

    def who(self) -> registrants.Who:
        """The person, of a valid form."""
        filled = self.cleaned_data
        return registrants.Who(filled["name"], filled["email"], filled["organisation"])


class QuestionForm(forms.Form):
    """A question beforehand."""

    # the field is there for who wants it; empty, a browser would mark it as wrong from the start
    use_required_attribute = False

    text = forms.CharField(
        label=gettext_lazy("Je vraag"),
        help_text=gettext_lazy("Anderen zien je vraag zonder je naam, nadat de organisator ernaar keek."),
        max_length=questions.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OpinionForm(forms.Form):
    """What somebody found of it; nothing has to be answered."""

    useful = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=forms.RadioSelect())
    level = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=forms.RadioSelect())
    will_act = forms.TypedChoiceField(
        required=False, coerce=lambda value: value == "1", empty_value=None, widget=forms.RadioSelect()
    )
    text = forms.CharField(
        required=False,
        max_length=opinions.LONGEST,
        help_text=gettext_lazy("Zet er geen namen in. Anderen mogen niet weten dat jij het was."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["useful"].label = opinions.question_useful()
        fields["useful"].choices = list(opinions.usefulness().items())
        fields["level"].label = opinions.question_level()
        fields["level"].choices = list(opinions.levels().items())
        fields["will_act"].label = opinions.question_will_act()
        fields["will_act"].choices = [("1", t("ja")), ("0", t("nee"))]
        fields["text"].label = opinions.question_text()


class SettingsForm(forms.Form):
    """How people register for a webinar."""

    places = forms.IntegerField(label=gettext_lazy("Plaatsen"), min_value=1, max_value=100_000)
    opens_at = MomentField(label=gettext_lazy("Aanmelden kan vanaf"), span=HELD)
    closes_at = MomentField(label=gettext_lazy("Aanmelden kan tot"), span=HELD)
    room_address = forms.URLField(
        label=gettext_lazy("Adres van de live-ruimte"),
        help_text=gettext_lazy("Van welk systeem ook, beginnend met https://. Mag later."),
        required=False,
        max_length=1000,
        assume_scheme="https",
    )
    room_minutes = forms.IntegerField(
        label=gettext_lazy("Minuten voor het begin waarop de ruimte op ieders eigen pagina staat"),
        min_value=0,
        max_value=24 * 60,
    )
    reminder_hours = forms.IntegerField(
        label=gettext_lazy("Uren voor het begin waarop de herinnering gaat"), min_value=1, max_value=14 * 24
    )
    keep_days = forms.IntegerField(
        label=gettext_lazy("Dagen na het webinar waarop namen en adressen worden gewist"),
        min_value=1,
        max_value=365,
    )
    mails_recording = forms.BooleanField(
        label=gettext_lazy("Mail iedereen met een plaats zodra de opname er staat"), required=False
    )
    opinions_open = forms.BooleanField(
        label=gettext_lazy("Vraag wat mensen ervan vonden, vanaf het begin van het webinar"), required=False
    )

    def settings(self) -> Settings:
        """The settings, of a valid form."""
        return Settings(**self.cleaned_data)


class MoveForm(forms.Form):
    """Another day or time."""

    day = DayField(label=gettext_lazy("Nieuwe dag"), span=HELD)
    start = forms.TimeField(
        label=gettext_lazy("Begint om"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Zoals de klok in Nederland dan staat."),
    )
    minutes = forms.IntegerField(label=gettext_lazy("Duur in minuten"), min_value=1, max_value=24 * 60)

    def moved(self) -> tuple[datetime.date, datetime.time, int]:
        """The day, the time and the minutes, of a valid form."""
        filled = self.cleaned_data
        return filled["day"], filled["start"], filled["minutes"]


class AttendanceForm(forms.Form):
    """The list of a conference system."""

    file = forms.FileField(
        label=gettext_lazy("Lijst van wie er was"),
        help_text=gettext_lazy(
            "Het bestand dat Teams, Zoom, Webex, Meet of GoTo geeft, of een eigen lijst uit Excel met een "
            "kolom E-mail of Naam, en als het kan een kolom Minuten."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.xls,.ods,.txt,text/csv"}),
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file that is too large before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > attendance_rows.LARGEST:
            raise ValidationError(t("Dit bestand is groter dan 5 MB; zo groot is een lijst niet."))
        return file

    def source(self) -> Source:
        """The file with its name and bytes. Raises InputError for one that is empty or a web page."""
        file = self.cleaned_data["file"]
        return source_of(file.name, file.read())
