"""A year that was laid out, after something came between: who goes when now, and which schools notice it."""

from doorlezen.engine.roster.repair.check_repair import check_repair
from doorlezen.engine.roster.repair.repair_asked import (
    DatedVisit,
    Fate,
    Repair,
    RepairAsked,
    VisitSlot,
    fate,
)
from doorlezen.engine.roster.repair.repairs import Repairs, find_repairs

__all__ = [
    "DatedVisit",
    "Fate",
    "Repair",
    "RepairAsked",
    "Repairs",
    "VisitSlot",
    "check_repair",
    "fate",
    "find_repairs",
]
