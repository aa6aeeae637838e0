"""What a purse is said to leave, and who pays without it; what a knot clashes over."""

from doorlezen.engine.allocation.explain import ConflictAnswer, FundAnswer, More
from doorlezen.reports.explained.conflicts import tell_conflict
from doorlezen.reports.explained.funds import tell_fund
from doorlezen.reports.explained.story_names import StoryNames
from tests.reports import cases

STORY = cases.story_of()
NAMES = StoryNames(STORY)
FIRST, SECOND = [fund.id for fund in STORY.funds][:2]


def told(answer: FundAnswer) -> str:
    lines = " ".join(tell_fund(answer, 0, STORY, NAMES).lines)
    return lines.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_it_says_what_the_plan_leaves_and_how_much_of_that_could_be_spent() -> None:
    answer = FundAnswer(FIRST, 10_000, 4_000, spendable=7_000, enough=5_000)
    assert "Er blijft € 60 over. Een even goed plan kan daarvan nog € 30 besteden; € 30 blijft" in told(
        answer
    )
    answer = FundAnswer(FIRST, 10_000, 7_000, spendable=7_000, enough=5_000)
    assert "Er blijft € 30 over; geen even goed plan besteedt meer uit deze pot." in told(answer)


def test_it_says_who_pays_how_much_without_it() -> None:
    answer = FundAnswer(FIRST, 4_000, 4_000, spendable=4_000, enough=0, instead={SECOND: (1_000, 5_000)})
    name = NAMES.fund(SECOND)
    assert f"even veel waard. Dan betalen andere potten: {name} € 50 in plaats van € 10." in told(answer)


def test_a_knot_says_what_it_clashes_over() -> None:
    names = tuple(demand.id for demand in STORY.demands[:2])

    def said(money: More | None, people: More | None, both: More | None = None) -> str:
        return " ".join(tell_conflict(ConflictAnswer(names, (), money, people, both), NAMES).lines)

    more = More(100, 0, 5)
    assert "meer uren van leesconsulenten dan er zijn; meer geld helpt niet" in said(None, More(0, 40, 5))
    assert "meer geld dan er voor is" in said(more, None)
    assert "meer uren van leesconsulenten en meer geld dan er zijn" in said(None, None, More(1, 1, 5))
    assert "Ze spreken elkaar tegen" in said(None, None)
    assert "zonder één ervan kunnen de andere van deze knoop wel samen" in said(None, None)
    assert "elk alleen is genoeg" in said(more, More(0, 40, 5))
