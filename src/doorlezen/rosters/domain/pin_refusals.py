"""Why a school cannot be fixed as somebody wants: told at once, before anything is sought."""

from collections.abc import Mapping
from dataclasses import replace

from doorlezen.engine.roster import FixedPart, RosterProblem, RosterSchool, ServedSchool
from doorlezen.engine.roster.explain.hindrance_words import hindrance_in_words
from doorlezen.engine.roster.explain.hindrances import Hindrance, hindrances
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import InputError, t, whole


def require_possible(
    problem: RosterProblem, code: str, *, names: Mapping[str, str], competences: Mapping[str, str]
) -> None:
    """Raise InputError with why what is fixed of this school cannot be, beside all else that is fixed whole.

    ``names`` of people by id, ``competences`` by key: what they are called.
    """
    school = problem.school[code]
    fixed = school.fixed or FixedPart()
    if fixed.person is not None and fixed.person not in problem.person:
        raise InputError("person", t("deze persoon staat niet in dit rooster"))
    _require_times(problem, school)
    beside = {
        one.code: ServedSchool(one.fixed.person, one.fixed.visits)
        for one in problem.schools
        if one.fixed is not None and one.fixed.person is not None and one.fixed.visits is not None
    }
    people = list(problem.person) if fixed.person is None else [fixed.person]
    held = {person: hindrances(problem, beside, code, person) for person in people}
    if not all(held.values()):
        return
    if fixed.person is None:
        raise InputError("", t("niemand in het team kan dan naar deze school, naast wat je al vasthoudt"))
    name = names.get(fixed.person, t("Iemand die weg is"))
    _require_hours(problem, school, fixed.person, name)
    why = "; ".join(_in_words(one, competences) for one in held[fixed.person])
    raise InputError("person", t("{name} kan dit niet: {why}", name=name, why=why))


def _require_hours(problem: RosterProblem, school: RosterSchool, person: str, name: str) -> None:
    """That somebody works on the half-days that are fixed, and as long as the visits are."""
    times = school.fixed.visits if school.fixed else None
    for visit, time in zip(school.visits, times or (), strict=bool(times)):
        half_day = half_day_in_words(time.half_day)
        there = min(problem.room[person][slot] for slot in problem.slots_of[visit.every, time])
        if not there:
            raise InputError("", t("{name} werkt niet op {half_day}", name=name, half_day=half_day))
        if there < visit.minutes:
            raise InputError(
                "",
                t(
                    "{name} heeft op {half_day} {there} minuten; het bezoek duurt er {needed}",
                    name=name,
                    half_day=half_day,
                    there=whole(there),
                    needed=whole(visit.minutes),
                ),
            )


def _in_words(found: Hindrance, competences: Mapping[str, str]) -> str:
    called = tuple(competences.get(key, key) for key in found.competences)
    return hindrance_in_words(replace(found, competences=called))


def _require_times(problem: RosterProblem, school: RosterSchool) -> None:
    times = None if school.fixed is None else school.fixed.visits
    if times is None:
        return
    if len(times) != len(school.visits):
        raise InputError("", t("kies voor elk bezoek een dagdeel, of voor geen enkel"))
    taken: set[int] = set()
    for visit, time in zip(school.visits, times, strict=True):
        slots = problem.slots_of.get((visit.every, time))
        if slots is None:
            raise InputError("", t("dit dagdeel of deze week is er niet in dit rooster"))
        if time.half_day not in school.half_days:
            half_day = half_day_in_words(time.half_day)
            raise InputError("", t("{school} kan niet op {half_day}", school=school.name, half_day=half_day))
        if not taken.isdisjoint(slots):
            raise InputError("", t("twee bezoeken vallen samen; kies voor elk een ander moment"))
        taken.update(slots)
