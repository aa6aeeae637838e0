"""What a roster is measured against: one column per set of at most three schools per person and slot."""

from collections import defaultdict
from itertools import combinations

from doorlezen.engine.roster import RosterProblem
from doorlezen.engine.roster.posed.shortest import path_minutes, round_trip_minutes


def columns(problem: RosterProblem, *, seconds: float, workers: int = 2) -> tuple[float | None, float]:
    """The whole problem in one CP-SAT model, default parameters but for these: value (or None) and bound."""
    from ortools.sat.python import cp_model

    model, weights = cp_model.CpModel(), problem.weights
    served = {pair: model.new_bool_var("") for pair in problem.times}
    worked, value = defaultdict(list), []
    in_slot: defaultdict[tuple[str, int], dict[tuple[str, int], list]] = defaultdict(
        lambda: defaultdict(list)
    )
    for (person, code), times in problem.times.items():
        school, pair = problem.school[code], served[person, code]
        wish = problem.person[person].wishes.get(code, 0)
        minutes = problem.minutes_of(school)
        kept = weights.continuity * (school.last_year == person)
        value.append((weights.minute * minutes + kept + weights.wish * wish) * pair)
        worked[person].append(minutes * pair)
        for number, options in enumerate(times):
            chosen = {time: model.new_bool_var("") for time in options}
            model.add(sum(chosen.values()) == pair)
            for time, at in chosen.items():
                for slot in problem.slots_of[school.visits[number].every, time]:
                    in_slot[person, slot][code, number].append(at)
    for (person, slot), present in in_slot.items():
        with_part, sets = defaultdict(list), []
        for few in (few for size in (1, 2, 3) for few in combinations(present, size)):
            codes = [code for code, _ in few]
            minutes = sum(problem.school[code].visits[number].minutes for code, number in few)
            if minutes > problem.room[person][slot] or len(set(codes)) < len(codes):
                continue
            path = path_minutes(problem.travel, codes)
            trip = round_trip_minutes(problem.travel, person, codes)
            if path is None or trip is None or minutes + path > problem.room[person][slot]:
                continue
            taken = model.new_bool_var("")
            sets.append(taken)
            worked[person].append(path * taken)
            value.append(-weights.travel * trip * taken)
            for part in few:
                with_part[part].append(taken)
        model.add_at_most_one(sets)
        for part, times_here in present.items():
            model.add(sum(with_part[part]) == sum(times_here))
    for school in problem.schools:
        takers = [served[name, school.code] for name in problem.person if (name, school.code) in served]
        model.add(sum(takers) <= 1)
        if school.must:
            model.add(sum(takers) == 1)
    for person in problem.people:
        minutes, weeks = sum(worked[person.id]), problem.cycle_weeks
        model.add(minutes <= person.max_minutes * weeks)
        over = model.new_int_var(0, person.max_minutes * weeks, "")
        model.add(over >= minutes - person.target_minutes * weeks)
        value.append(-weights.over_target * over)
    model.maximize(sum(value))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = workers, seconds
    found = solver.solve(model) in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    return (solver.objective_value if found else None), solver.best_objective_bound
