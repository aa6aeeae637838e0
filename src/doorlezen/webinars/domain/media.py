"""Files of webinars in our own storage: under a name that says whose they are and that never changes.

A file is stored under the first digits of its hash, so that a new one never takes the place of an old one
that a version still needs.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from doorlezen.accounts.models import Organisation
from doorlezen.documents.books import XLSX
from doorlezen.documents.confined import confined
from doorlezen.documents.pictures import is_whole_picture
from doorlezen.language import InputError, t

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

VIDEO = {
    ".webm": "video/webm",
    ".mp4": "video/mp4",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
}
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
DOCUMENTS = {
    ".pdf": "application/pdf",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": XLSX,
    ".txt": "text/plain",
}
_STARTS = {
    ".webm": (b"\x1aE\xdf\xa3",),
    ".ogg": (b"OggS",),
    ".mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF-",),
    **dict.fromkeys((".odt", ".odp", ".ods", ".docx", ".pptx", ".xlsx"), (b"PK\x03\x04",)),
}
"""With which bytes a file of a kind begins; another beginning is another kind under a wrong name."""

PLACED = "opnamen"
"""Under this folder every organisation has its own, for files that are put on the server by hand."""
UPLOADED = "webinars"
"""The folder of what was sent with a form; the names say nothing that can be guessed."""
NATIONAL = "landelijk.programma"
"""The folder for webinars that no organisation publishes; with a dot, as no organisation is called."""


@dataclass(frozen=True)
class Stored:
    """A file in our storage."""

    name: str
    media_type: str
    size: int
    sha256: str


def store(upload: "UploadedFile[bytes]", *, folder: str, kinds: dict[str, str]) -> Stored:
    """Keep an uploaded file of one of these ``kinds`` (suffix → media type). Raises InputError."""
    given = PurePath(upload.name or "").name
    suffix = PurePath(given).suffix.lower()
    if suffix not in kinds:
        allowed = ", ".join(sorted(kinds))
        if suffix in DOCUMENTS:
            told = t("dit is een document; zet het bij Documenten. Hier kan: {kinds}", kinds=allowed)
        else:
            told = t("dit soort bestand kan hier niet; wel: {kinds}", kinds=allowed)
        raise InputError(given, told)
    start = upload.read(16)
    upload.seek(0)
    if not start:
        raise InputError(given, t("het bestand is leeg"))
    if suffix in _STARTS and not start.startswith(_STARTS[suffix]):
        raise InputError(given, t("dit is geen {kind}-bestand", kind=suffix[1:]))
    if suffix in PICTURES and not _is_picture(upload, given):
        raise InputError(given, t("dit is geen {kind}-bestand", kind=suffix[1:]))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(given).stem.lower()).strip("-")[:60] or "bestand"
    name = f"{folder}/{digest.hexdigest()[:12]}-{stem}{suffix}"
    if not default_storage.exists(name):
        name = default_storage.save(name, upload)
    return Stored(name, kinds[suffix], upload.size or 0, digest.hexdigest())


def _is_picture(upload: "UploadedFile[bytes]", name: str) -> bool:
    """Whether it is whole, and not so large that who opens it runs out of memory."""
    content = upload.read()
    upload.seek(0)
    return confined(is_whole_picture, content, name=name)


def folder_of(publisher: Organisation | None) -> str:
    """Where recordings of this publisher are put that are too large to upload: a folder of its own."""
    return f"{PLACED}/{publisher.slug if publisher is not None else NATIONAL}"


def within(name: str, publisher: Organisation | None) -> str:
    """The name as it is told beside the folder: without the folder where it lies in it."""
    return name.removeprefix(f"{folder_of(publisher)}/")


def in_folder(publisher: Organisation | None) -> list[str]:
    """The recordings that lie in the folder of this publisher, by name."""
    try:
        _, names = default_storage.listdir(folder_of(publisher))
    except FileNotFoundError:
        return []
    return sorted(name for name in names if PurePath(name).suffix.lower() in VIDEO)


def placed(name: str, *, publisher: Organisation | None, may_adopt: bool = False) -> Stored:
    """A recording that somebody put in the publisher's folder on the server, too large to upload.

    ``may_adopt``: or a file from before there were folders, which is nobody's. Raises InputError.
    """
    suffix = PurePath(name).suffix.lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*", name) or ".." in name:
        raise InputError(name, t("gebruik kleine letters, cijfers, punten en streepjes"))
    if suffix not in VIDEO:
        allowed = ", ".join(sorted(VIDEO))
        raise InputError(name, t("dit soort bestand kan hier niet; wel: {kinds}", kinds=allowed))
    folder = folder_of(publisher)
    ours = [f"{folder}/{within(name, publisher)}"]
    if may_adopt and PurePath(name).parts[0] not in {PLACED, UPLOADED}:
        ours.append(name)
    there = next((each for each in ours if default_storage.exists(each)), None)
    if there is None:
        raise InputError(name, t("dit bestand staat niet in de map {folder} op de server", folder=folder))
    name = there
    digest = hashlib.sha256()
    with default_storage.open(name, "rb") as file:
        for chunk in file.chunks():
            digest.update(chunk)
    return Stored(name, VIDEO[suffix], default_storage.size(name), digest.hexdigest())
