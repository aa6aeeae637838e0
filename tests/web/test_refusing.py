"""A refusal stands at the field that it is about, as a sentence; what no field has stands above the form."""

import pytest
from django import forms

from doorlezen.language import FieldError, InputError
from doorlezen.web.refusing import refuse


class AForm(forms.Form):
    parts = forms.CharField(required=False)
    upload = forms.CharField(required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


@pytest.mark.parametrize(
    ("wrong", "at", "shown"),
    [
        (InputError("parts", "vul dit in"), None, {"parts": ["Vul dit in."]}),
        (InputError("parts[2].title", "is te lang"), None, {"parts": ["Is te lang."]}),
        (FieldError("parts", "kies er een"), None, {"parts": ["Kies er een."]}),
        (InputError("a.csv", "is leeg", field="upload"), None, {"upload": ["a.csv: is leeg"]}),
        (InputError("upload.csv", "is leeg"), "parts", {"parts": ["upload.csv: is leeg"]}),
        (InputError("version", "iemand was je voor"), None, {"__all__": ["Iemand was je voor."]}),
        (InputError("a.csv, rij 3", "klopt niet"), "upload", {"upload": ["a.csv, rij 3: klopt niet"]}),
        (InputError("elders", "Kan dat?"), None, {"__all__": ["elders: Kan dat?"]}),
        (InputError("", "Kan dat?"), None, {"__all__": ["Kan dat?"]}),
        (FieldError("elders", "past niet"), "upload", {"upload": ["Past niet."]}),
    ],
)
def test_where_a_refusal_stands(wrong: InputError, at: str | None, shown: dict[str, list[str]]) -> None:
    form = AForm({})
    assert form.is_valid()
    refuse(form, wrong, at=at)
    assert form.errors == shown
