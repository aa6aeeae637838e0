"""Why a roster is as it is: each hindrance is real, each way out is one, and the smallest of its kind."""

from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import event, given

from doorlezen.engine.roster import Roster, ServedSchool, VisitTime, check_roster, read_roster_problem
from doorlezen.engine.roster.explain import (
    Hindrance,
    RosterWayOut,
    explain_roster_school,
    hindrances,
    load_of,
    untie,
    worth_asking,
)
from doorlezen.engine.roster.explain.hindrances import by_rules
from doorlezen.engine.roster.posed.roster_problem import RosterProblem
from doorlezen.engine.roster.posed.rostered import no_roster, rostered
from doorlezen.reports.roster_told import RosterTeller
from tests.engine.roster.brute_solver import as_served, solved_by_brute_force
from tests.engine.roster.roster_brute import Assignment, RosterBrute
from tests.engine.roster.roster_drawing import as_bytes, roster_problems
from tests.engine.roster.small import SMALL, at, changed, read
from tests.engine.roster.test_check_roster import SERVED
from tests.examples import problem_examples

PROBLEM = read(SMALL)


def held(person: str, code: str, *changes: Any, served: dict[str, ServedSchool] | None = None) -> list[str]:
    """The kinds of what keeps somebody from a school."""
    problem = read(changed(SMALL, *changes))
    return [found.kind for found in hindrances(problem, served or {}, code, person)]


def test_what_rules_alone_keep_somebody_from_a_school() -> None:
    assert held("anne", "00AP00") == []
    assert hindrances(PROBLEM, {}, "00AS00", "bo") == (
        Hindrance("fixed"),
        Hindrance("competence", ("meertalig",)),
        Hindrance("fixed_times"),
    )
    assert held("anne", "00AR00") == ["fixed", "not_at"]
    assert held("anne", "00AS00") == ["unreachable"]
    assert held("anne", "00AP00", at("schools", 0, "half_days", value=["tu-am"])) == ["half_days"]
    assert held("anne", "00AP00", at("people", 0, "max_minutes", value=119)) == ["contract"]
    long = read(changed(SMALL, at("schools", 0, "visits", 0, "minutes", value=211)))
    assert hindrances(long, {}, "00AP00", "anne") == (Hindrance("length", needed=211, there=210),)
    twice = at("schools", 0, "visits", value=[{"minutes": 120, "every": 1}, {"minutes": 60, "every": 1}])
    assert held("anne", "00AP00", twice) == ["too_few"]
    fixed = at("schools", 0, "fixed", value={"visits": [{"half_day": "mo-pm", "phase": 1}]})
    assert held("anne", "00AP00", fixed) == ["fixed_times"]


def test_what_the_rest_of_the_roster_keeps_somebody_from() -> None:
    free = (
        at("schools", 1, "fixed", value=None),
        at("people", 0, "not_at", value=[]),
        at("people", 0, "half_days", "mo-am", value=222),
    )
    mornings = {"00AP00": ServedSchool("anne", (VisitTime("mo-am", 1),))}
    # 600 in the contract and 240 worked, 180 more asked; on Monday morning 120, 90 and the way of 12 go
    assert held("anne", "00AR00", *free, served=mornings) == []
    less = at("people", 0, "max_minutes", value=209)
    assert held("anne", "00AR00", *free, less, served=mornings) == ["hours"]
    # with two minutes more there is enough for the visits, and not for the way between schools
    just = read(changed(SMALL, *free, at("people", 0, "max_minutes", value=210)))
    assert hindrances(just, mornings, "00AR00", "anne") == (Hindrance("hours", needed=180 + 24, there=180),)
    full = at("people", 0, "half_days", "mo-am", value=209)
    assert held("anne", "00AR00", *free, full, served=mornings) == ["full"]
    near = at("people", 0, "half_days", "mo-am", value=221)
    assert held("anne", "00AR00", *free, near, served=mornings) == ["way"]


