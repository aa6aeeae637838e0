"""The form with which a proposal comes in: the files that the commands made."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from doorlezen.accounts.actor import Actor
from doorlezen.documents.recognised import FileKind as Known
from doorlezen.documents.recognised import other_than
from doorlezen.documents.source import Source
from doorlezen.language import InputError, t
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from doorlezen.web.refusing import refuse

LARGEST = 8 * 2**20
"""Bytes that one file may have; the whole country is 1.5 MB."""


class ProposalForm(forms.Form):
    """Problem, plan, sources and a title; `store` keeps them, or says in a field what is wrong."""

    problem = forms.FileField(
        label=gettext_lazy("Probleembestand"),
        help_text=gettext_lazy("Wat er gevraagd werd, bijvoorbeeld probleem.json."),
    )
    plan = forms.FileField(
        label=gettext_lazy("Planbestand"),
        help_text=gettext_lazy("Wat de rekenaar bij dit probleem antwoordde, bijvoorbeeld plan.json."),
    )
    sources = forms.FileField(
        label=gettext_lazy("Bronnen"),
        required=False,
        help_text=gettext_lazy("Ligt naast het probleem, bijvoorbeeld probleem.sources.json."),
    )
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Leeg: zoals het probleem heet."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a file before it is read when it is too large."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("problem", "plan", "sources"):
            file = given.get(name)
            if file is not None and file.size > LARGEST:
                most = LARGEST // 2**20
                self.add_error(name, t("{file} is groter dan {most} MB", file=file.name, most=most))
        return given

    def store(self, actor: Actor) -> Proposal | None:
        """The proposal that was kept; None where the form now says what is wrong. Raises Refused."""
        given = self.cleaned_data
        files = {name: _read(given.get(name)) for name in ("problem", "plan", "sources")}
        problem, plan = files["problem"], files["plan"]
        if self._other_files(files):
            return None
        assert problem is not None
        assert plan is not None
        try:
            return store_proposal(
                actor, problem=problem, plan=plan, sources=files["sources"], title=given["title"]
            )
        except InputError as wrong:
            refuse(self, wrong, at=_field_of(wrong, files))
            return None

    def _other_files(self, files: dict[str, GivenFile | None]) -> bool:
        """Say at each field where plainly another file was chosen, and whether there was any."""
        for name, wanted in _WANTED.items():
            file = files[name]
            if file is None:
                continue
            source = Source(file.name, file.data)
            if other := other_than(source, wanted):
                refuse(self, other, at=name)
            elif not file.data.lstrip(_BLANK).startswith(b"{"):
                what = t("dit is iets anders; hier hoort {wanted}, zoals het is gemaakt", wanted=wanted.told)
                refuse(self, InputError(file.name, what), at=name)
        return bool(self.errors)


_WANTED = {"problem": Known.PROBLEM, "plan": Known.PLAN, "sources": Known.SOURCES}
_BLANK = b"\xef\xbb\xbf \t\r\n"


def _read(file: "UploadedFile[bytes] | None") -> GivenFile | None:
    return None if file is None else GivenFile(file.name or "", file.read())


def _field_of(wrong: InputError, files: dict[str, GivenFile | None]) -> str | None:
    """The field whose file the refusal is about: it begins with the name of the file."""
    for field in ("plan", "sources", "problem"):
        file = files[field]
        if file is not None and wrong.where.startswith(file.name):
            return field
    return None
