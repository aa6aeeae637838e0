"""`python -m bench.instances`: make instances, record what a plan reaches, verify, compare. No database."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.check import what_is_wrong
from doorlezen.cli.main import main
from doorlezen.cli.output import write_atomically
from doorlezen.cli.solving import read_bytes
from doorlezen.language import HERE, InputError, n, t, whole

if TYPE_CHECKING:
    from bench.instances.results import Results
    from bench.instances.schools import Base

FILE = click.Path(path_type=Path)
FAMILIES = ("small", "region", "country")
TIGHTNESS = ("loose", "tight")


@click.group(help=t("Openbare rekenproblemen maken, nakijken en vergelijken (docs/benchmark.md)."))
def benchmark() -> None:
    """Everything about the public benchmark."""


@benchmark.command(help=t("Maak een probleem. Hetzelfde zaad geeft dezelfde bytes, op elke computer."))
@click.option("--family", type=click.Choice(FAMILIES), required=True, help=t("hoe groot"))
@click.option("--tightness", type=click.Choice(TIGHTNESS), required=True, help=t("hoe krap"))
@click.option("--seed", type=click.IntRange(0, 10**9), required=True, help=t("het zaad"))
@click.option("--schools", type=click.IntRange(min=1), help=t("zoveel scholen, anders dan de familie zegt"))
@click.option(
    "--register-files", type=FILE, nargs=2, help=t("het Excel-bestand van CBS en de DUO-lijst van scholen")
)
@click.option("--from-problem", type=FILE, help=t("neem de scholen van dit probleem"))
@click.option("--list", "listed", is_flag=True, help=t("zet het ook in results.json, in dezelfde map"))
@click.option("--plan", "plan_file", type=FILE, help=t("schrijf ook het plan waar het om is gebouwd"))
@click.option("-o", "--output", type=FILE, required=True, help=t("het probleembestand"))
def generate(
    family: str,
    tightness: str,
    seed: int,
    schools: int | None,
    register_files: tuple[Path, Path] | None,
    from_problem: Path | None,
    listed: bool,
    plan_file: Path | None,
    output: Path,
) -> int:
    """Exit 0: made. Without register files or a problem the schools are invented."""
    from bench.instances.generate import generate as draw_instance
    from doorlezen.engine.allocation.posed.plan import write_plan

    base, source, words = _schools(register_files, from_problem)
    instance = draw_instance(
        family=family, tightness=tightness, seed=seed, schools=base, count=schools, source=source
    )
    words += ["--family", family, "--tightness", tightness, "--seed", str(seed)]
    words += [] if schools is None else ["--schools", str(schools)]
    results = _with_instance(output, instance.problem, shlex.join(words)) if listed else None
    write_atomically(output, instance.problem)
    if results is not None:
        _write(output.parent, results)
    if plan_file is not None:
        write_atomically(plan_file, write_plan(instance.reference))
    click.echo(t("Het probleem staat in {output}.", output=output))
    return 0


def _schools(
    register_files: tuple[Path, Path] | None, from_problem: Path | None
) -> "tuple[list[Base] | None, str, list[str]]":
    """The schools (None: to be invented), what they are from, and the arguments that say so."""
    from bench.instances.schools import from_problem as schools_of
    from bench.instances.schools import from_register
    from doorlezen.engine.allocation.posed.reading import read_problem

    if register_files and from_problem:
        raise click.UsageError(t("geef --register-files of --from-problem, niet allebei"))
    if register_files:
        scores, schools = register_files
        words = ["--register-files", scores.name, schools.name]
        return from_register(scores, schools), f"CBS/DUO {scores.name}", words
    if from_problem:
        problem = read_problem(read_bytes(from_problem), name=from_problem.name)
        return schools_of(problem), from_problem.name, ["--from-problem", from_problem.name]
    return None, "verzonnen", []


def _with_instance(output: Path, data: bytes, words: str) -> "Results":
    """The results of the folder with this instance in the list. Raises InputError where the name is taken."""
    import hashlib
    from dataclasses import replace

    from bench.instances.results import FILE as RESULTS
    from bench.instances.results import Listed
    from doorlezen.engine.allocation.posed.reading import read_problem

    problem, results = read_problem(data), _read(output.parent)
    listed = Listed(
        output.stem,
        hashlib.sha256(data).hexdigest(),
        len(problem.schools),
        len(problem.requirements),
        words,
    )
    others = tuple(one for one in results.instances if one.name != listed.name)
    if listed not in results.instances and results.of(listed.name):
        what = t(
            "{name} heeft al uitkomsten en is een ander probleem; kies een andere naam", name=listed.name
        )
        raise InputError(RESULTS, what)
    return replace(results, instances=(*others, listed))


@benchmark.command(help=t("Zet wat een plan bereikt in results.json, na het te hebben nagekeken."))
@click.argument("problem", type=FILE)
@click.argument("plan", type=FILE)
@click.option("--by", required=True, help=t("wie het vond"))
@click.option("--method", required=True, help=t("hoe: programma, versie, instellingen"))
@click.option("--machine", required=True, help=t("waarop: processor, kernen"))
def record(problem: Path, plan: Path, by: str, method: str, machine: str) -> int:
    """Exit 0: recorded. Exit 1: the plan is wrong, or there is none in it; nothing is written."""
    import datetime
    from dataclasses import replace

    from bench.instances.results import Result
    from doorlezen.engine.allocation.posed.plan import read_plan

    results = _read(problem.parent)
    if problem.stem not in {one.name for one in results.instances}:
        raise InputError(problem.name, t("staat niet in results.json; maak het met generate --list"))
    if plan.parent.resolve() != problem.parent.resolve():
        raise InputError(str(plan), t("zet het plan in dezelfde map als het probleem"))
    answer = read_plan(read_bytes(plan), name=plan.name)
    wrong = what_is_wrong(problem, plan)
    if answer.objective is None:
        wrong.append(t("in dit bestand staat geen plan"))
    for line in wrong:
        click.echo(line)
    if wrong or answer.objective is None:
        return 1
    today = datetime.datetime.now(HERE).date().isoformat()
    result = Result(
        problem.stem,
        answer.objective,
        answer.bound,
        by,
        today,
        method,
        machine,
        round(answer.seconds, 3),
        plan.name,
    )
    others = tuple(one for one in results.results if (one.instance, one.by) != (result.instance, by))
    _write(problem.parent, replace(results, results=(*others, result)))
    click.echo(t("{name}: waarde {value} staat in de lijst.", name=problem.stem, value=whole(result.value)))
    return 0


@benchmark.command(help=t("Kijk elk plan van een map na, zonder rekenprogramma."))
@click.argument("folder", type=FILE)
def verify(folder: Path) -> int:
    """Exit 0: every result is right. Exit 1: one is not, with a line for everything that is wrong."""
    from bench.instances.verify import read_folder
    from bench.instances.verify import verify as judge

    verdicts = judge(folder, read_folder(folder))
    for result, wrong in verdicts:
        who = f"{result.instance}, {result.by}"
        for line in wrong:
            click.echo(f"{who}: {line}")
        if not wrong:
            click.echo(t("{who}: klopt, waarde {value}", who=who, value=whole(result.value)))
    faults = sum(bool(wrong) for _, wrong in verdicts)
    right = len(verdicts) - faults
    click.echo(n("{count} uitkomst klopt.", "{count} uitkomsten kloppen.", right))
    return 1 if faults else 0


@benchmark.command(help=t("De tabel van een map: beste waarden, bovengrenzen, wie en wanneer."))
@click.argument("folder", type=FILE)
def table(folder: Path) -> int:
    """Exit 0, with the table in Markdown."""
    from bench.instances.table import table as in_markdown
    from bench.instances.verify import read_folder

    click.echo(in_markdown(read_folder(folder)), nl=False)
    return 0


def _read(folder: Path) -> "Results":
    """The results file of a folder; nothing yet where there is no such file."""
    from bench.instances.results import FILE as RESULTS
    from bench.instances.results import Results
    from bench.instances.verify import read_folder

    return read_folder(folder) if (folder / RESULTS).exists() else Results()


def _write(folder: Path, results: "Results") -> None:
    from bench.instances.results import FILE as RESULTS
    from bench.instances.results import write_results

    write_atomically(folder / RESULTS, write_results(results))


if __name__ == "__main__":
    main(command=benchmark, name="python -m bench.instances")
