"""JSON of somebody else: what a page or a database could not hold is refused when it is read."""

import time
from decimal import Decimal

import pytest

from doorlezen.documents.fields import Fields
from doorlezen.documents.json_text import read_json
from doorlezen.language import InputError

MANY = "er staan meer dan 4.000.000 waarden in; zoveel wordt niet gelezen"


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as refused:
        read_json(data, name="p.json", largest=2**25)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rb'{"a": ["\ud800"]}', "p.json: a[0]: er staat een teken in dat niet mag (op plaats 1)"),
        (rb'{"a": {"b": "x\u0000"}}', "p.json: a.b: er staat een teken in dat niet mag (op plaats 2)"),
        (rb'{"a\udfff": 1}', "p.json: er staat een teken in dat niet mag (op plaats 2)"),
        (b'{"a": 1e99999999999999999999}', "p.json: een getal is te groot"),
        (
            b"[" + b"[]," * 4_000_000,
            "p.json: er staan meer dan 4.000.000 waarden in; zoveel wordt niet gelezen",
        ),
    ],
)
def test_what_nothing_can_hold_is_refused(data: bytes, said: str) -> None:
    assert refusal(data) == said


def test_whole_characters_out_of_two_halves_are_text() -> None:
    assert read_json(rb'["\ud83d\ude00", "\u00e9"]', name="p.json", largest=2**20) == ["\U0001f600", "é"]


def test_a_key_that_stands_twice_among_a_hundred_thousand_is_found_at_once() -> None:
    keys = b",".join(b'"%d":0' % number for number in range(100_000))
    begin = time.process_time()
    assert refusal(b"{" + keys + b',"99999":1}') == "p.json: de sleutel '99999' staat er twee keer"
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("number", [b"1e13", b"-1e999999", b"1e-99999", b"1e-401"])
def test_a_number_of_a_million_digits_is_none_that_anybody_published(number: bytes) -> None:
    fields = Fields(read_json(b'{"score": ' + number + b"}", name="p.json", largest=2**20), "", "p.json")
    with pytest.raises(InputError, match=r"^p\.json: score: is te groot"):
        fields.decimal_or_null("score")


@pytest.mark.parametrize("number", [b"1e-21", b"2.508498671749234e-05", b"5e-324", b"1e12"])
def test_a_number_as_a_float_is_written_is_read(number: bytes) -> None:
    fields = Fields(read_json(b'{"gap": ' + number + b"}", name="p.json", largest=2**20), "", "p.json")
    assert fields.decimal_or_null("gap") == Decimal(number.decode())


def test_what_a_refusal_shows_is_short_whatever_is_in_the_file() -> None:
    deep = read_json(b'{"a": ' + b"[" * 900 + b"]" * 900 + b"}", name="p.json", largest=2**20)
    with pytest.raises(InputError) as refused:
        Fields(deep, "", "p.json").whole("a")
    assert str(refused.value) == 'p.json: a: moet een geheel getal zijn, niet [[[["…"]]]]'
