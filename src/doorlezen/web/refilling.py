"""Fill a form of a finished page with what somebody typed in it before, whichever way the page was made."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.utils.html import format_html, format_html_join

Values = dict[str, list[str]]
_NEVER = frozenset({"password", "file", "submit", "button", "image", "reset"})
TOKEN = "csrfmiddlewaretoken"


def filled(page: str, *, address: str, action: str, values: Values, told: str) -> str:
    """``page`` (at ``address``) with the form that goes to ``action`` filled in, and nothing else changed.

    What has no place in the form any more stands above it, after ``told``. Where the page has no such form
    it is returned as it is. Passwords, files and the form's own token are never filled in.
    """
    reader = _Reader(page, address, action, values)
    reader.feed(page)
    reader.close()
    if not reader.forms:
        return page
    form = max(reader.forms, key=lambda one: len(one.placed))
    known = form.placed | form.refused
    lost = [text for name, texts in values.items() if name not in known for text in texts if text.strip()]
    edits = list(form.edits)
    if lost:
        quotes = format_html_join("", "<blockquote>{}</blockquote>", ((text,) for text in lost))
        above = format_html('<div class="notice"><p class="notice__title">{}</p>{}</div>', told, quotes)
        edits.append((form.start, form.start, above))
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page


@dataclass
class _Form:
    start: int
    placed: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=lambda: {TOKEN})
    """Fields that are there and are never filled in."""
    edits: list[tuple[int, int, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, page: str, address: str, action: str, values: Values) -> None:
        super().__init__()
        self.address, self.action = address, action
        self.values = values
        self.forms: list[_Form] = []
        self.lines = [0]
        for line in page.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.form: _Form | None = None
        self.left: Values = {}
        self.select = ""
        self.text: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        start = self._place()
        end = start + len(self.get_starttag_text() or "")
        if tag == "form":
            to = urlsplit(urljoin(self.address, given.get("action") or self.address)).path
            ours = (given.get("method") or "get").lower() == "post" and to == self.action
            self.form = _Form(start) if ours else None
            self.left = {name: list(texts) for name, texts in self.values.items()}
            if self.form:
                self.forms.append(self.form)
        if self.form is None:
            return
        name = given.get("name") or ""
        kind = (given.get("type") or "text").lower()
        match tag:
            case "input" if not name or name == TOKEN or kind in _NEVER:
                self.form.refused.add(name)
            case "input" if kind in {"checkbox", "radio"}:
                self._mark(given, "checked", tag, start, end, name, given.get("value") or "on")
            case "input" if self.left.get(name):
                self.form.placed.add(name)
                self.form.edits.append((start, end, _tag(tag, {**given, "value": self.left[name].pop(0)})))
            case "select":
                self.select = name
            case "option" if self.select in self.values:
                self._mark(given, "selected", tag, start, end, self.select, given.get("value") or "")
            case "textarea" if self.left.get(name):
                self.text = (name, end)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if tag == "select":
            self.select = ""
        if tag == "textarea" and self.text and self.form:
            name, start = self.text
            self.form.placed.add(name)
            # a browser leaves out the first line feed
            text = format_html("\n{}", self.left[name].pop(0))
            self.form.edits.append((start, self._place(), text))
            self.text = None

    def _mark(
        self,
        given: dict[str, str | None],
        mark: str,
        tag: str,
        start: int,
        end: int,
        name: str,
        value: str,
    ) -> None:
        assert self.form is not None
        self.form.placed.add(name)
        others = {key: said for key, said in given.items() if key != mark}
        chosen = {mark: None} if value in self.values.get(name, []) else {}
        self.form.edits.append((start, end, _tag(tag, {**others, **chosen})))

    def _place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column


def _tag(tag: str, given: dict[str, str | None]) -> str:
    said = format_html_join(
        "",
        " {}{}",
        ((key, "" if value is None else format_html('="{}"', value)) for key, value in given.items()),
    )
    return format_html("<{}{}>", tag, said)
