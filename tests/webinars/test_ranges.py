"""Ranges of a recording, as RFC 9110 has them."""

from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import RequestFactory

from doorlezen.web.pages.webinars import ranges

CONTENT = bytes(range(256)) * 600


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "opname.webm"
    path.write_bytes(CONTENT)
    return path


def ask(path: Path, method: str = "GET", **headers: str) -> HttpResponseBase:
    request = RequestFactory().generic(method, "/opname", headers=headers)
    return ranges.serve(request, path, media_type="video/webm")


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined, call-overload]


def test_without_a_range_the_whole_file_comes(file: Path) -> None:
    response = ask(file)
    assert (response.status_code, body(response)) == (200, CONTENT)
    assert (response["Content-Length"], response["Accept-Ranges"]) == (str(len(CONTENT)), "bytes")
    assert response["Content-Type"] == "video/webm"


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, len(CONTENT) - 1),
        ("bytes=70000-140000", 70_000, 140_000),
        ("bytes=100-9999999", 100, len(CONTENT) - 1),
        ("bytes=-1", len(CONTENT) - 1, len(CONTENT) - 1),
        ("bytes=-9999999", 0, len(CONTENT) - 1),
        (f"bytes={len(CONTENT) - 1}-", len(CONTENT) - 1, len(CONTENT) - 1),
    ],
)
def test_a_range_comes_exactly(file: Path, asked: str, first: int, last: int) -> None:
    response = ask(file, range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert response["Content-Length"] == str(last - first + 1)
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={len(CONTENT)}-", "bytes=9999999-10000000", "bytes=-0"])
def test_a_range_after_the_end_cannot_be_sent(file: Path, asked: str) -> None:
    response = ask(file, range=asked)
    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=5-2",
        "bytes=-",
        "bytes=1-2,4-5",
        "items=0-1",
        "bytes=a-b",
        "bytes=٣-٤",
        "bytes=" + "9" * 30 + "-",
    ],
)
def test_what_is_no_single_range_gets_the_whole_file(file: Path, asked: str) -> None:
    response = ask(file, range=asked)
    assert (response.status_code, len(body(response))) == (200, len(CONTENT))


def test_head_tells_and_sends_nothing(file: Path) -> None:
    response = ask(file, "HEAD", range="bytes=0-9")
    assert (response.status_code, response["Content-Length"], body(response)) == (206, "10", b"")


def test_what_the_browser_has_is_not_sent_again(file: Path) -> None:
    etag = ask(file)["ETag"]
    assert ask(file, **{"if-none-match": etag}).status_code == 304


def test_a_download_goes_on_only_in_the_same_file(file: Path) -> None:
    etag = ask(file)["ETag"]
    assert ask(file, **{"range": "bytes=10-", "if-range": etag}).status_code == 206
    file.write_bytes(b"anders" * 100)
    response = ask(file, **{"range": "bytes=10-", "if-range": etag})
    assert (response.status_code, body(response)) == (200, b"anders" * 100)


def test_an_empty_file_has_no_ranges(tmp_path: Path) -> None:
    empty = tmp_path / "leeg.webm"
    empty.write_bytes(b"")
    assert ask(empty, range="bytes=0-").status_code == 416
    assert (ask(empty).status_code, body(ask(empty))) == (200, b"")
