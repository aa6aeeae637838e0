"""How every form is set, also those of libraries: the pieces in templates/components."""

import html
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from doorlezen.language import t
from doorlezen.web import typesetting

_DASHES = BLANK_CHOICE_DASH[0][1]


class Renderer(TemplatesSetting):
    """``{{ form }}`` gives the errors on top and each field with its label, hint and error.

    Inputs and lists to choose from are written here: Django takes a template for each of them and for every
    option, and a scenario has thousands.
    """

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """The text of a template, or of a ``<select>`` or ``<input>`` the same without one."""
        if template_name == "django/forms/widgets/select.html":
            return _select(context["widget"])
        if template_name in _INPUTS and not context["widget"].get("wrap_label"):
            return _input(context["widget"])
        return SafeString(super().render(template_name, context, request))


_INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in ("input", "text", "number", "hidden", "date", "checkbox", "checkbox_option", "radio_option")
)


def _input(widget: dict[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else f' value="{html.escape(str(value))}"'
    name, attributes = html.escape(widget["name"]), _attributes(widget["attrs"])
    return SafeString(f'<input type="{widget["type"]}" name="{name}"{shown}{attributes}>')


def _select(widget: dict[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ((part,) for part in _groups(widget["optgroups"])))
    return format_html(
        '<select name="{}"{}>{}\n</select>', widget["name"], _attributes(widget["attrs"]), groups
    )


def _groups(groups: list[tuple[str | None, list[dict[str, Any]], int]]) -> Iterator[SafeString]:
    for name, options, _ in groups:
        shown = as_options((option["value"], option["attrs"], option["label"]) for option in options)
        yield (
            shown if name is None else format_html('\n  <optgroup label="{}">{}\n  </optgroup>', name, shown)
        )


def as_options(offered: Iterable[tuple[object, dict[str, Any], str]]) -> SafeString:
    """The options of a ``<select>``: the value, the attributes and the text of each.

    Each begins with a capital, as every label does. Where nothing is chosen yet Django has a row of dashes;
    here it says what to do.
    """
    return format_html_join(
        "",
        '\n  <option value="{}"{}>{}</option>',
        ((value, _attributes(attributes), _called(text)) for value, attributes, text in offered),
    )


def _called(text: object) -> str:
    return t("Kies …") if text == _DASHES else typesetting.begun(str(text))


def _attributes(attributes: dict[str, Any]) -> SafeString:
    """As Django's own template has them: True is a name alone, False is not there."""
    return SafeString(
        "".join(
            f" {name}" if value is True else f' {name}="{as_text(value)}"'
            for name, value in attributes.items()
            if value is not False
        )
    )


def as_text(value: object) -> str:
    """A value between the tags or the quotes of HTML."""
    shown = str(value)
    return shown if isinstance(shown, SafeString) else html.escape(shown)
