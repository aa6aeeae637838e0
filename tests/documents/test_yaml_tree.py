"""Strict YAML: only plain values, no surprises, and a line for every field."""

import datetime
import time
from decimal import Decimal

import pytest

from doorlezen.documents.yaml_tree import LARGEST_FILE, parse
from doorlezen.language import InputError

PLAIN = b"""\
# a remark
whole: 12
decimal: 0.10
date: 2019-10-01
text: POI dient in
quoted: "12"
gemeente: 0281
on: yes
ratio: 1:30
nothing: null
empty:
flags: [true, false]
block: >-
  two
  lines
deep:
  - name: one
  - name: two
"""


def test_only_what_looks_like_a_number_is_one() -> None:
    value, _ = parse(PLAIN, name="x")
    assert value == {
        "whole": 12,
        "decimal": Decimal("0.10"),
        "date": datetime.date(2019, 10, 1),
        "text": "POI dient in",
        "quoted": "12",
        "gemeente": "0281",
        "on": "yes",
        "ratio": "1:30",
        "nothing": None,
        "empty": None,
        "flags": [True, False],
        "block": "two lines",
        "deep": [{"name": "one"}, {"name": "two"}],
    }
    assert str(value["decimal"]) == "0.10"
    assert type(value["whole"]) is int


@pytest.mark.parametrize("text", [".nan", ".inf", "1e3", "0x10", "1_000", "~", "+1", "1.", "NULL", "True"])
def test_other_forms_stay_text(text: str) -> None:
    assert parse(f"a: {text}\n".encode(), name="x")[0] == {"a": text}


def test_a_line_for_every_field() -> None:
    _, lines = parse(PLAIN, name="x")
    assert lines["whole"] == 2
    assert lines["flags[1]"] == 12
    assert lines["deep[1]"] == 18
    assert lines["deep[1].name"] == 18


def test_a_byte_order_mark_is_no_text() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\n", name="x")[0] == {"a": 1}


BOMB = b"a: &a [1,1,1,1,1,1,1,1,1]\n" + b"".join(
    b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (n, n, *[n - 1] * 9) for n in range(98, 110)
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "x.yaml: het bestand is leeg"),
        (b"# only a remark\n", "x.yaml: het bestand is leeg"),
        (
            b"a: [1\n",
            "x.yaml, regel 2: geen geldige YAML; kijk naar inspringing, dubbele punten en aanhalingstekens",
        ),
        (
            b"a: 1\n  b: 2\n",
            "x.yaml, regel 2: geen geldige YAML; kijk naar inspringing, dubbele punten en aanhalingstekens",
        ),
        (
            b"a: 'open\n",
            "x.yaml, regel 2: geen geldige YAML; kijk naar inspringing, dubbele punten en aanhalingstekens",
        ),
        (b"a: 1\n---\nb: 2\n", "x.yaml, regel 2: een regeling is één document; haal --- weg"),
        (b"a: 1\nb: 2\na: 3\n", "x.yaml, regel 3: de sleutel 'a' staat er twee keer"),
        (b"a:\n  b: 1\n  b: 2\n", "x.yaml, regel 3: de sleutel 'b' staat er twee keer"),
        (b"[a, b]: 1\n", "x.yaml, regel 1: een sleutel moet een woord zijn"),
        (BOMB, "x.yaml, regel 1: verwijzingen met & en * mogen niet; schrijf het uit"),
        (b"a: 1\nb: *a\n", "x.yaml, regel 2: verwijzingen met & en * mogen niet; schrijf het uit"),
        (
            b"a: !!python/object/apply:os.system [ls]\n",
            "x.yaml, regel 1: het label tag:yaml.org,2002:python/object/apply:os.system mag niet",
        ),
        (b"a: !!float 1\n", "x.yaml, regel 1: het label tag:yaml.org,2002:float mag niet"),
        (b"a: 2019-02-30\n", "x.yaml, regel 1: '2019-02-30' is geen datum zoals 2019-10-01"),
        (b"a: \xff\n", "x.yaml: hier staat een teken dat niet te lezen is (4)"),
        (b"a: \x00\n", "x.yaml: een teken dat niet mag (op plaats 3)"),
        (b"[" * 500 + b"]" * 500, "x.yaml, regel 1: meer dan 20 niveaus diep"),
        (
            b"#" * (LARGEST_FILE + 1),
            "x.yaml: het bestand is groter dan 256 kB; zo groot is een regeling niet",
        ),
    ],
)
def test_refused_with_the_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(data, name="x.yaml")
    assert str(refused.value) == message


def test_the_largest_file_is_read_in_a_moment() -> None:
    row = b"- {a: 1, b: two}\n"
    data = row * (LARGEST_FILE // len(row))
    before = time.process_time()
    value, _ = parse(data, name="x")
    assert len(value) == LARGEST_FILE // len(row)
    assert time.process_time() - before < 10
