"""The pieces of a page as template tags; every template has them. They are all shown at /onderdelen/."""

import re
from html import unescape
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from doorlezen.language import t
from doorlezen.reports.drawing import swatch
from doorlezen.reports.purse_styles import Kind, label
from doorlezen.schemes.verdict import Verdict
from doorlezen.web import navigation, typesetting
from doorlezen.web.pieces import Holds, Judgement, ShownPrice, ShownProgress, SourcedFigure, SourceNote, Table

register = template.Library()

_CLASS_OF_INPUT = {
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input",
    "select": "utrecht-select utrecht-select--html-select",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "file": "",
    "hidden": "",
    "radio": "",
}
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>")
_CLASS_OF_TEXT = "utrecht-textbox utrecht-textbox--html-input"


@register.simple_tag(takes_context=True)
def links_here(context: Context) -> list[navigation.NavigationLink]:
    """What the head of the page offers this reader."""
    return navigation.links(context.get("actor"), context["request"].path)


@register.inclusion_tag("components/page_title.html")
def page_title(title: str, lead: str = "", over: str = "", language: str = "") -> dict[str, Any]:
    """The head of a page: what it is about (``over``), its one h1, and its thought in a sentence.

    ``language``: that of the title, where it may be another than that of the page.
    """
    other = "" if language == get_language() else language
    return {"title": title, "lead": lead, "over": over, "language": other}


@register.inclusion_tag("components/crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """Where the page stands: ``{% crumbs "Scholen" address "De Akker" %}``; the last is the page itself."""
    pairs = zip(parts[0:-1:2], parts[1:-1:2], strict=True)
    return {"above": list(pairs), "here": parts[-1]}


@register.simple_tag
def table(table: Table, label: str = "", *, titled: bool = False) -> SafeString:
    """A table with caption, units and sums. ``label`` names the region to scroll in, else the caption.
    ``titled``: the heading just above says what it is, so that the caption is only heard."""
    return typesetting.table(table, label, titled=titled)


@register.inclusion_tag("components/facts.html")
def facts(facts: list[SourcedFigure]) -> dict[str, Any]:
    """Facts in columns, each with its source."""
    return {"facts": facts}


@register.simple_tag
def source(source: SourceNote | str | None, of: str = "") -> SafeString:
    """The source of a figure, one click away. ``of``: what the figure is."""
    return typesetting.source(source, of)


@register.filter
def about(what: str) -> SafeString:
    """What the word before it is about, only heard: ``Wijzig{{ contact.name|about }}``."""
    return typesetting.about(what)


@register.inclusion_tag("components/verdict.html")
def verdict(found: Verdict | Judgement, on: str = "", version: str = "", scheme: str = "") -> dict[str, Any]:
    """A verdict with its reason and facts; ``on``: the day that it is about, in words; ``version``: that of
    the ``scheme``."""
    judged = Judgement.of(found, on) if isinstance(found, Verdict) else found
    return {"found": judged, "version": version, "scheme": scheme}


@register.simple_tag
def verdict_word(holds: Holds, word: str) -> SafeString:
    """A verdict in a line or a table: a sign and a word. ``holds``: "yes", "no" or "unknown"."""
    return typesetting.verdict_word(holds, word)


@register.inclusion_tag("components/figure.html")
def figure(svg: str, title: str = "", table: Table | None = None, note: str = "") -> dict[str, Any]:
    """A drawing of `doorlezen.reports` with its numbers under it. The drawing is ours, so it is trusted.

    The region to scroll it in goes by ``title``, or else by what the drawing itself is called; where its
    table is called the same, it says that it is the drawing.
    """
    called = title or unescape("".join(_TITLE.findall(svg)[:1]))
    region = t("Beeld: {title}", title=called) if table is not None and table.caption == called else called
    return {
        "svg": mark_safe(svg),
        "title": title,
        "called": called,
        "region": region,
        "table": table,
        "note": note,
    }


@register.inclusion_tag("components/legend.html")
def purse_legend(kinds: list[Kind]) -> dict[str, Any]:
    """Who pays: each kind of purse with its colour and pattern."""
    return {"kinds": [(label(kind), mark_safe(swatch(kind))) for kind in kinds]}


@register.inclusion_tag("components/price_tag.html")
def price_tag(tag: ShownPrice) -> dict[str, Any]:
    """What a demand costs; in a list ``<ul class="price-tags">`` each in its own ``<li>``."""
    return {"tag": tag}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "pagina") -> dict[str, Any]:
    """The pages of a list, with the rest of the address kept. ``name``: the parameter that holds the page."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "pages": [(number, address(number) if isinstance(number, int) else "") for number in shown],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/progress.html")
def progress(progress: ShownProgress) -> dict[str, Any]:
    """How far long work is; htmx asks again by itself, and without it there is a link."""
    return {"progress": progress}


@register.inclusion_tag("components/refusal.html")
def refusal(reason: str) -> dict[str, Any]:
    """What somebody may not do here, and why."""
    return {"reason": reason}


@register.simple_block_tag
def notice(content: str, kind: str = "plain", title: str = "") -> SafeString:
    """``{% notice "attention" "Let op" %}<p>…</p>{% endnotice %}``; kinds: plain, attention, done, wrong."""
    head = format_html('<p class="notice__title">{}</p>', title) if title else ""
    return format_html('<div class="notice notice--{}">{}{}</div>', kind, head, content)


@register.simple_block_tag
def nothing_yet(content: str, title: str) -> SafeString:
    """``{% nothing_yet "Er is nog geen plan" %}<p>wat je nu kunt doen</p>{% endnothing_yet %}``."""
    return format_html('<div class="empty"><p class="empty__title">{}</p>{}</div>', title, content)


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong in a form, on top of it, each with a link to its field. Nothing where all is well."""
    return {"form": form, "wrong": [form[name] for name in form.errors if name in form.fields]}


@register.inclusion_tag("components/field.html", name="field")
def show_field(field: BoundField) -> dict[str, Any]:
    """One field of a form: label, hint, error and input, tied together."""
    return {"field": field}


@register.filter
def begun(label: str) -> str:
    """A label with its capital."""
    return typesetting.begun(str(label))


@register.filter
def is_a(field: BoundField, kind: str) -> bool:
    """Whether the input is a "checkbox", a "choices" (several to tick, or one of several) or a "file"."""
    input_type = getattr(field.field.widget, "input_type", "textarea")
    several = hasattr(field.field.widget, "add_id_index")
    return kind == "choices" if several and input_type != "select" else kind == input_type


@register.simple_tag
def field_input(field: BoundField) -> SafeString:
    """The input of a field with the classes of its component."""
    kind = getattr(field.field.widget, "input_type", "textarea")
    classes = [_CLASS_OF_INPUT.get(kind, _CLASS_OF_TEXT), field.field.widget.attrs.get("class", "")]
    if field.errors and kind not in {"checkbox", "radio", "file", "hidden"}:
        classes.append(classes[0].split()[0] + "--invalid" if classes[0] else "")
    attributes = {"class": " ".join(filter(None, classes))}
    return field.as_widget(attrs={key: value for key, value in attributes.items() if value})
