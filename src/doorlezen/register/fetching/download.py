"""Download one file over a bad line: retry, resume, check, and only then give it its name."""

import contextlib
import datetime
import errno
import hashlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import httpx

from doorlezen.documents.source import LARGEST, is_web_page
from doorlezen.language import not_written, t, whole

ATTEMPTS = 5
"""How often one file is tried in a row."""
LONGEST_WAIT = 60.0
"""The longest that we wait between two tries, in seconds; a server that asks for more gets no more tries."""
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_TIMEOUT = httpx.Timeout(30, connect=10)


class FetchError(Exception):
    """A file could not be had; the message says why and what helps."""


class _TryAgainError(Exception):
    """This try failed, the next one may not. ``wait``: what the server asks for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True)
class Fetched:
    """A file that was had: where it lies, its hash, its size in bytes, and whether it is new to us."""

    path: Path
    sha256: str
    size: int
    changed: bool
    last_modified: datetime.date | None


Progress = Callable[[int, int | None], None]
"""Told how many bytes there are now, and of how many where the server said so."""


def download(
    address: str,
    target: Path,
    *,
    client: httpx.Client,
    progress: Progress = lambda done, total: None,
    pause: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Get ``address`` into the file ``target``, which is either the whole new file or what it was.

    What came in before a line was cut is kept beside it as ``.part`` and continued, also by a next call,
    as long as the server still has the same file. Raises FetchError after `ATTEMPTS` tries, and at once
    for an answer that will not change (404) or that is a web page in place of a file.
    """
    try:
        return _download(_Part(target, address), client, progress, pause)
    except OSError as wrong:
        if wrong.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise FetchError(t("er is geen plaats meer; maak ruimte of kies een andere map")) from None
        raise FetchError(t("niet te schrijven: {reason}", reason=not_written(wrong))) from None


def _download(
    part: "_Part", client: httpx.Client, progress: Progress, pause: Callable[[float], None]
) -> Fetched:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            modified = _try_once(part, client, progress)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            failed = _TryAgainError(t("geen verbinding (is er internet?)"))
        except (httpx.TransportError, httpx.DecodingError) as wrong:
            failed = _TryAgainError(t("de verbinding viel weg ({reason})", reason=type(wrong).__name__))
        except (httpx.InvalidURL, httpx.TooManyRedirects) as wrong:
            raise FetchError(t("dit adres werkt niet ({reason})", reason=type(wrong).__name__)) from None
        except _TryAgainError as wrong:
            failed = wrong
        else:
            return part.finish(modified)
        wait = float(2 ** (attempt - 1)) if failed.wait is None else failed.wait
        if attempt == ATTEMPTS or wait > LONGEST_WAIT:
            break
        pause(wait)
    raise FetchError(t("{reason}; {count} keer geprobeerd, probeer het later", reason=failed, count=attempt))


def _try_once(part: "_Part", client: httpx.Client, progress: Progress) -> datetime.date | None:
    """One request; fills ``part`` wholly or raises. Returns the day the server says the file changed."""
    asked = client.stream(
        "GET", part.address, headers=part.headers(), follow_redirects=True, timeout=_TIMEOUT
    )
    with asked as answer:
        _refuse_status(answer)
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.forget()
            raise _TryAgainError(t("de server heeft een ander bestand dan het eerste deel"), wait=0)
        if answer.status_code != httpx.codes.PARTIAL_CONTENT:
            part.begin(answer)
        elif not part.continues(answer):
            part.forget()
            raise _TryAgainError(t("het bestand veranderde tijdens het ophalen"), wait=0)
        total = _total(answer)
        for chunk in answer.iter_bytes():
            part.add(chunk)
            progress(part.size, total)
        if total is not None and part.size != total:
            raise _TryAgainError(
                t("{size} van de {total} bytes kwamen aan", size=whole(part.size), total=whole(total))
            )
        return _day(answer.headers.get("Last-Modified"))


def _refuse_status(answer: httpx.Response) -> None:
    status = answer.status_code
    if status in _AGAIN:
        wait = _seconds(answer.headers.get("Retry-After"))
        raise _TryAgainError(t("de server geeft fout {status}", status=status), wait)
    if status in {httpx.codes.NOT_FOUND, httpx.codes.GONE}:
        raise FetchError(
            t("dit adres bestaat niet meer (fout {status}); zet het nieuwe in een eigen lijst", status=status)
        )
    if status not in {200, 206, 416}:
        raise FetchError(t("de server weigert met fout {status}", status=status))


