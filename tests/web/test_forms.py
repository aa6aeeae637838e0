"""A list to choose from is written without a template, and is the one that Django's template makes."""

import re

from django import forms
from django.forms.renderers import DjangoTemplates

from doorlezen.web.forms import Renderer

CHOICES = [
    ("", "Alle"),
    ("a&b", 'Aan & <b>"bij"</b>'),
    (1, "Eén"),
    ("Groep <1>", [("x", "Iks"), ("y", "IJ")]),
]


def told(text: str) -> str:
    """Without the spaces between tags."""
    return re.sub(r">\s+<", "><", text.strip())


def test_a_select_is_what_django_makes_of_it() -> None:
    for kind in (forms.Select, forms.SelectMultiple):
        for value in ("", "a&b", "1", ["x", "a&b"], None):
            widget = kind(attrs={"class": 'een "twee"', "required": True, "hidden": False}, choices=CHOICES)
            ours, theirs = (
                widget.render("keus", value, attrs={"id": "id_keus"}, renderer=renderer)
                for renderer in (Renderer(), DjangoTemplates())
            )
            assert told(ours) == told(theirs)


def test_other_inputs_come_from_their_templates() -> None:
    asked = forms.TextInput().render("naam", "Noor & co", attrs={"id": "id_naam"}, renderer=Renderer())
    assert told(asked) == '<input type="text" name="naam" value="Noor &amp; co" id="id_naam">'
