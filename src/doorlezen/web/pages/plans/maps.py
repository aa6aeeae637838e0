"""The map of a plan: where its schools stand comes from the register."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.language import hours, n, t
from doorlezen.register.models import Listing
from doorlezen.reports.drawing import in_tenths
from doorlezen.reports.plan_map import Place, draw_map
from doorlezen.reports.story import SchoolRow, Story


@dataclass(frozen=True)
class PlanMap:
    """The drawing, a line about schools whose place is not known (empty where there are none), and the
    schools that share a spot: each group with its names and addresses."""

    svg: str
    unlocated: str
    shared: Sequence[Sequence[tuple[str, str]]]


def map_of(story: Story, address: Callable[[SchoolRow], str]) -> PlanMap | None:
    """The schools of a story on the map, each with a link to its ``address``; None where the register knows
    the place of none. One query."""
    if not story.has_plan:
        return None
    named = {gemeente.code: gemeente.name for gemeente in story.gemeenten}
    rows = {school.code: school for gemeente in story.gemeenten for school in gemeente.schools}
    listed = Listing.objects.filter(school__in=rows).order_by("pk")
    located = [
        (code, longitude, latitude)
        for code, longitude, latitude in listed.values_list("pk", "longitude", "latitude")
        if longitude is not None and latitude is not None
    ]
    spots: defaultdict[tuple[Decimal, Decimal], list[tuple[str, str]]] = defaultdict(list)
    places = [
        Place(
            int(longitude * 1_000_000),
            int(latitude * 1_000_000),
            rows[code].quarters,
            t("{name}: {hours} uur per week", name=rows[code].name, hours=hours(rows[code].quarters)),
            named[rows[code].gemeente],
            address(rows[code]),
        )
        for code, longitude, latitude in located
    ]
    if not places:
        return None
    for code, longitude, latitude in located:
        spots[longitude, latitude].append((rows[code].name, address(rows[code])))
    missing = len(rows) - len(places)
    drawn = draw_map(
        places,
        name="kaart",
        title=t("Kaart van het plan"),
        text=t("Een schijf per school, zo groot als haar uren per week. De tabel noemt ze allemaal."),
    )
    unlocated = n(
        "{count} school staat niet op de kaart: haar plaats is niet bekend.",
        "{count} scholen staan niet op de kaart: hun plaats is niet bekend.",
        missing,
    )
    shared = [sorted(group) for group in spots.values() if len(group) > 1]
    return PlanMap(in_tenths(drawn), unlocated if missing else "", sorted(shared))
