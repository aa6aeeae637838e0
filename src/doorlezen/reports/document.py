"""The PDF: everything a page needs as one JSON value, set in type by the templates beside this module.

The templates hold no words and do no sums. Texts reach typst as JSON strings, never as markup, so a school
may be called ``#panic()``. The result is PDF/UA-1 and PDF/A-2a; equal input gives equal bytes.
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.resources import as_file, files
from typing import Any

from doorlezen.language import current, date, t
from doorlezen.reports import pages, sentences
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.legible import drawable
from doorlezen.reports.story import Story


def as_pdf(story: Story, *, made: datetime.date | None = None, why: Sequence[StorySection] = ()) -> bytes:
    """Return the bytes of the PDF; ``why`` adds a chapter that explains the plan.

    ``made`` is the date that the document carries and shows. Without it none is shown, and the file's own
    date (which PDF/A wants) is the first day of the school year, so that it never depends on the clock.
    """
    return set_in_type("report.typ", document(story, made, why), day=made or story.first_day)


def set_in_type(template: str, data: Mapping[str, Any], *, day: datetime.date) -> bytes:
    """The PDF that a template of this package makes of these words and tables; ``day``: the file's own."""
    import typst

    words = json.dumps(_drawable(plain_data(data)), ensure_ascii=False)
    with as_file(files("doorlezen.reports") / "templates") as templates:
        compiler = typst.Compiler(templates / template, root=templates, ignore_system_fonts=True)
        pdf = compiler.compile(
            format="pdf",
            sys_inputs={"data": words},
            pdf_standards=["ua-1", "a-2a"],
            timestamp=datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC),
        )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    return pdf


def document(
    story: Story, made: datetime.date | None = None, why: Sequence[StorySection] = ()
) -> dict[str, Any]:
    """Everything the templates set, in the order of the pages."""
    sections = {
        "cover": pages.cover(story, explained=bool(why)),
        "knot": pages.knot(story),
        "demands": pages.demands(story),
        "money": pages.money(story),
        "gemeenten": [pages.gemeente(row, story) for row in story.gemeenten],
        "why": pages.why(why),
        "sources": pages.sources(story),
    }
    return {
        "lang": current(),
        "title": sentences.document_title(story),
        "made": t("Gemaakt op {day}", day=date(made)) if made else "",
        "invented": sentences.invented() if story.invented else "",
        "page": t("bladzijde"),
        "of": t("van"),
        **{name: plain_data(section) for name, section in sections.items()},
    }


def plain_data(value: Any) -> Any:
    """Tables become plain mappings, at any depth."""
    if isinstance(value, Mapping):
        return {key: plain_data(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(part) for part in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def _drawable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _drawable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(part) for part in value]
    return drawable(value) if isinstance(value, str) else value
