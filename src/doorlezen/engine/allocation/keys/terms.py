"""What verdeelsleutels count, as linear terms."""

from collections.abc import Mapping

from doorlezen.engine.allocation.posed.requirements import Choice, Term
from doorlezen.engine.allocation.programs.model import Model


def schools_reached(model: Model) -> list[Term]:
    """One for every school with hours. A school without pupils reaches nobody and does not count."""
    return [
        (1, Choice(school.code, option.id))
        for school in model.problem.schools
        for option in model.options(school.code)
        if option.quarters and school.pupils
    ]


def hours_kept(model: Model, before: Mapping[str, int] | None = None) -> list[Term]:
    """Minus the quarter-hours by which schools move from ``before`` (None: from last year)."""
    return [
        (
            -abs(option.quarters - (school.last_year_quarters if before is None else before[school.code])),
            Choice(school.code, option.id),
        )
        for school in model.problem.schools
        for option in model.options(school.code)
    ]
