"""The `doorlezen` command. A subcommand is imported only when it is used, so that --help is instant."""

import importlib
import os
import sys
from typing import NoReturn

import click

from doorlezen.cli.asked import in_words_of_the_command
from doorlezen.cli.words_of_click import translate_click
from doorlezen.language import InputError, not_read, t

# name → (module with a click command of that name, what it does): one line to add a command.
COMMANDS = {
    "register": ("doorlezen.cli.register", t("Open gegevens over scholen laden, tonen en ophalen")),
    "collaborations": ("doorlezen.cli.collaborations", t("De eigen lijst met samenwerkingen laden")),
    "eligible": (
        "doorlezen.cli.eligible",
        t("Welke scholen komen in aanmerking voor een regeling, en waarom"),
    ),
    "problem": ("doorlezen.cli.problem", t("Van register en bibliotheek naar een rekenprobleem")),
    "plan": ("doorlezen.cli.plan", t("Het beste plan berekenen, met bewijs")),
    "keys": ("doorlezen.cli.keys", t("Verdeelsleutels vergelijken: wie krijgt wat, en hoe gelijk")),
    "stable": (
        "doorlezen.cli.stable",
        t("Wat er gebeurt als scores veranderen, en welk plan daar tegen kan"),
    ),
    "check": ("doorlezen.cli.check", t("Een plan onafhankelijk nakijken")),
    "explain": ("doorlezen.cli.explain", t("Waarom dit plan: scholen, eisen, potten, mensen, uitwegen")),
    "roster": ("doorlezen.cli.roster", t("Het rooster: wie gaat wanneer naar welke school")),
    "report": ("doorlezen.cli.report", t("Een plan als tabel, xlsx of pdf")),
    "proposal": ("doorlezen.cli.proposal", t("Een plan op de site zetten")),
    "webinars": ("doorlezen.cli.webinars", t("De catalogus van webinars: laden, uitvoeren en inlezen")),
    "begin": ("doorlezen.cli.begin", t("Een nieuwe site beginnen, met de eerste beheerder")),
    "serve": ("doorlezen.cli.serve", t("De site starten")),
    "worker": ("doorlezen.cli.worker", t("Taken uitvoeren die in de wachtrij staan")),
    "demo": ("doorlezen.cli.demo", t("De hele weg, met een verzonnen bibliotheek")),
}


class Lazy(click.Group):
    """A group that imports a subcommand when it is used, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        return getattr(module, cmd_name)  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(t("Opdrachten")):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Lazy,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=t("Welke scholen komen in aanmerking, wat krijgt elke school uit welk geld, en wat kost elke eis?"),
)
@click.version_option(
    package_name="doorlezen",
    prog_name="doorlezen",
    message=t("%(prog)s, versie %(version)s"),
    help=t("Toon de versie en stop."),
)
def doorlezen() -> None:
    """Speak Dutch unless DOORLEZEN_LANGUAGE says otherwise."""


def main(
    arguments: list[str] | None = None, *, command: click.Command = doorlezen, name: str = "doorlezen"
) -> NoReturn:
    """Run the command; exit 0 = answered, 1 = the answer is no, 2 = the input is wrong, in one line."""
    translate_click()
    try:
        status = command.main(arguments, prog_name=name, standalone_mode=False)
    except click.Abort:
        status = _complain(t("Afgebroken."), 130)
    except KeyboardInterrupt:
        status = _complain(t("Afgebroken."), 130)
    except click.ClickException as wrong:
        status = _complain(wrong.format_message())
    except InputError as wrong:
        status = _complain(in_words_of_the_command(wrong))
    except BrokenPipeError:
        # the reader (head, less) has gone: nothing left to tell it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except OSError as wrong:
        name = wrong.filename or t("bestand")
        status = _complain(f"{name}: {not_read(wrong)}")
    sys.exit(status if isinstance(status, int) else 0)


def _complain(line: str, status: int = 2) -> int:
    click.echo(" ".join(line.split()), err=True)
    return status
