"""An explanation as a JSON value. The format is docs/explain.md (doorlezen-explanation/1)."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from doorlezen.engine.allocation.explain.questions import Explanation
from doorlezen.engine.allocation.explain.years import YearTold
from doorlezen.engine.allocation.posed.plan import Plan

FORMAT = "doorlezen-explanation/1"
YEARS_FORMAT = "doorlezen-explanation/2"


def as_document(plan: Plan, told: Explanation) -> dict[str, Any]:
    """The explanation of this plan as plain JSON values: every field by its own name."""
    return {
        "format": FORMAT,
        "problem_sha256": plan.problem_sha256,
        **_answers(plan, told),
    }


def as_years_document(plan: Plan, answers: Sequence[YearTold]) -> dict[str, Any]:
    """The explanation of a plan of several years: a document per school year, or that of their conflict.

    ``objective`` is that of all years together (None at a conflict); each year has its own part of it.
    """
    clash = answers[0].told if plan.status == "infeasible" else Explanation()
    years = answers if plan.choices else ()
    return {
        "format": YEARS_FORMAT,
        "problem_sha256": plan.problem_sha256,
        "objective": plan.objective,
        "years": {answer.year: _answers(answer.plan, answer.told) for answer in years},
        "conflict": _plain(clash.conflict),
        "not_reached": _not_reached(clash),
    }


def _answers(plan: Plan, told: Explanation) -> dict[str, Any]:
    return {
        "objective": plan.objective,
        **{field.name: _plain(getattr(told, field.name)) for field in fields(told)},
        "not_reached": _not_reached(told),
    }


def _not_reached(told: Explanation) -> list[dict[str, str]]:
    return [{"what": what, "which": which} for what, which in told.not_reached]


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
