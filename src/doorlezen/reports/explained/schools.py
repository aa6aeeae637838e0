"""A school: what stops the next step, what it would take, who would lose."""

from doorlezen.engine.allocation.explain import SchoolAnswer
from doorlezen.language import hours, money, n, t
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.shared_figures import moves_table, part_of
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.story import Story


def tell_school(answer: SchoolAnswer, story: Story, names: StoryNames) -> StorySection:
    """Why this school gets what it gets."""
    lines = [
        t(
            "Deze school krijgt {hours} uur per week. Dat kost {money} per schooljaar.",
            hours=hours(answer.quarters),
            money=money(answer.cents),
        )
        if answer.quarters
        else t("Deze school krijgt geen uren.")
    ]
    if answer.next_quarters is None:
        lines.append(t("Meer uren kan deze school niet kiezen."))
        return StorySection(names.school(answer.code), tuple(lines))
    lines.append(
        t(
            "De volgende stap is {hours} uur per week, voor {money}.",
            hours=hours(answer.next_quarters),
            money=money(answer.next_cents),
        )
    )
    lines += [_what_stops(answer, names), *_what_it_takes(answer, names), *goes_to(answer, names)]
    lines += _who_loses(answer, story)
    caption = t("Wie er dan iets anders krijgt; zo weinig mogelijk scholen veranderen")
    return StorySection(names.school(answer.code), tuple(lines), moves_table(answer.moved, caption, names))


MOST_NAMED = 3
"""So many schools are named that would have more means; of more their number is told."""


def goes_to(answer: SchoolAnswer, names: StoryNames) -> list[str]:
    """Who has the means that would be enough for the step, in the best plan with them."""
    if answer.best_then is None or answer.next_quarters is None:
        return []
    gaining = [move for move in answer.best_then if move.quarters > 0]
    if any(move.school == answer.code and move.quarters_after >= answer.next_quarters for move in gaining):
        return [t("In het beste plan krijgt deze school dan ook die stap.")]
    if not gaining:
        return [t("Het beste plan geeft er geen enkele school meer uren voor.")]
    known = [move for move in gaining if names.knows(move.school)]
    if not known:
        return [t("Het beste plan geeft het dan aan een school elders.")]
    named = [
        t("{school} (+{hours} uur)", school=names.school(move.school), hours=hours(move.quarters))
        for move in known[:MOST_NAMED]
    ]
    if len(known) > MOST_NAMED:
        named.append(n("nog {count} school", "nog {count} scholen", len(known) - MOST_NAMED))
    return [t("Het beste plan geeft het dan aan: {schools}.", schools=", ".join(named))]


def _what_stops(answer: SchoolAnswer, names: StoryNames) -> str:
    rules = "; ".join(names.limit(limit) for limit in (*answer.lifts, *answer.together))
    if answer.possible:
        return t("Die stap past, maar maakt het plan niet meer waard.")
    if answer.together:
        if answer.or_other:
            rules = t("{rules} (of het geld van een andere pot)", rules=rules)
        return t(
            "Als alle andere scholen houden wat ze hebben, is het niet genoeg om één regel los te laten. "
            "Samen genoeg, en geen ervan te missen: {rules}.",
            rules=rules,
        )
    if not answer.lifts:
        return t(
            "Als alle andere scholen houden wat ze hebben, past de stap niet, welke regels je ook loslaat."
        )
    if len(answer.lifts) == 1:
        return t(
            "Als alle andere scholen houden wat ze hebben, houdt dit de stap tegen: {rules}.", rules=rules
        )
    return t(
        "Als alle andere scholen houden wat ze hebben, houdt dit de stap tegen: {rules}. Valt één daarvan "
        "weg, dan past de stap.",
        rules=rules,
    )


def _what_it_takes(answer: SchoolAnswer, names: StoryNames) -> list[str]:
    """The least more with which no school gets fewer hours."""
    if answer.possible:
        return []
    if answer.both is not None:
        return [
            t(
                "Zonder dat een school uren verliest, is hiervoor minstens {hours} uur per week meer nodig, "
                "en dan minstens {money}{from_funds}.",
                hours=hours(answer.both.quarters),
                money=money(answer.both.all_cents),
                from_funds=names.purses(answer.both.cents),
            )
        ]
    if answer.money is None and answer.people is None:
        return [
            t("Hoeveel geld en mensen er ook bij komen: zonder dat een school uren verliest, kan het niet.")
        ]
    lines = []
    if answer.money is None:
        lines.append(t("Meer geld alleen helpt niet."))
    elif not answer.money.all_cents:
        lines.append(t("Er is geen extra geld voor nodig, en geen school verliest uren."))
    else:
        lines.append(
            t(
                "Met {money} meer kan het, zonder dat een school uren verliest{from_funds}.",
                money=money(answer.money.all_cents),
                from_funds=names.purses(answer.money.cents),
            )
        )
    if answer.people is None:
        lines.append(t("Meer tijd van leesconsulenten alleen helpt niet."))
    elif answer.people:
        lines.append(
            t(
                "Met {hours} uur per week meer van leesconsulenten kan het, "
                "zonder dat een school uren verliest.",
                hours=hours(answer.people),
            )
        )
    return lines


def _who_loses(answer: SchoolAnswer, story: Story) -> list[str]:
    if answer.loss is None:
        return [t("Met het geld, de mensen en de eisen van nu is er geen plan met deze stap.")]
    if not answer.loss:
        return [t("Er is een even goed plan met deze stap.")]
    return [
        t(
            "Geef je de stap toch, met het geld en de mensen van nu, dan is het plan {share} minder waard.",
            share=part_of(answer.loss, story.objective),
        )
    ]
