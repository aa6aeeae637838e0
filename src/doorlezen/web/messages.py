"""Finds the words of templates for `make messages` (babel.cfg names this module)."""

import io
from collections.abc import Generator
from typing import IO, Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Generator[tuple[Any, ...], None, None]:
    """What ``{% translate %}`` and ``{% blocktranslate %}`` say in a template, as Babel wants it.

    Django turns the template into calls of gettext, with ``{{ name }}`` as ``%(name)s``.
    """
    lines = templatize(file.read().decode("utf-8")).splitlines()
    # what is left of the template stands indented as it was, which is no Python
    calls = io.BytesIO("\n".join(line.strip() for line in lines).encode("utf-8"))
    yield from extract_python(calls, keywords, comment_tags, {"encoding": "utf-8"})
