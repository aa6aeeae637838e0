"""The catalogue as tables: a zip of CSV files that a spreadsheet can show and that read back the same.

Each list of entries is a table. A table below another has a column ``of`` with the key of the row above it;
the order of its rows is their order. Nothing in a cell can run as a formula: where text begins like one, or
with an apostrophe, an apostrophe stands before it, and reading takes it away again.
"""

import csv
import dataclasses
import enum
import io
import lzma
import types
import typing
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

from doorlezen.documents.guard import guarded
from doorlezen.language import InputError, t, whole
from doorlezen.webinars.catalogue.plain import read
from doorlezen.webinars.catalogue.shape import FORMAT, Catalogue

LARGEST = 200 * 2**20
"""Bytes of all tables together, unpacked."""
MOST_CELLS = 12_000_000
"""Cells of all tables together; two thousand transcripts of an hour have about ten million."""
_MOST_FILES = 200
_LONGEST_CELL = 2_100_000
_ALWAYS = (2026, 1, 1, 0, 0, 0)
"""The date of every file in the zip, so that equal catalogues are equal files."""


@dataclasses.dataclass(frozen=True)
class _Table:
    """``kind``: the dataclass of its rows. ``fields``: the columns; ``lists``: those with several words.

    ``below``: field → the table of its own, in which those in ``single`` have at most one row.
    """

    name: str
    kind: type
    parent: str
    fields: tuple[str, ...]
    below: dict[str, str]
    single: tuple[str, ...]
    lists: tuple[str, ...]


def to_zip(catalogue: Catalogue) -> bytes:
    """The tables of the catalogue in one zip."""
    rows: dict[str, list[list[str]]] = {name: [] for name in TABLES}
    for field, name in _ROOT.below.items():
        for entry in getattr(catalogue, field):
            _flatten(TABLES[name], entry, "", rows)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in TABLES.items():
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\r\n")
            writer.writerow(_columns(table))
            writer.writerows([_guard(cell) for cell in row] for row in rows[name])
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", _ALWAYS), text.getvalue().encode("utf-8-sig"))
    return packed.getvalue()


def from_zip(data: bytes, *, name: str) -> Catalogue:
    """Read the tables back; one that is not there is empty. Raises InputError with file, row and column."""
    places: dict[str, str] = {}
    value = {"format": FORMAT, **_nested(_tables_in(data, name), places, name)}
    try:
        return read(Catalogue, value)
    except InputError as wrong:
        raise InputError(_place(wrong.where, places, name), wrong.what) from None


def place(path: str, data: bytes, *, name: str) -> str:
    """Where ``path`` of the catalogue stands in the tables: "webinars.zip, series.csv, rij 3: title"."""
    places: dict[str, str] = {}
    _nested(_tables_in(data, name), places, name)
    return _place(path, places, name)


def _describe(name: str, kind: type, parent: str) -> Iterator[_Table]:
    hints = typing.get_type_hints(kind)
    fields, below, single, lists = [], {}, [], []
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        inner = [one for one in typing.get_args(hint) if one is not type(None) and one is not Ellipsis]
        of = inner[0] if inner else None
        if of is not None and dataclasses.is_dataclass(of):
            inside = f"{name}-{field.name}" if name else field.name
            below[field.name] = inside
            if typing.get_origin(hint) is types.UnionType:
                single.append(field.name)
            yield from _describe(inside, typing.cast(type, of), name)
        else:
            fields.append(field.name)
            if typing.get_origin(hint) is tuple:
                lists.append(field.name)
    yield _Table(name, kind, parent, tuple(fields), below, tuple(single), tuple(lists))


def _flatten(table: _Table, entry: Any, of: str, rows: dict[str, list[list[str]]]) -> None:
    key = getattr(entry, "slug", None) or f"{of}/{1 + sum(row[0] == of for row in rows[table.name])}"
    start = [of] if table.parent else []
    own = [key] if table.below and "slug" not in table.fields else []
    rows[table.name].append([*start, *own, *(_cell(getattr(entry, field)) for field in table.fields)])
    for field, name in table.below.items():
        held = getattr(entry, field)
        for one in held if isinstance(held, tuple) else [held] if held is not None else []:
            _flatten(TABLES[name], one, key, rows)


def _columns(table: _Table) -> list[str]:
    own = ["key"] if table.below and "slug" not in table.fields else []
    return [*(["of"] if table.parent else []), *own, *table.fields]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return " ".join(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat("minutes") if type(value).__name__ == "time" else value.isoformat())
    return str(value)


def _guard(cell: str) -> str:
    """As every file has it, and so that reading can take the apostrophe away again."""
    return f"'{cell}" if cell.startswith("'") else guarded(cell)


