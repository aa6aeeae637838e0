"""Forms of editors. Each holds the version that the editor started from: nobody overwrites another."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from doorlezen.language import HELD, InputError, t
from doorlezen.web.day_fields import DayField, MomentField
from doorlezen.web.refusing import refuse
from doorlezen.web.templatetags.webinars import language_name
from doorlezen.webinars.captions.caption_files import LARGEST as LARGEST_CAPTIONS
from doorlezen.webinars.catalogue.shape import WebinarEntry
from doorlezen.webinars.domain.media import DOCUMENTS, PICTURES, VIDEO
from doorlezen.webinars.models import Audience, Precision, RecordingKind, Series, Theme

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


LANGUAGES = ("nl", "en", "fy", "de", "fr", "tr", "ar", "uk", "pl")
_CUE = re.compile(r"\bcues\[(\d+)\]")


class VersionedForm(forms.Form):
    """``version``: what the editor saw; 0 for what is new."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)

    def refuse(self, wrong: InputError) -> None:
        """Show what the domain refused at the field that it is about, or above the form."""
        if found := _CUE.search(wrong.where):
            caption = t("Ondertitel {number}", number=int(found[1]) + 1)
            wrong = InputError("", f"{caption}: {wrong.what}")
        refuse(self, wrong)


class LanguageField(forms.ChoiceField):
    """A language by its name: one that webinars are given in here, or the one that it is in already."""

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Taal"), initial=LANGUAGES[0], choices=lambda: _named(LANGUAGES))

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """With the language that it is in among the choices."""
        held = form.get_initial_for_field(self, field_name)
        self.choices = _named(dict.fromkeys([*LANGUAGES, held]))
        return super().get_bound_field(form, field_name)


def _named(codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in codes]


