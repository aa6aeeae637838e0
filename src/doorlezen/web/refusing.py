"""A refusal of the domain, shown in the form that was filled in."""

from django import forms

from doorlezen.language import InputError


def refuse(form: forms.BaseForm, wrong: InputError, *, at: str | None = None) -> None:
    """Show what the domain could not use: at the field that it names, else at ``at``, else above the form.

    What it names may be a part of a field ("parts[2].title"), or a field that nobody sees: then it stands
    above the form. Where the field says it all, the sentence stands alone.
    """
    field = wrong.field or wrong.where.partition("[")[0]
    shown = str(wrong)
    if field in form.fields:
        at = None if form.fields[field].widget.is_hidden else field
        shown = shown if wrong.field else wrong.what
    if shown == wrong.what:
        shown = shown[:1].upper() + shown[1:] + ("" if shown.endswith((".", "?")) else ".")
    form.add_error(at, shown)
