"""`make bench`: measure this machine in one run and print a table. Nothing is asserted here.

The real open data and problems are used where they are (DOORLEZEN_SHARED); else the demo library.
"""

import os
import platform
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from bench.plain import cp_sat, highs
from bench.plain_roster import columns
from bench.timing import Measure, command, once, ratios, repeat, table
from doorlezen.engine import roster as rosters
from doorlezen.engine.allocation import Problem, check, read_plan, read_problem, solve

RUNS = 5
GAP = 0.001
SHARED = Path(os.environ.get("DOORLEZEN_SHARED", Path(__file__).parent.parent.parent / "shared"))
DOORLEZEN = str(Path(sys.executable).parent / "doorlezen")


def main() -> None:
    lines = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {RUNS} runs after one warm-up.",
        "",
    ]
    lines += ["## Commands", "", table(commands()), ""]
    problem = read_problem(_problem_file().read_bytes())
    ours = planned("our planner, checked", problem, bar=1.0)
    priced = planned("our planner, checked, with all prices", problem, with_prices=True, bar=4.0)
    lines += [f"## Planning: {problem.title}", "", table([ours, priced]), ""]
    lines += [ratios([ours, *alternatives(problem)], ours), ""]
    lines += ["## Prices of all demands", "", *prices(problem, priced), ""]
    lines += ["## Whole commands about that plan", "", table(about_a_plan()), ""]
    lines += ["## The country", "", *country(), ""]
    lines += ["## Rosters", "", *of_rosters(), ""]
    text = "\n".join(lines)
    print(text)  # noqa: T201
    Path("var").mkdir(exist_ok=True)
    Path("var/bench.md").write_text(text)


def commands() -> list[Measure]:
    """Whole commands, from outside: start, import, database and all."""
    measures = []
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DOORLEZEN_HOME": folder}
        measures.append(
            repeat(
                "doorlezen --help",
                RUNS,
                lambda: command(DOORLEZEN, "--help", environment=environment),
                bar=0.3,
            )
        )
        if not (SHARED / "data").is_dir():
            return measures
        data = SHARED / "data"
        two = [
            *("--scores", str(data / "cbs" / "achterstandsscores-scholen-2019.xlsx")),
            *("--schools", str(data / "duo" / "alle-vestigingen-bo_2019-09.csv")),
        ]
        four = [
            *two,
            *("--pupils", str(data / "duo" / "gemiddelde-afstand-leerling-school_2019-2020.csv")),
            *("--locations", str(data / "geo" / "school_locations_2024-11.csv")),
        ]
        for what, files in (("scores and schools", two), ("all four files", four)):
            measures.append(_loading(f"register load, national, {what}", files))
    return measures


def _loading(what: str, files: list[str]) -> Measure:
    """Loading into an empty register, in a database that is already made: each run has its own."""
    seconds, answer = [], ""
    for run in range(RUNS + 1):
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "DOORLEZEN_HOME": home}
            command(DOORLEZEN, "register", "show", environment=environment)
            started = time.perf_counter()
            answer = command(DOORLEZEN, "register", "load", *files, environment=environment)
            if run:
                seconds.append(time.perf_counter() - started)
    return Measure(what, tuple(seconds), 3.0, answer)


def planned(what: str, problem: Problem, *, with_prices: bool = False, bar: float) -> Measure:
    def once() -> str:
        plan = solve(problem, with_prices=with_prices)
        return f"{plan.objective} {plan.status}, {len(check(problem, plan))} wrong"

    return repeat(what, RUNS, once, bar=bar)


def alternatives(problem: Problem) -> list[Measure]:
    """The same problem in one plain model of one solver: to the optimum, and no more than that."""
    return [
        repeat("one plain CP-SAT model", RUNS, lambda: str(cp_sat(problem, seconds=60))),
        repeat("one plain HiGHS model", RUNS, lambda: str(highs(problem, seconds=60))),
    ]


