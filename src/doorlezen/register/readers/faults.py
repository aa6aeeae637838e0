"""What a wrong row does to a national file: it is mended or left out, and named; a mass refuses it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from doorlezen.documents.headed import RowFault
from doorlezen.language import InputError, t, whole

MOST, ONE_IN = 20, 100
"""So many rows may always be wrong; above it, at most one in a hundred."""


class CodedRow(Protocol):
    """A row of a file about one school."""

    @property
    def row(self) -> int: ...
    @property
    def code(self) -> str: ...


_Row = TypeVar("_Row", bound=CodedRow)


def refuse_a_mass(name: str, faults: Collection[RowFault], *, rows: int) -> None:
    """Refuse a file of ``rows`` rows when so many are wrong that nobody can trust the others.

    Raises InputError with the number and the first of them.
    """
    wrong = {fault.row for fault in faults}
    most = max(MOST, rows // ONE_IN)
    if len(wrong) <= most:
        return
    first = min(faults, key=lambda fault: fault.row)
    raise InputError(
        name,
        t(
            "{wrong} van de {rows} rijen kloppen niet; bij meer dan {most} wordt niets geladen. "
            "De eerste is rij {row}, {column}: {what}",
            wrong=whole(len(wrong)),
            rows=whole(rows),
            most=whole(most),
            row=first.row,
            column=first.column,
            what=first.what,
        ),
    )


def once_each(
    rows: Sequence[_Row], *, column: str, refused: list[RowFault], first_counts: bool = False
) -> list[_Row]:
    """The rows with every school once; what is left out goes to ``refused``.

    Of rows that say the same the first counts. Of rows that differ none does, because nobody can tell which
    is right; with ``first_counts`` the first one, where a school without a row would pass for closed.
    """
    of: dict[str, list[_Row]] = {}
    for row in rows:
        of.setdefault(row.code, []).append(row)
    kept = []
    for code, (first, *others) in of.items():
        alike = all(_said(other) == _said(first) for other in others)
        if alike or first_counts:
            kept.append(first)
            refused += [RowFault(other.row, column, _left_out(code, first, alike)) for other in others]
        else:
            last = others[-1]
            refused.append(RowFault(first.row, column, _none_counts(code, last)))
            refused += [RowFault(other.row, column, _none_counts(code, first)) for other in others]
    return kept


def _said(row: Any) -> Any:
    return replace(row, row=0)


def _left_out(code: str, first: CodedRow, alike: bool) -> str:
    if alike:
        return t("vestiging {code} staat ook in rij {row}, met hetzelfde", code=code, row=first.row)
    return t("vestiging {code} staat ook in rij {row}, en die telt", code=code, row=first.row)


def _none_counts(code: str, other: CodedRow) -> str:
    return t(
        "vestiging {code} staat ook in rij {row}, met iets anders; geen van die rijen telt",
        code=code,
        row=other.row,
    )
