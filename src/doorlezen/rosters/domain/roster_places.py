"""Where the schools of a roster are, and from where its people leave: as the register knows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Listing
from doorlezen.rosters.domain.roster_queries import KeptRoster
from doorlezen.team.domain.roster_ids import member_id
from doorlezen.team.domain.roster_problem_building import KnownPlaces
from doorlezen.team.models import TeamMember


@dataclass(frozen=True)
class MapSpot:
    """What a place is called, and where it is in millionths of a degree; None: that is not known."""

    place: str
    spot: tuple[int, int] | None


@dataclass(frozen=True)
class RosterPlaces:
    """By code where a school is, by id from where somebody leaves. Longitude comes first."""

    schools: Mapping[str, MapSpot]
    homes: Mapping[str, MapSpot]


def places_of(actor: Actor, kept: KeptRoster) -> RosterPlaces:
    """Where all of a roster are. Somebody leaves from the middle of a place: no address is kept.

    Raises Refused.
    """
    require("rosters.see", actor)
    rows = Listing.objects.filter(school__in=list(kept.problem.school)).order_by("pk")
    schools = {
        code: MapSpot(
            as_written(place),
            None if longitude is None or latitude is None else _millionths(longitude, latitude),
        )
        for code, place, longitude, latitude in rows.values_list("pk", "place", "longitude", "latitude")
    }
    known = KnownPlaces.of(actor).of_place
    with scope(organisation=actor.organisation):
        members = list(TeamMember.objects.order_by("pk").values_list("pk", "home_place"))
    homes = {}
    for pk, place in members:
        if (one := member_id(pk)) in kept.problem.person:
            point = known.get(place)
            spot = None if point is None else _millionths(point.longitude, point.latitude)
            homes[one] = MapSpot(as_written(place), spot)
    return RosterPlaces(schools, homes)


def _millionths(longitude: object, latitude: object) -> tuple[int, int]:
    return round(1_000_000 * float(str(longitude))), round(1_000_000 * float(str(latitude)))
