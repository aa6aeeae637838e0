"""How equal and how needy a division is, of some schools: the figures that stand next to each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from doorlezen.engine.allocation.keys.figures import gini
from doorlezen.reports.spines import per_100
from doorlezen.reports.story import SchoolRow


@dataclass(frozen=True)
class Equality:
    """Hours a week per 100 pupils: ``lowest`` and ``highest`` of the schools that get hours, ``mean`` over
    all pupils. ``gini``: of hours per pupil over all pupils, 0 = equal for each. None where there are no
    hours. ``quarters_with_score`` of ``quarters`` go to schools with an achterstandsscore above 0, and
    ``pupils_with_score`` of ``pupils`` are there."""

    lowest: Fraction | None
    highest: Fraction | None
    mean: Fraction | None
    gini: Fraction | None
    quarters: int
    quarters_with_score: int
    pupils: int
    pupils_with_score: int

    @classmethod
    def of(cls, schools: Sequence[SchoolRow]) -> "Equality":
        """The figures of these schools."""
        levels = [per_100(row.quarters, row.pupils) for row in schools if row.quarters and row.pupils]
        needy = [row for row in schools if row.group == "with-score"]
        quarters, pupils = sum(row.quarters for row in schools), sum(row.pupils for row in schools)
        return cls(
            lowest=min(levels, default=None),
            highest=max(levels, default=None),
            mean=per_100(quarters, pupils) if quarters and pupils else None,
            gini=gini([(row.quarters, row.pupils) for row in schools]),
            quarters=quarters,
            quarters_with_score=sum(row.quarters for row in needy),
            pupils=pupils,
            pupils_with_score=sum(row.pupils for row in needy),
        )