@problem_examples(100)
@given(roster_problems())
def test_what_rules_keep_apart_is_in_no_roster_and_where_nothing_holds_there_is_room(
    drawn: dict[str, Any],
) -> None:
    brute, problem = RosterBrute(drawn), read_roster_problem(as_bytes(drawn))
    rosters = [
        assignment
        for assignment in brute.assignments()
        if brute.valid(assignment) and not any(not _obeys(brute, assignment, code) for code in assignment)
    ]
    together = {(person, code) for one in rosters for code, (person, _) in one.items()}
    for person, code in product(problem.person, problem.school):
        if by_rules(problem, code, person):
            assert (person, code) not in together
    best = max(rosters, key=brute.value)
    served = as_served(best)
    for person, code in product(problem.person, problem.school):
        if code not in best:
            more = any(
                {name: way for name, way in one.items() if name != code} == best
                and one.get(code, ("",))[0] == person
                for one in rosters
            )
            assert (hindrances(problem, served, code, person) == ()) == more


def _obeys(brute: RosterBrute, assignment: Assignment, code: str) -> bool:
    """Whether what is fixed of a school stays."""
    return f"fixed:{code}" not in brute.demands - brute.met(assignment)


def test_a_school_that_nobody_can_reach_needs_a_competence_or_a_colleague() -> None:
    roster = solved_by_brute_force(PROBLEM)
    assert roster.unserved == ("00AS00",)
    assert worth_asking(PROBLEM, roster) == ("00AS00",)
    answer = explain_roster_school(PROBLEM, roster, "00AS00", solved_by_brute_force)
    assert (answer.served_by, answer.wanted, answer.can, answer.may) == (None, None, False, False)
    assert answer.known
    assert answer.ways is not None
    assert answer.ways.ways == ()
    free = read(changed(SMALL, at("schools", 2, "fixed", value=None)))
    answer = explain_roster_school(free, solved_by_brute_force(free), "00AS00", solved_by_brute_force)
    assert answer.ways is not None
    # bo has 240 a week, and 210 are taken
    assert set(answer.ways.ways) == {
        RosterWayOut("competence", person="bo", competences=("meertalig",)),
        RosterWayOut("colleague", school="00AS00", minutes=216, competences=("leesconsulent", "meertalig")),
    }
    told = "\n".join(RosterTeller(free).school(answer).lines)
    assert told == (
        "Deze school krijgt geen bezoeken.\n"
        "Wat wie tegenhoudt, zoals het rooster nu is:\n"
        "– Anne Vos: kan deze school niet bereiken\n"
        "– Bo Maas: mist meertalig\n"
        "Het kan niet zolang elke andere school haar bezoeken houdt.\n"
        "Ook als andere scholen daarvoor wijken, kan het niet.\n"
        "Wat helpt, elk alleen al genoeg en nagerekend:\n"
        "– Bo Maas leert erbij: meertalig.\n"
        "– Een collega erbij voor 0,1 fte (3,6 uur per week), die bij De Wilg (00AS00) in de buurt woont, "
        "met leesconsulent, meertalig."
    )


def test_a_school_that_is_served_by_whom_it_had_needs_no_reason() -> None:
    roster = rostered(PROBLEM, SERVED, bound=None, proven=True)
    answer = explain_roster_school(PROBLEM, roster, "00AP00", solved_by_brute_force)
    assert answer.nothing_to_ask
    assert RosterTeller(PROBLEM).school(answer).lines == ("Deze school krijgt Anne Vos, net als vorig jaar.",)