class _Part:
    """The part of a file that is there, and which version of the file it is a part of."""

    def __init__(self, target: Path, address: str) -> None:
        self.target = target
        self.address = address
        self.path = target.with_name(target.name + ".part")
        self.version_path = target.with_name(target.name + ".part.json")
        self.size = self.path.stat().st_size if self.path.exists() else 0
        self.version: dict[str, Any] = self._known_version()
        if not self.version.get("validator"):
            self.forget()

    def _known_version(self) -> dict[str, Any]:
        with contextlib.suppress(OSError, ValueError):
            version = json.loads(self.version_path.read_bytes())
            if isinstance(version, dict) and version.get("address") == self.address:
                return version
        return {}

    def headers(self) -> dict[str, str]:
        """What to ask: the rest, if the server still has this version; never packed, so that bytes count."""
        asked = {"Accept-Encoding": "identity"}
        if self.size and self.version.get("validator"):
            asked |= {"Range": f"bytes={self.size}-", "If-Range": self.version["validator"]}
        return asked

    def begin(self, answer: httpx.Response) -> None:
        """Start anew with the file of this answer."""
        self.forget()
        etag = answer.headers.get("ETag", "")
        packed = answer.headers.get("Content-Encoding", "identity") != "identity"
        validator = etag if etag and not etag.startswith("W/") else answer.headers.get("Last-Modified")
        self.version = {"address": self.address, "validator": None if packed else validator}
        self.version_path.write_text(json.dumps(self.version))

    def continues(self, answer: httpx.Response) -> bool:
        """Whether this answer holds the bytes that come after what we have, of the same version."""
        begins = answer.headers.get("Content-Range", "").startswith(f"bytes {self.size}-")
        etag = answer.headers.get("ETag")
        same = not etag or etag == self.version["validator"] or not self.version["validator"].startswith('"')
        return bool(begins and same)

    def add(self, chunk: bytes) -> None:
        """Keep some more bytes."""
        if self.size + len(chunk) > LARGEST:
            self.forget()
            raise FetchError(t("het bestand is groter dan 64 MB; dat kan niet kloppen"))
        with self.path.open("ab") as file:
            file.write(chunk)
        self.size += len(chunk)

    def forget(self) -> None:
        """Throw away what we have."""
        self.path.unlink(missing_ok=True)
        self.version_path.unlink(missing_ok=True)
        self.size, self.version = 0, {}

    def finish(self, modified: datetime.date | None) -> Fetched:
        """Look at the whole file, and only when it is one give it its name."""
        data = self.path.read_bytes() if self.path.exists() else b""
        if not data.strip():
            self.forget()
            raise FetchError(t("de server stuurt een leeg bestand"))
        if is_web_page(data):
            self.forget()
            raise FetchError(
                t("de server stuurt een webpagina in plaats van het bestand; kijk op de pagina zelf")
            )
        changed = not self.target.exists() or self.target.read_bytes() != data
        with self.path.open("rb") as file:
            os.fsync(file.fileno())
        self.path.replace(self.target)
        self.version_path.unlink(missing_ok=True)
        return Fetched(self.target, hashlib.sha256(data).hexdigest(), len(data), changed, modified)


def _total(answer: httpx.Response) -> int | None:
    """How many bytes the whole file has, where the server says so."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        return None
    if answer.status_code == httpx.codes.PARTIAL_CONTENT:
        said = answer.headers.get("Content-Range", "").rpartition("/")[2]
    else:
        said = answer.headers.get("Content-Length", "")
    return int(said) if said.isdigit() else None


def _seconds(retry_after: str | None) -> float | None:
    """What Retry-After asks for: a number of seconds, or the time until a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=datetime.UTC)
    return max(0.0, (until - datetime.datetime.now(datetime.UTC)).total_seconds())


def _day(last_modified: str | None) -> datetime.date | None:
    try:
        return parsedate_to_datetime(last_modified).date() if last_modified else None
    except ValueError:
        return None
