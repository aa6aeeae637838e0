"""A list to choose from is written without a template, and is the one that Django's template makes."""

import re

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting

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


def test_an_input_is_what_django_makes_of_it() -> None:
    class Every(forms.Form):
        text = forms.CharField(initial='x"<&', max_length=9)
        number = forms.IntegerField()
        tick = forms.BooleanField(required=False, initial=True)
        day = forms.DateField(initial="2026-01-01", widget=forms.DateInput(attrs={"type": "date"}))
        hidden = forms.CharField(widget=forms.HiddenInput, initial=0)
        several = forms.MultipleChoiceField(
            choices=[("1", "één"), ("2", "t<wee")], initial=["2"], widget=forms.CheckboxSelectMultiple
        )
        one = forms.ChoiceField(choices=[("1", "a")], widget=forms.RadioSelect)

    ours, plain = Every(renderer=Renderer()), Every(renderer=TemplatesSetting())
    for name in ("text", "number", "tick", "day", "hidden"):
        assert ours[name].as_widget() == plain[name].as_widget()
    for name in ("several", "one"):
        assert [choice.tag() for choice in ours[name]] == [choice.tag() for choice in plain[name]]
