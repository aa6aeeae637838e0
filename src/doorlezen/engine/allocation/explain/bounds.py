"""What a change is worth where no plan is proven the best: between two proven ends."""

from dataclasses import dataclass

from doorlezen.engine.allocation.solving.parts.nearby import Between


@dataclass(frozen=True)
class Bounds:
    """How many points more the best plan is worth after a change: at least ``least``, at most ``most``.

    ``what`` is ``school`` (it must get its next step), ``demand`` (it is dropped), ``fund`` (``change`` cents
    more) or ``people`` (``change`` quarter-hours more). Less is negative. ``least`` None: no plan is known
    after the change; ``most`` None: there provably is none.
    """

    what: str
    which: str
    change: int
    least: int | None
    most: int | None


def gained(what: str, which: str, change: int, *, now: Between, then: Between | None, eases: bool) -> Bounds:
    """The bounds on a change. ``eases``: the change only allows more, so that nothing is lost by it."""
    if then is None:
        return Bounds(what, which, change, None, None)
    most = then.at_most - now.at_least if now.at_least is not None else None
    assert most is not None, "a change is explained beside a plan"
    least = None if then.at_least is None else then.at_least - now.at_most
    if eases:
        return Bounds(what, which, change, max(0, least or 0), max(0, most))
    return Bounds(what, which, change, least if least is None else min(0, least), min(0, most))
