"""Reading a problem of one school year, for commands that do not know several."""

from pathlib import Path
from typing import TYPE_CHECKING

from doorlezen.language import InputError, t

if TYPE_CHECKING:
    from doorlezen.engine.allocation import Problem


def read_one_year(data: bytes, path: Path) -> "Problem":
    """The problem in these bytes. Raises InputError; of several years it says what knows those."""
    from doorlezen.engine.allocation import read_problem
    from doorlezen.engine.allocation.years import is_years

    if is_years(data, name=path.name):
        what = t(
            "dit probleem heeft meer schooljaren; daarmee werken doorlezen plan, check en report. Voor deze "
            "vraag heb je een probleem van één schooljaar nodig"
        )
        raise InputError(path.name, what)
    return read_problem(data, name=path.name)
