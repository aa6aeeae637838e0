"""What is told at the fields of a part while somebody types: a line for each, put in place by a script."""

from collections.abc import Iterator

from django.utils.safestring import SafeString

from doorlezen.web.forms import as_text
from doorlezen.web.pages.scenarios.parts import ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import Slot
from doorlezen.web.templatetags.sheets import told_text, wrong


def told_at_fields(page: ScenarioPart) -> SafeString:
    """The lines of every table and field; empty where nothing is wrong, so that an old line goes."""
    lines = (line for slot in page.slots for line in _lines(slot))
    return SafeString(
        "\n".join(
            f'<p class="sheet__told" id="{as_text(place)}_told" hx-swap-oob="true">{text}</p>'
            for place, text in lines
        )
    )


def _lines(slot: Slot) -> Iterator[tuple[str, str]]:
    form = slot.form
    yield str(form.prefix), "".join(map(wrong, slot.told))
    for name in form.fields:
        yield f"id_{form.add_prefix(name)}", told_text(form, name)
