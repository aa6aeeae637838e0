"""`doorlezen register fetch`, from a web site on this machine."""

import hashlib
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.register.files import listed as school
from tests.register.files import schools_csv
from tests.register.site import Site, file, running, status

DATA = schools_csv(school(f"{number:02}AP{number:02}") for number in range(100))
Fetch = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


@pytest.fixture
def fetch(here: Fetch, tmp_path: Path) -> Fetch:
    """The command with a catalogue of these addresses; None is to be fetched by hand."""

    def call(*addresses: str | None, **environment: str) -> subprocess.CompletedProcess[str]:
        return here(
            "register", "fetch", "--to", "hier", "--catalogue", catalogue(tmp_path, *addresses), **environment
        )

    return call


def catalogue(folder: Path, *addresses: str | None) -> Path:
    path = folder / "catalogus.yaml"
    entries = [
        {
            "kind": "schools",
            "publisher": "DUO",
            "title": f"Lijst {number}",
            "licence": "CC0",
            "page": "https://duo.example/lijsten",
            "address": address,
            "file_name": f"lijst-{number}.csv",
            "note": None if address else "Zoek de nieuwste.",
        }
        for number, address in enumerate(addresses, start=1)
    ]
    path.write_text(yaml.safe_dump({"format": "doorlezen-catalogue/1", "files": entries}))
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_has_an_address_is_fetched_and_the_rest_is_named(
    fetch: Fetch, site: Site, tmp_path: Path
) -> None:
    busy = site.serve("/f", status(503, Retry_After="0"), file(DATA, cut_after=500), file(DATA))
    done = fetch(busy, None)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "1 bestand opgehaald naar hier.",
        "",
        "lijst-1.csv  (DUO, Lijst 1, CC0)",
        f"  {len(DATA):,} bytes, nieuw, sha256 {hashlib.sha256(DATA).hexdigest()}".replace(",", ".", 1),
        "  laatst gewijzigd op 3 juni 2024",
        "  laden: doorlezen register load --schools hier/lijst-1.csv --schools-date 2024-06-03",
        "",
        "Zelf op te halen, want elk jaar op een ander adres:",
        "  DUO, Lijst 2 (CC0): https://duo.example/lijsten",
        "    Zoek de nieuwste.",
    ]
    assert (tmp_path / "hier" / "lijst-1.csv").read_bytes() == DATA
    assert names(tmp_path / "hier") == ["lijst-1.csv"]


def test_one_file_that_cannot_be_had_does_not_stop_the_others_and_the_answer_is_no(
    fetch: Fetch, site: Site, tmp_path: Path
) -> None:
    page = site.serve("/page", status(200, b"<html>Onderhoud</html>"))
    done = fetch(site.serve("/gone", status(404)), page, site.serve("/f", file(DATA)))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "lijst-1.csv: dit adres bestaat niet meer (fout 404); zet het nieuwe in een eigen lijst",
        "lijst-2.csv: de server stuurt een webpagina in plaats van het bestand; kijk op de pagina zelf",
    ]
    assert names(tmp_path / "hier") == ["lijst-3.csv"]


def test_a_catalogue_that_cannot_be_used_is_refused_in_one_line(here: Fetch) -> None:
    done = here("register", "fetch", "--catalogue", "nergens.yaml")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "nergens.yaml: dit bestand bestaat niet\n")


def test_a_folder_that_cannot_be_made_is_refused_in_one_line(
    fetch: Fetch, site: Site, tmp_path: Path
) -> None:
    (tmp_path / "hier").write_text("een bestand")
    done = fetch(site.serve("/f", file(DATA)))
    assert (done.returncode, done.stderr) == (
        2,
        "hier: deze map kan niet gemaakt worden: er is al een bestand met deze naam\n",
    )


def test_a_disk_that_is_full_leaves_nothing_under_the_final_name(site: Site, tmp_path: Path) -> None:
    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    listed = str(catalogue(tmp_path, site.serve("/f", file(DATA))))
    done = subprocess.run(
        [sys.executable, "-m", "doorlezen.cli", "register", "fetch", "--to", "hier", "--catalogue", listed],
        cwd=tmp_path,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=small_disk,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "lijst-1.csv: er is geen plaats meer; maak ruimte of kies een andere map\n"
    assert "lijst-1.csv" not in names(tmp_path / "hier")
