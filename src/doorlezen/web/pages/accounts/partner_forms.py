"""Forms with which a library invites its gemeenten and schools."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain.partners import PartnerPlace
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.source import Source, source_of
from doorlezen.language import t
from doorlezen.web.form_fields import AddressField, NameField

LARGEST_LIST = 2_000_000
"""Bytes of a list of people to invite."""


class PartnerForm(forms.Form):
    """Of which gemeente or school, and who there. Nothing is chosen beforehand."""

    place = forms.ChoiceField(label=gettext_lazy("Gemeente of school"))
    name = NameField(label=gettext_lazy("Naam"))
    email = AddressField(label=gettext_lazy("E-mailadres"))

    def __init__(self, *args: Any, places: dict[str, PartnerPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, one in places.items():
            if one.kind is OrganisationKind.GEMEENTE:
                groups.setdefault(t("Gemeenten"), []).append((code, one.called))
            else:
                group = t("Scholen in {gemeente}", gemeente=one.gemeente)
                groups.setdefault(group, []).append((code, f"{one.name}, {one.place} ({code})"))
        choices = [("", t("Kies een gemeente of school")), *groups.items()]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


class PartnerListForm(forms.Form):
    """A list of people to invite."""

    file = forms.FileField(
        label=gettext_lazy("Je lijst"),
        help_text=gettext_lazy(
            "Excel of csv, met de kolommen vestigingscode of gemeente, naam en e-mailadres. Rijen zonder "
            "e-mailadres tellen niet mee."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,text/csv"}),
    )

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
        file = self.cleaned_data["file"]
        return source_of(file.name or t("bestand"), file.read())