def prices(problem: Problem, ours: Measure) -> list[str]:
    """Every price by as many fresh plain models: with no demands, with each left out, with each alone.

    Ours makes the plan as well; the plain models are not charged for it.
    """
    names = [demand.id for demand in problem.requirements]
    sets = [frozenset[str](), *(frozenset(names) - {n} for n in names), *(frozenset({n}) for n in names)]

    def fresh() -> str:
        found = [cp_sat(problem, seconds=60, demands=demands)[0] for demands in sets]
        return f"{sum(value is not None for value in found)} best values"

    plain = once(f"{len(sets)} fresh plain CP-SAT models", fresh)
    return [ratios([ours, plain], ours)]


def about_a_plan() -> list[Measure]:
    """What a planner waits for, from outside: start and import as well."""
    file = str(_problem_file())
    code = read_problem(Path(file).read_bytes()).schools[0].code
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DOORLEZEN_HOME": folder}
        plan = str(Path(folder) / "plan.json")

        def run(*arguments: str) -> str:
            return command(DOORLEZEN, *arguments, environment=environment)

        making = repeat(
            "doorlezen plan --prices", RUNS, lambda: run("plan", file, "-o", plan, "--prices"), bar=1.0
        )
        school = repeat(
            "doorlezen explain --school", RUNS, lambda: run("explain", file, plan, "--school", code), bar=1.0
        )
        return [
            making,
            school,
            once("doorlezen explain, everything", lambda: run("explain", file, plan), bar=20.0),
        ]


def country(*, cp_seconds: float = 120, highs_seconds: float = 300) -> list[str]:
    """The national problem to a proven gap of 0.1%, one run each: it takes minutes. Ours: a whole command."""
    file = SHARED / "problems" / "nederland-2019.json"
    if not file.is_file():
        return ["The national problem is not on this machine."]
    problem = read_problem(file.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        to = str(Path(folder) / "plan.json")
        asked = ("plan", str(file), "-o", to, "--gap", str(GAP))
        ours = once(
            "doorlezen plan, tidy payments, checked, written",
            lambda: command(DOORLEZEN, *asked, environment={**os.environ, "DOORLEZEN_HOME": folder}),
        )
        plan = read_plan(Path(to).read_bytes())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    others = [
        once(
            f"one plain CP-SAT model, stopped at {cp_seconds:g} s",
            lambda: str(cp_sat(problem, seconds=cp_seconds, gap=GAP)),
        ),
        once(
            f"one plain HiGHS model, stopped at {highs_seconds:g} s",
            lambda: str(highs(problem, seconds=highs_seconds, gap=GAP)),
        ),
    ]
    told = f"{plan.objective} ≤ {plan.bound}, gap {plan.gap:.4%}, {len(check(problem, plan))} wrong"
    ours = replace(ours, answer=told)
    return [ratios([ours, *others], ours), "", f"Peak memory of our planner: {peak:.0f} MB."]


def of_rosters(*, seconds: float = 60) -> list[str]:
    """Each roster problem once: ours, and one plain model that is stopped."""
    lines = []
    for name, bar in (("klein", 1.0), ("rivierengebied", 10.0), ("rijnmond-250", 60.0)):
        file = SHARED / "rosters" / f"{name}.json"
        if not file.is_file():
            return ["The roster problems are not on this machine."]
        problem = rosters.read_roster_problem(file.read_bytes())

        def ours(problem: rosters.RosterProblem = problem) -> str:
            made = rosters.solve(problem, time_limit=seconds)
            return f"{made.objective} ≤ {made.bound}, {len(rosters.check_roster(problem, made))} wrong"

        def plain(problem: rosters.RosterProblem = problem) -> str:
            return "{} ≤ {}".format(*columns(problem, seconds=seconds))

        measured = replace(once(f"{name}: ours, at most {seconds:g} s", ours), bar=bar)
        beside = once(f"{name}: one plain column model, stopped at {seconds:g} s", plain)
        lines += [ratios([measured, beside], measured), ""]
    return lines


def _problem_file() -> Path:
    real = SHARED / "problems" / "rivierengebied-2019.json"
    if real.is_file():
        return real
    command(DOORLEZEN, "demo", "--directory", "var/demo", environment=dict(os.environ))
    return Path("var/demo/uitkomst/probleem.json")


if __name__ == "__main__":
    main()
