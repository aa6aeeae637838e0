"""What a demand moves, in the unit that a reader knows: hours a week and euros a year."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from doorlezen.engine.allocation.explain.moves import Move

NOTHING: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Moved:
    """What changes without a demand: ``beside`` the other demands, and where it is the only one (``alone``;
    None: not known). ``with_score``: the codes of schools that have an achterstandsscore above 0."""

    beside: tuple[Move, ...]
    alone: tuple[Move, ...] | None = None
    with_score: frozenset[str] = frozenset()

    def within(self, codes: Collection[str]) -> "Moved":
        """What changes at these schools alone."""
        return replace(
            self,
            beside=tuple(move for move in self.beside if move.school in codes),
            alone=None,
            with_score=self.with_score & frozenset(codes),
        )

    @property
    def away(self) -> "Away":
        """What goes away because of the demand, beside the other demands."""
        return self._away(self.beside)

    @property
    def away_alone(self) -> "Away | None":
        """What would go away if it were the only demand; None where that is not known."""
        return None if self.alone is None else self._away(self.alone)

    @property
    def brought(self) -> tuple[int, int]:
        """Quarter-hours a week and cents a year that all these schools together have because of the demand;
        less than 0 where it takes them away."""
        return -sum(move.quarters for move in self.beside), -sum(move.cents for move in self.beside)

    def _away(self, moves: tuple[Move, ...]) -> "Away":
        losing = [move for move in moves if move.quarters > 0]
        needy = [move.quarters for move in losing if move.school in self.with_score]
        return Away(
            schools=len(losing),
            quarters=sum(move.quarters for move in losing),
            with_score=sum(needy),
            cents=sum(move.cents for move in losing),
        )


@dataclass(frozen=True)
class Away:
    """What the schools that lose by a demand would get more without it: quarter-hours a week, of which so
    many at schools with a score; cents a year."""

    schools: int
    quarters: int
    with_score: int
    cents: int
