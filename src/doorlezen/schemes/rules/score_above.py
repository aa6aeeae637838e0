"""``score_above``: the achterstandsscore is higher than a threshold, on a named variant and peildatum."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from doorlezen.engine.score import FLIP_BAND
from doorlezen.language import decimal, short_date, t
from doorlezen.schemes.citation import cite
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules.base import Circumstances, Evidence, RuleAnswer, SchemeRule
from doorlezen.schemes.stated import SchemeSource, Stated
from doorlezen.schemes.value_types import NEWEST, Count, Day, DayOr, Number, OneOf

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView

MET, ZONDER = "met-drempel", "zonder-drempel"
COUNT, REFUSE, UNDETERMINED = "count", "refuse", "undetermined"
_IN_SCORES = "bo"
"""The kind of school that the scores are about."""
UNRELIABLE_MARK = "a"
"""CBS' footnote for a score that rests on 40 pupils or fewer."""


def variant_name(variant: str) -> str:
    """What people call a variant: "met-drempel" → "met drempel"."""
    return {MET: t("met drempel"), ZONDER: t("zonder drempel")}[variant]


def unreliable_name(choice: str) -> str:
    """What is done with a score that CBS calls unreliable."""
    return {COUNT: t("telt mee"), REFUSE: t("telt niet mee"), UNDETERMINED: t("niet vast te stellen")}[choice]


VARIANT = OneOf((MET, ZONDER), variant_name)
THRESHOLD = Number()
PEILDATUM = DayOr(NEWEST)
UNRELIABLE = OneOf((COUNT, REFUSE, UNDETERMINED), unreliable_name)
BAND = Number()
YEARS = Count()
FRESH_YEARS = 2
"""From so many years after its peildatum a score is old: scores come out every year, and money is given by
the newest that is out."""


