"""``collaboration_running`` and ``no_collaboration``: what the library's own list says about a day."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from doorlezen.language import short_date, t
from doorlezen.schemes.citation import cite_list
from doorlezen.schemes.entry import Entry
from doorlezen.schemes.holds import Holds, opposite
from doorlezen.schemes.rules.base import Answer, Fact, Known, Rule, sentence
from doorlezen.schemes.stated import Source, Stated
from doorlezen.schemes.values import Day, DayOr, Names
from doorlezen.schemes.vocabulary import PROGRAMMES, programme_name

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView
    from doorlezen.register.models import Collaboration

PROGRAMME_NAMES = Names(PROGRAMMES, name=programme_name)
ON = DayOr("asked")


@dataclass(frozen=True)
class CollaborationRunning(Rule):
    """On the day, a collaboration under one of these programmes runs (both ends included)."""

    kind = "collaboration_running"
    programmes: Stated[tuple[str, ...]]
    on: Stated[Day]

    @classmethod
    def read(cls, entry: Entry, id: str, source: Source | None) -> Self:
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

    def answer(self, school: "SchoolView", known: Known) -> Answer:
        day, programmes = self._day(known), self.programmes.in_force or ()
        if known.withheld:
            reason = t("met welke scholen de bibliotheek samenwerkt, is hier niet te zien")
            return Answer(Holds.UNDETERMINED, reason, settle=t("vraag het de bibliotheek"))
        if known.collaborations is None:
            settle = t("laad je lijst met doorlezen collaborations load")
            return Answer(
                Holds.UNDETERMINED, t("er is nog geen lijst met samenwerkingen geladen"), settle=settle
            )
        counted = [line for line in school.collaborations if line.programme in programmes]
        running = [line for line in counted if line.runs_on(day)]
        if running:
            line = running[0]
            return Answer(Holds.YES, self.running(short_date(line.since)), (_fact(line),))
        if counted:
            return Answer(Holds.NO, _why_not(day, counted), tuple(map(_fact, counted)))
        if school.collaborations:
            names = [programme_name(line.programme) for line in school.collaborations]
            reason = t(
                "wel {other}, maar geen samenwerking onder {wanted}",
                other=sentence(names, t("en")),
                wanted=sentence([programme_name(name) for name in programmes], t("of")),
            )
            return Answer(Holds.NO, reason, tuple(map(_fact, school.collaborations)))
        source = cite_list(known.collaborations)
        reason = t("geen samenwerking (bron: {source})", source=source)
        return Answer(Holds.NO, reason, (Fact(t("samenwerking"), t("staat niet in de lijst"), source),))

    def running(self, since: str) -> str:
        """The reason where a collaboration runs."""
        return t("samenwerking sinds {since}", since=since)

    def _day(self, known: Known) -> datetime.date:
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

    def answer(self, school: "SchoolView", known: Known) -> Answer:
        running = super().answer(school, known)
        return replace(running, holds=opposite(running.holds))

    def running(self, since: str) -> str:
        return t("al een samenwerking sinds {since}", since=since)


def _why_not(day: datetime.date, lines: list["Collaboration"]) -> str:
    """Why none of these lines runs on the day, by the line that comes next, else the one that ended last."""
    coming = [line for line in lines if line.since > day]
    line = (
        min(coming, key=lambda line: line.since)
        if coming
        else max(lines, key=lambda line: line.until or line.since)
    )
    shown, source = short_date(day), cite_list(line.edition, line.row)
    if len(coming) == len(lines):
        return t("op {day} nog geen samenwerking (bron: {source})", day=shown, source=source)
    if coming:
        return t("op {day} geen samenwerking (bron: {source})", day=shown, source=source)
    return t("op {day} geen samenwerking meer (bron: {source})", day=shown, source=source)


def _fact(line: "Collaboration") -> Fact:
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
    return Fact(t("samenwerking"), value, cite_list(line.edition, line.row))
