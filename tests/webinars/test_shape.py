"""A webinar is described once: what holds its rows and what asks for it agree with that description."""

import typing
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models

from doorlezen.web.pages.webinars.editing import forms
from doorlezen.webinars.catalogue import shape
from doorlezen.webinars.catalogue.plain import TextRule
from doorlezen.webinars.domain.entries import CALLED, LISTS
from doorlezen.webinars.models import Webinar


def described(kind: type, model: type[models.Model]) -> Iterator[tuple[str, Any, Any]]:
    """Each field of an entry and of what is below it: its name, its hint, and the column or relation."""
    for name, hint in typing.get_type_hints(kind, include_extras=True).items():
        column = model._meta.get_field(CALLED.get(name, name))
        yield f"{kind.__name__}.{name}", hint, column
        inner = next(iter(typing.get_args(hint)), None)
        if inner is not None and hasattr(inner, "__dataclass_fields__"):
            yield from described(inner, typing.cast(Any, column.related_model))


EVERYTHING = [
    one
    for kind, model in [(shape.WebinarEntry, Webinar), *((x.entry, x.model) for x in LISTS.values())]
    for one in described(kind, model)
]


def rule_of(hint: Any) -> TextRule | None:
    found = [one for part in (hint, *typing.get_args(hint)) for one in getattr(part, "__metadata__", ())]
    return found[0] if found else None


def test_what_fits_an_entry_fits_its_row() -> None:
    compared, wrong = 0, []
    for name, hint, column in EVERYTHING:
        rule = rule_of(hint)
        if rule is None or getattr(column, "max_length", None) is None:
            continue
        compared += 1
        if isinstance(column, models.CharField | models.FileField) and rule.most > column.max_length:
            wrong.append(f"{name}: {rule.most} > {column.max_length}")
    assert compared > 30
    assert wrong == []


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        (forms.AboutForm, shape.WebinarEntry),
        (forms.PosterForm, shape.WebinarEntry),
        (forms.RecordingForm, shape.RecordingEntry),
        (forms.CaptionsForm, shape.TrackEntry),
        (forms.DocumentForm, shape.DocumentEntry),
        (forms.CueForm, shape.CueEntry),
    ],
)
def test_a_form_takes_what_an_entry_takes(form: Any, kind: type) -> None:
    hints = typing.get_type_hints(kind, include_extras=True)
    of_text, of_number = 0, 0
    for name, field in form.base_fields.items():
        rule = rule_of(hints.get(name))
        is_text = rule is not None and rule.most and typing.get_args(hints[name])[0] is str
        if is_text and getattr(field, "max_length", None) is not None:
            assert field.max_length == rule.most, name
            of_text += 1
        if rule is not None and getattr(field, "max_value", None) is not None:
            assert (field.min_value, field.max_value) == (rule.least, rule.most), name
            of_number += 1
    assert of_text + of_number > 0
