"""What a change is worth to a whole country: between two proven ends."""

from collections.abc import Sequence

from doorlezen.engine.allocation.explain import Bounds
from doorlezen.language import hours, money, t
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.shared_figures import points_of
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.prices import what_value_is
from doorlezen.reports.story import Story


def tell_bounds(bounds: Sequence[Bounds], story: Story, names: StoryNames) -> StorySection:
    """Every change, each in a sentence or two: what changes, and what that is worth."""
    lines = [
        f"{_change(bound, names)} {_worth(bound, story)}"
        for bound in sorted(bounds, key=lambda bound: (bound.what, bound.which, bound.change))
    ]
    return StorySection(t("Als overal iets mag veranderen"), tuple(lines))


def as_it_is() -> StorySection:
    """What the other answers about a large problem rest on."""
    return StorySection(
        t("Hoe je dit leest"),
        (
            t(
                "Dit probleem is te groot om elk antwoord precies te weten. Daarom eerst wat er bij "
                "de scholen van dezelfde groep gebeurt, meestal een gemeente, als elders alles blijft zoals "
                "in dit plan: dat is precies uitgerekend. Daarna wat een verandering waard is als overal "
                "iets mag veranderen: dat ligt bewezen tussen twee grenzen."
            ),
            what_value_is() + " " + t("Die som is in punten."),
        ),
    )


def _change(bound: Bounds, names: StoryNames) -> str:
    match bound.what:
        case "school":
            return t("{school} krijgt de volgende stap.", school=names.school(bound.which))
        case "demand":
            return t("Zonder de eis “{demand}”.", demand=names.demand(bound.which))
        case "fund" if bound.change > 0:
            return t("{money} meer in “{fund}”.", money=money(bound.change), fund=names.fund(bound.which))
        case "fund":
            return t("{money} minder in “{fund}”.", money=money(-bound.change), fund=names.fund(bound.which))
        case _ if bound.change > 0:
            return t("{hours} uur per week meer van leesconsulenten.", hours=hours(bound.change))
        case _:
            return t("{hours} uur per week minder van leesconsulenten.", hours=hours(-bound.change))


def _worth(bound: Bounds, story: Story) -> str:
    if bound.most is None:
        return t("Dan is er geen plan.")
    if bound.least is None:
        return t("Of er dan een plan is, is niet op tijd gevonden.")
    if bound.least == bound.most == 0:
        return t("Dat maakt voor de waarde van het beste plan niets uit.")
    least, most = sorted((abs(bound.least), abs(bound.most)))
    ends = {"least": points_of(least, story), "most": points_of(most, story)}
    if bound.most > 0:
        if not least:
            return t("Dan is het beste plan hooguit {most} meer waard.", most=ends["most"])
        return t("Dan is het beste plan minstens {least} en hooguit {most} meer waard.", **ends)
    if not least:
        return t("Dan is het beste plan hooguit {most} minder waard.", most=ends["most"])
    return t("Dan is het beste plan minstens {least} en hooguit {most} minder waard.", **ends)
