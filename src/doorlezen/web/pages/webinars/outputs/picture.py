"""The picture of a webinar for who shares a link (Open Graph), set by typst from its title and date."""

import datetime
import json
from importlib.resources import as_file, files

from doorlezen.language import t
from doorlezen.webinars.domain.standing import titled
from doorlezen.webinars.domain.when import when
from doorlezen.webinars.models import Webinar

WIDTH, HEIGHT = 1200, 630
"""Pixels."""


def told(webinar: Webinar, now: datetime.datetime) -> dict[str, str]:
    """The words on the picture, which is also what its alternative text says."""
    return {
        "over": webinar.series.title if webinar.series else t("Webinar"),
        "title": titled(webinar, now),
        "under": when(webinar, now),
        "foot": "Doorlezen",
    }


def picture(webinar: Webinar, now: datetime.datetime) -> bytes:
    """The PNG. Words reach typst as JSON strings, never as markup, so a title can be anything."""
    import typst

    data = json.dumps(told(webinar, now), ensure_ascii=False)
    with as_file(files(__package__)) as folder:
        compiler = typst.Compiler(folder / "picture.typ", root=folder, ignore_system_fonts=True)
        png = compiler.compile(format="png", ppi=72, sys_inputs={"data": data})
    if not isinstance(png, bytes):
        raise TypeError("typst gave no single picture")
    return png
