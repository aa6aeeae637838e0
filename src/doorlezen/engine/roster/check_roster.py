"""Nakijken: whether a roster answers its problem. Plain arithmetic from the rules of docs/roster.md.

It shares no code with what makes rosters, nor the ways that those reckon with: everything is counted anew
from the problem as it was read. Whether a bound is true, or whether there is really no roster, only a solver
can prove.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from doorlezen.engine.roster.posed.roster_answer import Roster, RosterTerms, ServedSchool
from doorlezen.engine.roster.posed.roster_problem import AskedVisit, RosterPerson, RosterProblem, RosterSchool
from doorlezen.language import t

MOST_AT_ONCE = 3
"""So many schools in a slot at most."""
SAME_GAP = 1e-6
"""Two gaps that differ less were written with fewer decimals."""

_Used = dict[tuple[str, int, str], list[tuple[str, int]]]
"""By person, week and half-day: the school and the minutes of each visit."""


def check_roster(problem: RosterProblem, roster: Roster) -> list[str]:
    """Return everything that is wrong with a roster, a sentence each; an empty list when it is right.

    Checked: it is of this problem; every school is served wholly, by somebody who may, on its own half-days,
    or is named as not served; what must be served is, what is fixed stays; every slot and every contract has
    the room; the five terms, objective, bound, gap and status agree.
    """
    wrong = []
    if problem.sha256 and roster.problem_sha256 != problem.sha256:
        wrong.append(t("het rooster hoort bij een ander probleem, niet bij dit"))
    if roster.status in {"infeasible", "unknown"}:
        return wrong + _without_roster(problem, roster)
    wrong += list(_named(problem, roster))
    unknown = list(_unknown(problem, roster))
    if unknown or roster.schools.keys() - problem.school.keys():
        return wrong + unknown
    for code, served in sorted(roster.schools.items()):
        school = problem.school[code]
        wrong += _may(school, problem.person[served.person])
        wrong += _fixed(school, served)
    used = _used(problem, roster)
    wrong += _slots(problem, used)
    wrong += _contracts(problem, used)
    return wrong + _worth(problem, roster, used)


def _without_roster(problem: RosterProblem, roster: Roster) -> list[str]:
    wrong = []
    if roster.schools or roster.unserved or (roster.objective, roster.gap, roster.terms) != (None,) * 3:
        wrong.append(t("de status is {status}, maar er staan scholen of een waarde in", status=roster.status))
    if (roster.conflict is None) != (roster.status == "unknown"):
        wrong.append(t("een onhaalbaar probleem heeft een conflict, en alleen dat"))
    if roster.conflict is None:
        return wrong
    posed = {f"must:{school.code}" for school in problem.schools if school.must}
    if not posed.intersection(roster.conflict):
        wrong.append(t("conflict: zonder een school die moet is er altijd een rooster, een leeg"))
    posed |= {f"fixed:{school.code}" for school in problem.schools if school.fixed is not None}
    return wrong + [
        t("conflict: {name} staat niet in het probleem", name=name)
        for name in roster.conflict
        if name not in posed
    ]


def _named(problem: RosterProblem, roster: Roster) -> Iterator[str]:
    """Whether every school is either served or named as not served."""
    for code in sorted({*roster.schools, *roster.unserved} - problem.school.keys()):
        yield t("school {code} hoort niet bij dit probleem", code=code)
    for code, school in sorted(problem.school.items()):
        if code in roster.schools and code in roster.unserved:
            yield t("school {code} staat bij de scholen met en bij die zonder bezoeken", code=code)
        if code not in roster.schools and code not in roster.unserved:
            yield t("school {code} ontbreekt, ook bij de scholen zonder bezoeken", code=code)
        if school.must and code not in roster.schools:
            yield t("school {code} moet bezoeken krijgen, en krijgt ze niet", code=code)


def _unknown(problem: RosterProblem, roster: Roster) -> Iterator[str]:
    """What cannot be counted with: people, visits and half-days that the problem does not have."""
    for code, served in sorted(roster.schools.items()):
        if (school := problem.school.get(code)) is None:
            continue
        if served.person not in problem.person:
            yield t("school {code}: {person} bestaat niet", code=code, person=served.person)
        if len(served.visits) != len(school.visits):
            said, asked = len(served.visits), len(school.visits)
            yield t(
                "school {code}: het aantal bezoeken is {said}, gevraagd is {asked}",
                code=code,
                said=said,
                asked=asked,
            )
            continue
        for visit, time in zip(school.visits, served.visits, strict=True):
            if time.half_day not in problem.half_days:
                yield t("school {code}: dagdeel {half_day} bestaat niet", code=code, half_day=time.half_day)
            if not 1 <= time.phase <= visit.every:
                yield t(
                    "school {code}: een bezoek begint in week {phase}; hooguit in week {every}",
                    code=code,
                    phase=time.phase,
                    every=visit.every,
                )


def _may(school: RosterSchool, person: RosterPerson) -> Iterator[str]:
    for competence in school.competences:
        if competence not in person.competences:
            yield t(
                "school {code}: {person} heeft competentie {competence} niet",
                code=school.code,
                person=person.id,
                competence=competence,
            )
    if school.code in person.not_at:
        yield t("school {code}: {person} gaat daar niet heen", code=school.code, person=person.id)


def _fixed(school: RosterSchool, served: ServedSchool) -> Iterator[str]:
    for time in served.visits:
        if time.half_day not in school.half_days:
            yield t("school {code} kan niet op {half_day}", code=school.code, half_day=time.half_day)
    fixed = school.fixed
    if fixed is None:
        return
    if fixed.person is not None and fixed.person != served.person:
        yield t(
            "school {code}: vast staat {fixed}, niet {person}",
            code=school.code,
            fixed=fixed.person,
            person=served.person,
        )
    for number, wanted in enumerate(fixed.visits or ()):
        if tuple(served.visits[number]) != tuple(wanted):
            yield t(
                "school {code}: bezoek {number} staat vast op {half_day} vanaf week {phase}",
                code=school.code,
                number=number + 1,
                half_day=wanted.half_day,
                phase=wanted.phase,
            )


def _weeks(problem: RosterProblem, visit: AskedVisit, phase: int) -> list[int]:
    """The weeks of the cycle in which a visit takes place."""
    return [week for week in range(1, problem.cycle_weeks + 1) if (week - phase) % visit.every == 0]


def _used(problem: RosterProblem, roster: Roster) -> _Used:
    used: _Used = defaultdict(list)
    for code, served in sorted(roster.schools.items()):
        for visit, time in zip(problem.school[code].visits, served.visits, strict=True):
            for week in _weeks(problem, visit, time.phase):
                used[served.person, week, time.half_day].append((code, visit.minutes))
    return used


def _available(person: RosterPerson, week: int, half_day: str) -> int:
    minutes = person.half_days.get(half_day, 0)
    return person.weeks[week].get(half_day, minutes) if week in person.weeks else minutes


def _shortest(problem: RosterProblem, codes: list[str], home: str | None = None) -> int | None:
    """The minutes through these schools in the best order; with a home: from there and back. None: no way."""
    found = []
    for order in permutations(codes):
        stops = list(order) if home is None else [home, *order, home]
        legs = [problem.travel.between(stops[at], stops[at + 1]) for at in range(len(stops) - 1)]
        known = [leg for leg in legs if leg is not None]
        if len(known) == len(legs):
            found.append(sum(known))
    return min(found) if found else None


def _slots(problem: RosterProblem, used: _Used) -> Iterator[str]:
    for (person, week, half_day), visits in sorted(used.items()):
        where = t("{person}, week {week}, {half_day}", person=person, week=week, half_day=half_day)
        codes = [code for code, _ in visits]
        there = ", ".join(sorted(set(codes)))
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield f"{where}: " + t("twee bezoeken van school {code} tegelijk", code=code)
        if len(set(codes)) > MOST_AT_ONCE:
            yield f"{where}: " + t("meer dan {most} scholen ({codes})", most=MOST_AT_ONCE, codes=there)
            continue
        if not (available := _available(problem.person[person], week, half_day)):
            yield f"{where}: " + t("werkt dan niet, maar gaat naar {codes}", codes=there)
            continue
        between = _shortest(problem, sorted(set(codes)))
        if between is None:
            yield f"{where}: " + t("er is geen weg langs {codes}", codes=there)
        elif _shortest(problem, sorted(set(codes)), person) is None:
            yield f"{where}: " + t("er is geen weg van huis langs {codes} en terug", codes=there)
        if (needed := sum(minutes for _, minutes in visits) + (between or 0)) > available:
            yield f"{where}: " + t(
                "{needed} minuten bij en tussen {codes}, er zijn er {available}",
                needed=needed,
                codes=there,
                available=available,
            )


def _worked(problem: RosterProblem, used: _Used) -> dict[str, int]:
    """By person: the minutes of visits and between schools in the cycle."""
    worked = dict.fromkeys(problem.person, 0)
    for (person, _, _), visits in used.items():
        codes = sorted({code for code, _ in visits})
        between = _shortest(problem, codes) if len(codes) <= MOST_AT_ONCE else None
        worked[person] += sum(minutes for _, minutes in visits) + (between or 0)
    return worked


def _contracts(problem: RosterProblem, used: _Used) -> Iterator[str]:
    for name, minutes in sorted(_worked(problem, used).items()):
        most = problem.person[name].max_minutes * problem.cycle_weeks
        if minutes > most:
            yield t(
                "{person}: {minutes} minuten in de cyclus, het contract heeft er {most}",
                person=name,
                minutes=minutes,
                most=most,
            )


def _terms(problem: RosterProblem, roster: Roster, used: _Used) -> RosterTerms:
    travel = 0
    for (person, _, _), visits in used.items():
        codes = sorted({code for code, _ in visits})
        travel += (_shortest(problem, codes, person) if len(codes) <= MOST_AT_ONCE else None) or 0
    over = {
        name: minutes - problem.person[name].target_minutes * problem.cycle_weeks
        for name, minutes in _worked(problem, used).items()
    }
    served = roster.schools.items()
    return RosterTerms(
        minutes=sum(minutes for visits in used.values() for _, minutes in visits),
        continuity=sum(problem.school[code].last_year == one.person for code, one in served),
        wish=sum(problem.person[one.person].wishes.get(code, 0) for code, one in served),
        travel=travel,
        over_target=sum(minutes for minutes in over.values() if minutes > 0),
    )


def _worth(problem: RosterProblem, roster: Roster, used: _Used) -> list[str]:
    wrong = []
    terms, weights = _terms(problem, roster, used), problem.weights
    for key in RosterTerms._fields:
        real, said = getattr(terms, key), None if roster.terms is None else getattr(roster.terms, key)
        if real != said:
            wrong.append(t("{term} is {real}, het rooster zegt {said}", term=key, real=real, said=said))
    value = terms.minutes * weights.minute + terms.continuity * weights.continuity
    value += terms.wish * weights.wish - terms.travel * weights.travel
    value -= terms.over_target * weights.over_target
    if roster.objective != value:
        wrong.append(t("de waarde is {value}, het rooster zegt {said}", value=value, said=roster.objective))
    bound = roster.bound
    if bound is not None and bound < value:
        wrong.append(t("de bovengrens {bound} ligt onder de waarde {value}", bound=bound, value=value))
    if roster.status == "optimal" and bound != value:
        wrong.append(t("een bewezen rooster heeft een bovengrens gelijk aan zijn waarde"))
    gap = None
    if bound is not None and (value or bound == value):
        gap = (bound - value) / (abs(value) or 1)
    if (gap is None) != (roster.gap is None) or abs((gap or 0.0) - (roster.gap or 0.0)) > SAME_GAP:
        wrong.append(
            t("het verschil met de bovengrens is {gap}, het rooster zegt {said}", gap=gap, said=roster.gap)
        )
    if roster.conflict is not None:
        wrong.append(t("een rooster heeft geen conflict"))
    return wrong
