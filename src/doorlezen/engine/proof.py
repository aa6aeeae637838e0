"""What every answer of the engine says of its proof: a plan as well as a roster."""

STATUSES = ("optimal", "feasible", "infeasible", "unknown")


def gap_between(objective: int | None, bound: int | None) -> float | None:
    """(bound − objective) / objective; 0.0 when proven optimal, None where it cannot be told."""
    if objective is None or bound is None:
        return None
    if bound == objective:
        return 0.0
    return (bound - objective) / abs(objective) if objective else None
