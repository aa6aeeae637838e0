"""What is left of a purse, and why: each cause, and the demand that it hangs on."""

from typing import Any

import pytest

from doorlezen.engine.allocation import read_problem, solve
from doorlezen.reports.left_over import told, why_left
from doorlezen.reports.story import Left
from doorlezen.reports.telling import tell
from tests.engine.drawing import as_bytes
from tests.engine.test_spending import of_two_purses

OWN = {"use": 5, "cents": 500}


def why(requirements: list[dict[str, Any]] | None = None, **funds: dict[str, Any]) -> Any:
    """The causes by fund, and the words, for a school that costs 100 cents."""
    of = read_problem(as_bytes({**of_two_purses(**funds), "requirements": requirements or []}))
    plan = solve(of)
    return dict(why_left(of, plan)), told(tell(of, plan, None))


def test_all_is_paid_that_may_be_paid() -> None:
    causes, words = why(library=OWN, grant={"use": 1, "cents": 130})
    assert causes == {"grant": Left("all-paid"), "library": Left("not-needed")}
    assert words == (
        "€\xa05 van library (niet nodig: alles is betaald); "
        "€\xa00,30 van grant (alles wat daaruit betaald mag worden, is betaald)"
    )


def test_the_limit_of_a_school_is_reached() -> None:
    causes, words = why(library=OWN, grant={"use": 1, "cents": 130, "max_cents_per_school": 40})
    assert causes == {"grant": Left("school-limit"), "library": Left("not-needed")}
    assert "€\xa00,90 van grant (bij de scholen waar nog ander geld heen gaat, is de grens" in words


@pytest.mark.parametrize("percent", [20, 25])
def test_a_demand_wants_another_purse_to_pay(percent: int) -> None:
    demand = {
        "id": "eigen",
        "by": "Rijk",
        "text": "Eigen bijdrage",
        "kind": "cofinance",
        "schools": "all",
        "own_funds": ["library"],
        "percent": percent,
        "scope": "total",
    }
    causes, words = why([demand], library=OWN, grant={"use": 1, "cents": 130})
    assert causes == {"grant": Left("demand", "eigen"), "library": Left("not-needed")}
    assert "van grant (anders houdt deze eis van Rijk niet: “Eigen bijdrage”)" in words


def test_nothing_is_left_to_say_where_all_is_spent() -> None:
    assert why(library={"use": 5, "cents": 30}, grant={"use": 1, "cents": 70}) == ({}, "")
