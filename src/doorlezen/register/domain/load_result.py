"""What a load did, file by file: what was added, changed, closed and refused, with row numbers."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from doorlezen.documents.headed import RowFault
from doorlezen.language import t
from doorlezen.register.models import Edition, Kind


@dataclass(frozen=True)
class Noted:
    """Something about one row or one school: where it stands (None: in no row), which one, and what."""

    row: int | None
    code: str
    what: str


def noted(faults: Iterable[RowFault]) -> list[Noted]:
    """The faults of a reader as notes of a report."""
    return [Noted(fault.row, "", f"{fault.column}: {fault.what}") for fault in faults]


@dataclass
class FileReport:
    """What the load made of one file.

    ``added`` stand in this edition and not in the one before it, ``gone`` the other way round; ``changed``
    stand in both and differ.
    ``refused`` rows are left out, ``filled`` ones had a hole that other rows or earlier editions fill,
    ``unjoined`` ones belong to no school in any list of schools, ``implausible`` ones were loaded as
    published although the sums do not hold.
    """

    kind: Kind
    edition: Edition
    before: Edition | None = None
    already_loaded: bool = False
    added: list[Noted] = field(default_factory=list)
    changed: list[Noted] = field(default_factory=list)
    gone: list[Noted] = field(default_factory=list)
    refused: list[Noted] = field(default_factory=list)
    filled: list[Noted] = field(default_factory=list)
    unjoined: list[Noted] = field(default_factory=list)
    implausible: list[Noted] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note_unread(self, columns: Sequence[str]) -> None:
        """Say which columns nobody knows here."""
        if columns:
            self.notes.append(t("Onbekende kolommen, niet gelezen: {names}", names=", ".join(columns)))


@dataclass
class LoadReport:
    """What a load did: per file, and which schools it closed or opened again."""

    files: list[FileReport] = field(default_factory=list)
    closed: list[Noted] = field(default_factory=list)
    reopened: list[Noted] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        """Whether every file was there already."""
        return all(file.already_loaded for file in self.files)


def as_data(report: LoadReport) -> dict[str, Any]:
    """The report as plain values for JSON; days as 2019-10-01."""
    return {
        "files": [_file(file) for file in report.files],
        "closed": [vars(noted) for noted in report.closed],
        "reopened": [vars(noted) for noted in report.reopened],
    }


def _file(file: FileReport) -> dict[str, Any]:
    lists = ("added", "changed", "gone", "refused", "filled", "unjoined", "implausible")
    return {
        "kind": file.kind.value,
        "edition": edition_as_data(file.edition),
        "before": file.before and edition_as_data(file.before),
        "already_loaded": file.already_loaded,
        **{name: [vars(noted) for noted in getattr(file, name)] for name in lists},
        "notes": list(file.notes),
    }


def edition_as_data(edition: Edition) -> dict[str, Any]:
    """An edition as plain values for JSON: whose, what, which day, which bytes."""
    day: datetime.date = edition.peildatum
    return {
        "publisher": edition.publisher,
        "title": edition.title,
        "licence": edition.licence,
        "peildatum": day.isoformat(),
        "mark": edition.mark,
        "file_name": edition.file_name,
        "sha256": edition.sha256,
        "rows": edition.rows,
    }
