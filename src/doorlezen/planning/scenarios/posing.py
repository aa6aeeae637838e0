"""What a scenario asks of the planner: its library file read, beside the register, as a problem."""

from collections.abc import Mapping
from typing import Any

from doorlezen.desk.kept import Kept
from doorlezen.language import InputError, current
from doorlezen.planning.build import Built, build, wrong_in
from doorlezen.planning.known_schools import gather
from doorlezen.planning.known_terms import World
from doorlezen.planning.library import Library
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.scenarios.content import NAME
from doorlezen.register.domain import register_cache


class NotReadyError(InputError):
    """A scenario that cannot be calculated yet: ``refused`` is everything that is wrong or missing."""

    def __init__(self, refused: tuple[InputError, ...]) -> None:
        super().__init__(refused[0].where, refused[0].what, field=refused[0].field)
        self.refused = refused


def posed(tree: Mapping[str, Any]) -> Built:
    """The problem that a library file is about, with the register as it is now. Raises NotReadyError.

    Made once for each edition that is loaded, and language.
    """
    said = tree.get("library")
    site = said.get("site") if isinstance(said, Mapping) else None
    last = register_cache.last_edition(site if isinstance(site, str) else "")
    made = _made.get((repr(tree), last, current()), lambda: _posed(tree))
    if isinstance(made, Built):
        return made
    raise NotReadyError(made)


_made: Kept[Built | tuple[InputError, ...]] = Kept(64, about="register")


def refused_by(tree: Mapping[str, Any]) -> tuple[InputError, ...]:
    """Everything that is wrong in a library file, also beside the register, as `posed` refuses it.

    Without making the problem: for somebody who is typing.
    """
    examined = examine(tree, name=NAME)
    if examined.library is None:
        return examined.refused
    try:
        return wrong_in(examined.library, _world(examined.library))
    except InputError as wrong:
        return (wrong,)


_worlds: Kept[World] = Kept(64, about="register")


def _world(library: Library) -> World:
    """What the register and the scheme say, found once for what a library asks of them."""
    last = register_cache.last_edition(library.site)
    asked = library.gemeenten, library.on, library.site, library.school_year, library.scheme
    return _worlds.get((asked, last, current()), lambda: gather(library))


def _posed(tree: Mapping[str, Any]) -> Built | tuple[InputError, ...]:
    examined = examine(tree, name=NAME)
    if examined.library is None:
        return examined.refused
    try:
        world = _world(examined.library)
    except InputError as wrong:
        return (wrong,)
    try:
        return build(examined.library, world)
    except InputError as wrong:
        return wrong_in(examined.library, world) or (wrong,)
