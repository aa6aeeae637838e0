"""The two versions of a problem and a plan: of one school year, and of several (docs/formats.md)."""

from doorlezen.documents.fields import Fields
from doorlezen.language import t

PROBLEM, PROBLEM_OF_YEARS = "doorlezen-problem/1", "doorlezen-problem/2"
PLAN, PLAN_OF_YEARS = "doorlezen-plan/1", "doorlezen-plan/2"


def is_of_years(fields: Fields, one: str, years: str) -> bool:
    """Whether the file is of the version for several years. Raises InputError where it is of neither."""
    if (found := fields.take("format")) not in (one, years):
        what = t("moet {one} of {years} zijn, niet {found}", one=one, years=years, found=repr(found)[:60])
        fields.refuse("format", what)
    return bool(found == years)
