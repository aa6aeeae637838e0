"""What a library file says, as plain values: cents, quarter-hours, decimals as written."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from doorlezen.planning.library.demand_entries import Demand
from doorlezen.planning.library.selectors import Selector

WITH_SCORE, WITHOUT_SCORE = "with_score", "without_score"
PROFILES = (WITH_SCORE, WITHOUT_SCORE)


@dataclass(frozen=True)
class Ground:
    """On what ground a value stands: where it was read, on which day, and who filled it in."""

    source: str
    date: datetime.date
    by: str


@dataclass(frozen=True)
class FilledByLibrary:
    """A value that the scheme leaves open, as the library filled it in."""

    name: str
    value: str
    ground: Ground
    path: str


@dataclass(frozen=True)
class SchemeChoice:
    """The scheme track that the library applies under, and what it filled in.

    ``undetermined``: whether the scheme's fund also pays schools whose verdict is undetermined.
    ``folder``: where scheme files of the library's own lie; None: only the shipped ones.
    """

    track: str
    path: str
    undetermined: bool
    folder: Path | None
    filled: tuple[FilledByLibrary, ...]


@dataclass(frozen=True)
class Leesconsulenten:
    """What the people cost and how many hours a week there are (None: no limit)."""

    cents_per_hour: int
    weeks: int
    capacity_quarters: int | None
    capacity_words: str
    ground: Ground


@dataclass(frozen=True)
class NeedWeights:
    """The verdeelsleutel: weight = per_pupil × pupils + per_point × score + per_school, rounded."""

    per_pupil: Decimal
    per_point: Decimal
    per_school: Decimal


@dataclass(frozen=True)
class Sizes:
    """Size bands by number of pupils: ``limits`` are where the next band starts.

    ``typical`` is the number of pupils that the points of a band are worked out for, one per band.
    """

    limits: tuple[int, ...]
    typical: tuple[int, ...]

    def band(self, pupils: int) -> int:
        """The band (from 0) of a school with this many pupils."""
        return sum(pupils >= limit for limit in self.limits)


NormValue = Decimal | int | bool | str


@dataclass(frozen=True)
class Norm:
    """How a library works in one respect: the values that were filled in, by their key.

    ``sure``: "certain", "assumption" or "unknown". Percentages are whole, hours decimals in quarters.
    """

    values: Mapping[str, NormValue]
    sure: str
    ground: Ground


@dataclass(frozen=True)
class Profile:
    """What schools of one profile can choose, per size band: quarter-hours a week, rising.

    ``points`` are the library's own (same shape); None: by the formula of the file. ``norms``: how the
    library works there besides, only those that were filled in; no plan is reckoned with them.
    """

    quarters: tuple[tuple[int, ...], ...]
    points: tuple[tuple[int, ...], ...] | None
    norms: Mapping[str, Norm] = field(default_factory=dict)


@dataclass(frozen=True)
class CostLine:
    """What a bouwsteen costs at a school that gets hours, per school year, in cents where it is money.

    fixed + pupils × (per_pupil + books_per_pupil × book_cents + per_pupil_per_hour × hours a week)
    + hours a week × weeks × cost of a leesconsulent per hour (where ``leesconsulent``).
    """

    bouwsteen: str
    profiles: tuple[str, ...]
    leesconsulent: bool
    fixed: int
    per_pupil: int
    books_per_pupil: Decimal
    book_cents: int
    per_pupil_per_hour: int
    ground: Ground


@dataclass(frozen=True)
class FundLine:
    """A purse as the library writes it. Cents; None where there is no such limit.

    ``kind`` says which schools it may pay; ``bouwstenen`` None: those that the scheme allows. ``use``: its
    place in the order in which money is spent, 1 first.
    """

    id: str
    name: str
    kind: str
    cents: int | None
    per_school: int | None
    per_pupil: int | None
    bouwstenen: tuple[str, ...] | None
    gemeente: str | None
    schools: Selector | None
    use: int
    ground: Ground
    path: str


@dataclass(frozen=True)
class CourseLine:
    """A course that people of the library follow in the year. ``cents`` and ``quarters`` (quarter-hours in
    the whole year) are per person. ``fund``: the purse that pays it; None: other money. ``counts``: False is
    a choice that the plan does not reckon with.
    """

    id: str
    name: str
    people: int
    cents: int
    quarters: int
    fund: str | None
    counts: bool
    ground: Ground
    path: str


@dataclass(frozen=True)
class PupilsFilled:
    """The number of pupils of a school that the register does not know."""

    code: str
    pupils: int
    ground: Ground
    path: str


@dataclass(frozen=True)
class Library:
    """A whole library file. ``on`` is the day for which the register and the scheme are asked."""

    file_name: str
    name: str
    school_year: str
    on: datetime.date
    gemeenten: tuple[str, ...]
    invented: bool
    scheme: SchemeChoice | None
    leesconsulenten: Leesconsulenten
    need: NeedWeights
    need_ground: Ground
    sizes: Sizes
    formula: str
    profiles: Mapping[str, Profile]
    profiles_ground: Ground
    costs: tuple[CostLine, ...]
    funds: tuple[FundLine, ...]
    demands: tuple[Demand, ...]
    last_year: Mapping[str, int] | None
    last_year_words: str
    pupils_filled: tuple[PupilsFilled, ...]
    courses: tuple[CourseLine, ...] = ()
    site: str = ""
    """The address of this library on the site, whose list of collaborations counts; empty: the list that
    belongs to no library."""
