"""The files of the invented library: the same kinds that a real one has."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from doorlezen.demo.earlier_scores import invent_earlier
from doorlezen.demo.invented_collaborations import invent_collaborations
from doorlezen.demo.invented_schools import SEED, invent_schools
from doorlezen.demo.neighbours import invent_neighbours, invent_their_collaborations
from doorlezen.demo.open_files import collaboration_list, hours_list, location_list, pupil_list, school_list
from doorlezen.demo.scores_workbook import scores_workbook
from doorlezen.demo.seeded_numbers import Draw

COLLABORATIONS_DAY = "2025-06-01"
"""The day that the invented list of collaborations describes."""
SCHEME = "mbv2-doorontwikkeling-po"
FIRST_DAY = "2025-08-01"
"""The scheme, and the first day of the school year, that the demo is about."""


@dataclass(frozen=True)
class InputFiles:
    """Where the input of the demo lies: what a library would fetch from CBS and DUO, and what is its own."""

    folder: Path

    @property
    def scores(self) -> Path:
        """The workbook of achterstandsscores."""
        return self.folder / "achterstandsscores-verzonnen.xlsx"

    def earlier_scores(self, year: int) -> Path:
        """The workbook of an earlier year."""
        return self.folder / f"achterstandsscores-verzonnen-{year}.xlsx"

    @property
    def schools(self) -> Path:
        """The list of vestigingen; its name holds the peildatum, as DUO's does."""
        return self.folder / "vestigingen-verzonnen_2025-02.csv"

    @property
    def pupils(self) -> Path:
        """Pupils per vestiging."""
        return self.folder / "leerlingen-verzonnen_2024-2025.csv"

    @property
    def locations(self) -> Path:
        """Coordinates per vestiging."""
        return self.folder / "locaties-verzonnen_2025-02.csv"

    @property
    def collaborations(self) -> Path:
        """The library's own list."""
        return self.folder / "samenwerkingen.csv"

    @property
    def their_collaborations(self) -> Path:
        """The own list of the library next door."""
        return self.folder / "samenwerkingen-ganzendal.csv"

    @property
    def hours(self) -> Path:
        """Last year's hours, named by the library file."""
        return self.folder / "uren-2024-2025.csv"

    @property
    def library(self) -> Path:
        """The library's own file."""
        return self.folder / "bibliotheek.toml"


def invent_files(folder: Path, *, seed: int = SEED) -> dict[Path, bytes]:
    """The bytes of every input file, by its place in ``folder``. The same seed gives the same bytes."""
    draw = Draw(seed)
    own = invent_schools(draw)
    collaborations = invent_collaborations(draw, own)
    theirs = invent_neighbours(seed, own)
    schools = own + theirs
    at = InputFiles(folder)
    return {
        **{
            at.earlier_scores(year): scores_workbook(then, year)
            for year, then in invent_earlier(seed, schools).items()
        },
        at.scores: scores_workbook(schools),
        at.schools: school_list(schools),
        at.pupils: pupil_list(schools),
        at.locations: location_list(schools),
        at.collaborations: collaboration_list(collaborations),
        at.their_collaborations: collaboration_list(invent_their_collaborations(seed, theirs)),
        at.hours: hours_list(collaborations),
        at.library: (files("doorlezen.demo") / "files" / "bibliotheek.toml").read_bytes(),
    }
