"""One name for a school or a fund in one year, so that several years have the shape of one.

A problem of several school years has a school and a fund per year: ``2026-2027:00AP00``. A problem of one
year (doorlezen-problem/1) calls them as its file does.
"""

LENGTH_OF_YEAR = len("2026-2027")


def at(year: str, name: str) -> str:
    """The name of a school or fund in a school year: ``2026-2027:00AP00``."""
    return f"{year}:{name}"


def apart(name: str) -> tuple[str, str]:
    """The school year and the plain name out of a name that `at` made."""
    return name[:LENGTH_OF_YEAR], name[LENGTH_OF_YEAR + 1 :]
