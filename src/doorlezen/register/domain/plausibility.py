"""Do the published scores hold together? What does not is loaded as published, and reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.engine import score
from doorlezen.language import decimal, n, t, whole
from doorlezen.register.domain.load_result import Noted
from doorlezen.register.readers.scores import MetRow, ScoreTables, ZonderRow

FEW_PUPILS = 40
"""With at most so many pupils CBS calls a score unreliable (footnote a)."""


@dataclass(frozen=True)
class Joined:
    """What the two tables say about one school; None where a table does not have it."""

    code: str
    met: MetRow | None
    zonder: ZonderRow | None

    @property
    def row(self) -> int:
        """The row of Tabel 1, or that of Tabel 2 for a school that only stands there."""
        return self.met.row if self.met else self.zonder.row if self.zonder else 0

    @property
    def footnotes(self) -> str:
        """The letters of both tables, once each."""
        letters = {*(self.met.footnotes if self.met else ""), *(self.zonder.footnotes if self.zonder else "")}
        return "".join(sorted(letters))

    @property
    def published(self) -> score.Published | None:
        """What the formula needs, or None where a part is unknown."""
        if not self.met or not self.zonder:
            return None
        if self.met.met is None or self.met.pupils is None or self.zonder.zonder is None:
            return None
        return score.Published(self.met.met, self.zonder.zonder, self.met.pupils)


def join(tables: ScoreTables) -> list[Joined]:
    """The two tables by school, in the order of their codes."""
    met = {row.code: row for row in tables.met}
    zonder = {row.code: row for row in tables.zonder}
    return [Joined(code, met.get(code), zonder.get(code)) for code in sorted({*met, *zonder})]


def drempel(schools: Sequence[Joined], constants: score.Constants | None) -> Decimal | None:
    """The drempel per pupil that explains the most schools; None where C and G are not known."""
    if constants is None:
        return None
    return score.fit_drempel((school.published for school in schools if school.published), constants)


def doubts(schools: Sequence[Joined], drempel_per_pupil: Decimal | None) -> Iterator[Noted]:
    """Everything that does not hold, school by school, with its row."""
    for school in schools:
        for what in (*_tables_agree(school), *_formula_holds(school, drempel_per_pupil), *_halves(school)):
            yield Noted(school.row, school.code, what)


def _tables_agree(school: Joined) -> Iterator[str]:
    if not school.zonder:
        yield t("staat in Tabel 1, niet in Tabel 2")
    elif not school.met:
        yield t("staat in Tabel 2, niet in Tabel 1")
    elif school.met.pupils is not None and (school.met.pupils <= FEW_PUPILS) != ("a" in school.footnotes):
        yield t(
            "{pupils} leerlingen past niet bij de voetnoten “{notes}”",
            pupils=school.met.pupils,
            notes=school.footnotes,
        )


def _formula_holds(school: Joined, drempel_per_pupil: Decimal | None) -> Iterator[str]:
    published = school.published
    if published and drempel_per_pupil is not None and not score.plausible(published, drempel_per_pupil):
        computed = score.met_drempel(published.zonder, published.pupils, drempel_per_pupil)
        yield t(
            "score met drempel {met}, maar de formule geeft {computed}",
            met=decimal(published.met),
            computed=decimal(computed),
        )


def _halves(school: Joined) -> Iterator[str]:
    row = school.zonder
    if not row or row.zonder is None or row.lower is None or row.upper is None:
        return
    if not score.halves_agree(row.zonder, row.lower, row.upper):
        yield t(
            "onderbouw {lower} en bovenbouw {upper} zijn samen niet {zonder} (Tabel 2, rij {row})",
            lower=decimal(row.lower),
            upper=decimal(row.upper),
            zonder=decimal(row.zonder),
            row=row.row,
        )


def notes(tables: ScoreTables, schools: Sequence[Joined], drempel_per_pupil: Decimal | None) -> Iterator[str]:
    """What is worth knowing about the tables as a whole."""
    if drempel_per_pupil is None:
        yield t("De drempelformule is niet nagerekend: C en G van deze peildatum zijn niet bekend")
    else:
        yield t(
            "Drempelformule nagerekend voor {count} scholen: {drempel} punt aftrek per leerling",
            count=whole(sum(school.published is not None for school in schools)),
            drempel=decimal(drempel_per_pupil, places=6),
        )
    unknown = sum(school.met is not None and school.met.met is None for school in schools)
    if unknown:
        yield n(
            "{count} school zonder score (onbekend bij CBS)",
            "{count} scholen zonder score (onbekend bij CBS)",
            unknown,
        )
    if tables.mark:
        yield t("CBS noemt deze cijfers voorlopig ({mark})", mark=tables.mark)
