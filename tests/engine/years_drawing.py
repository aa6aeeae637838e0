"""Small random problems of one to three years, as the JSON that a file would hold."""

from typing import Any

from hypothesis import strategies as st

from tests.engine.drawing import problems

small = st.integers(0, 3)


@st.composite
def years_problems(draw: st.DrawFn, *, most_demands: int = 3) -> dict[str, Any]:
    """A few schools and funds, one to three years; what may differ per year sometimes does."""
    drawn = draw(problems(most_demands=most_demands).filter(_is_small))
    years = ["2025-2026", "2026-2027", "2027-2028"][: draw(st.integers(1, 3))]

    def sometimes(value: Any, other: st.SearchStrategy[Any]) -> Any:
        return {year: draw(other) for year in years} if draw(st.booleans()) else value

    for school in drawn["schools"]:
        school["pupils"] = sometimes(school["pupils"], small)
        school["weight"] = sometimes(school["weight"], small)
        school["menu"] = sometimes(school["menu"], st.sampled_from("ab"))
        school["collaboration"] = sometimes(school["collaboration"], st.booleans())
        school["score"] = sometimes(school["score"], st.none() | st.just(1.5))
    for fund in drawn["funds"]:
        fund["cents"] = sometimes(fund["cents"], st.none() | st.integers(0, 5))
        if "max_cents_per_school" in fund:
            fund["max_cents_per_school"] = sometimes(fund["max_cents_per_school"], st.none() | small)
        goes_on = st.just("all") | small
        if draw(st.booleans()):
            fund["carry_over"] = draw(goes_on | st.fixed_dictionaries(dict.fromkeys(years[:-1], goes_on)))
    some_years = st.just("all") | st.lists(st.sampled_from(years), unique=True)
    for demand in drawn["requirements"]:
        if draw(st.booleans()):
            demand["years"] = draw(some_years)
    codes = [school["code"] for school in drawn["schools"]]
    if draw(st.booleans()):
        limit = draw(st.sampled_from(["quarters", "percent"]))
        drop = {
            "schools": draw(st.just("all") | st.lists(st.sampled_from(codes), unique=True)),
            "years": draw(some_years),
            limit: draw(small if limit == "quarters" else st.sampled_from([0, 25, 50, 100])),
        }
        drawn["requirements"].append(
            {"id": "drop", "by": "0281", "text": "gently", "kind": "max_drop", **drop}
        )
    del drawn["school_year"]
    drawn |= {"format": "doorlezen-problem/2", "school_years": years}
    drawn["capacity_quarters"] = sometimes(drawn["capacity_quarters"], st.none() | st.integers(0, 10))
    if draw(st.booleans()):
        drawn["year_weights"] = sometimes(draw(small), small)
    return drawn


def _is_small(drawn: dict[str, Any]) -> bool:
    return len(drawn["schools"]) * len(drawn["funds"]) <= 3


@st.composite
def purses_over_years(draw: st.DrawFn) -> dict[str, Any]:
    """Problems in which hardly anything but money over the years decides: what is kept now is spent later."""
    years = ["2025-2026", "2026-2027", "2027-2028"][: draw(st.integers(1, 3))]
    cents = st.fixed_dictionaries(dict.fromkeys(years, st.integers(0, 5)))
    goes_on = st.just("all") | small
    funds = [
        {
            "id": name,
            "name": name,
            "cents": draw(cents),
            "schools": "all",
            "bouwstenen": ["expertise"],
            "carry_over": draw(goes_on | st.fixed_dictionaries(dict.fromkeys(years[:-1], goes_on))),
        }
        for name in ("scheme", "library")[: draw(st.integers(1, 2))]
    ]
    option = st.tuples(st.integers(1, 4), st.integers(1, 9))
    menu = [{"id": "none", "quarters": 0, "cost": {}, "points": 0}]
    for number, (cost, points) in enumerate(draw(st.lists(option, min_size=1, max_size=2))):
        part = {"expertise": {"fixed": cost}}
        menu.append({"id": f"o{number}", "quarters": cost, "cost": part, "points": points})
    weight = st.fixed_dictionaries(dict.fromkeys(years, st.integers(1, 3)))
    schools = [
        {
            "code": code,
            "name": code,
            "municipality": "0281",
            "pupils": 1,
            "score": None,
            "collaboration": True,
            "last_year_quarters": draw(st.integers(0, 4)),
            "weight": draw(weight),
            "menu": "a",
        }
        for code in ("00AA00", "01AA00")[: draw(st.integers(1, 2))]
    ]
    drop = {"id": "drop", "by": "0281", "text": "gently", "kind": "max_drop", "schools": "all"}
    limits = st.sampled_from([None, {"quarters": 1}, {"quarters": 2}, {"percent": 50}, {"percent": 100}])
    limit = draw(limits)
    return {
        "format": "doorlezen-problem/2",
        "title": "drawn",
        "school_years": years,
        "schools": schools,
        "menus": {"a": menu},
        "capacity_quarters": None,
        "funds": funds,
        "requirements": []
        if limit is None
        else [{**drop, **limit, "years": draw(st.sampled_from(["all", years[1:]]))}],
    }