def test_last_years_person_may_cost_another_school_its_visits() -> None:
    problem = read(
        changed(
            SMALL,
            at("people", 1, "not_at", value=[]),
            at("schools", 1, "fixed", value=None),
            at("schools", 1, "last_year", value="anne"),
            at("schools", 1, "must", value=False),
            at("people", 0, "not_at", value=[]),
            at("people", 0, "max_minutes", value=120),
            at("people", 1, "max_minutes", value=105),
            at("schools", 0, "last_year", value=None),
        )
    )
    roster = solved_by_brute_force(problem)
    assert {code: one.person for code, one in roster.schools.items()} == {"00AP00": "anne", "00AR00": "bo"}
    answer = explain_roster_school(problem, roster, "00AR00", solved_by_brute_force)
    assert (answer.served_by, answer.wanted) == ("bo", "anne")
    assert answer.hindrances == (("anne", (Hindrance("hours", needed=180, there=0), Hindrance("way"))),)
    assert (answer.can, answer.may) == (False, True)
    assert answer.instead is not None
    assert (answer.instead.lost, answer.instead.other_person) == (("00AP00",), ("00AR00",))
    assert answer.ways is not None
    # hours alone are not enough: on Monday morning both schools do not go with the way between them
    assert answer.ways.ways == (
        RosterWayOut("person_half_day", person="anne", half_day="tu-am", minutes=240),
    )
    assert RosterTeller(problem).school(answer).lines == (
        "Deze school krijgt Bo Maas; vorig jaar was dat Anne Vos.",
        "Wat wie tegenhoudt, zoals het rooster nu is:",
        "– Anne Vos: heeft van het contract nog 0 minuten over; nodig zijn er 180; heeft ruimte, maar "
        "niet met het reizen tussen de scholen erbij",
        "Het kan niet zolang elke andere school haar bezoeken houdt.",
        "Het kan als andere scholen daarvoor wijken. Zo merken de minste scholen het:",
        "– Geen bezoeken meer: Wereldwijs (00AP00).",
        "– Iemand anders komt bij: De Maasparel (00AR00).",
        "– Reizen van en naar huis: 20 minuten minder.",
        "– Scholen die hun leesconsulent houden: 1 meer.",
        "– Wensen van leesconsulenten: 3 slechter.",
        "Alles gewogen is dat 181.300 minder waard.",
        "Wat helpt, elk alleen al genoeg en nagerekend:",
        "– Anne Vos werkt ook op dinsdagochtend, 240 minuten.",
    )


@problem_examples(60, filtered=True)
@given(roster_problems())
def test_what_changes_is_told_of_the_roster_that_the_fewest_schools_notice(drawn: dict[str, Any]) -> None:
    brute, problem = RosterBrute(drawn), read_roster_problem(as_bytes(drawn))
    roster = solved_by_brute_force(problem)
    if roster.conflict is not None:
        return
    rosters = [one for one in brute.assignments() if brute.valid(one) and brute.met(one) == brute.demands]
    for code in worth_asking(problem, roster):
        answer = explain_roster_school(problem, roster, code, solved_by_brute_force)
        serving = [
            one
            for one in rosters
            if one.get(code, ("",))[0] in ([answer.wanted] if answer.wanted else problem.person)
        ]
        beside = [one for one in serving if roster.schools.keys() <= one.keys()]
        assert (answer.can, answer.may) == (bool(beside), None if beside else bool(serving))
        told = answer.beside or answer.instead
        event(f"can: {answer.can}, may: {answer.may}")
        if told is not None:
            noticed = [
                sum(one.get(name, ("",))[0] != was.person for name, was in roster.schools.items())
                for one in beside or serving
            ]
            assert told.proven
            assert len(told.lost) + len(told.other_person) == min(noticed)
            assert told.objective <= 0


def test_somebodys_weeks() -> None:
    roster = rostered(PROBLEM, SERVED, bound=None, proven=True)
    load = load_of(PROBLEM, roster, "anne")
    assert (load.schools, load.worked, load.way, load.contract, load.target, load.travel) == (
        ("00AP00",),
        240,
        0,
        600,
        400,
        40,
    )
    assert [(tuple(slot), minutes) for slot, minutes in load.free] == [
        ((1, "mo-am"), 90),
        ((1, "mo-pm"), 150),
        ((2, "mo-am"), 90),
    ]
    assert RosterTeller(PROBLEM).person(load).lines == (
        "Eén school; 240 minuten werk in het rooster, waarvan 0 onderweg tussen scholen.",
        "Het contract heeft 600 minuten, het streven is 400. Reizen van en naar huis: 40 minuten.",
        "Ruimte die over is, in minuten:",
        "– maandagochtend: 90",
        "– maandagmiddag: week 1: 150",
    )


