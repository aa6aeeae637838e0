"""Solving without Python's search for circles: rows and terms are tuples by the hundred thousand.

None of them is ever part of a circle, and looking for circles among them takes a fifth of the time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Objects in a circle are kept until this is over; all others go when nobody needs them, as always."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
