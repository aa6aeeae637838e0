"""Words for machines: whatever stands in the database, what they fetch stays readable."""

import re

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def xml_text(text: str) -> str:
    """The text without what XML 1.0 has no place for, nor signs that turn the text of others around."""
    return _TURNS.sub("", _NOT_IN_XML.sub("", text))
