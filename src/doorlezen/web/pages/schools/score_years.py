"""A school's achterstandsscore over the years, as rows, as a drawing and as a table with the same figures."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from doorlezen.engine.score import FLIP_BAND, can_flip
from doorlezen.language import date, decimal, t, whole
from doorlezen.register.domain import register_cache
from doorlezen.register.models import Edition, Score
from doorlezen.reports.score_chart import ScoreOfYear, draw_scores
from doorlezen.web.pieces import Cell, Column, SourceNote, Table

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Year:
    """A row of one edition of the scores with what follows from it, in points."""

    score: Score

    @property
    def edition(self) -> Edition:
        """Where the row stands."""
        return self.score.edition

    @property
    def drempel(self) -> Decimal | None:
        """The deduction: pupils × drempel per pupil; None where either is not known."""
        per_pupil, pupils = self.edition.drempel_per_pupil, self.score.pupils
        return None if per_pupil is None or pupils is None else _rounded(pupils * per_pupil)

    @property
    def band(self) -> Decimal | None:
        """How far from the drempel a school may flip from one year to the next."""
        return None if self.score.pupils is None else _rounded(self.score.pupils * FLIP_BAND)

    @property
    def near(self) -> bool:
        """Whether the school lies within the flip band."""
        per_pupil, pupils, zonder = (
            self.edition.drempel_per_pupil,
            self.score.pupils,
            self.score.zonder_drempel,
        )
        if per_pupil is None or pupils is None or zonder is None:
            return False
        return can_flip(zonder, pupils, per_pupil)


def years_of(code: str, up_to: int) -> list[Year]:
    """Every edition of the scores in which the school stands, oldest first; of one peildatum the last
    loaded. ``up_to``: as in `kept.last_edition`."""
    last: dict[datetime.date, Year] = {}
    for score in register_cache.scores(code, up_to):
        last[score.edition.peildatum] = Year(score)
    return [last[day] for day in sorted(last)]


def lead(years: Sequence[Year]) -> str:
    """What the newest score says, and how near it lies to the drempel."""
    newest = years[-1]
    day, met = date(newest.edition.peildatum), newest.score.met_drempel
    if met is None:
        return t("Van {day} is de score niet bekend: het CBS geeft er geen.", day=day)
    told = (
        t("Op {day} was de achterstandsscore {score}.", day=day, score=decimal(met))
        if met
        else t("Op {day} had deze school geen achterstandsscore: 0,00.", day=day)
    )
    if newest.near:
        told += " " + t("De school ligt vlak bij de drempel: volgend jaar kan de score omslaan.")
    if not newest.score.reliable:
        told += " " + t("Het CBS noemt de score onvoldoende betrouwbaar: 40 leerlingen of minder.")
    return told


def drawing(years: Sequence[Year]) -> str:
    """The years as SVG; empty where no edition has a figure to draw."""
    if all(year.score.zonder_drempel is None and year.drempel is None for year in years):
        return ""
    return draw_scores(
        [
            ScoreOfYear(
                _label(year, years),
                _hundredths(year.score.zonder_drempel),
                _hundredths(year.drempel),
                _hundredths(year.band) if year.drempel is not None else None,
            )
            for year in years
        ],
        name="score",
        title=t("Achterstandsscore per peildatum"),
        text=t(
            "Per peildatum een stip voor de score zonder drempel en een streep voor de drempel, met een vlak "
            "voor de omslagband. Wat boven de streep uitkomt, is de score met drempel. "
            "De cijfers staan in de tabel."
        ),
    )


def table(years: Sequence[Year]) -> Table:
    """The figures of the drawing, with the row of each."""
    points = t("punten")
    return Table(
        caption=t("Achterstandsscore per peildatum"),
        columns=[
            Column(t("Peildatum")),
            Column(t("Leerlingen"), align="right"),
            Column(t("Zonder drempel"), points, "right"),
            Column(t("Drempel"), points, "right"),
            Column(t("Met drempel"), points, "right"),
            Column(t("Omslagband"), points, "right"),
            Column(t("Bron")),
        ],
        rows=[_row(year) for year in reversed(years)],
        source=SourceNote(
            reckoned=t(
                "Drempel: leerlingen × aftrek per leerling van die peildatum. Omslagband: de drempel, "
                "{band} punt per leerling lager tot hoger. Met drempel: zonder drempel min de drempel, "
                "niet onder 0, zoals het CBS het afdrukt.",
                band=decimal(FLIP_BAND, places=1),
            )
        ),
    )


def _row(year: Year) -> list[Cell | str]:
    score, edition = year.score, year.edition
    met = _points(score.met_drempel)
    rows = t("rij {row}", row=score.row)
    if score.row_zonder and score.row_zonder != score.row:
        rows = t("rij {row} en {other}", row=score.row, other=score.row_zonder)
    note = f"{edition.title}, {rows}" + (t(" (voorlopig)") if edition.mark else "")
    return [
        date(edition.peildatum),
        t("onbekend") if score.pupils is None else whole(score.pupils),
        _points(score.zonder_drempel),
        _points(year.drempel),
        Cell(met, note=t("voetnoot {notes}", notes=", ".join(score.footnotes))) if score.footnotes else met,
        _band(year),
        Cell(edition.publisher, note=note),
    ]


def _band(year: Year) -> str:
    if year.drempel is None or year.band is None:
        return t("onbekend")
    low = max(Decimal(0), year.drempel - year.band)
    told = t("{low} tot {high}", low=decimal(low), high=decimal(year.drempel + year.band))
    return t("{band}, hierbinnen", band=told) if year.near else told


def _label(year: Year, years: Sequence[Year]) -> str:
    """The year; with the month where two editions are of one year."""
    day = year.edition.peildatum
    same = sum(other.edition.peildatum.year == day.year for other in years)
    return str(day.year) if same == 1 else f"{day.month}-{day.year}"


def _points(points: Decimal | None) -> str:
    return t("onbekend") if points is None else decimal(points)


def _hundredths(points: Decimal | None) -> int | None:
    return None if points is None else int(points * 100)


def _rounded(points: Decimal) -> Decimal:
    return points.quantize(_CENT, ROUND_HALF_UP)
