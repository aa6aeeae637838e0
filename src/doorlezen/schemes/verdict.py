"""The verdict on one school under one track: a word, the reasons, the facts, and what to watch."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from doorlezen.language import decimal, n, school_year, short_date, t
from doorlezen.schemes.citation import cite
from doorlezen.schemes.holds import Holds, all_hold
from doorlezen.schemes.rules import Circumstances, Evidence, RuleAnswer
from doorlezen.schemes.rules.base import sentence
from doorlezen.schemes.rules.score_above import ScoreAbove
from doorlezen.schemes.scheme import Track
from doorlezen.schemes.stated import Stated

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView


class Eligibility(StrEnum):
    """What a verdict says."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    UNDETERMINED = "undetermined"
    OVER = "over"
    NOT_YET = "not-yet"


OUTSIDE = (Eligibility.OVER, Eligibility.NOT_YET)
"""The scheme gives no money for the school year that was asked about, to any school."""

OUTCOMES = {
    Holds.YES: Eligibility.ELIGIBLE,
    Holds.NO: Eligibility.NOT_ELIGIBLE,
    Holds.UNDETERMINED: Eligibility.UNDETERMINED,
}


class WarningKind(StrEnum):
    """What there is to watch at a verdict."""

    NEAR_THRESHOLD = "near-threshold"
    PROVISIONAL = "provisional"
    OLD_SCORE = "old-score"
    CLOSED = "closed"


GENERAL = (WarningKind.PROVISIONAL, WarningKind.OLD_SCORE)
"""What holds for every school of an edition alike, and is said once over a list."""


@dataclass(frozen=True)
class Warning:
    """Something that does not change the verdict today, but may tomorrow."""

    kind: WarningKind
    text: str
    fact: Evidence


@dataclass(frozen=True)
class Verdict:
    """``answers``: one per rule of the track, in its order; before them one on a school that was closed, and
    one on a scheme that gives no money for the year."""

    school: "SchoolView"
    outcome: Eligibility
    answers: tuple[RuleAnswer, ...]
    warnings: tuple[Warning, ...]

    @property
    def deciding(self) -> tuple[RuleAnswer, ...]:
        """The answers that made the outcome: all of them for eligible, else those that say no or unknown; for
        a scheme that is over or has yet to begin, that alone."""
        if self.outcome in OUTSIDE:
            return self.answers[:1]
        return tuple(answer for answer in self.answers if OUTCOMES[answer.holds] == self.outcome)

    @property
    def reason(self) -> str:
        """Why, as part of a sentence."""
        reasons = [answer.reason for answer in self.deciding if not answer.obvious]
        return sentence(reasons or [answer.reason for answer in self.deciding], t("en"))

    @property
    def settle(self) -> str:
        """What would settle it, where it is undetermined; else empty."""
        if self.outcome != Eligibility.UNDETERMINED:
            return ""
        return sentence([answer.settle for answer in self.deciding if answer.settle], t("en"))

    @property
    def facts(self) -> tuple[Evidence, ...]:
        """Everything that the answers and warnings rest on, each once."""
        facts = [fact for answer in self.answers for fact in answer.facts]
        return tuple(dict.fromkeys([*facts, *(warning.fact for warning in self.warnings)]))

    def __str__(self) -> str:
        told = t("{outcome}: {reason}.", outcome=outcome_name(self.outcome), reason=self.reason)
        settle = self.settle
        return f"{told} {settle[0].upper()}{settle[1:]}." if settle else told


def outcome_name(outcome: Eligibility) -> str:
    """The verdict in words."""
    return {
        Eligibility.ELIGIBLE: t("Komt in aanmerking"),
        Eligibility.NOT_ELIGIBLE: t("Komt niet in aanmerking"),
        Eligibility.UNDETERMINED: t("Niet vast te stellen"),
        Eligibility.OVER: t("Regeling voorbij"),
        Eligibility.NOT_YET: t("Regeling nog niet begonnen"),
    }[outcome]


def outside(years: Stated[tuple[str, ...]], year: str) -> Eligibility | None:
    """Whether a scheme with these school years is over, or has yet to begin, in ``year``.

    None where it gives money that year, or nobody knows in which years it does.
    """
    known = years.in_force
    if not known or year in known:
        return None
    return Eligibility.NOT_YET if any(later > year for later in known) else Eligibility.OVER


