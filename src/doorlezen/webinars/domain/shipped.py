"""The content that comes with Doorlezen."""

import datetime
from pathlib import Path

from doorlezen.language import t
from doorlezen.webinars import content
from doorlezen.webinars.catalogue.catalogue_files import from_yaml
from doorlezen.webinars.catalogue.shape import Catalogue
from doorlezen.webinars.domain.catalogue_loading import LoadedCatalogue, take_in

FILE = Path(content.__file__).parent / "webinars.yaml"


def shipped() -> Catalogue:
    """The eight meetings of 2021-2024."""
    return from_yaml(FILE.read_bytes(), name=FILE.name)


def load_shipped(*, now: datetime.datetime) -> LoadedCatalogue:
    """Put the shipped meetings in the catalogue. Again changes nothing, nor what an editor changed."""
    return take_in(shipped(), actor=None, what=t("Meegeleverd met Doorlezen"), now=now, keep_edited=True)
