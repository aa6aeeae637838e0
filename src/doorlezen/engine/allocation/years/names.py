"""One name for a school or fund in one year, so that a plan of years has the shape of a plan of one."""

LENGTH_OF_YEAR = len("2026-2027")


def at(year: str, name: str) -> str:
    """The name of a school or fund in a school year: ``2026-2027:00AP00``."""
    return f"{year}:{name}"


def apart(name: str) -> tuple[str, str]:
    """The school year and the plain name out of a name that `at` made."""
    return name[:LENGTH_OF_YEAR], name[LENGTH_OF_YEAR + 1 :]
