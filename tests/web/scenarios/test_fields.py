"""What people type in a scenario is read as they mean it, and stands there again as they would write it."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.web.pages.scenarios.typed_fields import (
    EurosField,
    HoursField,
    ListField,
    NumberField,
    WholeField,
    number_in,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("66500", 66500), ("66.500", 66500), ("1.234.567,89", "1234567.89"), ("€ 66.500", 66500),
        ("66500,50", "66500.50"), ("66500.50", "66500.50"), ("2.5", "2.5"), ("2,5", "2.5"), ("2½", "2.5"),
        ("½", "0.5"), ("12,-", 12), ("0", 0), ("1.5000", "1.5"), ("12.34.567", None), ("-1", None),
        ("1,2,3", None), ("abc", None), ("", None), ("1e5", None), ("٣", None), ("9" * 30, None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_in_the_netherlands_write_it(text: str, number: Any) -> None:
    assert number_in(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "kept"),
    [("66.500", 66500), ("12,5", "12.50"), ("12,50", "12.50"), ("", None), ("0", 0)],
)
def test_euros_are_kept_to_the_cent(text: str, kept: Any) -> None:
    assert EurosField().clean(text) == kept


@pytest.mark.parametrize(
    ("field", "text", "line"),
    [
        (EurosField(), "-5", "Schrijf een bedrag, zoals 66.500 of 12,50."),
        (EurosField(), "0,005", "Dit heeft te veel cijfers achter de komma."),
        (EurosField(), "10.000.000.000", "Dit is te groot."),
        (HoursField(), "2,1", "Schrijf uren in hele kwartieren, zoals 2,25 of 2½."),
        (HoursField(), "twee", "Schrijf een aantal uren, zoals 2, 2,5 of 2¾."),
        (WholeField(), "2,5", "Dit heeft te veel cijfers achter de komma."),
        (WholeField(), "x", "Schrijf een heel getal, zoals 12."),
        (NumberField(), "x", "Schrijf een getal, zoals 12 of 2,5."),
        (ListField(of=HoursField()), "0 2\n3", "Schrijf alles op één regel."),
        (ListField(of=HoursField()), "0 x", "Schrijf een aantal uren, zoals 2, 2,5 of 2¾."),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(field: Any, text: str, line: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        field.clean(text)
    assert wrong.value.messages == [line]


def test_a_list_of_hours_stands_on_a_line_for_each_size() -> None:
    field = ListField(of=HoursField(), lines=True)
    assert field.clean("0 2 2,5") == [0, 2, Decimal("2.5")]
    assert field.clean("0; 2\n0 3½\n") == [[0, 2], [0, Decimal("3.5")]]
    assert field.typed([[0, 2], [0, Decimal("3.5")]]) == "0  2\n0  3,5"


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_that_was_shown_is_read_as_the_same(amount: Decimal) -> None:
    kept = EurosField().clean(EurosField().typed(amount))
    assert Decimal(kept) == amount


@given(st.integers(min_value=0, max_value=4000))
def test_hours_that_were_shown_are_read_as_the_same(quarters: int) -> None:
    assert HoursField().clean(HoursField().typed(Decimal(quarters) / 4)) * 4 == quarters
