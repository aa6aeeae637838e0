"""What is told about a roster: why a school is not served, somebody's weeks, a knot and its ways out."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from doorlezen.engine.roster import FixedPart, RosterProblem, RosterTerms
from doorlezen.engine.roster.explain import (
    PersonLoad,
    RosterChange,
    RosterKnot,
    RosterSchoolAnswer,
    RosterWayOut,
)
from doorlezen.engine.roster.explain.hindrance_words import hindrance_in_words
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import decimal, n, t, whole
from doorlezen.reports.explained.passage import StorySection

FULL_WEEK = 36 * 60
"""Minutes a week of somebody who works full-time (cao Openbare Bibliotheken)."""


class RosterTeller:
    """Tells about rosters of one problem, with the names that it has."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem

    def knot(self, knot: RosterKnot) -> StorySection:
        """What cannot hold together, in words, and what helps."""
        return StorySection(t("De knoop"), (*self.clash(knot.conflict), *self._ways(knot)))

    def clash(self, conflict: Sequence[str]) -> list[str]:
        """What cannot hold together, in words."""
        said = n(
            "Dit kan niet, met deze mensen:",
            "Dit kan niet samen; zonder één ervan kan de rest van deze knoop wel:",
            len(conflict),
        )
        return [said, *(f"– {self._demand(name)}" for name in conflict)]

    def school(self, answer: RosterSchoolAnswer) -> StorySection:
        """Why a school is not served, or not by whom it had last year, and what it would take."""
        lines = [self._is(answer)]
        if answer.nothing_to_ask:
            return StorySection(self._school(answer.code), tuple(lines))
        lines += [t("Wat wie tegenhoudt, zoals het rooster nu is:"), *self._held(answer)]
        if answer.can is None:
            lines.append(t("Of het kan, was niet op tijd uitgerekend."))
        elif answer.can:
            lines.append(
                t("Het kan wel, en elke andere school houdt haar bezoeken. Zo merken de minste scholen het:")
            )
            lines += self._change(answer.beside)
        else:
            lines.append(t("Het kan niet zolang elke andere school haar bezoeken houdt."))
            if answer.may:
                lines.append(
                    t("Het kan als andere scholen daarvoor wijken. Zo merken de minste scholen het:")
                )
                lines += self._change(answer.instead)
            elif answer.may is False:
                lines.append(t("Ook als andere scholen daarvoor wijken, kan het niet."))
            if answer.ways is not None:
                lines += self._ways(answer.ways)
        return StorySection(self._school(answer.code), tuple(lines))

    def person(self, load: PersonLoad) -> StorySection:
        """Somebody's weeks: hours, room that is left, schools that went to somebody else."""
        lines = [
            n(
                "Eén school; {worked} minuten werk in het rooster, waarvan {way} onderweg tussen scholen.",
                "{count} scholen; {worked} minuten werk in het rooster, waarvan {way} onderweg tussen "
                "scholen.",
                len(load.schools),
                worked=whole(load.worked),
                way=whole(load.way),
            ),
            t(
                "Het contract heeft {contract} minuten, het streven is {target}. Reizen van en naar huis: "
                "{travel} minuten.",
                contract=whole(load.contract),
                target=whole(load.target),
                travel=whole(load.travel),
            ),
        ]
        if room := [(slot, minutes) for slot, minutes in load.free if minutes]:
            lines.append(t("Ruimte die over is, in minuten:"))
            by_half_day = defaultdict(list)
            for slot, minutes in room:
                by_half_day[slot.half_day].append((slot.week, minutes))
            lines += [
                f"– {half_day_in_words(name)}: {_by_week(weeks)}" for name, weeks in by_half_day.items()
            ]
        else:
            lines.append(t("Geen dagdeel heeft nog ruimte."))
        if load.lost:
            lines.append(t("Vorig jaar ook, nu niet meer: {schools}.", schools=self._schools(load.lost)))
        return StorySection(self._person(load.id), tuple(lines))

    def way_out(self, way: RosterWayOut) -> str:
        """One change after which it can be."""
        person = self._person(way.person) if way.person else ""
        school = self._school(way.school) if way.school else ""
        competences = ", ".join(way.competences)
        match way.kind:
            case "more_hours":
                return t("{person} werkt {more} meer.", person=person, more=_fte(way.minutes))
            case "colleague" if competences:
                return t(
                    "Een collega erbij voor {hours}, die bij {school} in de buurt woont, met {competences}.",
                    hours=_fte(way.minutes),
                    school=school,
                    competences=competences,
                )
            case "colleague":
                return t(
                    "Een collega erbij voor {hours}, die bij {school} in de buurt woont.",
                    hours=_fte(way.minutes),
                    school=school,
                )
            case "person_half_day":
                return t(
                    "{person} werkt ook op {half_day}, {minutes} minuten.",
                    person=person,
                    half_day=half_day_in_words(way.half_day),
                    minutes=way.minutes,
                )
            case "competence":
                return t("{person} leert erbij: {competences}.", person=person, competences=competences)
            case "not_at":
                return t("{person} gaat toch naar {school}.", person=person, school=school)
            case "school_half_day":
                half_day = half_day_in_words(way.half_day)
                return t("{school} kan ook op {half_day}.", school=school, half_day=half_day)
            case "shorter":
                return t(
                    "Elk bezoek aan {school} duurt {minutes} minuten korter.",
                    school=school,
                    minutes=way.minutes,
                )
            case "less_often":
                return t(
                    "{school} krijgt half zo vaak bezoek: {minutes} minuten minder in het rooster.",
                    school=school,
                    minutes=way.minutes,
                )
            case "fewer":
                return t(
                    "{school} krijgt een bezoek minder: {minutes} minuten minder in het rooster.",
                    school=school,
                    minutes=way.minutes,
                )
            case "let_go":
                return self._without(way.demand)
        raise ValueError(way.kind)

    def _ways(self, knot: RosterKnot) -> list[str]:
        lines = [f"– {self.way_out(way)}" for way in knot.ways]
        if lines:
            lines.insert(0, t("Wat helpt, elk alleen al genoeg en nagerekend:"))
        elif not knot.not_reached:
            lines.append(t("Geen enkele verandering die is nagerekend, is alleen al genoeg."))
        if knot.not_reached:
            lines.append(
                n(
                    "Of één andere verandering helpt, was niet op tijd uitgerekend.",
                    "Of {count} andere veranderingen helpen, was niet op tijd uitgerekend.",
                    knot.not_reached,
                )
            )
        return lines

    def _is(self, answer: RosterSchoolAnswer) -> str:
        if answer.served_by is None:
            return t("Deze school krijgt geen bezoeken.")
        person = self._person(answer.served_by)
        if answer.wanted is not None:
            before = self._person(answer.wanted)
            return t(
                "Deze school krijgt {person}; vorig jaar was dat {before}.", person=person, before=before
            )
        if self.problem.school[answer.code].last_year == answer.served_by:
            return t("Deze school krijgt {person}, net als vorig jaar.", person=person)
        return t("Deze school krijgt {person}.", person=person)

    def _held(self, answer: RosterSchoolAnswer) -> list[str]:
        """What holds whom: people of whom the same is said stand together."""
        said: dict[str, list[str]] = {}
        for name, found in answer.hindrances:
            text = "; ".join(map(hindrance_in_words, found)) or t("kan erbij, zoals het rooster nu is")
            said.setdefault(text, []).append(self._person(name))
        return [f"– {', '.join(names)}: {text}" for text, names in said.items()]

    def _change(self, change: RosterChange | None) -> list[str]:
        if change is None:
            return ["– " + t("Dat was niet op tijd uitgerekend.")]
        lines = [
            *(
                [t("Geen bezoeken meer: {schools}.", schools=self._schools(change.lost))]
                if change.lost
                else []
            ),
            *([t("Wel bezoeken: {schools}.", schools=self._schools(change.gained))] if change.gained else []),
        ]
        if change.other_person:
            schools = self._schools(change.other_person)
            lines.append(t("Iemand anders komt bij: {schools}.", schools=schools))
        lines += _terms(change.terms)
        lines = [f"– {line}" for line in lines]
        if not change.proven:
            lines.append(t("Of het ook kan terwijl minder scholen het merken, is niet bewezen."))
        if change.objective < 0:
            lines.append(t("Alles gewogen is dat {less} minder waard.", less=whole(-change.objective)))
        elif not change.objective:
            lines.append(t("Dat rooster is even goed."))
        if change.objective > 0:
            lines.append(t("Dat rooster is beter: er is verder te rekenen."))
        return lines

    def _demand(self, name: str) -> str:
        kind, _, code = name.partition(":")
        school = self._school(code)
        if kind == "must":
            return t("{school} moet bezoeken krijgen.", school=school)
        return t("Bij {school} ligt vast: {fixed}.", school=school, fixed=self._fixed(code))

    def _fixed(self, code: str) -> str:
        fixed = self.problem.school[code].fixed or FixedPart()
        parts = [] if fixed.person is None else [self._person(fixed.person)]
        parts += [half_day_in_words(time.half_day) for time in fixed.visits or ()]
        return ", ".join(parts)

    def _without(self, name: str) -> str:
        kind, _, code = name.partition(":")
        if kind == "must":
            return t("{school} hoeft geen bezoeken te krijgen.", school=self._school(code))
        return t("Bij {school} ligt niets meer vast.", school=self._school(code))

    def _school(self, code: str) -> str:
        return f"{self.problem.school[code].name} ({code})"

    def _schools(self, codes: Sequence[str]) -> str:
        return ", ".join(map(self._school, codes))

    def _person(self, name: str) -> str:
        return self.problem.person[name].name


