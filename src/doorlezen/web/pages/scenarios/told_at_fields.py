"""What is told at the fields of a part while somebody types: a line for each, put in its place by a script.

Written without templates: there are hundreds of fields, and an answer comes after every pause in typing.
"""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from doorlezen.web.pages.scenarios.parts import ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import Slot

_WRONG = '<span class="sheet__wrong">✗ {}</span> '
_BLANK = '<span class="sheet__blank">{}</span>'


def told_at_fields(page: ScenarioPart) -> SafeString:
    """The lines of every table and field; empty where nothing is wrong, so that an old line goes."""
    lines = ((place, text) for slot in page.slots for place, text in _lines(slot))
    return format_html_join("\n", '<p class="sheet__told" id="{}_told" hx-swap-oob="true">{}</p>', lines)


def _lines(slot: Slot) -> Iterator[tuple[str, SafeString]]:
    form = slot.form
    yield str(form.prefix), format_html_join("", _WRONG, ((one,) for one in slot.told))
    for name in form.fields:
        place = f"id_{form.add_prefix(name)}"
        if name in form.errors:
            yield place, format_html_join("", _WRONG, ((one,) for one in form.errors[name]))
        elif name in form.blanks:
            yield place, format_html(_BLANK, form.blanks[name])
        else:
            yield place, SafeString()
