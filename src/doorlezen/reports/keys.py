"""Verdeelsleutels side by side, as rows of words and figures: for a terminal, a CSV file and JSON."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from doorlezen.documents.sheets import SheetColumn, SheetTable
from doorlezen.engine.allocation.keys import Comparison, Division, Figures, Frontier, FrontierPoint
from doorlezen.engine.allocation.keys.figures import quarters_of
from doorlezen.engine.allocation.posed.problem import Problem, School
from doorlezen.language import decimal, hours, n, percent, t, whole

Figure = tuple[str, Callable[[Division], str]]
"""A figure of a division: what it is called, and how it reads."""


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
        return " ".join((said, t("Elk plan is bewezen het beste voor zijn verdeelsleutel.")))
    return " ".join((said, t("Niet bewezen binnen de tijd: {names}.", names=", ".join(unsure))))


def side_by_side(comparison: Comparison, *, with_points: bool = True) -> SheetTable[Figure]:
    """A column per key, a row per figure; ``with_points``: those in the points of the problem too."""

    def other_than_need(division: Division) -> str:
        return "–" if division.figures is None else whole(division.other_than_need)

    def proven(division: Division) -> str:
        return t("ja") if division.proven else t("nee")

    known = _shown() if with_points else _shown()[:-1]
    rows: list[Figure] = [(label, partial(_or_dash, figure)) for label, figure in known]
    rows.append((t("scholen anders dan bij behoefte"), other_than_need))
    if with_points:
        rows.append((t("minder punten dan bij behoefte"), _price))
    rows.append((t("bewezen"), proven))
    columns = [SheetColumn[Figure]("", lambda row: row[0])]
    columns += [_of_division(division) for division in comparison.divisions]
    return SheetTable(t("Wat elke verdeelsleutel doet"), columns, rows)


def _of_division(division: Division) -> SheetColumn[Figure]:
    return SheetColumn(division.key.name, lambda row: row[1](division), "figure")


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


def _or_dash(figure: Callable[[Figures], str], division: Division) -> str:
    return "–" if division.figures is None else figure(division.figures)


def _price(division: Division) -> str:
    """What a key costs in the problem's own points, as a share of the best."""
    plan = division.plan
    if plan is None or plan.objective is None or not plan.bound:
        return "–"
    return f"{fraction(Fraction(100 * (plan.bound - plan.objective), abs(plan.bound)), 1)}%"


def aims(comparison: Comparison) -> list[str]:
    """What each key puts first, a line each."""
    return [f"{division.key.name}: {division.key.aim}" for division in comparison.divisions]


def schools(problem: Problem, comparison: Comparison, municipality: str | None = None) -> SheetTable[School]:
    """What every school gets under each key, in hours a week; of one gemeente or of all."""
    columns = [
        *school_columns(),
        SheetColumn[School](t("leerlingen"), lambda school: school.pupils, "whole"),
        SheetColumn[School](t("score"), lambda school: school.score, "score"),
        SheetColumn[School](t("vorig jaar"), lambda school: school.last_year_quarters, "hours"),
        *(_hours_under(problem, division) for division in comparison.divisions),
    ]
    rows = [school for school in problem.schools if municipality in (None, school.municipality)]
    return SheetTable(t("Uren per week voor elke school"), columns, rows)


def school_columns() -> list[SheetColumn[School]]:
    """Which school a row is about."""
    return [
        SheetColumn(t("code"), lambda school: school.code, gives="cut"),
        SheetColumn(t("school"), lambda school: school.name, gives="cut"),
        SheetColumn(t("gemeente"), lambda school: school.municipality, gives="cut"),
    ]


def _hours_under(problem: Problem, division: Division) -> SheetColumn[School]:
    given = quarters_of(problem, division.plan.choices) if division.plan else {}
    return SheetColumn(division.key.name, lambda school: given.get(school.code, "–"), "hours")


def points(found: Frontier, *, with_points: bool = True) -> SheetTable[FrontierPoint]:
    """The frontier as a table, from few schools to many; ``with_points``: the value in points too."""

    def share(point: FrontierPoint) -> str:
        return percent(point.figures.quarters_with_score, point.figures.quarters)

    def gini(point: FrontierPoint) -> str:
        return "–" if point.figures.gini is None else fraction(point.figures.gini)

    def proven(point: FrontierPoint) -> str:
        return t("ja") if point.proven and point.value == point.bound else t("nee")

    columns: list[SheetColumn[FrontierPoint]] = [
        SheetColumn(t("scholen bereikt"), lambda point: point.reached, "whole"),
        SheetColumn(t("laagste uren per 100 leerlingen"), lambda point: per_100(point.lowest), "figure"),
        SheetColumn(t("ongelijkheid (Gini)"), gini, "figure"),
        SheetColumn(t("deel naar score"), share, "figure"),
        SheetColumn(t("waarde in punten"), lambda point: point.value, "whole"),
        SheetColumn(t("bewezen"), proven, "figure"),
    ]
    if not with_points:
        del columns[-2]
    return SheetTable(t("Bereik tegenover gelijkheid"), columns, found.points)


def hours_per_key(comparison: Comparison, problem: Problem) -> list[SheetColumn[School]]:
    """A column per key with the hours that a school gets under it."""
    return [_hours_under(problem, division) for division in comparison.divisions]


def about_equal(comparison: Comparison) -> str:
    """What ``equal`` looks at, and which key is more equal by the Gini beside it; empty without it."""
    ginis = {
        of.key.id: (of.key.name, of.figures.gini)
        for of in comparison.divisions
        if of.figures is not None and of.figures.gini is not None
    }
    if "equal" not in ginis:
        return ""
    name, own = ginis["equal"]
    said = t(
        "“{key}” kijkt naar de school met de minste uren per leerling, niet naar de Gini.",
        key=name[:1].upper() + name[1:],
    )
    lower, least = min(ginis.values(), key=lambda pair: pair[1])
    if fraction(least) == fraction(own):
        return said
    return f"{said} " + t(
        "De Gini telt alle leerlingen mee en is hier lager bij “{key}”: {least} tegen {own}.",
        key=lower,
        least=fraction(least),
        own=fraction(own),
    )


def about_gini() -> str:
    """Why the Gini may fall while the lowest hours fall too."""
    return t(
        "De Gini zegt hoe ongelijk de uren per leerling verdeeld zijn: 0 is voor ieder gelijk, 1 is alles "
        "bij één leerling. De laagste uren zijn van scholen met uren. De Gini telt ook leerlingen van "
        "scholen zonder uren; daarom daalt hij meestal als het bereik groeit."
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


def _point_data(point: FrontierPoint) -> dict[str, Any]:
    return {name: _plain(value) for name, value in vars(point).items() if name != "figures"} | {
        "figures": _figures(point.figures)
    }


def _plain(value: Any) -> Any:
    return [value.numerator, value.denominator] if isinstance(value, Fraction) else value
