"""Pictures that are small on disk and endless to unpack."""

import io
import struct
import time
import zlib

import pytest
from PIL import Image

from doorlezen.accounts.domain.logos import drawn_anew
from doorlezen.documents.confined import confined
from doorlezen.documents.pictures import is_whole_picture
from doorlezen.language import InputError


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes, *more: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), *more, chunk(b"IDAT", zlib.compress(pixels, 9)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


ROW = b"\x00" + b"\x11\x22\x33" * 10


def many_scans() -> bytes:
    """A progressive JPEG of 1,900 by 1,900 points in which one scan stands sixty thousand times."""
    out = io.BytesIO()
    Image.new("L", (1_900, 1_900), 128).save(out, format="JPEG", progressive=True, quality=5)
    data = out.getvalue()
    last = data.rindex(b"\xff\xda")
    scan = data[last:-2]
    return data[:last] + scan * ((499_000 - last) // len(scan)) + b"\xff\xd9"


TEXT = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000), 9))
NO_PICTURE = "is geen PNG of JPEG; bewaar het logo als PNG en probeer het opnieuw"
DAMAGED = "is beschadigd; bewaar het logo opnieuw en probeer het nog eens"
BOMBS = [
    (png(65_000, 65_000, ROW * 10), NO_PICTURE),
    (png(2_001, 2_000, ROW * 10), "is 2.001 bij 2.000 punten; maak het kleiner dan 2.000 bij 2.000"),
    (
        png(10, 10, ROW * 10, *[chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(50_000_000), 9))] * 8),
        NO_PICTURE,
    ),
    (many_scans(), DAMAGED),
    (png(10, 10, ROW * 10)[:-30], DAMAGED),
]


@pytest.mark.parametrize(("data", "said"), BOMBS, ids=["huge", "large", "texts", "scans", "cut"])
def test_a_logo_that_is_a_bomb_is_refused_at_once(data: bytes, said: str) -> None:
    begin = time.monotonic()
    with pytest.raises(InputError) as refused:
        drawn_anew("logo.png", data)
    assert str(refused.value) == f"logo.png: {said}"
    assert time.monotonic() - begin < 8


def test_more_pixels_than_a_picture_says_it_has_are_never_unpacked() -> None:
    assert drawn_anew("logo.png", png(10, 10, ROW * 1_000_000)).media_type == "image/png"


@pytest.mark.parametrize("data", [png(65_000, 65_000, ROW * 10), many_scans()], ids=["huge", "scans"])
def test_a_poster_that_is_a_bomb_is_no_picture(data: bytes) -> None:
    assert not confined(is_whole_picture, data, name="beeld.jpg")


def test_a_moving_picture_is_drawn_as_its_first_one() -> None:
    out = io.BytesIO()
    first, second = Image.new("RGB", (40, 40), "red"), Image.new("RGB", (40, 40), "blue")
    first.save(out, format="PNG", save_all=True, append_images=[second] * 50)
    drawn = Image.open(io.BytesIO(drawn_anew("logo.png", out.getvalue()).content))
    assert (getattr(drawn, "n_frames", 1), drawn.convert("RGB").getpixel((0, 0))) == (1, (255, 0, 0))
