"""Choosing schools in a form, as a library file does: a word, or conditions that hold together."""

from typing import Any

from django.utils.translation import gettext_lazy

from doorlezen.planning.library.selectors import WORDS
from doorlezen.web.pages.scenarios.parts.table_forms import TableForm
from doorlezen.web.pages.scenarios.typed_fields import ChosenField, NumberField, TextField, WholeField

AS_IT_IS = "="
"""What stands in the file cannot be said with these fields: it stays as it is."""
_EXTRA = ("score_above", "pupils_below", "codes")


def school_words() -> list[tuple[str, Any]]:
    """The words for schools, as they are offered."""
    return [
        ("all", gettext_lazy("alle scholen")),
        ("with_score", gettext_lazy("scholen met een achterstandsscore")),
        ("without_score", gettext_lazy("scholen zonder achterstandsscore")),
        ("collaborating", gettext_lazy("scholen die al samenwerken")),
        ("not_collaborating", gettext_lazy("scholen die nog niet samenwerken")),
        ("eligible", gettext_lazy("scholen die in aanmerking komen voor de regeling")),
    ]


class ChoosingForm(TableForm):
    """A table in which schools are chosen, under one key or two."""

    @staticmethod
    def fields_of(key: str) -> tuple[str, ...]:
        """The names of the fields with which the schools of ``key`` are chosen."""
        return (key, *(f"{key}-{extra}" for extra in _EXTRA))

    def add_choice(self, key: str, label: Any, *, needed: bool) -> None:
        """Let schools be chosen for ``key``: a word, and below that what narrows it down."""
        words = school_words()
        if _said(self.was.get(key)) is None:
            words = [(AS_IT_IS, gettext_lazy("zoals het in het bestand staat")), *words]
        self.fields[key] = ChosenField(label, words, empty="" if needed else gettext_lazy("Gewoon"))
        self.fields[f"{key}-score_above"] = NumberField(gettext_lazy("alleen met een score boven"), size=6)
        self.fields[f"{key}-pupils_below"] = WholeField(gettext_lazy("alleen met minder leerlingen dan"))
        self.fields[f"{key}-codes"] = TextField(
            gettext_lazy("alleen deze scholen"),
            help_text=gettext_lazy("Vestigingscodes, zoals 00AP00, met een spatie ertussen."),
            most=20000,
        )

    def field_at(self, rest: str) -> str | None:
        """Conditions lie a table deeper in the file."""
        plain = rest.split("[")[0].replace(".", "-")
        return plain if plain in self.fields else super().field_at(rest)

    def _typed(self) -> Any:
        data = super()._typed()
        for key in self._chosen():
            said = _said(self.was.get(key))
            word, extra = (AS_IT_IS, {}) if said is None else said
            data[self.add_prefix(key)] = word
            for name in _EXTRA:
                known = self.fields[f"{key}-{name}"]
                value = extra.get(name)
                shown = " ".join(value) if isinstance(value, list) else known.typed(value)  # type: ignore[attr-defined]
                data[self.add_prefix(f"{key}-{name}")] = shown
        return data

    def settle(self, table: dict[str, Any]) -> None:
        """Words and conditions in one value."""
        for key in self._chosen():
            word = table.pop(key, None)
            extra = {name: table.pop(f"{key}-{name}", None) for name in _EXTRA}
            if isinstance(extra["codes"], str):
                extra["codes"] = list(dict.fromkeys(extra["codes"].upper().replace(",", " ").split()))
            narrowed = {name: value for name, value in extra.items() if value is not None}
            if word == AS_IT_IS:
                table[key] = self.was[key]
            elif narrowed:
                table[key] = {**WORDS[word or "all"], **narrowed}
            elif word:
                table[key] = word

    def _chosen(self) -> list[str]:
        return [name.removesuffix("-codes") for name in self.fields if name.endswith("-codes")]


def _said(value: Any) -> tuple[str, dict[str, Any]] | None:
    """A word and what narrows it down; None where these fields cannot say it."""
    if value is None:
        return "", {}
    if isinstance(value, str):
        return (value, {}) if value in WORDS else None
    if not isinstance(value, dict):
        return None
    extra = {name: value[name] for name in _EXTRA if name in value}
    rest = {name: condition for name, condition in value.items() if name not in extra}
    codes = extra.get("codes", [])
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        return None
    return next(((word, extra) for word, conditions in WORDS.items() if conditions == rest), None)
