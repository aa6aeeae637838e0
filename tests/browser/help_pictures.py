"""`make help-pictures`: the pictures of the help, from the site of the demo.

Opens the demo of a folder (var/demo, as `make demo` leaves it), does in it what the pictures need (a scenario
is calculated, rights are switched on), and writes a picture of each page as the person of that role sees it
to src/doorlezen/web/look/help. Look before you commit them; together they stay below `MOST_BYTES`.
"""

import argparse
import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from doorlezen.web.pages.helping.help_pictures import HEIGHT, WIDTH
from tests.browser.chromium import driven
from tests.browser.screenshots import DIRECTOR, OFFICER, ROOT, View, become, link_on, open_demo

PICTURES = ROOT / "src" / "doorlezen" / "web" / "look" / "help"
MOST_BYTES = 1_500_000
QUALITY = 50
SEEN = (1200, 800)
"""The window; the picture is this made smaller."""
ADVISER, FINANCE = ("rietlanden", "adviseur"), ("rietlanden", "financiën")
LEESCONSULENT = ("rietlanden", "leesconsulent")
CONTACT = ("/o/", "contactpersoon school")
POI, READER = ("/o/", "adviseur POI"), ("/o/", "lezer landelijk programma")
KEEPER, LIBRARY_KEEPER = ("landelijk", "beheerder"), ("rietlanden", "beheerder")
R, G = "/o/rietlanden/", "/o/gemeente-letterdam/"
PLAN, SCHOOL_IN_IT = r"/plannen/[^/]*\d+-\d+/$", r"/plannen/[^/]*\d+-\d+/scholen/99\w+/$"
SCENARIO = R + "plannen/scenarios/1/"
VIEWS = (
    View("first-director", R, *DIRECTOR),
    View("register-load", R + "register/samenwerkingen/laden/", *DIRECTOR),
    View("schools", R + "scholen/", *DIRECTOR),
    View("school", R + "scholen/99AK00/", *DIRECTOR),
    View("scenario-new", R + "plannen/scenarios/nieuw/", *ADVISER),
    View("scenario", SCENARIO, *ADVISER),
    View("scenario-part", SCENARIO + "geld/", *ADVISER),
    View("what-if", SCENARIO + "en-als/?vraag=days&amount=-1", *ADVISER),
    View("plans", R + "plannen/", *ADVISER),
    View("plan", R + "plannen/", *DIRECTOR, then=PLAN),
    View("plan-school", R + "plannen/", *DIRECTOR, then=f"{PLAN} {SCHOOL_IN_IT}"),
    View("plan-demand", R + "plannen/", *DIRECTOR, then=rf"{PLAN} /eisen/\d+/$"),
    View("plan-gemeente", R + "plannen/", *DIRECTOR, then=rf"{PLAN} /gemeenten/9901/$"),
    View("partners", R + "partners/", *DIRECTOR),
    View("stated", R + "wensen/", *DIRECTOR),
    View("first-finance", R, *FINANCE),
    View("plan-finance", R + "plannen/", *FINANCE, then=PLAN),
    View("first-leesconsulent", R, *LEESCONSULENT),
    View("plan-leesconsulent", R + "plannen/", *LEESCONSULENT, then=PLAN),
    View("first-officer", G, *OFFICER),
    View("schools-officer", G + "scholen/", *OFFICER),
    View("own-part", G + "plannen/", *OFFICER, then=PLAN),
    View("stated-new", G + "wensen/nieuw/", *OFFICER),
    View("first-school", "", *CONTACT),
    View("own-school", "plannen/", *CONTACT, then=PLAN),
    View("people-school", "mensen/", *CONTACT),
    View("webinars", "/webinars/"),
    View("first-poi", "", *POI),
    View("plans-poi", "plannen/", *POI),
    View("webinars-poi", "webinars/", *POI),
    View("meetings-poi", "aanmeldingen/", *POI),
    View("first-national", "", *READER),
    View("country", "land/", *READER),
    View("schools-national", "scholen/", *READER),
    View("register", "register/", *READER),
    View("rights", "beheer/", *KEEPER),
    View("people", "mensen/", *KEEPER),
    View("organisations", "organisaties/", *KEEPER),
    View("settings", "instellingen/", *LIBRARY_KEEPER),
    View("logbook", "logboek/", *LIBRARY_KEEPER),
)
"""In this order; a path without a slash in front is at the organisation of who looks."""
NEEDS_RIGHTS = {"people", "organisations", "settings", "logbook"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--demo", type=Path, default=ROOT / "var" / "demo", help="the folder of the demo")
    parser.add_argument("--only", default="", help="only pages whose name holds this")
    asked = parser.parse_args()
    PICTURES.mkdir(parents=True, exist_ok=True)
    with open_demo(asked.demo) as address, driven() as (_, browser):
        for view in VIEWS:
            if asked.only in view.name:
                _take(browser, address, view)
    taken = sum(path.stat().st_size for path in PICTURES.glob("*.webp"))
    print(f"{taken / 1000:.0f} kB")  # noqa: T201


def _take(browser: Browser, address: str, view: View) -> None:
    width, height = SEEN
    context = browser.new_context(
        base_url=address,
        locale="nl-NL",
        reduced_motion="reduce",
        color_scheme="light",
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    home = become(page, view) if view.organisation else ""
    if view.name in NEEDS_RIGHTS:
        _switch_rights_on(page, home)
    if view.name == "scenario":
        _calculate(page, view.path)
    if view.name == "stated":
        _ask_something(page, view.path)
    page.goto(view.path if view.path.startswith("/") else home + view.path)
    for step in view.then.split():
        page.goto(link_on(page, step))
    page.wait_for_load_state("networkidle")
    if view.name == "what-if":
        _wait_for_the_answer(page)
    page.evaluate("document.querySelector('main').scrollIntoView()")  # the head is the same on every picture
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    small = picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    small.save(PICTURES / f"{view.name}.webp", "WEBP", quality=QUALITY, method=6)
    context.close()


def _switch_rights_on(page: Page, home: str) -> None:
    page.goto(f"{home}beheer/")
    reason = page.get_by_label("Waarvoor heb je de rechten nodig?")
    if reason.count():
        reason.fill("Een beeld voor de hulp")
        page.get_by_role("button", name="Zet ze aan").click()


def _calculate(page: Page, scenario: str) -> None:
    """Have it calculated where it is not yet, and wait for the plan."""
    page.goto(scenario)
    button = page.get_by_role("button", name="Bereken", exact=True)
    if button.count():
        button.click()
        page.get_by_role("link", name=re.compile(r"^plan \d+$")).first.wait_for(timeout=300_000)


def _ask_something(page: Page, stated: str) -> None:
    """Write down what a gemeente asks, where nothing was asked yet."""
    page.goto(stated)
    if not page.get_by_text("Er is nog niets gevraagd").count():
        return
    page.goto(f"{stated}nieuw/")
    page.get_by_label("Wat vraag je?").or_(page.get_by_label("Wat wordt er gevraagd?")).first.fill(
        "Elke school met een score houdt haar leesconsulent"
    )
    page.get_by_label("Een wens: als het kan").check()
    page.get_by_role("button", name="Schrijf op").click()


def _wait_for_the_answer(page: Page) -> None:
    """On a busy machine a change takes more than a second: then a worker works it out."""
    for _ in range(10):
        if page.get_by_text("Tegenover het scenario").count():
            return
        button = page.get_by_role("button", name="Reken het uit")
        if button.count():
            button.click()
        page.wait_for_timeout(3_000)


if __name__ == "__main__":
    main()
