"""Verdeelsleutels: several honest ways to divide the same money and people, side by side."""

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.keys.compare import Comparison, Division, compare
from doorlezen.engine.allocation.keys.figures import Figures, figures_of
from doorlezen.engine.allocation.keys.frontier import Frontier, FrontierPoint, frontier
from doorlezen.engine.allocation.keys.registry import KEYS

__all__ = [
    "KEYS",
    "Comparison",
    "Division",
    "Figures",
    "Frontier",
    "FrontierPoint",
    "Key",
    "compare",
    "figures_of",
    "frontier",
]
