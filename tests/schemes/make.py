"""Schools, editions and scheme files for these tests, made without a database."""

import datetime
from dataclasses import replace
from decimal import Decimal
from textwrap import dedent, indent
from typing import Any

from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.models import Collaboration, Edition, Kind
from doorlezen.schemes.reader import read_scheme
from doorlezen.schemes.rules import Circumstances, RuleAnswer, SchemeRule
from doorlezen.schemes.scheme import Scheme, Track

OCTOBER = datetime.date(2019, 10, 1)
AUTUMN = datetime.date(2019, 11, 1)
DREMPEL = Decimal("0.696")


def edition(kind: Kind, day: datetime.date, **other: Any) -> Edition:
    names = {
        Kind.SCORES: ("CBS", "Achterstandsscores"),
        Kind.SCHOOLS: ("DUO", "Vestigingen"),
        Kind.PUPILS: ("DUO", "Leerlingen"),
        Kind.COLLABORATIONS: ("de bibliotheek", "Eigen lijst"),
    }
    publisher, title = names[kind]
    return Edition(kind=kind, publisher=publisher, title=title, peildatum=day, sha256="ab" * 32, **other)


SCORES = edition(Kind.SCORES, OCTOBER)
LIST = edition(Kind.COLLABORATIONS, AUTUMN)
SCHOOLS = edition(Kind.SCHOOLS, datetime.date(2019, 9, 3))
PUPILS = edition(Kind.PUPILS, OCTOBER)
KNOWN = Circumstances(on=AUTUMN, collaborations=LIST)

SCHOOL = SchoolView(
    code="00AP00",
    name="De Wilg",
    place="Tiel",
    postcode="4001AA",
    gemeente="0281",
    gemeente_name="Tiel",
    closed_on=None,
    address_edition=SCHOOLS,
    address_row=7,
    pupils=100,
    pupils_edition=PUPILS,
    pupils_row=4,
    school_type="bo",
    score_met=Decimal("33.02"),
    score_zonder=Decimal("102.62"),
    score_pupils=100,
    score_footnotes="",
    drempel_per_pupil=DREMPEL,
    score_edition=SCORES,
    score_row=9,
    score_row_zonder=11,
    longitude=None,
    latitude=None,
    first_seen=datetime.date(2019, 9, 3),
    collaborations=(),
)
"""A school of 100 pupils, well above the drempel, without a collaboration."""


def school(**changes: Any) -> SchoolView:
    return replace(SCHOOL, **changes)


def line(
    since: str, until: str | None = None, *, programme: str = "dbos-po", row: int = 14, phase: str = ""
) -> Collaboration:
    return Collaboration(
        school_id="00AP00",
        edition=LIST,
        row=row,
        programme=programme,
        phase=phase,
        since=datetime.date.fromisoformat(since),
        until=None if until is None else datetime.date.fromisoformat(until),
    )


HEAD = """\
format: doorlezen-scheme/1
id: test
version: 2026-11-23.1
title: Testregeling
provider: Stichting Test
route: POI dient in
school_years: [2019-2020, 2025-2026]
sources:
  - {id: bron, publisher: Test, title: bron, date: 2026-01-31, sure: primary}
tracks:
  - id: po
    title: Spoor po
    target: po
    allowed_bouwstenen: {value: [expertise, collectie], source: bron}
"""


def scheme_text(rules: str, *, head: str = HEAD, rest: str = "") -> bytes:
    """A scheme file with one track, these rules and, below them, the ``rest`` of the track."""
    body = indent(dedent(rules).strip(), "      ")
    return f"{head}    rules:\n{body}\n{indent(dedent(rest), '    ')}".encode()


def read(rules: str, **other: Any) -> Scheme:
    return read_scheme(scheme_text(rules, **other), name="test.yaml")


def track(rules: str, **other: Any) -> Track:
    return read(rules, **other).tracks[0]


def rule(text: str) -> SchemeRule:
    """The one rule in this text."""
    return track(text).rules[0]


def ask(text: str, asked: SchoolView, known: Circumstances = KNOWN) -> RuleAnswer:
    """What the rule in this text answers about a school."""
    return rule(text).judge(asked, known)
