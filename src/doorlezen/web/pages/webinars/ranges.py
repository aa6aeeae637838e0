"""One range of bytes of a file (RFC 9110), so that a player can jump and a broken download can go on.

Django's own FileResponse always sends the whole file.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

BLOCK = 64 * 1024
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)


class UnsatisfiableRangeError(Exception):
    """The range begins after the end of the file."""


def serve(request: HttpRequest, path: Path, *, media_type: str) -> HttpResponseBase:
    """The file, or the part of it that ``Range`` asks for. Raises FileNotFoundError."""
    about = path.stat()
    etag = f'"{about.st_mtime_ns:x}-{about.st_size:x}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(about.st_mtime))
    if unchanged is not None:
        return unchanged
    try:
        part = _part(request, etag, about.st_size)
    except UnsatisfiableRangeError:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{about.st_size}"})
        del refused.headers["Content-Type"]
        return refused
    first, last = part or (0, about.st_size - 1)
    headers = {
        "Accept-Ranges": "bytes",
        "Content-Length": str(last - first + 1),
        "ETag": etag,
        "Last-Modified": http_date(about.st_mtime),
    }
    if part is not None:
        headers["Content-Range"] = f"bytes {first}-{last}/{about.st_size}"
    content = () if request.method == "HEAD" else _blocks(path, first, last)
    return StreamingHttpResponse(
        content, status=200 if part is None else 206, content_type=media_type, headers=headers
    )


def _part(request: HttpRequest, etag: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the asked range; None for the whole file, which may always be sent instead."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        if not last:
            return None
        if int(last) == 0 or size == 0:
            raise UnsatisfiableRangeError
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise UnsatisfiableRangeError
    return int(first), min(int(last), size - 1) if last else size - 1


def _blocks(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (block := file.read(min(BLOCK, left))):
            left -= len(block)
            yield block
