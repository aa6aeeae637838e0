"""The fields of a scenario on its pages, and what is told at each.

Written without templates: there are hundreds of fields on a page, and an answer comes after every pause in
typing.
"""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

from doorlezen.web.forms import as_text
from doorlezen.web.templatetags.pieces import field_input, is_a
from doorlezen.web.typesetting import begun

register = template.Library()


def told_text(form: Any, name: str) -> str:
    """What is wrong with a field of a form, else what is still to be filled in there; as HTML, or ""."""
    if name in form.errors:
        return "".join(wrong(error) for error in form.errors[name])
    return f'<span class="sheet__blank">{as_text(form.blanks[name])}</span>' if name in form.blanks else ""


def wrong(line: object) -> str:
    """A line about something that is wrong, as HTML."""
    return f'<span class="sheet__wrong">✗ {as_text(line)}</span> '


@register.simple_tag
def sheet_told(field: BoundField) -> SafeString:
    """The line under a field."""
    return SafeString(
        f'<p class="sheet__told" id="{as_text(field.auto_id)}_told">{told_text(field.form, field.name)}</p>'
    )


@register.simple_tag
def sheet_field(field: BoundField) -> SafeString:
    """A field with its label, hint, input, and what is told at it."""
    if is_a(field, "choices"):
        return _choices(field)
    invalid = " utrecht-form-field--invalid" if field.errors else ""
    label, hint = as_text(begun(str(field.label))), ""
    if is_a(field, "checkbox"):
        if field.help_text:
            hint = f'<p class="hint">{as_text(field.help_text)}</p>'
        inside = f'<label class="choice">{field_input(field)} <span>{label}</span></label>{hint}'
    else:
        if field.help_text:
            hint = f'<p class="hint" id="{as_text(field.auto_id)}_helptext">{as_text(field.help_text)}</p>'
        of = f'<label class="utrecht-form-label" for="{as_text(field.id_for_label)}">{label}</label>'
        inside = f"{of}{hint}{field_input(field)}"
    return SafeString(
        f'<div class="utrecht-form-field sheet__field{invalid}">{inside}{sheet_told(field)}</div>'
    )


def _choices(field: BoundField) -> SafeString:
    label = as_text(begun(str(field.label)))
    hint = f'<p class="hint">{as_text(field.help_text)}</p>' if field.help_text else ""
    named = ((choice.tag(), as_text(begun(str(choice.choice_label)))) for choice in field)
    choices = "".join(f'<label class="choice">{tag} <span>{name}</span></label>' for tag, name in named)
    classes, place = "utrecht-form-fieldset sheet__field sheet__field--wide", as_text(field.auto_id)
    return SafeString(
        f'<fieldset class="{classes}" id="{place}" tabindex="-1">'
        f'<legend class="utrecht-form-fieldset__legend">{label}</legend>{hint}'
        f'<div class="sheet__choices">{choices}</div>{sheet_told(field)}</fieldset>'
    )
