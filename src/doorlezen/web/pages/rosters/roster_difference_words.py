"""How the difference between two rosters is told: a sentence, what was asked otherwise, and the lists.

A list is made once, for the page and for the workbook.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import decimal, n, t, whole
from doorlezen.rosters.domain.roster_comparing import (
    WEEKS,
    AskedOtherwise,
    RosterDifference,
    RosterPersonChange,
    RosterSchoolChange,
    RosterSide,
    SideLoad,
    SideSchool,
)
from doorlezen.web.pages.rosters.roster_tables import visit_time_told

Name = Callable[[str], str]


def difference_told(found: RosterDifference) -> str:
    """What differs, in one sentence."""
    if not found.changed:
        return (
            t("Er verandert niets: op elke school komt dezelfde mens op hetzelfde moment.")
            if (found.before_known)
            else t("Op elke school komt dezelfde mens als vorig jaar.")
        )
    person, time, minutes, new, lost = found.kinds
    parts = [
        (person, n("{count} krijgt iemand anders", "{count} krijgen iemand anders", person)),
        (time, n("{count} een ander moment", "{count} een ander moment", time)),
        (minutes, n("{count} andere uren", "{count} andere uren", minutes)),
        (new, n("bij {count} komt iemand die er niet kwam", "bij {count} komt iemand die er niet kwam", new)),
        (lost, n("bij {count} komt niemand meer", "bij {count} komt niemand meer", lost)),
    ]
    return t(
        "Bij {changed} van de {all} scholen verandert iets: {what}.",
        changed=whole(len(found.changed)),
        all=whole(len(found.changed) + found.same),
        what=", ".join(told for count, told in parts if count),
    )


def asked_otherwise_told(asked: AskedOtherwise, name: Name) -> list[str]:
    """What the two were asked that is not the same, a line for each kind."""

    def called(ids: tuple[str, ...]) -> str:
        return _some(sorted(map(name, ids)))

    kinds = [
        (asked.people_new, t("Nieuw in het team: {who}.", who=called(asked.people_new))),
        (asked.people_gone, t("Niet meer in het team: {who}.", who=called(asked.people_gone))),
        (
            asked.people_changed,
            t("Andere uren, dagdelen, deskundigheid of wensen: {who}.", who=called(asked.people_changed)),
        ),
        (asked.schools_new, t("Scholen die erbij kwamen: {who}.", who=_some(asked.schools_new))),
        (asked.schools_gone, t("Scholen die niet meer meedoen: {who}.", who=_some(asked.schools_gone))),
        (
            asked.schools_changed,
            t("Scholen die iets anders vragen: {who}.", who=_some(asked.schools_changed)),
        ),
    ]
    told = [line for which, line in kinds if which]
    if asked.weights:
        told.append(t("Wat zwaarder en lichter weegt, is anders."))
    return told


MOST_NAMED = 8
"""So many names a line holds; more are counted."""


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    told = ", ".join(names[:MOST_NAMED])
    return told if more <= 0 else n("{names} en nog {count}", "{names} en nog {count}", more, names=told)


def sums_told(found: RosterDifference) -> list[SheetColumn[RosterSide]]:
    """The figures of one side, a column each: one row per roster. What is not known says so."""

    def known(of: Callable[[RosterSide], object]) -> Callable[[RosterSide], object]:
        return lambda side: t("niet bekend") if side.problem is None else of(side)

    return [
        SheetColumn(t("Scholen met een vaste plek"), lambda side: len(side.schools), "known", key="schools"),
        SheetColumn(
            t("Scholen niet in het rooster"),
            known(lambda side: len(side.problem.school.keys() - side.schools.keys()) if side.problem else 0),
            "known",
        ),
        SheetColumn(
            t("Scholen met dezelfde mens als het jaar ervoor"),
            known(lambda side: side.continuity or 0),
            "known",
        ),
        SheetColumn(
            t("Reizen van huis en terug"),
            known(lambda side: hours_a_week(side.travel)),
            "score",
            unit=t("uur per week"),
        ),
    ]


def school_columns(name: Name) -> list[SheetColumn[RosterSchoolChange]]:
    """Per school from what to what."""

    def pair(head: str, of: Callable[[SideSchool], str], key: str = "") -> SheetColumn[RosterSchoolChange]:
        return SheetColumn(
            head, lambda row: from_to(_said(row.before, of), _said(row.after, of)), "text", 44, key=key
        )

    return [
        SheetColumn(t("School"), lambda row: row.name, width=38),
        pair(t("Wie komt"), lambda side: name(side.person), "person"),
        pair(t("Wanneer"), _when),
        pair(t("Uur per week"), lambda side: _hours(side.minutes)),
    ]


def people_columns(name: Name) -> list[SheetColumn[RosterPersonChange]]:
    """Per person what is done before and after."""

    def pair(head: str, of: Callable[[SideLoad], str]) -> SheetColumn[RosterPersonChange]:
        return SheetColumn(
            head,
            lambda row: from_to(*("–" if one is None else of(one) for one in (row.before, row.after))),
            width=24,
        )

    return [
        SheetColumn(t("Wie"), lambda row: name(row.id), width=30),
        pair(t("Scholen"), lambda load: whole(load.schools)),
        pair(t("Uur per week, met het reizen ertussen"), lambda load: _hours(load.worked)),
        pair(t("Uur per week dat er is"), lambda load: _hours(load.contract)),
        pair(t("Uur per week van huis en terug"), lambda load: _hours(load.travel)),
    ]


def from_to(was: str, now: str) -> str:
    """From what to what; once where it stays."""
    return was if was == now else t("{was} → {now}", was=was, now=now)


def hours_a_week(minutes: int) -> Decimal:
    """Hours a week of minutes in four weeks."""
    return Decimal(minutes) / (60 * WEEKS)


def _hours(minutes: int | None) -> str:
    return t("niet bekend") if minutes is None else decimal(hours_a_week(minutes))


def _said(side: SideSchool | None, of: Callable[[SideSchool], str]) -> str:
    return t("niemand") if side is None else of(side)


def _when(side: SideSchool) -> str:
    if side.visits is None:
        return t("niet bekend")
    return ", ".join(visit_time_told(visit, time) for visit, time in side.visits)
