"""The field with which somebody gives a list of their own: Excel or csv."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from doorlezen.documents.source import Source, source_of
from doorlezen.language import t

LARGEST_LIST = 2_000_000
"""Bytes of a list that somebody keeps by hand."""


class ListFileInput(forms.FileInput):
    """Offers the files that can be a list."""

    def __init__(self) -> None:
        super().__init__(attrs={"accept": ".xlsx,.csv,text/csv"})


class ListForm(forms.Form):
    """A form with a list in its field ``file``, which a subclass names."""

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
