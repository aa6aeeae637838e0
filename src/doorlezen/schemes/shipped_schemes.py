"""The schemes that there are: the shipped files, and those in a folder of the user's own."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from doorlezen.documents.yaml_tree import LARGEST_FILE
from doorlezen.language import InputError, t
from doorlezen.schemes.nearest import nearest
from doorlezen.schemes.reader import read_scheme
from doorlezen.schemes.scheme import Scheme, Track, tracks_of

SHIPPED = Path(__file__).parent / "data"


def load_schemes(folder: Path | None = None) -> tuple[Scheme, ...]:
    """All schemes by id: the shipped ones, and those of ``folder``, of which a newer version takes over.

    Raises InputError for a file that is wrong, a scheme that stands in a folder twice, one of the user's own
    that is not newer than the shipped one of the same id, and a track id that two schemes give.
    """
    schemes = {scheme.id: scheme for scheme in _shipped()}
    for scheme in _read_folder(folder) if folder is not None else ():
        older = schemes.get(scheme.id)
        if older is not None and _age(scheme) <= _age(older):
            what = t(
                "regeling {id} is er al in versie {version}; geef een nieuwere versie of een andere id",
                id=scheme.id,
                version=older.version,
            )
            raise InputError(scheme.file_name, what)
        schemes[scheme.id] = scheme
    ordered = tuple(schemes[scheme_id] for scheme_id in sorted(schemes))
    counted = Counter(track.id for _, track in tracks_of(ordered))
    for scheme, track in tracks_of(ordered):
        if counted[track.id] > 1:
            raise InputError(scheme.file_name, t("spoor {id} staat in twee regelingen", id=track.id))
    return ordered


def find_track(schemes: Sequence[Scheme], asked: str) -> tuple[Scheme, Track]:
    """The track with this id, or the only track of the scheme with this id, and its scheme.

    Raises InputError naming the tracks to choose from, or the ids most like what was asked.
    """
    found = {track.id: (scheme, track) for scheme, track in tracks_of(schemes)}
    if asked in found:
        return found[asked]
    for scheme in schemes:
        if scheme.id == asked:
            if len(scheme.tracks) == 1:
                return scheme, scheme.tracks[0]
            choices = ", ".join(track.id for track in scheme.tracks)
            raise InputError(asked, t("deze regeling heeft meer sporen; kies uit {choices}", choices=choices))
    names = nearest(asked, list(found))
    raise InputError(asked, t("deze regeling is er niet; bedoel je {names}?", names=names))


@cache
def _shipped() -> tuple[Scheme, ...]:
    return _read_folder(SHIPPED)


def _read_folder(folder: Path) -> tuple[Scheme, ...]:
    if not folder.is_dir():
        raise InputError(str(folder), t("deze map is er niet"))
    schemes: dict[str, Scheme] = {}
    for path in sorted(folder.glob("*.yaml")):
        with path.open("rb") as file:
            scheme = read_scheme(file.read(LARGEST_FILE + 1), name=path.name)
        if scheme.id in schemes:
            other = schemes[scheme.id].file_name
            raise InputError(path.name, t("regeling {id} staat ook in {other}", id=scheme.id, other=other))
        schemes[scheme.id] = scheme
    if not schemes:
        raise InputError(str(folder), t("hier staat geen bestand met een naam op .yaml"))
    return tuple(schemes.values())


def _age(scheme: Scheme) -> tuple[str, int]:
    day, _, number = scheme.version.partition(".")
    return day, int(number)
