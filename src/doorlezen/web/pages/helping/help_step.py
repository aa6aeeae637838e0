"""What a role does here in a year, in a few steps; each with a page and a picture of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class HelpStep:
    """One thing to do: ``page`` is the name of its address (without parts of its own), ``permission`` what
    that page asks ("": nothing), ``picture`` one of `help_pictures`."""

    page: str
    permission: str
    picture: str
    title: "_StrPromise"
    told: "_StrPromise"


@dataclass(frozen=True)
class RoleHelp:
    """The help of a role: ``slug`` in its address, who it is for, and the steps in the order of a year."""

    slug: str
    lead: "_StrPromise"
    steps: tuple[HelpStep, ...]
