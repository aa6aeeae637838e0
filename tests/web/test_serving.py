"""Bodies are taken in by the loop, within bounds; a thread begins when all of it is there."""

import asyncio
from typing import Any

import pytest

from doorlezen.web import serving
from doorlezen.web.serving import BoundedBodies

MEGABYTE = 1_000_000


class Behind:
    """What stands behind: keeps what it was asked."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.lengths: list[bytes | None] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = b""
        while True:
            event = await receive()
            body += event["body"]
            if not event["more_body"]:
                break
        self.bodies.append(body)
        self.lengths.append(dict(scope["headers"]).get(b"content-length"))
        await send({"type": "http.response.start", "status": 204, "headers": []})


def answered(
    pieces: list[bytes | None], *, headers: list[tuple[bytes, bytes]], pause: float = 0, megabytes: int = 1
) -> tuple[Behind, list[int]]:
    """What came through of these pieces (None: the sender goes away), and the statuses that were answered."""
    behind, statuses = Behind(), []
    left = list(pieces)

    async def receive() -> Any:
        await asyncio.sleep(pause)
        piece = left.pop(0)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    async def send(event: Any) -> None:
        if event["type"] == "http.response.start":
            statuses.append(event["status"])

    scope = {"type": "http", "method": "POST", "headers": headers}
    asyncio.run(BoundedBodies(behind, megabytes=megabytes)(scope, receive, send))
    return behind, statuses


CHUNKED = [(b"transfer-encoding", b"chunked")]


def test_a_body_comes_through_whole_with_its_length() -> None:
    pieces: list[bytes | None] = [bytes([at]) * 300_000 for at in range(3)]
    behind, statuses = answered(pieces, headers=CHUNKED)
    assert behind.bodies == [b"".join(piece or b"" for piece in pieces)]
    assert (behind.lengths, statuses) == ([b"900000"], [204])


def test_without_a_body_nothing_is_waited_for() -> None:
    behind, statuses = answered([b""], headers=[])
    assert (behind.bodies, behind.lengths, statuses) == ([b""], [None], [204])


def test_a_body_that_comes_too_slowly_is_hung_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "FIRST_SECONDS", 0.05)
    behind, statuses = answered([b"a"] * 50, headers=[(b"content-length", b"50")], pause=0.01)
    assert (behind.bodies, statuses) == ([], [408])


def test_a_slow_line_that_goes_on_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "FIRST_SECONDS", 0.05)
    pieces: list[bytes | None] = [b"a" * 20_000] * 10
    behind, statuses = answered(pieces, headers=CHUNKED, pause=0.02)
    assert ([len(body) for body in behind.bodies], statuses) == ([200_000], [204])


def test_a_body_without_a_length_may_not_grow_for_ever() -> None:
    behind, statuses = answered([b"a" * 600_000] * 3, headers=CHUNKED)
    assert (behind.bodies, statuses) == ([], [413])


def test_who_says_beforehand_that_it_is_too_much_gets_the_page_that_says_so() -> None:
    behind, statuses = answered([b"a"], headers=[(b"content-length", str(2 * MEGABYTE).encode())])
    assert (behind.bodies, behind.lengths, statuses) == ([b""], [b"2000000"], [204])


def test_who_goes_away_is_let_go() -> None:
    behind, statuses = answered([b"a", None], headers=CHUNKED)
    assert (behind.bodies, statuses) == ([], [])
