"""What a scenario asks of the planner: its library file read, beside the register, as a problem."""

from collections.abc import Mapping
from typing import Any

from doorlezen.language import InputError
from doorlezen.planning.build import Built, build, wrong_in
from doorlezen.planning.known_schools import gather
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.scenarios.content import NAME


class NotReadyError(InputError):
    """A scenario that cannot be calculated yet: ``refused`` is everything that is wrong or missing."""

    def __init__(self, refused: tuple[InputError, ...]) -> None:
        super().__init__(refused[0].where, refused[0].what, field=refused[0].field)
        self.refused = refused


def posed(tree: Mapping[str, Any]) -> Built:
    """The problem that a library file is about, with the register as it is now. Raises NotReadyError."""
    examined = examine(tree, name=NAME)
    if examined.library is None:
        raise NotReadyError(examined.refused)
    try:
        world = gather(examined.library)
    except InputError as wrong:
        raise NotReadyError((wrong,)) from None
    try:
        return build(examined.library, world)
    except InputError as wrong:
        raise NotReadyError(wrong_in(examined.library, world) or (wrong,)) from None