def outside_reason(years: Stated[tuple[str, ...]], year: str) -> str:
    """Why nobody gets money in ``year``, as part of a sentence: "deze regeling liep t/m 2025–2026"."""
    known = years.in_force or ()
    coming = [later for later in known if later > year]
    if coming:
        return t("deze regeling loopt vanaf {year}", year=school_year(coming[0]))
    return t("deze regeling liep t/m {year}", year=school_year(known[-1]))


def judge(track: Track, school: "SchoolView", known: Circumstances) -> Verdict:
    """Judge one school: the scheme must give money that school year, and every rule of the track must hold.

    A pure function of what it is given.
    """
    answers = tuple(rule.judge(school, known) for rule in track.rules)
    if school.closed_on is not None:
        answers = (_closed(school), *answers)
    outcome = outside(track.school_years, known.school_year)
    if outcome is not None:
        reason = outside_reason(track.school_years, known.school_year)
        return Verdict(school, outcome, (RuleAnswer(Holds.NO, reason), *answers), ())
    outcome = OUTCOMES[all_hold(answer.holds for answer in answers)]
    return Verdict(school, outcome, answers, tuple(_warnings(track, school, known)))


def _closed(school: "SchoolView") -> RuleAnswer:
    assert school.closed_on is not None
    since = short_date(school.closed_on)
    last = t("laatst in {source}", source=cite(school.address_edition, school.address_row))
    fact = Evidence(t("vestiging"), t("sinds {day} niet meer in de lijst van DUO", day=since), last)
    return RuleAnswer(Holds.NO, t("deze vestiging bestaat niet meer sinds {day}", day=since), (fact,))


def _warnings(track: Track, school: "SchoolView", known: Circumstances) -> list[Warning]:
    warnings = [found for rule in track.score_rules() if (found := _near(rule, school)) is not None]
    edition = school.score_edition
    if track.score_rules() and school.score_row is not None and edition is not None and edition.mark:
        day = short_date(edition.peildatum)
        fact = Evidence(t("status van de scores"), t("voorlopig ({mark})", mark=edition.mark), cite(edition))
        text = t("de scores van {day} zijn voorlopig", day=day)
        warnings.append(Warning(WarningKind.PROVISIONAL, text, fact))
    if school.closed_on is None:
        warnings += [
            found for rule in track.score_rules() if (found := _old(rule, school, known)) is not None
        ]
    elif any(line.runs_on(known.on) for line in school.collaborations):
        text = t("staat nog in je lijst: zoek de nieuwe vestigingscode of sluit de samenwerking af")
        warnings.append(Warning(WarningKind.CLOSED, text, _closed(school).facts[0]))
    return warnings


def _old(rule: ScoreAbove, school: "SchoolView", known: Circumstances) -> Warning | None:
    """The warning for scores that are older than is usual when money is given."""
    edition = school.score_edition
    if edition is None or school.score_row is None or not rule.is_old(edition.peildatum, on=known.on):
        return None
    from doorlezen.register.domain.age import years_old  # schemes are read without a database

    text = n(
        "de score is van {day}, {count} jaar oud: kijk of er nieuwere scores zijn",
        "de score is van {day}, {count} jaar oud: kijk of er nieuwere scores zijn",
        years_old(edition, known.on),
        day=short_date(edition.peildatum),
    )
    fact = Evidence(t("peildatum van de score"), short_date(edition.peildatum), cite(edition))
    return Warning(WarningKind.OLD_SCORE, text, fact)


def _near(rule: ScoreAbove, school: "SchoolView") -> Warning | None:
    """The warning for a school so close to the threshold that its next score may fall on the other side."""
    margin, band = rule.margin(school), rule.band.in_force
    if margin is None or band is None or abs(margin) > band:
        return None
    points, line = decimal(abs(margin)), rule.line_name()
    text = (
        t("{points} punt per leerling boven de {line}: kan omslaan", points=points, line=line)
        if margin > 0
        else t("{points} punt per leerling onder de {line}: kan omslaan", points=points, line=line)
    )
    source = cite(school.score_edition, school.score_row_zonder or school.score_row)
    label = t("afstand tot de {line}", line=line)
    fact = Evidence(label, t("{points} punt per leerling", points=points), source)
    return Warning(WarningKind.NEAR_THRESHOLD, text, fact)
