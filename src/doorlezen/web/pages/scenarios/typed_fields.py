"""Form fields for the values of a library file: what people type is read as they mean it, and kept as the
file writes it. An empty field is a value that is not there.

Each has ``typed``: how the value of a file stands in the field.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from doorlezen.language import RECORDED, clean_line, t

_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"\d+([.,]\d+)?")
_QUARTERS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
_BETWEEN = re.compile(r"[;|\s]+")


def without_unit(text: str, units: Sequence[str]) -> str:
    """What stands before the unit that somebody wrote behind a number: "10 uur", "0,8 fte", "50%"."""
    lower = text.lower().rstrip(".")
    unit = next((unit for unit in units if lower.endswith(unit)), "")
    return text[: len(lower) - len(unit)].rstrip() if unit else text


def number_in(text: str) -> Decimal | None:
    """What somebody means by "66.500,50", "66500.5", "€ 1.500" or "2½"; None where it is no number.

    A point before three digits marks thousands, as people in the Netherlands write it.
    """
    plain = (
        text.replace("€", "").replace("\u00a0", "").replace("\u202f", "").replace(" ", "").removesuffix(",-")
    )
    part = Decimal(0)
    if plain and plain[-1] in _QUARTERS:
        plain, part = plain[:-1] or "0", _QUARTERS[plain[-1]]
    if not plain.isascii() or len(plain) > 20:
        return None
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif _PLAIN.fullmatch(plain):
        plain = plain.replace(",", ".")
    else:
        return None
    return Decimal(plain) + part


def typed_number(value: object, places: int | None = None) -> str:
    """A number of a file as people type it: Decimal("2.50") → "2,5"; with ``places`` "66.500,50"."""
    if isinstance(value, str):
        value = number_in(value) if number_in(value) is not None and "," not in value else value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return "" if value is None else str(value)
    number = Decimal(value)
    if places is not None and number == number.to_integral_value():
        places = 0
    shown = f"{number:,.{places}f}" if places is not None else f"{number.normalize():f}"
    return shown.replace(",", "_").replace(".", ",").replace("_", ".")


class TypedField(forms.Field):
    """A field of a library file; it may stay empty, and a page says what then is missing."""

    def __init__(self, label: Any = "", *, help_text: Any = "", size: int = 12, **others: Any) -> None:
        widget = others.pop("widget", None) or forms.TextInput(attrs={"size": size, "autocomplete": "off"})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget, **others)

    def typed(self, value: Any) -> Any:
        """How a value of a file stands in the field."""
        return "" if value is None else str(value)

    def means_the_same(self, one: Any, other: Any) -> bool:
        """Whether two values of a file would stand in the field in the same way."""
        return bool(self.typed(one) == self.typed(other))

    def keep(self, value: Any) -> None:
        """Make room for a value of the file that is not among what the field offers."""


class TextField(TypedField):
    """A line of text."""

    def __init__(self, label: Any = "", *, size: int = 40, most: int = 300, **others: Any) -> None:
        super().__init__(label, size=size, **others)
        self.widget.attrs["maxlength"] = most
        self.most = most

    def to_python(self, value: Any) -> str | None:
        """What was typed, without what nobody can see; None where that is nothing."""
        return clean_line(str(value or ""))[: self.most] or None


class NumberField(TypedField):
    """A number as it was typed: an int where it is whole, else a Decimal. ``units``: what people write behind
    it, the longest first; it means nothing more."""

    units: tuple[str, ...] = ()

    def __init__(
        self, label: Any = "", *, places: int = 4, most: int = 10**9, units: Sequence[str] = (), **others: Any
    ) -> None:
        super().__init__(label, **others)
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.places, self.most = places, most
        self.units = tuple(units) or self.units

    def to_python(self, value: Any) -> Any:
        """Raises ValidationError for what is no number from 0."""
        text = clean_line(str(value or ""))
        if not text:
            return None
        number = number_in(without_unit(text, self.units))
        if number is None:
            raise ValidationError(self.example())
        if number > self.most:
            raise ValidationError(t("Dit is te groot."))
        return self.kept(number)

    def example(self) -> str:
        """What is said of something else."""
        return t("Schrijf een getal, zoals 12 of 2,5.")

    def kept(self, number: Decimal) -> Any:
        """The value as a library file has it."""
        if number != round(number, self.places):
            raise ValidationError(t("Dit heeft te veel cijfers achter de komma."))
        return int(number) if number == number.to_integral_value() else number

    def typed(self, value: Any) -> str:
        """As people write it."""
        return typed_number(value)


class WholeField(NumberField):
    """A whole number."""

    units = ("procent", "leerlingen", "scholen", "weken", "%")

    def __init__(self, label: Any = "", **others: Any) -> None:
        super().__init__(label, **{"places": 0, "size": 6, **others})

    def example(self) -> str:
        """What is said of something else."""
        return t("Schrijf een heel getal, zoals 12.")


class EurosField(NumberField):
    """Euros: whole, or with cents as a text, so that no figure is lost on the way."""

    units = ("euro", "eur")

    def __init__(self, label: Any = "", **others: Any) -> None:
        super().__init__(label, **{"places": 2, **others})

    def example(self) -> str:
        """What is said of something else."""
        return t("Schrijf een bedrag, zoals 66.500 of 12,50.")

    def kept(self, number: Decimal) -> Any:
        """66500, or "12.50"."""
        kept = super().kept(number)
        return kept if isinstance(kept, int) else f"{kept:.2f}"

    def typed(self, value: Any) -> str:
        """66.500 or 12,50."""
        return typed_number(value, 2)


class HoursField(NumberField):
    """Hours a week, in quarters of an hour."""

    units = ("uren", "uur", "u")

    def __init__(self, label: Any = "", **others: Any) -> None:
        super().__init__(label, **{"places": 2, "size": 6, "most": 10**5, **others})

    def example(self) -> str:
        """What is said of something else."""
        return t("Schrijf een aantal uren, zoals 2, 2,5 of 2¾.")

    def kept(self, number: Decimal) -> Any:
        """In whole quarters."""
        if number * 4 != int(number * 4):
            raise ValidationError(t("Schrijf uren in hele kwartieren, zoals 2,25 of 2½."))
        return super().kept(number)


class ListField(TypedField):
    """Several numbers in a row, each read by ``of``; ``lines``: a line for each of several lists."""

    def __init__(self, label: Any = "", *, of: NumberField, lines: bool = False, **others: Any) -> None:
        rows = forms.Textarea(attrs={"rows": 4, "cols": 30}) if lines else None
        super().__init__(label, **{"size": 30, "widget": rows, **others})
        self.of, self.lines = of, lines

    def to_python(self, value: Any) -> Any:
        """A list, or a list of lists where there are several lines."""
        lines = [line for line in str(value or "").splitlines() if line.strip()]
        lists = [[self.of.to_python(part) for part in _BETWEEN.split(line.strip())] for line in lines]
        if not lists:
            return None
        if len(lists) == 1:
            return lists[0]
        if not self.lines:
            raise ValidationError(t("Schrijf alles op één regel."))
        return lists

    def typed(self, value: Any) -> str:
        """0  2  3  4; a list on each line."""
        if not isinstance(value, list):
            return "" if value is None else str(value)
        lists = value if any(isinstance(item, list) for item in value) else [value]
        return "\n".join(
            "  ".join(self.of.typed(item) for item in one) if isinstance(one, list) else str(one)
            for one in lists
        )


class ChosenField(TypedField):
    """One out of several words of the file."""

    def __init__(
        self, label: Any, choices: Iterable[tuple[str, Any]], *, empty: Any = "", **others: Any
    ) -> None:
        offered = ([("", empty)] if empty else []) + list(choices)
        super().__init__(label, widget=forms.Select(choices=offered), **others)
        self.offered = [value for value, _ in offered]

    def keep(self, value: Any) -> None:
        """Offer what the file says as well, right or wrong."""
        if isinstance(value, str) and value and value not in self.offered:
            self.offered.append(value)
            self.widget.choices = [*self.widget.choices, (value, value)]

    def to_python(self, value: Any) -> str | None:
        """The word; None where none was chosen."""
        if not value:
            return None
        if value not in self.offered:
            raise ValidationError(t("Kies een van de mogelijkheden."))
        return str(value)


class YesNoField(ChosenField):
    """Yes, no, or not said."""

    def __init__(self, label: Any, **others: Any) -> None:
        words = [("true", gettext_lazy("Ja")), ("false", gettext_lazy("Nee"))]
        super().__init__(label, words, empty=gettext_lazy("Niet ingevuld"), **others)

    def to_python(self, value: Any) -> Any:
        """True or False; None where nothing was said, and what the file says where that is neither."""
        word = super().to_python(value)
        return {"true": True, "false": False}.get(word, word) if word else None

    def typed(self, value: Any) -> str:
        """The word of the choice."""
        return str(value).lower() if isinstance(value, bool) else super().typed(value)


class SeveralField(TypedField):
    """Several words of the file, each to be ticked."""

    def __init__(self, label: Any, choices: Iterable[tuple[str, Any]], **others: Any) -> None:
        offered = list(choices)
        super().__init__(label, widget=forms.CheckboxSelectMultiple(choices=offered), **others)
        self.offered = [value for value, _ in offered]

    def keep(self, value: Any) -> None:
        """Offer what the file says as well, right or wrong."""
        for one in value if isinstance(value, list) else ():
            if isinstance(one, str) and one not in self.offered:
                self.offered.append(one)
                self.widget.choices = [*self.widget.choices, (one, one)]

    def to_python(self, value: Any) -> list[str] | None:
        """In the order in which they are offered."""
        chosen: Sequence[str] = value or ()
        if any(one not in self.offered for one in chosen):
            raise ValidationError(t("Kies uit de mogelijkheden."))
        return [one for one in self.offered if one in chosen] or None

    def means_the_same(self, one: Any, other: Any) -> bool:
        """Whether the same is ticked, in whichever order."""
        return sorted(self.typed(one)) == sorted(self.typed(other))

    def typed(self, value: Any) -> list[str]:
        """What is ticked."""
        return [str(one) for one in value] if isinstance(value, list) else []


class YesField(TypedField):
    """Something that holds or not."""

    def __init__(self, label: Any, *, yes: Any = True, **others: Any) -> None:
        super().__init__(label, widget=forms.CheckboxInput(), **others)
        self.yes = yes

    def to_python(self, value: Any) -> Any:
        """``yes`` where it is ticked, else nothing stands in the file."""
        return self.yes if value else None

    def typed(self, value: Any) -> Any:
        """Whether it is ticked."""
        return value == self.yes


class FileDayField(TypedField):
    """A day."""

    def __init__(self, label: Any, **others: Any) -> None:
        offered = {"type": "date", "min": RECORDED.first.isoformat(), "max": RECORDED.last.isoformat()}
        super().__init__(label, widget=forms.DateInput(attrs=offered, format="%Y-%m-%d"), **others)

    def to_python(self, value: Any) -> datetime.date | None:
        """Raises ValidationError for what is no day that is kept."""
        if not value:
            return None
        try:
            day = datetime.date.fromisoformat(str(value))
        except ValueError:
            raise ValidationError(t("Kies een dag.")) from None
        if not RECORDED.holds(day):
            raise ValidationError(RECORDED.refusal())
        return day

    def typed(self, value: Any) -> str:
        """As a browser has it."""
        return value.isoformat() if isinstance(value, datetime.date) else ""
