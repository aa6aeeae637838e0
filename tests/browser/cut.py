"""Can every text on a page be read as it stands: nothing cut off, covered, or out of sight without a sign?"""

from pathlib import Path

from playwright.sync_api import Page

PHONE = 360
SMALLEST_TYPE = 9
"""Pixels, of words in a drawing."""
_ROOM = 2_000
"""What a page may grow by when everything in it is opened."""
_LONGEST = 30_000
_LOOK = Path(__file__).with_name("cut.js").read_text()


def cut_off(page: Page, *, width: int) -> list[str]:
    """What cannot be read on the page as it stands, in a window of this width.

    Looks at the whole page at once, with everything opened that can be: text outside the box that holds it,
    under another box, outside the window or scrolled away without a sign; on a phone a table with anything
    out of sight; a choice that does not fit its field; a card that calls a cell otherwise than its head does.
    """
    was = page.viewport_size
    assert was is not None
    height = int(page.evaluate("document.documentElement.scrollHeight")) + _ROOM
    page.set_viewport_size({"width": width, "height": min(height, _LONGEST)})
    found: list[str] = page.evaluate(_LOOK, [width <= PHONE, SMALLEST_TYPE])
    page.set_viewport_size(was)
    return found
