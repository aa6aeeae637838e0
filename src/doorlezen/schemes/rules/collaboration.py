"""``collaboration_running`` and ``no_collaboration``: what the library's own list says about a day."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from doorlezen.language import short_date, t
from doorlezen.schemes.citation import cite_list
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules.base import Circumstances, Evidence, RuleAnswer, SchemeRule, sentence
from doorlezen.schemes.scheme_words import ACQUISITION, PROGRAMMES, programme_name
from doorlezen.schemes.stated import SchemeSource, Stated
from doorlezen.schemes.value_types import Day, DayOr, WordList

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView
    from doorlezen.register.models import Collaboration

PROGRAMME_NAMES = WordList(PROGRAMMES, name=programme_name)
ON = DayOr("asked")


@dataclass(frozen=True)
class CollaborationRunning(SchemeRule):
    """On the day, a collaboration under one of these programmes runs (both ends included).

    A school in the phase *acquisitie* is being won: it has no collaboration yet.
    """

    kind = "collaboration_running"
    programmes: Stated[tuple[str, ...]]
    on: Stated[Day]

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        return cls(
            id=id,
            source=source,
            programmes=entry.stated("programmes", PROGRAMME_NAMES, source=source),
            on=entry.stated("on", ON, source=source),
        )

    def labels(self) -> Mapping[str, str]:
        return {
            "programmes": t("welke samenwerking telt"),
            "on": t("dag waarop de samenwerking telt"),
        }

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        day, programmes = self._day(known), self.programmes.in_force or ()
        if known.withheld:
            reason = t("met welke scholen de bibliotheek samenwerkt, is hier niet te zien")
            return RuleAnswer(Holds.UNDETERMINED, reason, settle=t("vraag het de bibliotheek"))
        if known.collaborations is None:
            settle = t("laad je lijst met samenwerkingen")
            return RuleAnswer(
                Holds.UNDETERMINED, t("er is nog geen lijst met samenwerkingen geladen"), settle=settle
            )
        counted = [line for line in school.collaborations if line.programme in programmes]
        running = [line for line in counted if line.runs_on(day)]
        for line in running:
            if line.phase != ACQUISITION:
                since = short_date(line.since)
                return RuleAnswer(
                    Holds.YES,
                    t("samenwerking sinds {since}", since=since),
                    (_fact(line),),
                    turned=t("al een samenwerking sinds {since}", since=since),
                )
        if running:
            source = cite_list(running[0].edition, running[0].row)
            reason = t("in acquisitie: nog geen samenwerking (bron: {source})", source=source)
            return RuleAnswer(Holds.NO, reason, tuple(map(_fact, running)))
        if counted:
            return _ended_or_coming(day, counted)
        if school.collaborations:
            return _otherwise(school.collaborations, programmes)
        source = cite_list(known.collaborations)
        return RuleAnswer(
            Holds.NO,
            t("geen samenwerking (bron: {source})", source=source),
            (Evidence(t("samenwerking"), t("staat niet in de lijst"), source),),
            turned=t("werkt nog niet samen (bron: {source})", source=source),
        )

    def _day(self, known: Circumstances) -> datetime.date:
        wanted = self.on.in_force
        return wanted if isinstance(wanted, datetime.date) else known.on


@dataclass(frozen=True)
class NoCollaboration(CollaborationRunning):
    """On the day, no collaboration under any of these programmes runs."""

    kind = "no_collaboration"

    def labels(self) -> Mapping[str, str]:
        return {
            "programmes": t("welke samenwerking er niet mag zijn"),
            "on": t("dag waarop er geen samenwerking is"),
        }

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        return super().answer(school, known).turn_round()


def _otherwise(lines: Sequence["Collaboration"], programmes: Sequence[str]) -> RuleAnswer:
    """The answer where the library works with the school, but under other programmes."""
    other = sentence([programme_name(line.programme) for line in lines], t("en"))
    wanted = sentence([programme_name(name) for name in programmes], t("of"))
    return RuleAnswer(
        Holds.NO,
        t("wel {other}, maar geen samenwerking onder {wanted}", other=other, wanted=wanted),
        tuple(map(_fact, lines)),
        turned=t("werkt nog niet samen onder {wanted}, wel {other}", other=other, wanted=wanted),
    )


def _ended_or_coming(day: datetime.date, lines: list["Collaboration"]) -> RuleAnswer:
    """The answer where none of these lines runs on the day, by the line that comes next, else the one that
    ended last."""
    coming = [line for line in lines if line.since > day]
    line = (
        min(coming, key=lambda line: line.since)
        if coming
        else max(lines, key=lambda line: line.until or line.since)
    )
    shown, source = short_date(day), cite_list(line.edition, line.row)
    if len(coming) == len(lines):
        reason = t("op {day} nog geen samenwerking (bron: {source})", day=shown, source=source)
        turned = t("werkt op {day} nog niet samen (bron: {source})", day=shown, source=source)
    elif coming:
        reason = t("op {day} geen samenwerking (bron: {source})", day=shown, source=source)
        turned = t("werkt op {day} niet samen (bron: {source})", day=shown, source=source)
    else:
        reason = t("op {day} geen samenwerking meer (bron: {source})", day=shown, source=source)
        turned = t("werkt op {day} niet meer samen (bron: {source})", day=shown, source=source)
    return RuleAnswer(Holds.NO, reason, tuple(map(_fact, lines)), turned=turned)


def _fact(line: "Collaboration") -> Evidence:
    since = short_date(line.since)
    value = (
        t("{programme} sinds {since}", programme=programme_name(line.programme), since=since)
        if line.until is None
        else t(
            "{programme} van {since} tot en met {until}",
            programme=programme_name(line.programme),
            since=since,
            until=short_date(line.until),
        )
    )
    return Evidence(t("samenwerking"), value, cite_list(line.edition, line.row))
