"""Walking through a page with the Tab key alone."""

from dataclasses import dataclass

from playwright.sync_api import Page

_FOCUSED = """() => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const width = parseFloat(style.outlineWidth);
    const outlined = style.outlineStyle === "auto" || (style.outlineStyle !== "none" && width >= 2);
    const name = at.getAttribute("aria-label") || at.labels?.[0]?.innerText || at.innerText || at.value;
    return {
        tag: at.tagName.toLowerCase(), id: at.id, name: (name || "").trim(),
        ring: outlined || style.boxShadow !== "none",
        inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
    };
}"""
_MARK = """() => {
    const at = document.activeElement, been = at?.dataset?.tabbed === "1";
    if (at && at !== document.body) at.dataset.tabbed = "1";
    return been;
}"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is: ``tag`` and accessible ``name``; a visible ``ring``; ``inside`` the window."""

    tag: str
    id: str
    name: str
    ring: bool
    inside: bool


def focused(page: Page) -> Stop | None:
    """What has the focus now; None: nothing."""
    found = page.evaluate(_FOCUSED)
    return None if found is None else Stop(**found)


def tab_through(page: Page, *, at_most: int = 300) -> list[Stop]:
    """Every stop of the Tab key on a page that was just opened, from its top to its end, in order."""
    stops: list[Stop] = []
    for _ in range(at_most):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop is None or page.evaluate(_MARK):
            return stops
        stops.append(stop)
    raise AssertionError(f"the focus still had somewhere to go after {at_most} tabs: is it caught?")


def check_keyboard(page: Page) -> list[Stop]:
    """Fail unless every stop can be seen to have the focus and says what it is; the stops, in order."""
    stops = tab_through(page)
    unseen = [stop for stop in stops if not (stop.ring and stop.inside)]
    assert unseen == [], "no visible focus"
    assert [stop for stop in stops if not stop.name] == [], "nothing to read out"
    return stops
