"""The consultants: what four hours a week more or fewer would do."""

from doorlezen.engine.allocation.explain import Block, PeopleAnswer
from doorlezen.language import hours, t
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.shared_figures import moves_table, part_of, signed
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.story import Story


def tell_people(answer: PeopleAnswer, story: Story, names: StoryNames) -> StorySection:
    """What a colleague more or fewer does."""
    heading = t("De leesconsulenten")
    if answer.capacity is None:
        return StorySection(heading, (t("Er is geen grens aan de uren van leesconsulenten opgegeven."),))
    lines = [
        t(
            "Het plan gebruikt {used} van de {all} uur per week.",
            used=hours(answer.used),
            all=hours(answer.capacity),
        ),
        *(_block(block, answer, story) for block in answer.blocks),
    ]
    tables = [
        table
        for block in answer.blocks
        for table in moves_table(
            block.moved,
            t(
                "Wie iets anders krijgt met {change} uur per week",
                change=signed(hours(block.quarters), block.quarters),
            ),
            names,
        )
    ]
    return StorySection(heading, tuple(lines), tuple(tables))


def _block(block: Block, answer: PeopleAnswer, story: Story) -> str:
    blocks = hours(abs(block.quarters))
    if block.value is None:
        return t("Met {hours} uur per week minder is er geen plan.", hours=blocks)
    share = part_of(abs(block.value - answer.value), story.objective)
    if block.value == answer.value:
        return (
            t("{hours} uur per week meer voegt niets toe.", hours=blocks)
            if block.quarters > 0
            else t("{hours} uur per week minder kost niets.", hours=blocks)
        )
    if block.quarters > 0:
        return t("{hours} uur per week meer maakt het plan {share} meer waard.", hours=blocks, share=share)
    return t("{hours} uur per week minder maakt het plan {share} minder waard.", hours=blocks, share=share)
