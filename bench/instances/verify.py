"""The validator of a benchmark folder: every plan against its instance, by `check` alone. No solver."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from bench.instances.results import FILE, Listed, Result, Results, read_results
from doorlezen.documents.fields import LARGEST_FILE
from doorlezen.engine.allocation.posed.check import check
from doorlezen.engine.allocation.posed.plan import read_plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.language import InputError, t, whole


class Verdict(NamedTuple):
    """What the validator says of a result: everything that is wrong, nothing where it is right."""

    result: Result
    wrong: list[str]


def read_folder(folder: Path) -> Results:
    """The results file of a benchmark folder. Raises InputError, OSError."""
    return read_results(_bytes(folder / FILE), name=FILE)


def verify(folder: Path, results: Results) -> list[Verdict]:
    """Judge every result of the folder, in the order of the file.

    Right is: the instance is the one that is listed, the plan answers it, its value is the value stated, and
    no value lies above a bound. Whether a bound is true no validator can tell; a value above it refutes it.
    Raises InputError where a file is no problem or plan at all, OSError where an instance is missing.
    """
    verdicts = []
    problems: dict[str, tuple[Problem, list[str]]] = {}
    listed = {instance.name: instance for instance in results.instances}
    for result in results.results:
        if result.instance not in problems:
            problems[result.instance] = _problem(folder, listed[result.instance])
        problem, wrong = problems[result.instance]
        verdicts.append(Verdict(result, [*wrong, *_plan(folder, problem, result), *_bound(results, result)]))
    return verdicts


def _problem(folder: Path, listed: Listed) -> tuple[Problem, list[str]]:
    data = _bytes(folder / f"{listed.name}.json")
    wrong = []
    if hashlib.sha256(data).hexdigest() != listed.sha256:
        wrong.append(t("het probleem is niet dat van de lijst (de sha256 verschilt)"))
    return read_problem(data, name=f"{listed.name}.json"), wrong


def _plan(folder: Path, problem: Problem, result: Result) -> list[str]:
    if result.plan is None:
        return [t("er is geen planbestand; zonder plan is er niets na te kijken")]
    plan = read_plan(_bytes(folder / result.plan), name=result.plan)
    wrong = check(problem, plan)
    if plan.objective != result.value:
        said = "null" if plan.objective is None else whole(plan.objective)
        wrong.append(t("de lijst zegt waarde {value}, het plan {plan}", value=whole(result.value), plan=said))
    return wrong


def _bound(results: Results, result: Result) -> list[str]:
    """A bound below a value that somebody found is no bound."""
    best = max(results.of(result.instance), key=lambda other: other.value)
    if result.bound is None or result.bound >= best.value:
        return []
    return [
        t(
            "de bovengrens {bound} ligt onder de waarde {value} van {by}",
            bound=whole(result.bound),
            value=whole(best.value),
            by=best.by,
        )
    ]


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InputError(path.name, t("dit bestand bestaat niet")) from None
