"""Where a moment in a recording leads: from hearing to doing.

A chapter names a target. Which page that is, the floors above register here at start-up (in
web/page_targets.py), since webinars know no pages of schools and plans. A name that nobody
registered is a moment without a page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from doorlezen.accounts.actor import Actor


@dataclass(frozen=True)
class Target:
    """A page to act on. ``name``: what a chapter calls it; ``label``: what the link says.

    ``of_actor``: its address at somebody's own organisation, None where that person has no such page.
    ``public``: the address for everybody: the same on the demo library, or an explanation.
    """

    name: str
    label: "_StrPromise"
    of_actor: "Callable[[Actor], str | None]"
    public: Callable[[], str]


@dataclass(frozen=True)
class TargetLink:
    """A target as one reader sees it. ``at``: the reader's own organisation that it leads into; "": none."""

    label: str
    address: str
    at: str = ""


_registered: dict[str, Target] = {}


def register(target: Target) -> None:
    """Let chapters lead to ``target``. Registering it again replaces it."""
    _registered[target.name] = target


def targets() -> list[Target]:
    """All targets, by name."""
    return [_registered[name] for name in sorted(_registered)]


def links(name: str, actors: "Sequence[Actor]") -> list[TargetLink]:
    """Where ``name`` leads a reader who is these actors: to each one's own page, or the public one.

    Nothing where nothing is registered under the name.
    """
    target = _registered.get(name)
    if target is None:
        return []
    found = [(target.of_actor(actor), actor.organisation.name) for actor in actors]
    own = [TargetLink(str(target.label), address, place) for address, place in found if address is not None]
    return own or [TargetLink(str(target.label), target.public())]