class AboutForm(VersionedForm):
    """What a webinar is, and when."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    slug = forms.CharField(
        label=gettext_lazy("Adres"),
        max_length=80,
        help_text=gettext_lazy("Het laatste deel van het adres. Een oud adres blijft werken."),
    )
    summary = forms.CharField(
        label=gettext_lazy("Samenvatting"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Eén zin. Die staat in lijsten en bij gedeelde links."),
    )
    date = DayField(label=gettext_lazy("Datum"), span=HELD)
    precision = forms.ChoiceField(
        label=gettext_lazy("Hoe zeker is de datum"), choices=Precision.choices, initial=Precision.DAY
    )
    start_time = forms.TimeField(
        label=gettext_lazy("Begintijd"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Duur in minuten"), required=False, min_value=1, max_value=1440
    )
    language = LanguageField()
    series = forms.ChoiceField(label=gettext_lazy("Reeks"), required=False)
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Thema's"), required=False, widget=forms.CheckboxSelectMultiple
    )
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Voor wie"), required=False, widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        label=gettext_lazy("Waar het over gaat"), required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    source = forms.CharField(label=gettext_lazy("Bron van deze gegevens"), max_length=300, required=False)
    invented = forms.BooleanField(label=gettext_lazy("Dit is een verzonnen voorbeeld"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        series = [(x.slug, x.title) for x in Series.objects.order_by("title", "slug")]
        self.fields["series"].choices = [("", "—"), *series]  # type: ignore[attr-defined]
        self.fields["themes"].choices = [  # type: ignore[attr-defined]
            (x.slug, x.title) for x in Theme.objects.order_by("title", "slug")
        ]
        self.fields["audiences"].choices = [  # type: ignore[attr-defined]
            (x.slug, x.title) for x in Audience.objects.order_by("title", "slug")
        ]

    def changes(self) -> dict[str, Any]:
        """The fields of the entry as they were filled in."""
        filled = {name: self.cleaned_data[name] for name in self.fields if name != "version"}
        filled |= {
            "precision": Precision(filled["precision"]),
            "themes": tuple(sorted(filled["themes"])),
            "audiences": tuple(sorted(filled["audiences"])),
            "about": _lines(filled["about"]),
        }
        return filled

    @staticmethod
    def of(entry: WebinarEntry) -> dict[str, Any]:
        """What stands in the form for an entry."""
        return {name: getattr(entry, name) for name in AboutForm.base_fields if name != "version"}


class LinesForm(VersionedForm):
    """Parts with speakers, and chapters, each as lines of text."""

    parts = forms.CharField(
        label=gettext_lazy("Onderdelen en sprekers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Een onderdeel begint met #, en mag eindigen met een tijd: # Gesprek (0:45). Daaronder per "
            "regel: naam; rol; organisatie. Ken je de naam niet, begin dan met een vraagteken."
        ),
    )
    chapters = forms.CharField(
        label=gettext_lazy("Hoofdstukken"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("Per regel: tijd, titel, en eventueel -> met de naam van een pagina."),
    )


class RecordingForm(VersionedForm):
    """Where the recording sits."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Waar staat de opname"),
        choices=[("", gettext_lazy("geen opname")), *RecordingKind.choices],
        required=False,
    )
    upload = forms.FileField(
        label=gettext_lazy("Bestand"),
        required=False,
        help_text=gettext_lazy(
            "Voor een bestand in eigen opslag. Is het te groot om te sturen, zie hieronder."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(VIDEO)}),
    )
    placed = forms.CharField(
        label=gettext_lazy("Naam in de opnamemap"),
        required=False,
        max_length=255,
        help_text=gettext_lazy(
            "Als je beheerder het bestand in de map van je organisatie op de server heeft gezet."
        ),
    )
    url = forms.URLField(
        label=gettext_lazy("Adres"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Voor HLS of voor een andere partij."),
    )
    host = forms.CharField(
        label=gettext_lazy("Bij wie staat het"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Voor een andere partij. Een kijker leest dit voor hij erheen gaat."),
    )
    length = forms.CharField(
        label=gettext_lazy("Lengte"), required=False, max_length=9, help_text=gettext_lazy("Zoals 48:30.")
    )
    licence = forms.CharField(label=gettext_lazy("Licentie"), required=False, max_length=120)

    OF_KIND: ClassVar = {
        "": (),
        RecordingKind.FILE: ("upload", "placed", "length", "licence"),
        RecordingKind.HLS: ("url", "length", "licence"),
        RecordingKind.ELSEWHERE: ("url", "host", "length", "licence"),
    }
    """Which fields belong to where the recording sits."""

    def clean(self) -> dict[str, Any]:
        """Nothing that was filled in just now is lost: it is used, or it is told where it belongs.

        Who chose a file means that file, also when "no recording" still stood there.
        """
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        if given["kind"] == "" and given["upload"]:
            given["kind"] = RecordingKind.FILE.value
        if given["url"] and not given["url"].startswith("https://"):
            self.add_error(
                "url", t("Geef een adres dat begint met https://; een ander speelt een browser niet af.")
            )
        for name in self.changed_data:
            if given.get(name) and name not in {"kind", "version", *self.OF_KIND[given["kind"]]}:
                told = t("Dit past niet bij waar de opname staat. Kies dat hierboven, of maak dit leeg.")
                self.add_error(name, told)
        if given.get("upload") and "placed" in self.changed_data and given.get("placed"):
            self.add_error("placed", t("Kies een bestand of geef een naam in de opnamemap, niet allebei."))
        return given


class PosterForm(VersionedForm):
    """The picture that stands there before the recording plays."""

    upload = forms.FileField(
        label=gettext_lazy("Beeld"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(PICTURES)}),
    )
    remove = forms.BooleanField(label=gettext_lazy("Haal het beeld weg"), required=False)
    poster_alt = forms.CharField(
        label=gettext_lazy("Beschrijving"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Wat er te zien is, voor wie het beeld niet ziet."),
    )
    poster_ink = forms.CharField(
        label=gettext_lazy("Kleur van de letters"),
        required=False,
        max_length=7,
        help_text=gettext_lazy("Zoals #1F2430. Leeg als er geen letters in staan."),
    )
    poster_paper = forms.CharField(
        label=gettext_lazy("Kleur achter de letters"), required=False, max_length=7
    )

    def clean(self) -> dict[str, Any]:
        """A new picture and none at all is not something that one can mean."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("upload") and given.get("remove"):
            self.add_error("remove", t("Je koos ook een nieuw beeld. Kies een van de twee."))
        return given


class CaptionsForm(VersionedForm):
    """A file with captions; it takes the place of the captions in its language."""

    upload = forms.FileField(
        label=gettext_lazy("Bestand (.vtt of .srt)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt,.srt"}),
    )
    language = LanguageField()
    origin = forms.CharField(
        label=gettext_lazy("Wie schreef dit op"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("En of het is nagekeken."),
    )

    def clean_upload(self) -> "UploadedFile[bytes]":
        """Refuse by its size before anything is read."""
        upload: UploadedFile[bytes] = self.cleaned_data["upload"]
        if (upload.size or 0) > LARGEST_CAPTIONS:
            most = LARGEST_CAPTIONS // 2**20
            raise forms.ValidationError(
                gettext_lazy("Het bestand is groter dan %(most)s MB; zo groot zijn ondertitels niet."),
                params={"most": most},
            )
        return upload


class DocumentForm(VersionedForm):
    """A document to add: a file or an address."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=200)
    upload = forms.FileField(
        label=gettext_lazy("Bestand"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(DOCUMENTS)}),
    )
    url = forms.URLField(
        label=gettext_lazy("Of een adres"), required=False, max_length=500, assume_scheme="https"
    )
    text = forms.CharField(
        label=gettext_lazy("De tekst ervan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Om in te zoeken, en voor wie het bestand niet kan openen."),
    )


class ReleaseForm(VersionedForm):
    """From when it is public."""

    at = MomentField(
        label=gettext_lazy("Openbaar vanaf"), span=HELD, required=False, help_text=gettext_lazy("Leeg: nu.")
    )

    def moment(self) -> Any:
        """The chosen moment, or now."""
        return self.cleaned_data["at"] or timezone.now()


class CueForm(forms.Form):
    """One caption, to edit."""

    start = forms.CharField(label=gettext_lazy("Begin"), max_length=12)
    end = forms.CharField(label=gettext_lazy("Einde"), max_length=12)
    speaker = forms.CharField(label=gettext_lazy("Spreker"), max_length=120, required=False)
    text = forms.CharField(
        label=gettext_lazy("Tekst"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    remove = forms.BooleanField(label=gettext_lazy("Haal deze ondertitel weg"), required=False)


class CatalogueForm(forms.Form):
    """An export to read in."""

    upload = forms.FileField(
        label=gettext_lazy("Bestand dat hier is uitgevoerd"),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.xlsx"}),
    )


class ThingForm(forms.Form):
    """A theme, audience, series, speaker or affiliation: only the fields that such a thing has."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=120)
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    slug = forms.CharField(
        label=gettext_lazy("Adres"),
        max_length=80,
        help_text=gettext_lazy("Het laatste deel van het adres. Een oud adres blijft werken."),
    )
    about = forms.CharField(
        label=gettext_lazy("Waar het over gaat"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    agenda = forms.CharField(label=gettext_lazy("Onder welke agenda"), required=False, max_length=200)
    organiser = forms.CharField(label=gettext_lazy("Georganiseerd door"), required=False, max_length=200)

    def __init__(self, *args: Any, only: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(only):
            del self.fields[name]

    def values(self) -> dict[str, Any]:
        """The fields of the entry as they were filled in."""
        return {name: _lines(value) for name, value in self.cleaned_data.items()}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\t", " ")
