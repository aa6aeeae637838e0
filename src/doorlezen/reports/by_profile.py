"""What a plan happens to give schools with a score and the others: hours and euros."""

from dataclasses import dataclass
from decimal import Decimal

from doorlezen.reports.director_questions import groups, mean, per_100_pupils
from doorlezen.reports.story import SchoolRow, Story


@dataclass(frozen=True)
class GroupFigures:
    """Schools with a score, or the others, in a plan. Hours are a week, cents a school year.

    ``cents_per_pupil``: over all their pupils, rounded half to even.
    """

    schools: int
    reached: int
    pupils: int
    mean: Decimal
    per_100: Decimal
    quarters: int
    cents: int
    cents_per_pupil: int


def by_profile(story: Story) -> tuple[GroupFigures, GroupFigures]:
    """Those with a score above 0, and all others; the story must have a plan."""
    with_score, others = groups(story)
    return _figures(with_score), _figures(others)


def _figures(rows: list[SchoolRow]) -> GroupFigures:
    pupils, quarters = sum(row.pupils for row in rows), sum(row.quarters for row in rows)
    cents = sum(row.cents for row in rows)
    return GroupFigures(
        schools=len(rows),
        reached=sum(row.quarters > 0 for row in rows),
        pupils=pupils,
        mean=mean(rows),
        per_100=per_100_pupils(rows),
        quarters=quarters,
        cents=cents,
        cents_per_pupil=round(Decimal(cents) / max(pupils, 1)),
    )
