"""The clock that goes along with an appointment, read as RFC 5545 has it by two readers that are not ours."""

import datetime
import io
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical

from doorlezen.calendars import Happening, Party, calendar

HERE = ZoneInfo("Europe/Amsterdam")
HOUR = datetime.timedelta(hours=1)


def made(start: datetime.date) -> str:
    happening = Happening(
        uid="1@example",
        sequence=0,
        told_at=datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC),
        title="Een gesprek",
        start=start,
        end=None,
        guest=Party("Noor van Dam", "noor@bieb.example"),
    )
    return calendar([happening], method="REQUEST").decode()


TEXT = made(datetime.datetime(2027, 6, 10, 15, 30, tzinfo=HERE))
ZONE = re.search(r"BEGIN:VTIMEZONE.*END:VTIMEZONE", TEXT, re.DOTALL)


def properties(part: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in part.splitlines() if ":" in line)
    return {name: value for name, _, value in pairs}


Rule = tuple[datetime.timedelta, datetime.timedelta, int]


def halves() -> list[Rule]:
    """(offset before, offset after, month) of both rules, as Microsoft's description takes a VTIMEZONE: a
    rule that comes back yearly on the last Sunday of a month, whatever the year of its DTSTART."""
    assert ZONE is not None
    found = []
    for kind in ("STANDARD", "DAYLIGHT"):
        (part,) = re.findall(rf"BEGIN:{kind}(.*?)END:{kind}", ZONE[0], re.DOTALL)
        told = properties(part)
        rule = dict(pair.split("=") for pair in told["RRULE"].split(";"))
        assert rule.keys() == {"FREQ", "BYMONTH", "BYDAY"}
        assert (rule["FREQ"], rule["BYDAY"]) == ("YEARLY", "-1SU")
        found.append((_offset(told["TZOFFSETFROM"]), _offset(told["TZOFFSETTO"]), int(rule["BYMONTH"])))
        first = datetime.datetime.strptime(told["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007
        assert first == _last_sunday(first.year, int(rule["BYMONTH"])) + datetime.timedelta(hours=first.hour)
        assert first.hour == (3 if kind == "STANDARD" else 2)
    return found


def _offset(text: str) -> datetime.timedelta:
    return datetime.timedelta(hours=int(text[:3]))


def _last_sunday(year: int, month: int) -> datetime.datetime:
    last = datetime.datetime(year, month, 31)  # noqa: DTZ001
    return last - datetime.timedelta(days=(last.weekday() + 1) % 7)


def by_the_rules(at: datetime.datetime, rules: list[Rule]) -> datetime.timedelta:
    """The distance to UTC at a moment (in UTC), by the two rules alone."""
    hours = {"STANDARD": 3, "DAYLIGHT": 2}
    turns = [
        (_last_sunday(at.year, month) + datetime.timedelta(hours=hours[kind]) - before, after)
        for (before, after, month), kind in zip(rules, hours, strict=True)
    ]
    gone = [(when, after) for when, after in sorted(turns) if when <= at.replace(tzinfo=None)]
    # before the first turn of the year that of last autumn still holds
    return gone[-1][1] if gone else sorted(turns)[-1][1]


def moments() -> Iterator[datetime.datetime]:
    """Every hour of 2027, and of 2020 to 2035 every half hour of the days around the turns."""
    at = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
    while at.year == 2027:
        yield at
        at += HOUR
    for year in range(2020, 2036):
        for month in (3, 10):
            start = _last_sunday(year, month).replace(tzinfo=datetime.UTC) - 24 * HOUR
            yield from (start + step * HOUR / 2 for step in range(144))


def test_every_hour_is_that_of_utc_for_who_reads_the_standard() -> None:
    zone = tzical(io.StringIO(TEXT)).get("Europe/Amsterdam")
    assert zone is not None
    for at in moments():
        here = at.astimezone(HERE)
        # the second of two equal hours in October has no way to be written in a VTIMEZONE alone
        assert here.replace(tzinfo=zone, fold=here.fold).utcoffset() == here.utcoffset(), here


def test_every_hour_is_that_of_utc_for_who_reads_the_rules_alone() -> None:
    rules = halves()
    assert len(rules) == 2
    for at in moments():
        assert by_the_rules(at, rules) == at.astimezone(HERE).utcoffset(), at


def test_the_clock_goes_along_only_where_it_is_used() -> None:
    assert ZONE is not None
    assert TEXT.count("BEGIN:VTIMEZONE") == 1
    assert "DTSTART;TZID=Europe/Amsterdam:20270610T153000" in TEXT
    assert "RDATE" not in TEXT
    day, utc = datetime.date(2027, 6, 10), datetime.datetime(2027, 6, 10, 13, 30, tzinfo=datetime.UTC)
    assert "VTIMEZONE" not in made(day)
    assert "VTIMEZONE" not in made(utc)


@pytest.mark.parametrize("name", ["Dam; DROP, x", "Noor\r\nBEGIN:VEVENT", 'Noor "N" van Dam'])
def test_no_name_adds_to_the_calendar(name: str) -> None:
    happening = Happening(
        uid="1@example",
        sequence=0,
        told_at=datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC),
        title=name,
        start=datetime.date(2027, 6, 10),
        end=None,
        told=name,
        place=name,
        guest=Party(name.splitlines()[0], "noor@bieb.example"),
    )
    text = calendar([happening], method="REQUEST").decode()
    assert text.count("\r\nBEGIN:VEVENT\r\n") == 1
