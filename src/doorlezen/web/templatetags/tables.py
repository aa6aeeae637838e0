"""Tables that a template writes itself, because their cells hold forms or several links.

``{% listing %}``, ``{% heads %}``, ``{% row %}``, ``{% name %}`` and ``{% cell %}`` make the same table as
``{% table %}``: on a phone its rows are cards, and each cell says there what it is. What heads a column is
written once::

    {% listing caption %}{% heads _("Naam") _("Uren") figures="2" %}{% rows %}{% for one in people %}
      {% row %}{% name %}{{ one }}{% endname %}{% cell %}{{ one.hours }}{% endcell %}{% endrow %}
    {% endfor %}{% endrows %}{% endlisting %}
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from doorlezen.web import typesetting
from doorlezen.web.pieces import Column

register = template.Library()
_OPEN = "doorlezen.table"


@dataclass
class _Open:
    """The table that is being written, and the column that comes next."""

    columns: Sequence[Column]
    at: int = 0

    def cell(self, content: str, *, names: bool) -> SafeString:
        made = typesetting.one_cell(SafeString(content.strip()), self.columns, self.at, names=names)
        self.at += 1
        return made


@register.simple_tag(takes_context=True)
def heads(context: Context, *names: str | list[str], figures: str = "", first: int = 0) -> SafeString:
    """The heads of the columns. ``figures``: which columns hold figures, "3 4" or from one on "2+";
    ``first``: which one stands first on the card of a phone."""
    flat = [head for name in names for head in (name if isinstance(name, list) else [name]) if head]
    columns = [
        Column(str(head), align="right" if _is_among(at, figures) else "left", first=at == first)
        for at, head in enumerate(flat, start=1)
    ]
    context.render_context[_OPEN] = _Open(columns)
    return typesetting.heads(columns)


@register.simple_block_tag(takes_context=True)
def name(context: Context, content: str) -> SafeString:
    """The cell that names its row."""
    return _open(context).cell(content, names=True)


@register.simple_block_tag(takes_context=True)
def cell(context: Context, content: str) -> SafeString:
    """Any other cell; they come in the order of the heads."""
    return _open(context).cell(content, names=False)


@register.simple_block_tag(takes_context=True)
def row(context: Context, content: str) -> SafeString:
    """A row round its cells."""
    _open(context).at = 0
    return typesetting.around_cells(content.strip())


@register.simple_block_tag
def rows(content: str) -> SafeString:
    """The rows of the table."""
    return typesetting.body(content.strip())


@register.simple_block_tag
def sums(content: str) -> SafeString:
    """Its rows of sums."""
    return typesetting.body(content.strip(), feet=True)


@register.simple_block_tag(takes_context=True)
def listing(
    context: Context, content: str, caption: str, label: str = "", *, titled: bool = False
) -> SafeString:
    """The whole table. ``label`` names its region, else the caption; ``titled`` as in ``{% table %}``."""
    return typesetting.region(content.strip(), _open(context).columns, caption, label, titled=titled)


def _open(context: Context) -> _Open:
    found = context.render_context[_OPEN]
    assert isinstance(found, _Open)
    return found


def _is_among(at: int, figures: str) -> bool:
    return any(at >= int(one[:-1]) if one.endswith("+") else at == int(one) for one in figures.split())
