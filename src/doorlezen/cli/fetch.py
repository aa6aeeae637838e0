"""`doorlezen register fetch`: the files of a catalogue, one by one, with a bar for each."""

from collections.abc import Sequence
from pathlib import Path

import click
import httpx
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from doorlezen.language import InputError, date, n, not_written, t, whole
from doorlezen.register.fetching.download import Fetched, FetchError, download
from doorlezen.register.fetching.public_files import PublicFile


def fetch_all(listed: Sequence[PublicFile], folder: Path) -> int:
    """Download every file that has an address into ``folder``, and say which ones need a hand.

    Returns 0, or 1 when a file could not be had. Raises InputError when the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        what = t("deze map kan niet gemaakt worden: {why}", why=not_written(wrong))
        raise InputError(str(folder), what) from None
    had: list[tuple[PublicFile, Fetched]] = []
    failed: list[tuple[PublicFile, str]] = []
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    bars = Progress(*columns, console=console, disable=not console.is_terminal)
    with httpx.Client(headers={"User-Agent": "doorlezen"}) as client, bars:
        for entry in listed:
            if entry.address:
                try:
                    had.append((entry, _one(entry, entry.address, folder, client, bars)))
                except FetchError as why:
                    failed.append((entry, str(why)))
    _say(had, failed, [entry for entry in listed if not entry.address], folder)
    return 1 if failed else 0


def _one(entry: PublicFile, address: str, folder: Path, client: httpx.Client, bars: Progress) -> Fetched:
    bar = bars.add_task(entry.file_name, total=None)
    return download(
        address,
        folder / entry.file_name,
        client=client,
        progress=lambda done, total: bars.update(bar, completed=done, total=total),
    )


def _say(
    had: Sequence[tuple[PublicFile, Fetched]],
    failed: Sequence[tuple[PublicFile, str]],
    by_hand: Sequence[PublicFile],
    folder: Path,
) -> None:
    click.echo(
        n(
            "{count} bestand opgehaald naar {folder}.",
            "{count} bestanden opgehaald naar {folder}.",
            len(had),
            folder=folder,
        )
    )
    for entry, fetched in had:
        click.echo()
        click.echo(f"{entry.file_name}  ({entry.publisher}, {entry.title}, {entry.licence})")
        state = t("nieuw") if fetched.changed else t("niet veranderd")
        click.echo(
            t(
                "  {size} bytes, {state}, sha256 {sha256}",
                size=whole(fetched.size),
                state=state,
                sha256=fetched.sha256,
            )
        )
        if fetched.last_modified:
            click.echo(t("  laatst gewijzigd op {day}", day=date(fetched.last_modified)))
            if entry.kind == "schools":
                command = (
                    f"doorlezen register load --schools {fetched.path} --schools-date {fetched.last_modified}"
                )
                click.echo(t("  laden: {command}", command=command))
        if entry.note:
            click.echo(f"  {entry.note}")
    if by_hand:
        click.echo()
        click.echo(t("Zelf op te halen, want elk jaar op een ander adres:"))
    for entry in by_hand:
        click.echo(f"  {entry.publisher}, {entry.title} ({entry.licence}): {entry.page}")
        if entry.note:
            click.echo(f"    {entry.note}")
    for entry, why in failed:
        click.echo(f"{entry.file_name}: {why}", err=True)
