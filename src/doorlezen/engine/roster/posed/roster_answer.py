"""A roster: the answer to a roster problem. The format is docs/roster.md (doorlezen-roster/1)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.proof import STATUSES
from doorlezen.engine.roster.posed.roster_problem import VisitTime
from doorlezen.language import t

ROSTER = "doorlezen-roster/1"


class ServedSchool(NamedTuple):
    """Who makes the visits of a school, and when each of them is, in the order of the problem."""

    person: str
    visits: tuple[VisitTime, ...]


class RosterTerms(NamedTuple):
    """The five sums of the objective before weighing.

    ``minutes`` of visits in a cycle; ``continuity``: schools that keep their person; ``wish``: the wishes
    that were met and crossed; minutes of ``travel`` from home and back; minutes worked ``over_target``.
    """

    minutes: int
    continuity: int
    wish: int
    travel: int
    over_target: int


@dataclass(frozen=True)
class Roster:
    """The answer. Without a roster ``objective``, ``gap`` and ``terms`` are None and no school is named."""

    problem_sha256: str
    status: str
    objective: int | None
    bound: int | None
    gap: float | None
    seconds: float
    schools: Mapping[str, ServedSchool]
    unserved: tuple[str, ...]
    terms: RosterTerms | None
    conflict: tuple[str, ...] | None = None


def write_roster(roster: Roster) -> bytes:
    """The bytes of the roster file: schools by code, so that equal rosters are equal files but for
    ``seconds``.
    """
    document = {
        "format": ROSTER,
        "problem_sha256": roster.problem_sha256,
        "status": roster.status,
        "objective": roster.objective,
        "bound": roster.bound,
        "gap": roster.gap,
        "seconds": round(roster.seconds, 3),
        "schools": {
            code: {"person": served.person, "visits": [time._asdict() for time in served.visits]}
            for code, served in sorted(roster.schools.items())
        },
        "unserved": sorted(roster.unserved),
        "terms": None if roster.terms is None else roster.terms._asdict(),
        "conflict": None if roster.conflict is None else sorted(roster.conflict),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_roster(data: bytes, *, name: str = "roster") -> Roster:
    """Read the bytes of a roster file. Raises InputError with the path of the first field that is wrong."""
    fields = Fields(parse(data, name=name), "", name)
    if (found := fields.take("format")) != ROSTER:
        fields.refuse("format", t("moet {wanted} zijn, niet {found}", wanted=ROSTER, found=repr(found)[:60]))
    roster = Roster(
        problem_sha256=fields.text("problem_sha256"),
        status=fields.one_of("status", STATUSES),
        objective=fields.any_whole_or_null("objective"),
        bound=fields.any_whole_or_null("bound"),
        gap=None if (gap := fields.decimal_or_null("gap")) is None else float(gap),
        seconds=float(fields.decimal_or_null("seconds") or 0),
        schools=_schools(fields),
        unserved=fields.names("unserved"),
        terms=_terms(fields),
        conflict=_conflict(fields),
    )
    fields.close()
    return roster


def _schools(fields: Fields) -> dict[str, ServedSchool]:
    holder = Fields(fields.mapping("schools"), "schools", fields.name)
    served = {}
    for code in holder.mapping_keys():
        one = Fields(holder.take(code), f"schools.{code}", fields.name)
        served[code] = ServedSchool(one.text("person"), tuple(map(read_time, one.objects("visits"))))
        one.close()
    return served


def read_time(fields: Fields) -> VisitTime:
    """When a visit is. Raises InputError."""
    time = VisitTime(fields.text("half_day"), fields.whole("phase", least=1))
    fields.close()
    return time


def _terms(fields: Fields) -> RosterTerms | None:
    value: Any = fields.take("terms")
    if value is None:
        return None
    sums = Fields(value, "terms", fields.name)
    terms = RosterTerms(*(sums.whole(key, least=None) for key in RosterTerms._fields))
    sums.close()
    return terms


def _conflict(fields: Fields) -> tuple[str, ...] | None:
    if (value := fields.take("conflict")) is None:
        return None
    return Fields({"conflict": value}, "", fields.name).names("conflict")
