"""`python -m tests.closed.written`: write docs/permissions.md from the matrix of the tests."""

import os
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent.parent.parent / "docs" / "permissions.md"

_HEAD = """# Who may open what

Every page of the site, per role. This page is made from `tests/closed/matrix.toml` by
`python -m tests.closed.written`; a test keeps the two equal, and `tests/closed/` asks every address of every
role against the matrix, with two libraries side by side and data that could leak. A page without a line fails
that test.

- **reads**: the page opens. **changes**: a form on it is taken as well. **–**: refused (403), and the page
  says why. **not there**: 404. **led on**: to another page, such as the login.
- All of it is at one's *own* organisation and about what is its own. The same page of another organisation,
  and the number of something of another one, are **not there** (404), and answer just as a number that nobody
  has.
- Who is not logged in is sent to the login. Director, finance and administrators need a second step before
  anything opens.
- "with rights": an administrator who has switched the rights on, for half an hour, with a reason that is
  written down.
"""
_KINDS = {
    "library": "At a library",
    "gemeente": "At a gemeente",
    "school": "At a school",
    "poi": "At a POI",
    "national": "At the national programme",
}
_HEADINGS = {
    "director": "director",
    "adviser": "adviser",
    "finance": "finance",
    "leesconsulent": "leesconsulent",
    "gemeente-officer": "officer",
    "school-contact": "school contact",
    "poi-adviser": "POI adviser",
    "national-reader": "national reader",
}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_HEAD, *_known_of_a_library(), *_per_kind(), *_for_everybody()]).rstrip() + "\n"


def _known_of_a_library() -> Iterator[str]:
    """Who reads what of a library, somewhere on the site or in a file."""
    from tests.closed.marks import OF_A_LIBRARY
    from tests.closed.readers import READERS

    yield "## What is known of a library, and by whom"
    yield "Read anywhere: on a page, in a csv file, a workbook or a PDF. Nobody else finds it anywhere; the"
    yield "neighbouring library nothing at all. The secret of a library's own login is read by nobody.\n"
    keys = [
        reader.key for reader in READERS if any(reader.key in known for _, known in OF_A_LIBRARY.values())
    ]
    yield _row("", *(_heading(key) for key in keys))
    yield _row("---", *("---" for _ in keys))
    for what, known in OF_A_LIBRARY.values():
        yield _row(what, *("reads" if key in known else "" for key in keys))
    yield ""


def _per_kind() -> Iterator[str]:
    """Per kind of organisation a table of the pages that somebody there opens."""
    from tests.closed import matrix
    from tests.closed.readers import READERS

    for kind, title in _KINDS.items():
        columns = [number for number, reader in enumerate(READERS) if reader.kind == kind]
        yield f"## {title}"
        yield _row("page", *(_heading(READERS[number].key) for number in columns))
        yield _row("---", *("---" for _ in columns))
        closed: list[str] = []
        for area in dict.fromkeys(line.area for line in matrix.of_an_organisation().values()):
            lines = [line for line in matrix.of_an_organisation().values() if line.area == area]
            open_here = [line for line in lines if any(_opens(line, number) for number in columns)]
            if not open_here:
                closed.append(area.lower())
                continue
            yield _row(f"**{area}**", *("" for _ in columns))
            for line in open_here:
                yield _row(line.what, *(_cell(line, number) for number in columns))
        yield f"\nRefused to everybody here: {', '.join(closed)}.\n" if closed else ""


def _for_everybody() -> Iterator[str]:
    """The pages outside an organisation."""
    from tests.closed import matrix

    yield "## Outside an organisation"
    yield _row("page", "not logged in", "logged in")
    yield _row("---", "---", "---")
    area = ""
    for line in matrix.of_everybody().values():
        if line.area != area:
            area = line.area
            yield _row(f"**{area}**", "", "")
        yield _row(line.what, _cell(line, 0), _cell(line, 1))


def _opens(line: "object", column: int) -> bool:
    return _cell(line, column) in {"reads", "changes"}


def _cell(line: "object", column: int) -> str:
    """What a reader may with a page, in a word."""
    get, post = line.get[column], line.post[column]  # type: ignore[attr-defined]
    if get == 302 and post in {302, 405}:
        return "led on"
    if post in {302, 422, 200}:
        return "changes"
    if get in {200, 302}:
        return "reads"
    return "–" if 403 in {get, post} else "not there"


def _heading(key: str) -> str:
    if key in _HEADINGS:
        return _HEADINGS[key]
    return "administrator with rights" if key.endswith("-on") else "administrator"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    FILE.write_text(page())
