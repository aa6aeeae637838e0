"""The forms on a page, filled in as a careful reader would: every field, each with something that fits."""

import datetime
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.utils import timezone

_SOON = (timezone.localdate() + datetime.timedelta(days=20)).isoformat()
_OF_A_KIND = {
    "email": "iemand-nieuw@voorbeeld.example",
    "date": _SOON,
    "time": "10:00",
    "datetime-local": f"{_SOON}T10:00",
    "number": "3",
    "url": "https://voorbeeld.example/",
    "color": "#0b5e6b",
    "tel": "0344 123456",
}
_OF_ANOTHER_CHOICE = {("kind", "file"): ("url", "host")}
"""A field and what is chosen there → fields that belong to another choice: filled in, the form is refused."""


@dataclass
class Form:
    """A form: where it goes, what it sends when it is filled in, and which of its fields take a file."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self._select = ""
        self._text = ""

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in given}
        if tag == "form":
            action = attributes.get("action") or self.address
            self.forms.append(Form(action, attributes.get("method", "get").lower()))
        if not self.forms or "disabled" in attributes:
            return
        name, fields = attributes.get("name", ""), self.forms[-1].fields
        kind = attributes.get("type", "text")
        match tag:
            case "input" | "button" if not name or name == "csrfmiddlewaretoken":
                pass
            case "input" if kind == "file":
                self.forms[-1].files.append(name)
            case "input" if kind in {"checkbox", "radio"}:
                fields.setdefault(name, attributes.get("value", "on"))
            case "input":
                fields[name] = attributes.get("value") or _OF_A_KIND.get(kind, "Een paar woorden erbij")
            case "button":
                fields.setdefault(name, attributes.get("value", ""))
            case "select":
                self._select = name
            case "option" if self._select:
                chosen = "selected" in attributes or not fields.get(self._select)
                if chosen:
                    fields[self._select] = attributes.get("value", "")
            case "textarea":
                self._text = name
                fields[name] = ""

    def handle_data(self, data: str) -> None:
        if self._text:
            self.forms[-1].fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea" and self._text:
            fields = self.forms[-1].fields
            fields[self._text] = fields[self._text].strip() or "Een paar woorden erbij"
            self._text = ""


def forms_in(html: str, address: str) -> list[Form]:
    """Every form on a page."""
    reader = _Reader(address)
    reader.feed(html)
    for form in reader.forms:
        for (name, chosen), others in _OF_ANOTHER_CHOICE.items():
            if form.fields.get(name) == chosen:
                form.fields |= {other: "" for other in others if other in form.fields}
    return reader.forms


def writing_forms(html: str, address: str) -> list[Form]:
    """Those that change something, but for the ones at the foot of every page."""
    everywhere = ("/voorkeuren/", "/account/logout/")
    return [
        form
        for form in forms_in(html, address)
        if form.method == "post" and not form.action.startswith(everywhere)
    ]


def sent(form: Form, **more: Any) -> dict[str, Any]:
    """What the browser sends, with the token and ``more``."""
    return {"csrfmiddlewaretoken": "x", **form.fields, **more}
