"""Read a catalogue out of whichever file somebody has."""

from pathlib import PurePath

from doorlezen.language import InputError, t
from doorlezen.webinars.catalogue.files import from_json
from doorlezen.webinars.catalogue.holds import check_catalogue
from doorlezen.webinars.catalogue.shape import Catalogue
from doorlezen.webinars.catalogue.tables import from_zip, place


def read_catalogue(data: bytes, *, name: str) -> Catalogue:
    """The catalogue in a .json or a .zip of tables. Raises InputError with line, path, or file and row."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".json":
        return from_json(data, name=name)
    if suffix != ".zip":
        raise InputError(name, t("geen catalogus; geef een bestand dat eindigt op .json of .zip"))
    catalogue = from_zip(data, name=name)
    try:
        check_catalogue(catalogue)
    except InputError as wrong:
        raise InputError(place(wrong.where, data, name=name), wrong.what) from None
    return catalogue
