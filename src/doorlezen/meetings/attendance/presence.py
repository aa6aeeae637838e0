"""Whose rows they are, and how long each person was there."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from doorlezen.meetings.attendance.attendance_rows import Attendance, Seen
from doorlezen.meetings.attendance.times import union
from doorlezen.meetings.models import Registration

_BEHIND = re.compile(r"^(?P<name>.*?)\s*[(\[](?P<other>[^)\]]*)[)\]]\s*$")
JUST_THERE = 60
"""Seconds for who was there without anybody saying how long."""


@dataclass(frozen=True)
class Matched:
    """How many seconds each was there by the id of the registration (0: the list says not), and the rows of
    nobody: who is not registered, or has a name that two have."""

    seconds: dict[int, int]
    unknown: list[tuple[int, str]]


def match(found: Attendance, people: list[Registration], *, planned: int) -> Matched:
    """Whose rows these are. ``planned``: how many seconds the meeting was to take.

    A mail address decides; where none is of anybody, a name that only one person has.
    """
    known = _Known(people)
    rows: dict[int, list[Seen]] = defaultdict(list)
    unknown = []
    for row in found.seen:
        pk = known.of(row)
        if pk is not None:
            rows[pk].append(row)
        elif not row.absent:
            unknown.append((row.line, (row.names or row.emails)[0]))
    # who has it open on two devices is there once, and nobody longer than the meeting
    most = found.took or max(planned, max((_alone(row) for row in found.seen), default=0))
    return Matched({pk: min(_together(of), most) for pk, of in rows.items()}, unknown)


def _together(rows: list[Seen]) -> int:
    """All rows of one person.

    Rows with moments are pieces of time, of which those at once count once; a row without beside them is
    their sum. What a row calls its length may be less than from when to when: in Meet who came back has one
    row.
    """
    there = [row for row in rows if not row.absent]
    spans = [row.span for row in there if row.span is not None]
    if spans:
        there = [row for row in there if row.span is not None]
    told = sum(_alone(row) for row in there)
    # who came and left in one second was there
    return max(min(told, union(spans)), 1) if spans else told


def _alone(row: Seen) -> int:
    if row.seconds is not None:
        return row.seconds
    if row.span is not None:
        return union([row.span])
    return 0 if row.absent else JUST_THERE


class _Known:
    """Who is registered, by mail address and by name."""

    def __init__(self, people: list[Registration]) -> None:
        self.by_email = {one.email_key: one.pk for one in people}
        # who registered, left and registered again counts once, as in line
        self.by_email.update({one.email_key: one.pk for one in people if one.is_in_line})
        here = set(self.by_email.values())
        self.by_name: dict[str, set[int]] = defaultdict(set)
        for one in people:
            if one.pk in here:
                self.by_name[_plain(one.name)].add(one.pk)

    def of(self, row: Seen) -> int | None:
        for email in row.emails:
            if (pk := self.by_email.get(email.lower())) is not None:
                return pk
        for name in row.names:
            for written in _ways(name):
                same = self.by_name.get(_plain(written), set())
                if len(same) == 1:
                    return next(iter(same))
                if same:
                    return None
        return None


def _ways(name: str) -> Iterable[str]:
    """A name as it stands, without what is behind it in brackets ("(Gast)"), and what is in those: the name
    that somebody had before."""
    yield name
    if found := _BEHIND.match(name):
        yield found["name"]
        yield found["other"]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
