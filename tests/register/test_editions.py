"""Whatever order editions are loaded in, the register ends up the same."""

import datetime
from itertools import permutations

import pytest

from doorlezen.documents.source import Source
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.queries import schools
from doorlezen.register.models import Kind, School
from tests.register.files import Scored, listed, schools_csv, scores_xlsx

pytestmark = pytest.mark.django_db
Y2018, Y2019, Y2020, Y2021 = (datetime.date(year, 9, 1) for year in range(2018, 2022))
LISTS = {
    Y2018: ["00AA00", "00AB00", "00AC00"],
    Y2019: ["00AA00", "00AC00", "00AD00"],
    Y2020: ["00AA00", "00AE00"],
    Y2021: ["00AA00", "00AC00", "00AE00"],
}
CLOSED = {
    "00AA00": None,
    "00AB00": Y2019,
    "00AC00": None,  # gone in 2020, back in 2021
    "00AD00": Y2020,
    "00AE00": None,
    "00AF00": Y2020,  # only in the scores of October 2019
}


def offered(day: datetime.date) -> Offered:
    rows = [listed(code, name=f"{code} in {day.year}") for code in LISTS[day]]
    return Offered(Kind.SCHOOLS, Source("lijst", schools_csv(rows)), day)


def october_scores() -> Offered:
    return Offered(Kind.SCORES, Source("scores", scores_xlsx([Scored("00AA00"), Scored("00AF00")])))


def usual(at: int) -> bool:
    """A third of the orders, in which each list comes at each place."""
    return (at + at // 6) % 3 == 0


ORDERS = [
    pytest.param(order, id="".join(map(str, order)), marks=() if usual(at) else pytest.mark.long)
    for at, order in enumerate(permutations(range(5)))
]
"""All of them in the long run."""


def test_each_list_comes_at_each_place_in_the_usual_run() -> None:
    orders = [order for at, order in enumerate(permutations(range(5))) if usual(at)]
    assert [set(places) for places in zip(*orders, strict=True)] == [set(range(5))] * 5


@pytest.mark.parametrize("order", ORDERS)
def test_which_schools_are_closed_does_not_depend_on_the_order_of_loading(order: tuple[int, ...]) -> None:
    files = [*map(offered, LISTS), october_scores()]
    for at in order:
        load([files[at]])
    assert dict(School.objects.order_by("code").values_list("code", "closed_on")) == CLOSED
    assert {view.code: view.closed_on for view in schools(closed=True)} == CLOSED
    assert [view.code for view in schools()] == ["00AA00", "00AC00", "00AE00"]


def test_the_register_answers_as_it_was_on_a_day() -> None:
    load([*map(offered, LISTS), october_scores()])
    january = {
        year: [(view.code, view.name[-4:]) for view in schools(on=datetime.date(year, 1, 1))]
        for year in (2018, 2019, 2020, 2021, 2022)
    }
    assert january == {
        2018: [],
        2019: [("00AA00", "2018"), ("00AB00", "2018"), ("00AC00", "2018")],
        2020: [("00AA00", "2019"), ("00AC00", "2019"), ("00AD00", "2019"), ("00AF00", "")],
        2021: [("00AA00", "2020"), ("00AE00", "2020")],
        2022: [("00AA00", "2021"), ("00AC00", "2021"), ("00AE00", "2021")],
    }


def test_the_report_tells_only_what_this_load_changed() -> None:
    load([offered(Y2018)])
    load([offered(Y2021)])
    between = load([offered(Y2019)])
    assert [noted.code for noted in between.closed] == ["00AD00"]
    assert (between.reopened, between.files[0].before) == ([], schools(on=Y2018)[0].address_edition)
    assert School.objects.get(code="00AB00").closed_on == Y2019
