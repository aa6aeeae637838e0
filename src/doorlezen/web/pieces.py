"""The pieces that pages are made of, as plain data; templates/components sets them.

A view makes them, a template shows them: ``{% table schools %}``, ``{% facts facts %}``, ``{% verdict v %}``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from doorlezen.documents.sheets import ADDED_UP, Of, SheetColumn, shown
from doorlezen.language import t, whole
from doorlezen.register.models import Edition
from doorlezen.schemes.citation import cite
from doorlezen.schemes.verdict import Eligibility, Verdict, outcome_name

Holds = Literal["yes", "no", "unknown", "outside"]
"""``outside``: the scheme gives nobody money that year."""
_HOLDS: dict[Eligibility, Holds] = {
    Eligibility.ELIGIBLE: "yes",
    Eligibility.NOT_ELIGIBLE: "no",
    Eligibility.UNDETERMINED: "unknown",
    Eligibility.OVER: "outside",
    Eligibility.NOT_YET: "outside",
}
SIGNS: dict[Holds, str] = {"yes": "✓", "no": "✗", "unknown": "?", "outside": "–"}
"""A verdict is a word and a sign, never a colour alone."""


@dataclass(frozen=True)
class SourceNote:
    """Where a figure stands: the edition in words with its row, and the file; or how it was computed.

    ``edition``: "CBS, Achterstandsscores 2019 (1 oktober 2019), rij 9". ``reckoned``: the sum, for a computed
    figure. ``address``: a page that shows more.
    """

    edition: str = ""
    file: str = ""
    reckoned: str = ""
    address: str = ""

    @classmethod
    def of(cls, edition: Edition | None, row: int | None = None) -> "SourceNote":
        """The source of a figure that was read from a loaded edition."""
        file = ""
        if edition is not None:
            file = t("bestand {file}, licentie {licence}", file=edition.file_name, licence=edition.licence)
        return cls(edition=cite(edition, row), file=file)


@dataclass(frozen=True)
class SourcedFigure:
    """A figure or a word with its source. ``value`` None: not public; ``fill`` is where it is filled in."""

    label: str
    value: str | None
    source: SourceNote | None = None
    unit: str = ""
    fill: str = ""
    is_text: bool = False


@dataclass(frozen=True)
class Column:
    """A column: its head, its unit (a second line of the head) and how it is set.

    ``sort``: the address of the same list in this order; ``sorted``: "ascending" or "descending" where it is.
    ``first``: the verdict or the figure that a row is about; it stands first on the card that the row becomes
    on a phone.
    """

    head: str
    unit: str = ""
    align: Literal["left", "right"] = "left"
    sort: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    first: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell that is more than a text: a link, a second soft line, a verdict."""

    text: str
    address: str = ""
    note: str = ""
    holds: Holds | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells under a caption; the first cell of a row names it. ``feet`` are rows of sums.

    A table of `doorlezen.reports.tables` has the same shape and can be shown as it is.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell | str]]
    feet: Sequence[Sequence[Cell | str]] = ()
    note: str = ""
    source: SourceNote | None = None


def table_of(
    caption: str,
    columns: Sequence[SheetColumn[Of]],
    rows: Sequence[Of],
    *,
    first: str = "",
    summed: str = "",
    note: str = "",
    source: SourceNote | None = None,
) -> Table:
    """A list as a table: what a column holds of a row may be a `Cell`, anything else reads as in every file.

    ``first``: the key of the column that stands first on the card of a phone. ``summed``: what a
    row of sums is called; empty for none.
    """
    heads = [
        Column(one.head, one.unit, "left" if one.kind == "text" else "right", first=one.key == first != "")
        for one in columns
    ]
    return Table(
        caption,
        heads,
        [[_cell(one, row) for one in columns] for row in rows],
        [[summed, *(_sum(one, rows) for one in columns[1:])]] if summed else (),
        note,
        source,
    )


def _cell(column: SheetColumn[Of], row: Of) -> Cell | str:
    held = column.of(row)
    return held if isinstance(held, Cell) else shown(column.kind, held)


def _sum(column: SheetColumn[Of], rows: Sequence[Of]) -> str:
    if column.kind not in ADDED_UP:
        return ""
    held = [cell for row in rows if isinstance(cell := column.of(row), int | Decimal)]
    return shown(column.kind, sum(held, Decimal(0) if column.kind == "score" else 0))


@dataclass(frozen=True)
class Reason:
    """Why, as a sentence; ``holds`` says whether this part holds, ``facts`` what it rests on."""

    text: str
    holds: Holds
    facts: Sequence[tuple[str, str, str]] = ()


@dataclass(frozen=True)
class Judgement:
    """A verdict as shown: a word, a sign, the reason, the facts, a date.

    ``settle``: what would settle it, where it is undetermined. ``watch``: what may change it tomorrow.
    """

    holds: Holds
    word: str
    reason: str
    reasons: Sequence[Reason] = ()
    settle: str = ""
    watch: Sequence[str] = ()
    on: str = ""

    @property
    def sign(self) -> str:
        """The sign that goes with the word."""
        return SIGNS[self.holds]

    @classmethod
    def of(cls, verdict: Verdict, on: str = "") -> "Judgement":
        """The verdict of a scheme's track on a school; ``on`` is the day that it is about, in words."""
        return cls(
            holds=_HOLDS[verdict.outcome],
            word=outcome_name(verdict.outcome),
            reason=verdict.reason,
            reasons=[
                Reason(
                    sentence(answer.reason),
                    _OF_RULE[answer.holds.value],
                    [(fact.label, fact.value, fact.source) for fact in answer.facts],
                )
                for answer in verdict.answers
            ],
            settle=sentence(verdict.settle),
            watch=[sentence(warning.text) for warning in verdict.warnings],
            on=on,
        )


_OF_RULE: dict[str, Holds] = {"yes": "yes", "no": "no", "undetermined": "unknown"}


def of_outcome(outcome: Eligibility) -> Cell:
    """An outcome as a cell of a table: its sign and its word."""
    return Cell(outcome_name(outcome), holds=_HOLDS[outcome])


@dataclass(frozen=True)
class ShownPrice:
    """What a demand costs: ``big`` given the other demands, ``alone`` on its own, both with their unit.

    ``reckoned`` says how the price was computed.
    """

    demand: str
    big: str
    unit: str = ""
    alone: str = ""
    by: str = ""
    euros: str = ""
    reckoned: str = ""


@dataclass(frozen=True)
class ShownProgress:
    """Long work: ``done`` of ``total`` steps (None: unknown), asked for again at ``address``."""

    text: str
    done: int
    total: int | None
    address: str
    every_seconds: int = 2

    @property
    def counted(self) -> str:
        """How far it is, in words."""
        if self.total is None:
            if not self.done:  # nothing is counted
                return ""
            return t("{done} klaar", done=whole(self.done))
        return t("{done} van {total} klaar", done=whole(self.done), total=whole(self.total))


def sentence(part: str) -> str:
    """A part of a sentence with its capital and full stop; nothing stays nothing."""
    return f"{part[0].upper()}{part[1:]}." if part else ""