def how_it_was_tried() -> str:
    """What holds of every answer, also where some were left without one."""
    return t(
        "Elk antwoord dat er staat, is opnieuw uitgerekend met een veranderd rooster, en nagekeken. Waar de "
        "tijd te kort was, staat dat erbij."
    )


def _fte(minutes: int) -> str:
    """Minutes a week as people of a team say it: 0,2 fte (7,2 uur per week)."""
    fte, hours = decimal(Decimal(minutes) / FULL_WEEK, 1), decimal(Decimal(minutes) / 60, 1)
    return t("{fte} fte ({hours} uur per week)", fte=fte, hours=hours)


def _by_week(weeks: Sequence[tuple[int, int]]) -> str:
    """Minutes per week of the cycle; one figure where it is the same in all."""
    if len({minutes for _, minutes in weeks}) == 1 and len(weeks) > 1:
        return whole(weeks[0][1])
    return ", ".join(t("week {week}: {minutes}", week=week, minutes=minutes) for week, minutes in weeks)


def _terms(terms: RosterTerms) -> list[str]:
    """How much more or less of what the roster weighs, where it differs."""
    said = [
        (
            terms.travel,
            t("Reizen van en naar huis: {count} minuten meer.", count=whole(terms.travel)),
            t("Reizen van en naar huis: {count} minuten minder.", count=whole(-terms.travel)),
        ),
        (
            terms.over_target,
            t("Werk boven het streven: {count} minuten meer.", count=whole(terms.over_target)),
            t("Werk boven het streven: {count} minuten minder.", count=whole(-terms.over_target)),
        ),
        (
            terms.continuity,
            t("Scholen die hun leesconsulent houden: {count} meer.", count=whole(terms.continuity)),
            t("Scholen die hun leesconsulent houden: {count} minder.", count=whole(-terms.continuity)),
        ),
        (
            terms.wish,
            t("Wensen van leesconsulenten: {count} beter.", count=whole(terms.wish)),
            t("Wensen van leesconsulenten: {count} slechter.", count=whole(-terms.wish)),
        ),
    ]
    return [more if count > 0 else less for count, more, less in said if count]
