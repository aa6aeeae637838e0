"""The words of templates are found for the translators, wherever they stand."""

import configparser
import io
from pathlib import Path

import pytest

from doorlezen.web.messages import extract
from tests.language.catalogues import WHERE

KEYWORDS = ["gettext", "ngettext", "pgettext"]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{% translate "Inloggen" %}', ["Inloggen"]),
        ('<p>\n    {% translate "Ver" %}\n  {% translate "terug" as x %}</p>', ["Ver", "terug"]),
        ("<a title='{% translate \"It''s\" %}'>", ["It''s"]),
        ("{% blocktranslate %}Naar {{ name }}{% endblocktranslate %}", ["Naar %(name)s"]),
        (
            "{% blocktranslate count n=x %}Een school{% plural %}{{ n }} scholen{% endblocktranslate %}",
            [("Een school", "%(n)s scholen")],
        ),
        ("{# {% translate 'weg' %} #}{% comment %}{% translate 'ook weg' %}{% endcomment %}", []),
        ("geen woorden", []),
    ],
)
def test_extract(template: str, found: list[str | tuple[str, ...]]) -> None:
    texts = []
    for _, _, text, _ in extract(io.BytesIO(template.encode()), KEYWORDS, [], {}):
        texts.append(tuple(part for part in text if part) if isinstance(text, tuple) else text)
    assert texts == found


def test_the_tests_of_the_catalogue_search_where_make_messages_does() -> None:
    read = configparser.ConfigParser(delimiters=("=",), interpolation=None)
    read.read(Path(__file__).parents[2] / "babel.cfg")
    named = {"django": read["extractors"]["django"], "python": "python"}
    searched = [(part.split(": ")[1], named[part.split(": ")[0]]) for part in read.sections()[1:]]
    assert searched == WHERE
