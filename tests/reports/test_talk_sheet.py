"""The talk sheet of a gemeente: one page, whatever the gemeente is like, and only what is its own."""

import datetime
import json
from dataclasses import replace
from typing import Any

import pytest

from doorlezen.engine.allocation import read_plan, read_problem, solve, write_plan
from doorlezen.reports.seen import part_of_gemeenten
from doorlezen.reports.story import Story
from doorlezen.reports.talk_sheet import MoreMoney, SheetOf, as_pdf, talk_sheet, waiting
from doorlezen.reports.telling import tell
from tests.reports import cases, screen_reader

DAY = datetime.date(2026, 5, 28)
PLAIN = SheetOf(plan="Plan 3 voor 2026–2027", eligible=None, wishes=None, more=None, made=DAY)
EVERYTHING = ["expertise", "collectie", "netwerk-en-beleid"]
LONG = (
    "Een heel lange naam van een school die op geen enkel bord past, met nog een bijzin en een plaats erbij"
)


def story_of(**changes: Any) -> Story:
    problem = read_problem(json.dumps(cases.document(**changes)).encode())
    plan = solve(problem, few_purses=False)
    return tell(problem, read_plan(write_plan(plan)))


def crowded() -> Story:
    """Sixty schools, most without hours, nine purses and twelve demands, all with long names."""
    schools = [
        {
            "code": f"{number:02d}ZZ00",
            "name": f"{LONG} {number}",
            "municipality": "0281",
            "pupils": 1234,
            "score": 2500.75 - number,
            "collaboration": True,
            "last_year_quarters": 10,
            "weight": 300,
            "menu": "all",
        }
        for number in range(60)
    ]
    funds = [
        {
            "id": f"gem-{n}",
            "name": f"{LONG} {n}",
            "cents": 400_000,
            "schools": "all",
            "bouwstenen": EVERYTHING,
        }
        for n in range(9)
    ]
    demands = [
        {"id": f"r{n}", "by": "0281", "text": f"{LONG * 2} {n}", "kind": "max_quarters"}
        | {"schools": "all", "quarters": 12}
        for n in range(12)
    ]
    return story_of(schools=schools, funds=funds, requirements=demands)


def text_of(pdf: bytes) -> str:
    (page,) = screen_reader.pages(pdf)
    return page


def test_it_is_one_page_with_sixty_schools_and_everything_there_can_be() -> None:
    story = crowded()
    codes = {school.code for school in story.gemeenten[0].schools}
    full = SheetOf(
        plan="Plan 123 voor 2026–2027",
        eligible=codes,
        wishes=[LONG * 3] * 9,
        more=MoreMoney(quarters=-41, schools=12, day=DAY),
        made=DAY,
    )
    told = text_of(as_pdf(story, "0281", full))
    row = story.gemeenten[0]
    without = [school for school in row.schools if not school.quarters]
    assert len(without) > 40
    assert f"{len(without)} scholen met een achterstandsscore krijgen geen uren." in told
    assert f"En nog {len(without) - 8}." in told
    assert "En nog 7." in told
    assert "En nog 6." in told
    assert told.endswith("bladzijde 1 van 1")


def test_it_tells_one_gemeente_and_nothing_of_another() -> None:
    story = cases.story_of()
    tiel = next(row for row in story.gemeenten if row.code == "0281")
    told = json.dumps(talk_sheet(story, "0281", PLAIN), default=str)
    for other in story.gemeenten:
        for school in other.schools if other.code != "0281" else ():
            assert school.name not in told
    # the sheet of the whole plan is the sheet of the part that the gemeente sees
    part = part_of_gemeenten(story, {"0281"})
    assert talk_sheet(part, "0281", PLAIN) == talk_sheet(story, "0281", PLAIN)
    assert talk_sheet(story, "0281", PLAIN)["money"]["table"].feet[0][1] != ""
    assert len(tiel.schools) == 3


def test_who_waits_has_a_score_or_may_be_paid_and_gets_nothing() -> None:
    row = cases.story_of().gemeenten[0]
    none = replace(row, schools=tuple(replace(school, quarters=0) for school in row.schools))
    scored = [school.code for school in none.schools if school.group == "with-score"]
    assert [school.code for school in waiting(none, None)] == scored
    others = [school.code for school in none.schools if school.code not in scored]
    assert [school.code for school in waiting(none, set(others))] == [school.code for school in none.schools]
    assert (
        waiting(replace(none, schools=tuple(replace(s, quarters=4) for s in row.schools)), set(others)) == []
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            MoreMoney(10, 1, DAY),
            "Dan krijgen de scholen in deze gemeente samen 2½ uur per week meer. "
            "Er komt 1 school met uren bij. Opnieuw uitgerekend op 28 mei 2026.",
        ),
        (
            MoreMoney(0, 0, DAY),
            "Dan komen er bij de scholen in deze gemeente geen uren bij. Opnieuw uitgerekend op 28 mei 2026.",
        ),
        (
            MoreMoney(-4, 0, DAY),
            "Dan krijgen de scholen in deze gemeente samen 1 uur per week minder. "
            "Opnieuw uitgerekend op 28 mei 2026.",
        ),
    ],
)
def test_what_more_money_would_do_is_told_with_its_day(more: MoreMoney, told: str) -> None:
    sheet = talk_sheet(cases.story_of(), "0281", replace(PLAIN, more=more))
    assert sheet["more"]["sentence"] == told
    assert talk_sheet(cases.story_of(), "0281", PLAIN)["more"] is None
