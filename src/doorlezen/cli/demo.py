"""`doorlezen demo`: the whole road with a made-up library, by the very commands that a real one uses."""

import contextlib
import io
import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doorlezen.cli.output import write_atomically
from doorlezen.language import InputError, n, t

if TYPE_CHECKING:
    from doorlezen.demo.demo_files import InputFiles

STEPS = 8


@dataclass(frozen=True)
class Results:
    """Where the results of the demo lie."""

    folder: Path

    @property
    def verdicts(self) -> Path:
        """A verdict with its reasons per school."""
        return self.folder / "wie-komt-in-aanmerking.csv"

    @property
    def problem(self) -> Path:
        """The problem; its sources lie beside it."""
        return self.folder / "probleem.json"

    @property
    def sources(self) -> Path:
        """Where every number of the problem comes from."""
        from doorlezen.planning.sources import path_beside

        return path_beside(self.problem)

    @property
    def plan(self) -> Path:
        """The best plan, with the price of every demand."""
        return self.folder / "plan.json"

    @property
    def workbook(self) -> Path:
        """The plan, with a sheet per gemeente."""
        return self.folder / "plan.xlsx"

    @property
    def pdf(self) -> Path:
        """The plan to lay on a table."""
        return self.folder / "plan.pdf"


@click.command(
    help=t(
        "De hele weg met een verzonnen bibliotheek: van open gegevens tot een plan, op papier en op de site."
    )
)
@click.option(
    "--directory",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("doorlezen-demo"),
    show_default=True,
    help=t("de map voor alle bestanden en de database van de demo"),
)
@click.option("--serve/--no-serve", default=True, help=t("start daarna de site, of niet"))
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=t("de poort van de site")
)
def demo(directory: Path, *, serve: bool, port: int) -> int:
    """Make the input, load, judge, build, plan, check, report and fill the site; a second run repeats only
    what changed. Then open the site until somebody says stop: exit 0, or 1 when it stopped by itself.
    """
    from doorlezen.demo.demo_files import COLLABORATIONS_DAY, FIRST_DAY, SCHEME, InputFiles
    from doorlezen.demo.earlier_scores import YEARS

    own, results = InputFiles(directory / "invoer"), Results(directory / "uitkomst")
    click.echo(t("Bibliotheek Rietlanden is verzonnen: geen echte scholen, geen echt geld."))
    _step(1, t("Open gegevens en de bestanden van de bibliotheek verzinnen"))
    _make_input(own)
    results.folder.mkdir(parents=True, exist_ok=True)
    _use_own_database(directory)
    from doorlezen.cli.demo_site import open_site
    from doorlezen.demo.site import GANZENDAL, RIETLANDEN, PlanFiles, fill_site

    _step(2, t("De open gegevens laden"))
    for year in YEARS:
        _run("register", "load", "--invented", "--scores", own.earlier_scores(year))
    files = {"--scores": own.scores, "--schools": own.schools, "--pupils": own.pupils}
    files["--locations"] = own.locations
    _run("register", "load", "--invented", *(part for pair in files.items() for part in pair))
    _step(3, t("De eigen lijst met samenwerkingen laden"))
    _run("collaborations", "load", "--invented", "--date", COLLABORATIONS_DAY, own.collaborations)
    _step(4, t("Wie komt in aanmerking?"))
    _run("eligible", "--scheme", SCHEME, "--on", FIRST_DAY, "--format", "csv", into=results.verdicts)
    _step(5, t("Van register en bibliotheek naar een rekenprobleem"))
    _run("problem", "build", own.library, "-o", results.problem)
    _step(6, t("Het beste plan berekenen, met bewijs en met de prijs van elke eis"))
    if _is_answered(results):
        click.echo(t("Er ligt al een plan bij dit probleem; dat wordt niet opnieuw berekend."))
    else:
        _run("plan", results.problem, "-o", results.plan, "--prices")
    _run("check", results.problem, results.plan)
    _step(7, t("Het plan op papier"))
    _run(
        "report", results.problem, results.plan, "--xlsx", results.workbook, "--pdf", results.pdf, "--summary"
    )
    _step(8, t("De site vullen: mensen, lijsten, het plan, webinars"))
    for library, own_list in {RIETLANDEN: own.collaborations, GANZENDAL: own.their_collaborations}.items():
        _run(
            "collaborations",
            "load",
            "--invented",
            "--date",
            COLLABORATIONS_DAY,
            "--library",
            library,
            own_list,
        )
    people = fill_site(PlanFiles(own.library, results.problem, results.plan, results.sources))
    click.echo(
        n("{count} persoon om als rond te kijken.", "{count} mensen om als rond te kijken.", len(people))
    )
    _tell_where(own.folder, results)
    _answer(results)
    return open_site(directory, port=port, people=people) if serve else 0