@dataclass(frozen=True)
class ScoreAbove(SchemeRule):
    """``unreliable``: what a score on 40 pupils or fewer counts for.

    ``band``: within how many points per pupil of the threshold we warn that a next score may differ.
    ``fresh_years``: how many years after its peildatum a score is old, and we warn.
    """

    kind = "score_above"
    variant: Stated[str]
    threshold: Stated[Decimal]
    peildatum: Stated[Day]
    unreliable: Stated[str]
    band: Stated[Decimal]
    fresh_years: Stated[int]

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        return cls(
            id=id,
            source=source,
            variant=entry.stated("variant", VARIANT, source=source),
            threshold=entry.stated("threshold", THRESHOLD, source=source),
            peildatum=entry.stated("peildatum", PEILDATUM, source=source),
            unreliable=entry.stated("unreliable", UNRELIABLE, source=source, default=UNDETERMINED),
            band=entry.stated("band", BAND, source=source, default=FLIP_BAND),
            fresh_years=entry.stated("fresh_years", YEARS, source=source, default=FRESH_YEARS),
        )

    def labels(self) -> Mapping[str, str]:
        return {
            "variant": t("welke achterstandsscore telt"),
            "threshold": t("grens van de score"),
            "peildatum": t("peildatum van de score"),
            "unreliable": t("score bij 40 leerlingen of minder"),
            "band": t("waarschuwen bij zoveel punten per leerling van de grens"),
            "fresh_years": t("waarschuwen bij een score die ouder is dan zoveel jaar"),
        }

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        score = self._score(school)
        if score is None:
            return self._no_score(school)
        edition, threshold = school.score_edition, self.threshold.in_force
        assert edition is not None
        assert threshold is not None
        day = short_date(edition.peildatum)
        told = self._told(decimal(score), day)
        facts = (Evidence(self._label(), decimal(score), self._cited(school)),)
        choice = self.unreliable.in_force
        if UNRELIABLE_MARK in school.score_footnotes and choice != COUNT:
            reason = t("{score} rust op 40 leerlingen of minder", score=told)
            if choice == REFUSE:
                return RuleAnswer(Holds.NO, reason, facts)
            settle = t("vraag je POI of zo'n score telt")
            return RuleAnswer(Holds.UNDETERMINED, reason, facts, settle)
        if score > threshold:
            return RuleAnswer(Holds.YES, told, facts)
        if not score:
            return RuleAnswer(Holds.NO, t("geen achterstandsscore ({day})", day=day), facts)
        limit = THRESHOLD.show(threshold)
        return RuleAnswer(Holds.NO, t("{score} is niet hoger dan {limit}", score=told, limit=limit), facts)

    def margin(self, school: "SchoolView") -> Decimal | None:
        """How far above (+) or below (-) the threshold the school lies, in points per pupil; None: unknown.

        The score met drempel stops at 0, so the score zonder drempel tells how far; where that or the
        drempel of the year is not known, only a score above 0 can tell.
        """
        score, threshold = self._score(school), self.threshold.in_force
        if threshold is None or score is None or not school.score_pupils:
            return None
        if self.variant.in_force == MET:
            if school.score_zonder is not None and school.drempel_per_pupil is not None:
                score = school.score_zonder - school.score_pupils * school.drempel_per_pupil
            elif not score:
                return None
        return (score - threshold) / school.score_pupils

    def is_old(self, peildatum: datetime.date, *, on: datetime.date) -> bool:
        """Whether a score of this peildatum is too old on a day, by ``fresh_years``."""
        years = self.fresh_years.in_force
        if years is None:
            return False
        return (on.year, on.month, on.day) >= (peildatum.year + years, peildatum.month, peildatum.day)

    def line_name(self) -> str:
        """What people call the line that a score must pass: CBS' own drempel, or a limit of the scheme."""
        own = self.variant.in_force == MET and not self.threshold.in_force
        return t("drempel") if own else t("grens")

    def _score(self, school: "SchoolView") -> Decimal | None:
        """The score in force; None where the right edition has none."""
        wanted = self.peildatum.in_force
        edition = school.score_edition
        if edition is None or school.score_row is None:
            return None
        if isinstance(wanted, datetime.date) and edition.peildatum != wanted:
            return None
        return school.score_met if self.variant.in_force == MET else school.score_zonder

    def _no_score(self, school: "SchoolView") -> RuleAnswer:
        edition, wanted = school.score_edition, self.peildatum.in_force
        if edition is None:
            settle = t("laad de scores van het CBS")
            return RuleAnswer(Holds.UNDETERMINED, t("er zijn nog geen scores geladen"), settle=settle)
        day = short_date(edition.peildatum)
        if isinstance(wanted, datetime.date) and edition.peildatum != wanted:
            asked = short_date(wanted)
            reason = t("de scores van {asked} zijn niet geladen, wel die van {day}", asked=asked, day=day)
            settle = t("laad de scores van {asked}", asked=asked)
            return RuleAnswer(Holds.UNDETERMINED, reason, settle=settle)
        if school.score_row is not None:
            facts = (Evidence(self._label(), t("onbekend"), self._cited(school)),)
            settle = t("vraag het CBS waarom, of neem een andere editie")
            reason = t("het CBS geeft voor {day} geen score", day=day)
            return RuleAnswer(Holds.UNDETERMINED, reason, facts, settle)
        if school.school_type not in ("", _IN_SCORES):
            return self._other_kind(school, day)
        if school.first_seen is not None and school.first_seen > edition.peildatum:
            return self._new_code(school, day)
        facts = (Evidence(self._label(), t("staat er niet in"), cite(edition)),)
        settle = t("laad een nieuwere editie van de scores, of vraag het na bij de school")
        return RuleAnswer(Holds.UNDETERMINED, t("niet in de scores van {day}", day=day), facts, settle)

    def _other_kind(self, school: "SchoolView", day: str) -> RuleAnswer:
        """A special school: no later edition of these scores will have it, so nobody is told to wait."""
        facts = (Evidence(self._label(), t("staat er niet in"), cite(school.score_edition)),)
        reason = t("de scores van {day} gaan over basisscholen", day=day)
        settle = t("vraag je POI wat bij deze soort school telt")
        return RuleAnswer(Holds.UNDETERMINED, reason, facts, settle)

    def _new_code(self, school: "SchoolView", day: str) -> RuleAnswer:
        assert school.first_seen is not None
        since = short_date(school.first_seen)
        facts = (
            Evidence(self._label(), t("staat er niet in"), cite(school.score_edition)),
            Evidence(t("vestiging"), t("bekend sinds {day}", day=since), cite(school.address_edition)),
        )
        reason = t("nieuwe vestigingscode ({since}), niet in de scores van {day}", since=since, day=day)
        settle = t("zoek uit welke school hierin opging, of laad scores van na {since}", since=since)
        return RuleAnswer(Holds.UNDETERMINED, reason, facts, settle)

    def _label(self) -> str:
        variant = self.variant.in_force
        assert variant is not None
        return t("achterstandsscore {variant}", variant=variant_name(variant))

    def _told(self, score: str, day: str) -> str:
        if self.variant.in_force == ZONDER:
            return t("score zonder drempel {score} ({day})", score=score, day=day)
        return t("score {score} ({day})", score=score, day=day)

    def _cited(self, school: "SchoolView") -> str:
        row = school.score_row if self.variant.in_force == MET else school.score_row_zonder
        return cite(school.score_edition, row)
