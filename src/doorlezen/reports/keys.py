"""Verdeelsleutels side by side, as rows of words and figures: for a terminal, a CSV file and JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from doorlezen.engine.allocation.keys import Comparison, Division, Figures, Frontier, Point
from doorlezen.engine.allocation.keys.figures import quarters_of
from doorlezen.engine.allocation.problem import Problem
from doorlezen.language import decimal, hours, n, percent, t, whole

Row = tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table: what it is called, the heads of its columns, and its rows, all as people read them."""

    caption: str
    heads: Row
    rows: tuple[Row, ...]


def fraction(value: Fraction, places: int = 2) -> str:
    """An exact fraction rounded for reading, half up: 1/3 → "0,33"."""
    scaled = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    return decimal(Decimal(scaled).scaleb(-places), places)


def per_100(level: Fraction | None) -> str:
    """Quarter-hours per pupil as hours a week per 100 pupils: "1,25"."""
    return "–" if level is None else fraction(level * 25)


def headline(comparison: Comparison) -> str:
    """What the table shows, and how sure it is, in a sentence or two."""
    count = len(comparison.divisions)
    said = n(
        "{count} verdeelsleutel, met alle eisen, hetzelfde geld en dezelfde mensen.",
        "{count} verdeelsleutels naast elkaar, met alle eisen, hetzelfde geld en dezelfde mensen.",
        count,
    )
    unsure = [division.key.name for division in comparison.divisions if not division.proven]
    if not unsure:
        return " ".join((said, t("Elk plan is bewezen het beste voor zijn sleutel.")))
    return " ".join((said, t("Niet bewezen binnen de tijd: {names}.", names=", ".join(unsure))))


def side_by_side(comparison: Comparison) -> Grid:
    """A column per key, a row per figure."""
    divisions = comparison.divisions
    heads = ("", *(division.key.name for division in divisions))
    rows = [(label, *_cells(divisions, figure)) for label, figure in _shown()]
    other = t("scholen anders dan bij behoefte")
    rows.append((other, *(_or_dash(d, whole(d.other_than_need)) for d in divisions)))
    proof = (t("bewezen"), *(t("ja") if d.proven else t("nee") for d in divisions))
    return Grid(t("Wat elke sleutel doet"), heads, (*rows, _price(divisions), proof))


def _shown() -> list[tuple[str, Callable[[Figures], str]]]:
    return [
        (t("scholen met uren"), lambda f: whole(f.served)),
        (t("waarvan met een score"), lambda f: whole(f.served_with_score)),
        (t("uren per week"), lambda f: hours(f.quarters)),
        (t("deel naar scholen met een score"), lambda f: percent(f.quarters_with_score, f.quarters)),
        (
            t("ongelijkheid van uren per leerling (Gini)"),
            lambda f: "–" if f.gini is None else fraction(f.gini),
        ),
        (t("laagste uren per 100 leerlingen"), lambda f: per_100(f.lowest)),
        (t("hoogste uren per 100 leerlingen"), lambda f: per_100(f.highest)),
        (t("scholen anders dan vorig jaar"), lambda f: whole(f.changed)),
        (t("uren verschoven sinds vorig jaar"), lambda f: hours(f.moved)),
        (t("waarde in punten"), lambda f: whole(f.value)),
    ]


def _cells(divisions: Sequence[Division], figure: Callable[[Figures], str]) -> list[str]:
    return ["–" if d.figures is None else figure(d.figures) for d in divisions]


def _or_dash(division: Division, text: str) -> str:
    return "–" if division.figures is None else text


def _price(divisions: Sequence[Division]) -> Row:
    """What each key costs in the problem's own points, as a share of the best."""
    cells = []
    for division in divisions:
        plan = division.plan
        if plan is None or plan.objective is None or not plan.bound:
            cells.append("–")
        else:
            cells.append(f"{fraction(Fraction(100 * (plan.bound - plan.objective), abs(plan.bound)), 1)}%")
    return (t("minder punten dan bij behoefte"), *cells)


def aims(comparison: Comparison) -> list[str]:
    """What each key puts first, a line each."""
    return [f"{division.key.name}: {division.key.aim}" for division in comparison.divisions]


def schools(problem: Problem, comparison: Comparison, municipality: str | None = None) -> Grid:
    """What every school gets under each key, in hours a week; of one gemeente or of all."""
    given = [quarters_of(problem, d.plan.choices) if d.plan else None for d in comparison.divisions]
    heads = (
        t("code"),
        t("school"),
        t("gemeente"),
        t("leerlingen"),
        t("score"),
        t("vorig jaar"),
        *(division.key.name for division in comparison.divisions),
    )
    rows = tuple(
        (
            school.code,
            school.name,
            school.municipality,
            whole(school.pupils),
            t("onbekend") if school.score is None else decimal(school.score),
            hours(school.last_year_quarters),
            *("–" if quarters is None else hours(quarters[school.code]) for quarters in given),
        )
        for school in problem.schools
        if municipality in (None, school.municipality)
    )
    return Grid(t("Uren per week voor elke school"), heads, rows)


def points(found: Frontier) -> Grid:
    """The frontier as a table, from few schools to many."""
    heads = (
        t("scholen bereikt"),
        t("laagste uren per 100 leerlingen"),
        t("ongelijkheid (Gini)"),
        t("deel naar score"),
        t("waarde in punten"),
        t("bewezen"),
    )
    return Grid(t("Bereik tegenover gelijkheid"), heads, tuple(_point(point) for point in found.points))


def about_gini() -> str:
    """Why the Gini may fall while the lowest hours fall too."""
    return t(
        "De Gini zegt hoe ongelijk de uren per leerling verdeeld zijn: 0 is voor ieder gelijk, 1 is alles "
        "bij één leerling. De laagste uren zijn van scholen met uren. De Gini telt ook leerlingen van "
        "scholen zonder uren; daarom daalt hij meestal als het bereik groeit."
    )


def _point(point: Point) -> Row:
    figures = point.figures
    proven = point.proven and point.value == point.bound
    return (
        whole(point.reached),
        per_100(point.lowest),
        "–" if figures.gini is None else fraction(figures.gini),
        percent(figures.quarters_with_score, figures.quarters),
        whole(point.value),
        t("ja") if proven else t("nee"),
    )


def document(problem: Problem, comparison: Comparison, found: Frontier | None) -> dict[str, Any]:
    """Everything as plain data (doorlezen-keys/1, docs/keys.md); fractions as [numerator, denominator]."""
    return {
        "format": "doorlezen-keys/1",
        "problem_sha256": problem.sha256,
        "school_year": problem.school_year,
        "keys": [_division(problem, division) for division in comparison.divisions],
        "frontier": None if found is None else [_point_data(point) for point in found.points],
    }


def _division(problem: Problem, division: Division) -> dict[str, Any]:
    plan = division.plan
    return {
        "key": division.key.id,
        "proven": division.proven,
        "goals": [{"goal": g.goal, "value": g.value, "bound": g.bound} for g in division.reached],
        "figures": None if division.figures is None else _figures(division.figures),
        "other_than_need": division.other_than_need,
        "quarters": None if plan is None else quarters_of(problem, plan.choices),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {name: _plain(value) for name, value in vars(figures).items()}


def _point_data(point: Point) -> dict[str, Any]:
    return {name: _plain(value) for name, value in vars(point).items() if name != "figures"} | {
        "figures": _figures(point.figures)
    }


def _plain(value: Any) -> Any:
    return [value.numerator, value.denominator] if isinstance(value, Fraction) else value
