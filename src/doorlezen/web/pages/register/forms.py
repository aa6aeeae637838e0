"""Forms for files of the register."""

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from doorlezen.documents.source import Source, source_of
from doorlezen.language import t
from doorlezen.register.domain.editions import Offered
from doorlezen.register.models import Kind
from doorlezen.web.day_fields import DayField

LISTS = ".xlsx,.csv,text/csv"
"""What a list may be saved as."""
LARGEST_LIST = 2_000_000
"""Bytes of an own list: some 40,000 lines."""


def _day(label: Any, help_text: Any) -> DayField:
    return DayField(label=label, help_text=help_text, required=False)


class OwnListForm(forms.Form):
    """The library's own list of collaborations, and the day that it describes."""

    file = forms.FileField(
        label=gettext_lazy("Je lijst"),
        help_text=gettext_lazy(
            "Een Excel-bestand (xlsx) of csv, met de kolommen vestigingscode, programma, sinds, tot en fase. "
            "De nieuwste lijst telt, als geheel."
        ),
        widget=forms.FileInput(attrs={"accept": LISTS}),
    )
    day = _day(gettext_lazy("De dag die de lijst beschrijft"), gettext_lazy("Laat leeg voor vandaag."))

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse a file that is too large for a list, before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_LIST:
            raise forms.ValidationError(
                t("Dit bestand is groter dan 2 MB; zo groot is een lijst niet. Klopt het bestand?")
            )
        return file

    def source(self) -> Source:
        """The file with its name and bytes. Raises InputError for one that is empty or a web page."""
        return _source(self.cleaned_data["file"])


class PublishedForm(forms.Form):
    """Files of open data, all of them loaded or none."""

    schools = forms.FileField(
        label=gettext_lazy("Lijst van DUO met alle vestigingen basisonderwijs"),
        required=False,
        widget=forms.FileInput(attrs={"accept": LISTS}),
    )
    schools_day = _day(
        gettext_lazy("Peildatum van die lijst"), gettext_lazy("Alleen als die niet in de bestandsnaam staat.")
    )
    scores = forms.FileField(
        label=gettext_lazy("Lijst van het CBS met achterstandsscores (Excel)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    scores_day = _day(
        gettext_lazy("Peildatum van de scores"), gettext_lazy("Alleen als die niet in het bestand staat.")
    )
    pupils = forms.FileField(
        label=gettext_lazy("Lijst van DUO met leerlingen per vestiging"),
        help_text=gettext_lazy("Het historisch overzicht, of die van één schooljaar."),
        required=False,
        widget=forms.FileInput(attrs={"accept": LISTS}),
    )
    locations = forms.FileField(
        label=gettext_lazy("Coördinaten per vestigingscode"),
        required=False,
        widget=forms.FileInput(attrs={"accept": LISTS}),
    )
    locations_day = _day(
        gettext_lazy("Peildatum van de coördinaten"),
        gettext_lazy("Alleen als die niet in de bestandsnaam staat."),
    )
    holidays = forms.FileField(
        label=gettext_lazy("Schoolvakanties van de rijksoverheid"),
        help_text=gettext_lazy(
            "Het bestand met alle schooljaren. Zonder dit bestand gelden de data die meekwamen."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )
    accept_closures = forms.BooleanField(
        label=gettext_lazy("Laad ook als er heel veel scholen door sluiten"), required=False
    )

    KINDS: ClassVar = {
        "schools": Kind.SCHOOLS,
        "scores": Kind.SCORES,
        "pupils": Kind.PUPILS,
        "locations": Kind.LOCATIONS,
        "holidays": Kind.HOLIDAYS,
    }

    def clean(self) -> dict[str, Any]:
        """At least one file, and no day without the file that it is of."""
        given: dict[str, Any] = super().clean() or {}
        for name in self.KINDS:
            if given.get(f"{name}_day") and not given.get(name) and name not in self.errors:
                self.add_error(name, t("Je vulde een peildatum in. Kies ook het bestand, of maak hem leeg."))
        if not self.errors and not any(given.get(name) for name in self.KINDS):
            raise forms.ValidationError(t("Kies minstens één bestand."))
        return given

    def offered(self, *, by: int) -> list[Offered]:
        """The files to load, given by this person. Raises InputError as `OwnListForm.source`."""
        given = self.cleaned_data
        return [
            Offered(kind, _source(given[name]), given.get(f"{name}_day"), by=by)
            for name, kind in self.KINDS.items()
            if given.get(name)
        ]


def _source(file: "UploadedFile[bytes]") -> Source:
    return source_of(file.name or t("bestand"), file.read())
