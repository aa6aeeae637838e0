"""Read a tagged PDF as a screen reader does: through its structure, not by where the ink lies."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf


@dataclass
class Tag:
    """A part of the document: its kind (H1, P, Table, TR, TD, Figure, …), own text and parts."""

    kind: str
    alt: str | None = None
    text: str = ""
    parts: list["Tag"] = field(default_factory=list)

    def all(self, kind: str) -> list["Tag"]:
        """Every part of this kind, in reading order."""
        here = [self] if self.kind == kind else []
        return here + [tag for part in self.parts for tag in part.all(kind)]

    def read(self) -> str:
        """All text of this part and what it holds, in reading order."""
        return " ".join(" ".join([self.text, *(part.read() for part in self.parts)]).split())


def read(data: bytes) -> Tag:
    """The structure of a PDF with its text."""
    with pikepdf.open(BytesIO(data)) as pdf:
        marked = {page.objgen: _marked_text(page) for page in pdf.pages}
        (document,) = pdf.Root.StructTreeRoot.K
        return _tag(document, marked)


def table(tag: Tag) -> list[list[str]]:
    """The cells of a table, row by row."""
    return [[cell.read() for cell in row.parts if cell.kind in {"TH", "TD"}] for row in tag.all("TR")]


def _tag(element: Any, marked: dict[Any, dict[int, str]], page: Any = None) -> Tag:
    page = element.get("/Pg", page)
    tag = Tag(str(element.S)[1:], alt=str(element.Alt) if "/Alt" in element else None)
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, int):
            tag.parts.append(Tag("text", text=marked[page.objgen].get(child, "")))
        elif "/S" in child:
            tag.parts.append(_tag(child, marked, page))
        elif "/MCID" in child:
            tag.parts.append(Tag("text", text=marked[child.get("/Pg", page).objgen].get(int(child.MCID), "")))
    return tag


def _marked_text(page: Any) -> dict[int, str]:
    """The text of every marked part of a page, by its number."""
    fonts = {str(name): _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts: defaultdict[int, list[str]] = defaultdict(list)
    open_marks: list[int | None] = []
    characters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                number = operands[1].get("/MCID") if isinstance(operands[1], pikepdf.Dictionary) else None
                open_marks.append(None if number is None else int(number))
            case "BMC":
                open_marks.append(None)
            case "EMC":
                open_marks.pop()
            case "Tf":
                characters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                number = next((mark for mark in reversed(open_marks) if mark is not None), None)
                if number is not None:
                    texts[number].append(_decoded(operands[0], characters))
    return {number: "".join(parts) for number, parts in texts.items()}


def _decoded(shown: Any, characters: dict[int, str]) -> str:
    strings = (
        [part for part in shown if isinstance(part, pikepdf.String)]
        if isinstance(shown, pikepdf.Array)
        else [shown]
    )
    codes = b"".join(bytes(part) for part in strings)
    return "".join(
        characters.get(int.from_bytes(codes[at : at + 2], "big"), "\N{REPLACEMENT CHARACTER}")
        for at in range(0, len(codes), 2)
    )


def _characters(font: Any) -> dict[int, str]:
    """What each code of a font means, from its ToUnicode map."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, meaning in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(meaning).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, meaning in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(int(meaning, 16) + code - int(first, 16))
    return found


def pages(data: bytes) -> list[str]:
    """All text of every page, heads and feet included."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [_page_text(page) for page in pdf.pages]


def _page_text(page: Any) -> str:
    fonts = {str(name): _characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    characters: dict[int, str] = {}
    parts = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                characters = fonts[str(operands[0])]
            case "Tj" | "TJ":
                parts.append(_decoded(operands[0], characters))
            case "ET":
                parts.append(" ")
    return " ".join("".join(parts).split())
