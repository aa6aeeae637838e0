"""What can be asked on the search page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.language import t
from doorlezen.webinars.domain.ways import Ways

LONGEST = 200
"""Characters of a question that are read; a longer one is cut after a word, not refused."""


class QueryForm(forms.Form):
    """A question, wherever one can be asked. ``is_cut``: whether it was too long to read wholly."""

    is_cut = False

    only_asks = True
    q = forms.CharField(
        label=gettext_lazy("Waar zoek je naar?"),
        widget=forms.TextInput(attrs={"type": "search", "enterkeyhint": "search"}),
    )

    def clean_q(self) -> str:
        """The question, or its begin."""
        asked = " ".join(str(self.cleaned_data["q"]).split())
        if len(asked) <= LONGEST:
            return asked
        self.is_cut = True
        begin, _, _ = asked[: LONGEST + 1].rpartition(" ")
        return begin or asked[:LONGEST]


class SearchForm(QueryForm):
    """A question and what to leave out. A choice that is not there is refused, not ignored."""

    theme = forms.ChoiceField(label=gettext_lazy("Thema"), required=False)
    year = forms.TypedChoiceField(label=gettext_lazy("Jaar"), required=False, coerce=int, empty_value=None)
    audience = forms.ChoiceField(label=gettext_lazy("Doelgroep"), required=False)
    speaker = forms.ChoiceField(label=gettext_lazy("Spreker"), required=False)

    def __init__(self, *arguments: Any, ways: Ways, **others: Any) -> None:
        super().__init__(*arguments, **others)
        offered: dict[str, list[tuple[object, str]]] = {
            "theme": [(theme.slug, theme.title) for theme in ways.themes],
            "year": [(year, str(year)) for year, _ in ways.years],
            "audience": [(audience.slug, audience.title) for audience in ways.audiences],
            "speaker": [(speaker.slug, speaker.name) for speaker in ways.speakers],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", t("alle")), *((str(key), title) for key, title in choices)]
