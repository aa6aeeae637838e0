"""In which vakantieregio schools lie."""

from collections.abc import Collection

from doorlezen.calendars.school_holidays import HolidayRegion, region_called
from doorlezen.register.models import Address


def region_of_schools(codes: Collection[str]) -> dict[str, HolidayRegion]:
    """The region of each of these schools, in the newest list of DUO that says it. One query.

    A school of which no list says it stays out.
    """
    said = Address.objects.filter(school__in=codes).exclude(holiday_region="")
    newest = said.order_by("school_id", "-edition__peildatum", "-edition_id").distinct("school_id")
    found = {code: region_called(name) for code, name in newest.values_list("school_id", "holiday_region")}
    return {code: region for code, region in found.items() if region is not None}
