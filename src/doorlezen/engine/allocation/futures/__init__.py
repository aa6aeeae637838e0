"""Futures: what becomes of a plan when scores change, and the plan that is best in the worst of them."""

from doorlezen.engine.allocation.futures.become import Becoming, Risk, become, risks
from doorlezen.engine.allocation.futures.draw import draw_futures
from doorlezen.engine.allocation.futures.file import Flips, read_flips, write_flips
from doorlezen.engine.allocation.futures.future import Flip, Future, as_future, near_the_drempel
from doorlezen.engine.allocation.futures.stable import MEASURES, Stable, stable_plan

__all__ = [
    "MEASURES",
    "Becoming",
    "Flip",
    "Flips",
    "Future",
    "Risk",
    "Stable",
    "as_future",
    "become",
    "draw_futures",
    "near_the_drempel",
    "read_flips",
    "risks",
    "stable_plan",
    "write_flips",
]
