"""Why a school gets what it gets, in two or three sentences for its page: no points, and only what its
reader may see. The story tells what that is: a school or a purse that is not in it has no name here."""

from collections.abc import Iterable

from doorlezen.engine.allocation.explain import Limit, SchoolAnswer
from doorlezen.language import hours, money, t
from doorlezen.reports.explained.schools import goes_to
from doorlezen.reports.explained.story_names import StoryNames
from doorlezen.reports.story import Story

MOST_NAMED = 2
"""So many rules are named of which one would be enough."""


def reason_for_reader(answer: SchoolAnswer, story: Story, *, with_money: bool) -> tuple[str, ...]:
    """For the library, its POI and a gemeente: what stops the next step, what it takes, and who has it."""
    if answer.next_quarters is None:
        return (t("Meer uren kan deze school niet kiezen."),)
    step = t("De volgende stap is {hours} uur per week.", hours=hours(answer.next_quarters))
    if with_money:
        step = t(
            "De volgende stap is {hours} uur per week, voor {money} per schooljaar.",
            hours=hours(answer.next_quarters),
            money=money(answer.next_cents),
        )
    names = StoryNames(story)
    return (f"{step} {_stopped_by(answer, names)}", *_what_helps(answer, names, with_money=with_money))


def _stopped_by(answer: SchoolAnswer, names: StoryNames) -> str:
    if answer.possible or (not answer.loss and answer.loss is not None):
        return _free_choice(answer)
    if answer.together:
        rules = " {} ".format(t("en")).join(_distinct(names.limit(rule) for rule in answer.together))
        if answer.or_other:
            rules = t("{rules} (of het geld van een andere pot)", rules=rules)
        return t("Dit houdt die stap samen tegen: {rules}.", rules=rules)
    if not answer.lifts:
        return t("Die past niet naast wat de andere scholen krijgen, welke regel je ook loslaat.")
    rules = " {} ".format(t("of")).join(_distinct(names.limit(rule) for rule in answer.lifts[:MOST_NAMED]))
    return t("Dit houdt die stap tegen: {rules}.", rules=rules)


def _free_choice(answer: SchoolAnswer) -> str:
    if not answer.complete:
        return t("Die past naast wat de andere scholen krijgen. Dit plan is niet bewezen het beste.")
    if not answer.loss:
        return t("Er is een even goed plan met die stap.")
    return t("Die past, maar maakt dit plan volgens de verdeelsleutel niet beter.")


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _what_helps(answer: SchoolAnswer, names: StoryNames, *, with_money: bool) -> list[str]:
    """The least more with which no school gets fewer hours, and who would have it in the best plan."""
    if answer.possible or answer.loss == 0:
        return []
    if not answer.complete:
        return [t("Wat er voor die stap nodig is, is niet bewezen.")]
    if answer.people:
        much = t("{hours} uur per week meer van leesconsulenten", hours=hours(answer.people))
    elif answer.both is not None:
        much = t("{hours} uur per week en geld erbij", hours=hours(answer.both.quarters))
        if with_money:
            much = t(
                "{hours} uur per week en {money} erbij{from_funds}",
                hours=hours(answer.both.quarters),
                money=money(answer.both.all_cents),
                from_funds=names.purses(answer.both.cents),
            )
    elif answer.money is not None and answer.money.all_cents:
        much = t("meer geld")
        if with_money:
            much = t(
                "{money} meer{from_funds}",
                money=money(answer.money.all_cents),
                from_funds=names.purses(answer.money.cents),
            )
    elif answer.money is not None:
        return [t("Er is geen extra geld voor nodig, en geen school verliest uren.")]
    elif answer.loss is None:
        return [t("Met het geld, de mensen en de eisen van nu is er geen plan met deze stap.")]
    else:
        return [t("Alleen als een andere school uren verliest, kan deze school die stap krijgen.")]
    line = t("Met {much} kan het, zonder dat een school uren verliest.", much=much)
    return [line, *goes_to(answer, names)]


def reason_for_school(answer: SchoolAnswer) -> tuple[str, ...]:
    """For the school itself: nothing of other schools, of what others pay, or of who asked for what."""
    if answer.next_quarters is None:
        return (
            (t("Je school krijgt het meeste dat er voor je school te kiezen is."),)
            if answer.quarters
            else (t("Voor je school staan er in dit plan geen uren om uit te kiezen."),)
        )
    step = hours(answer.next_quarters)
    if answer.loss == 0:
        return (t("Er is een even goed plan waarin je school {hours} uur per week krijgt.", hours=step),)
    if answer.possible and not answer.complete:
        return (
            t(
                "{hours} uur per week past naast wat andere scholen krijgen, maar dit plan kiest er niet "
                "voor. Het is niet bewezen het beste plan.",
                hours=step,
            ),
        )
    if answer.possible:
        return (
            t(
                "{hours} uur per week past, maar maakt dit plan volgens de verdeelsleutel niet beter.",
                hours=step,
            ),
        )
    why = _causes([*answer.lifts[:1], *answer.together])
    return (t("Waarom niet {hours} uur per week? {why}", hours=step, why=why), *_helps_the_school(answer))


def _causes(rules: list[Limit]) -> str:
    """What is in the way, without a name."""
    said = {
        "people": t("Er zijn niet genoeg uren van leesconsulenten; ze gaan in dit plan naar andere scholen."),
        "money": t("Er is niet genoeg geld."),
        "per_school": t("Wat er per school betaald mag worden, is op."),
        "schools": t("Het geld dat er is, mag niet naar je school."),
        "bouwstenen": t("Het geld dat er is, mag hier niet aan uitgegeven worden."),
        "demand": t("Een eis aan het hele plan staat het niet toe."),
    }
    return " ".join(_distinct(said[rule.kind] for rule in rules)) or t(
        "Dat past niet naast wat andere scholen krijgen."
    )


def _helps_the_school(answer: SchoolAnswer) -> list[str]:
    if answer.people:
        line = t(
            "Daar is {hours} uur per week meer van leesconsulenten voor nodig.", hours=hours(answer.people)
        )
    elif answer.both is not None:
        line = t("Daar zijn meer uren van leesconsulenten en meer geld voor nodig.")
    elif answer.money is not None and answer.money.all_cents:
        line = t("Daar is meer geld voor nodig.")
    else:
        return []
    if answer.best_then and not _gets_it(answer):
        line += " " + t("In het beste plan gaat dat dan wel eerst naar een andere school.")
    return [line]


def _gets_it(answer: SchoolAnswer) -> bool:
    moved = {move.school: move.quarters_after for move in answer.best_then or ()}
    return moved.get(answer.code, 0) >= (answer.next_quarters or 0)