def _tables_in(data: bytes, name: str) -> dict[str, list[tuple[int, dict[str, str]]]]:
    found: dict[str, list[tuple[int, dict[str, str]]]] = {table: [] for table in TABLES}
    cells = 0
    seen: set[str] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if not infos:
                raise InputError(name, t("geen zip-bestand dat wij kunnen lezen"))
            if len(infos) > _MOST_FILES:
                raise InputError(name, t("er zitten te veel bestanden in"))
            if sum(info.file_size for info in infos) > LARGEST:
                raise InputError(name, t("is uitgepakt groter dan {most} MB", most=LARGEST // 2**20))
            for info in infos:
                table = info.filename.removesuffix(".csv")
                if table not in TABLES or table in seen:
                    raise InputError(name, t("{file} hoort er niet in", file=info.filename[:60]))
                seen.add(table)
                with archive.open(info) as file:
                    found[table] = list(_rows(file, TABLES[table], f"{name}, {info.filename}"))
                cells += len(found[table]) * len(_columns(TABLES[table]))
                if cells > MOST_CELLS:
                    most = whole(MOST_CELLS)
                    raise InputError(name, t("er staan meer dan {most} cellen in", most=most))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        OSError,
        RuntimeError,
        EOFError,
        ValueError,
    ) as wrong:
        if isinstance(wrong, InputError):
            raise
        raise InputError(name, t("geen zip-bestand dat wij kunnen lezen")) from None
    return found


def _rows(file: IO[bytes], table: _Table, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows under the head, read as they come: the text as a whole would take four times its size."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""), strict=True)
    columns = _columns(table)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            if number > MOST_CELLS:
                raise InputError(f"{name}, rij {number}", t("er staan te veel rijen in"))
            if number == 1:
                if row != columns:
                    what = t("de kolommen moeten zijn: {columns}", columns=", ".join(columns))
                    raise InputError(f"{name}, rij 1", what)
            elif row:
                if len(row) != len(columns):
                    what = t("er zijn {count} kolommen, niet {found}", count=len(columns), found=len(row))
                    raise InputError(f"{name}, rij {number}", what)
                yield number, {key: cell.removeprefix("'") for key, cell in zip(columns, row, strict=True)}
    except UnicodeDecodeError:
        raise InputError(f"{name}, rij {number + 1}", t("een teken dat niet te lezen is")) from None
    except csv.Error:
        raise InputError(
            f"{name}, rij {number + 1}", t("geen geldige csv; kijk naar de aanhalingstekens")
        ) from None


def _nested(
    tables: dict[str, list[tuple[int, dict[str, str]]]], places: dict[str, str], name: str
) -> dict[str, Any]:
    children: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    keys: dict[str, set[str]] = {}
    for table, rows in tables.items():
        keys[table] = {row.get("slug") or row.get("key") or "" for _, row in rows}
        for number, row in rows:
            children.setdefault((table, row.get("of", "")), []).append((number, row))
    for table, rows in tables.items():
        parent = TABLES[table].parent
        for number, row in rows:
            if parent and row["of"] not in keys[parent]:
                what = t("{key} staat niet in {file}", key=row["of"][:80], file=f"{parent}.csv")
                raise InputError(f"{name}, {table}.csv, rij {number}: of", what)
    return {
        field: [
            _entry(TABLES[table], number, row, f"{field}[{at}]", children, places)
            for at, (number, row) in enumerate(children.get((table, ""), []))
        ]
        for field, table in _ROOT.below.items()
    }


def _entry(
    table: _Table,
    number: int,
    row: dict[str, str],
    path: str,
    children: dict[tuple[str, str], list[tuple[int, dict[str, str]]]],
    places: dict[str, str],
) -> dict[str, Any]:
    places[path] = t("{file}, rij {row}", file=f"{table.name}.csv", row=number)
    hints = typing.get_type_hints(table.kind)
    entry: dict[str, Any] = {
        field: row[field].split() if field in table.lists else _value(hints[field], row[field])
        for field in table.fields
        if row[field] != ""
    }
    key = row.get("slug") or row.get("key") or ""
    for field, name in table.below.items():
        below = [
            _entry(
                TABLES[name],
                at,
                child,
                f"{path}.{field}" if field in table.single else f"{path}.{field}[{n}]",
                children,
                places,
            )
            for n, (at, child) in enumerate(children.get((name, key), []))
        ]
        if field not in table.single:
            entry[field] = below
        elif below:
            if len(below) > 1:
                where = f"{places[f'{path}.{field}']}"
                raise InputError(where, t("{key} mag hier één keer staan", key=key))
            entry[field] = below[0]
    return entry


def _value(hint: Any, cell: str) -> Any:
    kinds = typing.get_args(hint) or (hint,)
    if bool in kinds and cell in {"true", "false"}:
        return cell == "true"
    if int in kinds and cell.isdecimal() and cell.isascii() and len(cell) < 19:
        return int(cell)
    return cell


def _place(path: str, places: dict[str, str], name: str) -> str:
    nearest = path
    while nearest and nearest not in places:
        nearest = nearest[: max(nearest.rfind("."), nearest.rfind("["), 0)]
    if not nearest:
        return f"{name}: {path}" if path else name
    field = path.removeprefix(nearest).lstrip(".")
    return f"{name}, {places[nearest]}" + (f": {field}" if field else "")


_ALL = {table.name: table for table in _describe("", Catalogue, "")}
_ROOT = _ALL.pop("")
TABLES = {name: _ALL[name] for name in sorted(_ALL)}
"""All tables by name, and so each after the one that it is below."""
