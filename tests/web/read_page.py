"""The text of a page, with every stretch of white space as one space."""

import re
from html import unescape

from django.test import Client


def page(browser: Client, address: str) -> str:
    """What the page at this address says; it is there."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))