def _step(number: int, what: str) -> None:
    click.echo()
    click.secho(t("Stap {number} van {steps}. {what}", number=number, steps=STEPS, what=what), bold=True)


def _run(*words: object, into: Path | None = None) -> None:
    """Run a command as a user would; ``into`` takes what it prints. A command that says no ends the demo."""
    from doorlezen.cli.main import doorlezen

    arguments = [str(word) for word in words]
    shown = shlex.join(["doorlezen", *arguments]) + (f" > {shlex.quote(str(into))}" if into else "")
    click.secho(f"$ {shown}", dim=True)
    data = io.BytesIO()
    printed = io.TextIOWrapper(data, encoding="utf-8", newline="", write_through=True)
    with contextlib.redirect_stdout(printed) if into else contextlib.nullcontext():
        status = doorlezen.main(arguments, prog_name="doorlezen", standalone_mode=False)
    if status:
        raise click.exceptions.Exit(status)
    if into is not None:
        write_atomically(into, data.getvalue())


def _make_input(own: "InputFiles") -> None:
    """Write the input files that are not there yet, or not as they should be."""
    from doorlezen.demo.demo_files import invent_files

    own.folder.mkdir(parents=True, exist_ok=True)
    for path, data in invent_files(own.folder).items():
        if not path.exists() or path.read_bytes() != data:
            write_atomically(path, data)
    click.echo(t("De bestanden staan in {folder}.", folder=own.folder))


def _use_own_database(directory: Path) -> None:
    """An embedded database of the demo's own, unless DATABASE_URL names one; never one with real data."""
    if not os.environ.get("DATABASE_URL"):
        os.environ["DOORLEZEN_HOME"] = str(directory.resolve() / "database")
    os.environ["DOORLEZEN_DEMO"] = "1"
    from doorlezen.cli.connecting import connect

    connect()
    from doorlezen.register.domain.editions import INVENTED
    from doorlezen.register.models import Edition

    if Edition.objects.exclude(publisher__in={origin.publisher for origin in INVENTED.values()}).exists():
        what = t("hierin staan echte gegevens; de demo wil een lege database of een andere map")
        raise InputError(t("database van de demo"), what)


def _is_answered(results: Results) -> bool:
    """Whether the plan of an earlier run answers this very problem, prices and all."""
    from doorlezen.engine.allocation.posed.check import check
    from doorlezen.engine.allocation.posed.plan import read_plan
    from doorlezen.engine.allocation.posed.reading import read_problem

    if not results.plan.exists():
        return False
    try:
        plan = read_plan(results.plan.read_bytes(), name=results.plan.name)
    except InputError:
        return False
    problem = read_problem(results.problem.read_bytes(), name=results.problem.name)
    return plan.prices is not None and not check(problem, plan)


def _tell_where(folder: Path, results: Results) -> None:
    click.echo()
    click.secho(t("Klaar. Hier staat alles:"), bold=True)
    where = {
        results.pdf: t("het plan op papier, om op tafel te leggen"),
        results.workbook: t("het plan als Excel-bestand, met een blad per gemeente"),
        results.verdicts: t("per school: komt die in aanmerking, en waarom"),
        results.plan: t("het plan met bewijs, en de prijs van elke eis"),
        results.problem: t("het rekenprobleem; ernaast de bronnen: {file}", file=results.sources.name),
        folder: t("de verzonnen bestanden waarmee het begon"),
    }
    width = max(len(str(path)) for path in where)
    for path, what in where.items():
        click.echo(f"  {path!s:{width}}  {what}")


def _answer(results: Results) -> None:
    """The four questions, answered from the plan that was just written."""
    from doorlezen.engine.allocation.posed.plan import read_plan
    from doorlezen.engine.allocation.posed.reading import read_problem
    from doorlezen.planning.sources import read_sources
    from doorlezen.reports.director_questions import answers
    from doorlezen.reports.telling import tell

    story = tell(
        read_problem(results.problem.read_bytes()),
        read_plan(results.plan.read_bytes()),
        read_sources(results.sources.read_bytes()),
    )
    click.echo()
    click.secho(t("De vier vragen van directeuren, beantwoord voor deze bibliotheek:"), bold=True)
    for number, (question, answer) in enumerate(answers(story), start=1):
        click.echo(f"  {number}. {question}")
        click.echo(f"     {answer}")