def test_a_knot_in_words_with_its_ways_out() -> None:
    problem = read(
        changed(SMALL, at("people", 1, "max_minutes", value=60), at("schools", 2, "must", value=False))
    )
    roster = solved_by_brute_force(problem)
    assert roster.conflict == ("must:00AR00",) or roster.conflict == ("fixed:00AR00", "must:00AR00")
    knot = untie(problem, roster.conflict or (), solved_by_brute_force)
    assert RosterTeller(problem).knot(knot).lines == (
        "Dit kan niet, met deze mensen:",
        "– De Maasparel (00AR00) moet bezoeken krijgen.",
        "Wat helpt, elk alleen al genoeg en nagerekend:",
        "– Bo Maas werkt 0,1 fte (3,6 uur per week) meer.",
        "– Bo Maas werkt ook op maandagmiddag, 150 minuten.",
        "– Elk bezoek aan De Maasparel (00AR00) duurt 30 minuten korter.",
        "– De Maasparel (00AR00) krijgt een bezoek minder: 90 minuten minder in het rooster.",
        "– De Maasparel (00AR00) hoeft geen bezoeken te krijgen.",
    )


@problem_examples(60, filtered=True)
@given(roster_problems(demanding=True))
def test_every_way_out_of_a_drawn_knot_is_one_and_no_smaller_step_is(drawn: dict[str, Any]) -> None:
    problem = read_roster_problem(as_bytes(drawn))
    roster = solved_by_brute_force(problem)
    event(roster.status)
    if roster.conflict is None:
        return
    asked: list[tuple[RosterProblem, Roster]] = []

    def solver(changed_problem: RosterProblem) -> Roster:
        asked.append((changed_problem, solved_by_brute_force(changed_problem)))
        return asked[-1][1]

    knot = untie(problem, roster.conflict, solver)
    assert knot.not_reached == 0
    assert all(check_roster(*pair) == [] for pair in asked)
    assert RosterTeller(problem).knot(knot).lines
    found = {(way.kind, way.person or way.school, way.half_day) for way in knot.ways}
    codes = {name[5:] for name in roster.conflict if name.startswith("must:")}
    for person in problem.people:
        wider = replace(person, max_minutes=person.max_minutes + 2160)
        able = any(
            code not in person.not_at and set(problem.school[code].competences) <= set(person.competences)
            for code in codes
        )
        assert (able and _helps(problem, person, wider)) == (("more_hours", person.id, "") in found)
    for code, half_day in product(codes, problem.half_days):
        school = problem.school[code]
        if half_day not in school.half_days:
            wider_school = replace(school, half_days=(*school.half_days, half_day))
            helps = _helps(problem, school, wider_school)
            assert helps == (("school_half_day", code, half_day) in found)
    for way in knot.ways:
        smaller = _smaller(problem, way)
        assert smaller is None or solved_by_brute_force(smaller).status == "infeasible"


def _helps(problem: RosterProblem, old: object, new: object) -> bool:
    """Whether there is a roster with this person or school instead of that."""
    people = tuple(new if one is old else one for one in problem.people)
    schools = tuple(new if one is old else one for one in problem.schools)
    changed_problem = replace(problem, people=people, schools=schools)
    return solved_by_brute_force(changed_problem).status != "infeasible"


def _smaller(problem: RosterProblem, way: RosterWayOut) -> RosterProblem | None:
    """The problem with one step less of what was changed, made anew."""
    if way.kind == "more_hours":
        people = tuple(
            replace(one, max_minutes=one.max_minutes + way.minutes - 216) if one.id == way.person else one
            for one in problem.people
        )
        return replace(problem, people=people)
    if way.kind == "shorter":
        schools = tuple(
            replace(
                one,
                visits=tuple(
                    visit._replace(minutes=visit.minutes - way.minutes + 15) for visit in one.visits
                ),
            )
            if one.code == way.school
            else one
            for one in problem.schools
        )
        return replace(problem, schools=schools)
    return None


def test_what_could_not_be_told_in_time_is_counted_and_nothing_is_claimed() -> None:
    problem = read(changed(SMALL, at("people", 1, "max_minutes", value=60)))
    knot = untie(problem, ("must:00AR00",), lambda less: no_roster(less, conflict=None))
    assert knot.ways == ()
    assert knot.not_reached > 3
    assert RosterTeller(problem).knot(knot).lines[-1] == (
        f"Of {knot.not_reached} andere veranderingen helpen, was niet op tijd uitgerekend."
    )
    roster = rostered(PROBLEM, SERVED, bound=None)
    answer = explain_roster_school(PROBLEM, roster, "00AS00", solved_by_brute_force, over=lambda: True)
    assert not answer.known
    assert RosterTeller(PROBLEM).school(answer).lines[-1] == "Of het kan, was niet op tijd uitgerekend."
