"""An explanation as a JSON value. The format is docs/explain.md (doorlezen-explanation/1)."""

from dataclasses import fields, is_dataclass
from typing import Any

from doorlezen.engine.allocation.explain.questions import Explanation
from doorlezen.engine.allocation.plan import Plan

FORMAT = "doorlezen-explanation/1"


def as_document(plan: Plan, told: Explanation) -> dict[str, Any]:
    """The explanation of this plan as plain JSON values: every field by its own name."""
    return {
        "format": FORMAT,
        "problem_sha256": plan.problem_sha256,
        "objective": plan.objective,
        **{field.name: _plain(getattr(told, field.name)) for field in fields(told)},
        "not_reached": [{"what": what, "which": which} for what, which in told.not_reached],
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
