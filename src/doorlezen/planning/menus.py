"""From the library's words to menus: what each kind of school can choose, its cost and its points.

The formulas are explained in docs/library-file.md; every amount is rounded once, half up, to a cent.
"""

from collections.abc import Callable
from decimal import Context, Decimal

from doorlezen.engine.allocation.posed.problem import Cost, Option
from doorlezen.planning.library.library_model import WITH_SCORE, WITHOUT_SCORE, CostLine, Library
from doorlezen.planning.library.selectors import Candidate
from doorlezen.planning.rounding import half_up

_EXACT = Context(prec=28)


def _logarithm(hours_per_100_pupils: Decimal) -> int:
    return half_up(1000 * (1 + hours_per_100_pupils).ln(_EXACT))


def _linear(hours_per_100_pupils: Decimal) -> int:
    return half_up(1000 * hours_per_100_pupils)


FORMULAS: dict[str, Callable[[Decimal], int]] = {"logarithm": _logarithm, "linear": _linear}
"""Points of an option by hours a week per 100 pupils: 1000 × ln(1 + h), or 1000 × h."""


def profile_of(school: Candidate) -> str:
    """With or without a score: the profile that decides what a school can choose."""
    return WITH_SCORE if school.has_score else WITHOUT_SCORE


def menu_id(profile: str, band: int) -> str:
    """The name of a menu in the problem file: "with-score-2"."""
    return f"{profile.replace('_', '-')}-{band}"


def menu_of(library: Library, school: Candidate) -> str:
    """The menu of a school, by its profile and size."""
    return menu_id(profile_of(school), library.sizes.band(school.pupils))


def build_menus(library: Library) -> dict[str, tuple[Option, ...]]:
    """All menus, by their name; every profile × size band has one."""
    return {
        menu_id(profile, band): tuple(
            _option(library, profile, band, place) for place in range(len(chosen.quarters[band]))
        )
        for profile, chosen in library.profiles.items()
        for band in range(len(library.sizes.typical))
    }


def _option(library: Library, profile: str, band: int, place: int) -> Option:
    chosen = library.profiles[profile]
    quarters = chosen.quarters[band][place]
    if chosen.points is not None:
        points = chosen.points[band][place]
    else:
        per_100 = Decimal(quarters * 25) / library.sizes.typical[band]
        points = FORMULAS[library.formula](per_100)
    return Option(f"{quarters}q", quarters, _costs(library, profile, quarters), points)


def _costs(library: Library, profile: str, quarters: int) -> dict[str, Cost]:
    """What an option costs per bouwsteen. No hours: the library does nothing there, so nothing is paid."""
    costs: dict[str, Cost] = {}
    for line in library.costs:
        if quarters and profile in line.profiles:
            cost = cost_of(
                line, quarters, library.leesconsulenten.cents_per_hour, library.leesconsulenten.weeks
            )
            before = costs.get(line.bouwsteen, Cost())
            costs[line.bouwsteen] = Cost(before.fixed + cost.fixed, before.per_pupil + cost.per_pupil)
    return costs


def cost_of(line: CostLine, quarters: int, cents_per_hour: int, weeks: int) -> Cost:
    """One cost line at so many quarter-hours a week: cents per school year, fixed and per pupil."""
    hours = Decimal(quarters) / 4
    fixed, per_pupil = Decimal(line.fixed), Decimal(line.per_pupil)
    if line.leesconsulent:
        fixed += hours * weeks * cents_per_hour
    per_pupil += line.books_per_pupil * line.book_cents + line.per_pupil_per_hour * hours
    return Cost(half_up(fixed), half_up(per_pupil))


def weight_of(library: Library, school: Candidate) -> int:
    """The weight of a school by the verdeelsleutel; an unknown score counts as 0."""
    need = library.need
    score = school.score or Decimal(0)
    return half_up(need.per_pupil * school.pupils + need.per_point * score + need.per_school)
