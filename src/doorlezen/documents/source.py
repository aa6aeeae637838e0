"""A file that somebody gives us: its name, its bytes and their hash."""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from doorlezen.language import InputError, not_read, t, whole

LARGEST = 64 * 2**20


@dataclass(frozen=True)
class Source:
    """The bytes of a file and what to call it in a message: its name, without the folder."""

    name: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal: the same file is the same edition."""
        return hashlib.sha256(self.data).hexdigest()


def decoded(data: bytes, *, name: str) -> str:
    """Bytes as the text that they must be. Raises InputError where they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        what = t("hier staat een teken dat niet te lezen is ({at})", at=whole(wrong.start + 1))
        raise InputError(name, what) from None


def open_source(path: Path) -> Source:
    """Read a file wholly.

    Raises InputError when it is missing, a folder, empty, over 64 MB, not readable, or a web page.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise InputError(name, t("dit is een map; geef de naam van een bestand"))
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as wrong:
        raise InputError(name, not_read(wrong)) from None
    _check(name, data)
    return Source(path.name, data)


def source_of(name: str, data: bytes) -> Source:
    """A file that came in otherwise than by a path, with the name that its sender gave it.

    Raises InputError when it is empty, over 64 MB or a web page.
    """
    _check(name, data)
    return Source(name, data)


def _check(name: str, data: bytes) -> None:
    if len(data) > LARGEST:
        raise InputError(name, t("het bestand is groter dan 64 MB; zo groot zijn deze bestanden niet"))
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise InputError(name, t("het bestand is leeg; haal het opnieuw op"))
    if is_web_page(data):
        raise InputError(name, t("dit is een webpagina, geen gegevensbestand; haal het bestand opnieuw op"))


def is_web_page(data: bytes) -> bool:
    """Whether the bytes begin like HTML: what a site sends instead of the file when something is wrong."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<script"))
