"""Is a page accessible? axe-core looks, light and dark, on a phone and on a wide screen; and is all of it in
sight?"""

from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.chromium import missing
from tests.browser.cut import cut_off

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules of those that can answer otherwise in other colours alone."""
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)
HEIGHT = 900
EVERY_LOOK = tuple((scheme, width) for scheme in SCHEMES for width in WIDTHS)
EACH_ONCE = tuple(zip(SCHEMES, WIDTHS, strict=True))
_ROOT = Path(__file__).parent.parent.parent
_PLACES = [
    _ROOT / folder / "node_modules" / "axe-core" / "axe.min.js"
    for folder in (".", "src/doorlezen/web", "src/doorlezen/web/frontend")
]
COUNT_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({type: "layout-shift", buffered: true});
"""
"""Run before a page: how far it moves of itself while it comes in, in ``window.shifted``."""
_RUN = """async ([type, values]) => {
    const options = {runOnly: {type, values}, resultTypes: ["violations"], preload: false};
    const found = await axe.run(document, options);
    return found.violations.map(({id, help, nodes}) => ({
        id, help, where: nodes.map(node => node.target.join(" ") + ": " + node.failureSummary)}));
}"""
_SAME = """(typed) => {
    const known = new Set(typed);
    const main = document.querySelector("main") ?? document.body, seen = new Map(), wrong = new Set();
    for (const one of main.querySelectorAll("summary, a[href], button, [role=region]")) {
        if (!one.checkVisibility({visibilityProperty: true})) continue;
        const name = (one.getAttribute("aria-label") ?? one.textContent).trim().replace(/\\s+/g, " ");
        const key = one.localName + "|" + name;
        const leads = one.href ?? one;
        const twice = (seen.get(key) ?? leads) !== leads && !known.has(name);
        if (twice) wrong.add(`two ${one.localName} called "${name}"`);
        seen.set(key, leads);
    }
    return [...wrong];
}"""
"""What in the text of a page goes by one name and leads to two places."""
_LABELS = """(typed) => {
    const labels = "label, legend, dt, th[scope=col], caption, summary, option, button, h1, h2, h3";
    const plain = said => said.trim().replace(/^[^\\p{L}\\p{N}]+/u, "").replace(/\\s+/g, " ");
    const text = one => plain(one.label ?? one.textContent);
    const small = [...document.querySelectorAll("main :is(" + labels + ")")].map(text);
    const shown = [...document.querySelectorAll("main td .verdict-word")].map(text);
    const known = new Set(typed.map(plain));
    return [...new Set([...small, ...shown])].filter(label => /^\\p{Ll}/u.test(label) && !known.has(label));
}"""
"""Labels without a capital: what names something, not a sentence or what somebody filled in."""
_SETTLED = """async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
    await frame();
}"""


def check_accessible(page: Page, *, looks: Iterable[tuple[str, int]] = EACH_ONCE) -> None:
    """Fail unless axe finds nothing and all can be read where it stands, in these looks (scheme and width).

    Leaves the page wide and light, as it was given. The pages of the site are seen in every look by
    test_every_page.py; the states of a page, of which there are many more, in each scheme and width once.
    """
    troubles = look_over(page, looks)
    assert not troubles, "\n" + "\n".join(troubles)


def look_over(page: Page, looks: Iterable[tuple[str, int]], *, typed: Collection[str] = ()) -> list[str]:
    """What axe finds, and what is cut off or runs off the page, in these looks (scheme and width).

    Between two looks of one width only the colours differ: the second one is judged by the rules of colour.
    ``typed``: names that people gave, which may begin with a small letter and stand twice.
    """
    troubles: list[str] = [f"{page.url}: {line}" for line in page.evaluate(_SAME, list(typed))]
    troubles += [f"{page.url}: small {line!r}" for line in page.evaluate(_LABELS, list(typed))]
    widths: set[int] = set()
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": HEIGHT})
        # with less motion every change of colour is a very short transition: look when it is over
        page.evaluate(_SETTLED)
        look = f"{page.url} {scheme} {width} px"
        which = ["rule", OF_COLOUR] if width in widths else ["tag", RULES]
        if width not in widths:
            troubles += [f"{look}: {line}" for line in cut_off(page, width=width)]
        widths.add(width)
        troubles += [f"{look}: {line}" for line in _violations(page, which)]
        too_wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if too_wide > 0:
            troubles.append(f"{look}: the page is {too_wide} px wider than the window")
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size({"width": WIDTHS[-1], "height": HEIGHT})
    return troubles


def _violations(page: Page, which: list[object]) -> list[str]:
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(_RUN, which)
    return [f"{one['id']} ({one['help']})\n    " + "\n    ".join(one["where"]) for one in found]


@cache
def _axe() -> str:
    path = next((path for path in _PLACES if path.exists()), None)
    return path.read_text() if path else missing("axe-core is not installed: make setup fetches it")
