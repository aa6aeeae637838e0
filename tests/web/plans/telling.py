"""Read what a page says, as a reader does: its tables, row by row."""

from html.parser import HTMLParser


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "table":
                self.tables.append([])
            case "tr":
                self.tables[-1].append([])
            case "td" | "th":
                self._cell = []
            case "span" if self._cell:
                self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def tables(html: str) -> list[list[list[str]]]:
    """Every table of the page, as rows of cells; the head is its first row."""
    reader = _Tables()
    reader.feed(html)
    return reader.tables


def in_words(head: str) -> str:
    """A head without the capital that it begins with: "Pot" → "pot", but "OAB" stays."""
    return head[:1].lower() + head[1:] if head[1:2].islower() else head


def table_with(html: str, *heads: str) -> list[dict[str, str]]:
    """The rows of the first table that has all these heads, by head; the rows of sums last."""
    for head, *rows in tables(html):
        names = list(map(in_words, head))
        if set(heads) <= set(names):
            return [dict(zip(names, row, strict=True)) for row in rows]
    raise AssertionError(f"no table with {heads}")
