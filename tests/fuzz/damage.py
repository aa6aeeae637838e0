"""Damage to a file, as seeds tell: the same seed gives the same file."""

import io
import random
import zipfile

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\x81", b"\r", b"\n", b'"', b"'", b";", b",", b"\t",
    b"{", b"}", b"[", b"]", b"<", b">", b"&", b"-->", b"<!DOCTYPE x [<!ENTITY a 'a'>]>", b"&a;", b"]]>",
    b"1e999999999", b"-1", b"99999999999999999999", b"0.1e-999999", b"NaN", b"Infinity", b"null", b"true",
    b"\\u0000", b"\\ud800", b"\\UFFFFFFFF", b"XFD1048576", b"#REF!", b"=1/0", b"31-02-2026", b"9999-12-31",
    b"*a", b"&a", b"!!python/object:os.system", b"? ", b"- ", b": ", b"sep=;", b"PK\x03\x04", b"\xe2\x80\xae",
    b"\xf0\x9f\x98\x80", b"\xef\xbf\xbe", b"\xed\xa0\x80", b"%", b"|", b"#",
)  # fmt: skip


def damaged(seeds: list[bytes], number: int) -> bytes:
    """File ``number``: one of the seeds with one to eight wounds, inside of its parts where it is a zip."""
    chance = random.Random(number)
    data = chance.choice(seeds)
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.7:
        return _inside(chance, data)
    return _wounded(chance, data, seeds)


def _inside(chance: random.Random, data: bytes) -> bytes:
    """The zip with one of its parts damaged, and packed anew, so that the damage is reached."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        names = before.namelist()
        hit = chance.choice(names)
        for name in names:
            part = before.read(name)
            after.writestr(name, _wounded(chance, part, [part]) if name == hit else part)
    return packed.getvalue()


def _wounded(chance: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    hurt = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        _wound(chance, hurt, seeds)
    return bytes(hurt)


def _wound(chance: random.Random, hurt: bytearray, seeds: list[bytes]) -> None:
    at = chance.randrange(len(hurt) + 1)
    to = min(len(hurt), at + chance.choice((1, 2, 4, 16, 64, 1024)))
    match chance.randrange(9):
        case 0 if hurt:
            hurt[at % len(hurt)] ^= 1 << chance.randrange(8)
        case 1 if hurt:
            hurt[at % len(hurt)] = chance.randrange(256)
        case 2:
            hurt[at:at] = chance.choice(TOKENS)
        case 3:
            hurt[at:to] = chance.choice(TOKENS)
        case 4:
            del hurt[at:to]
        case 5:
            hurt[at:at] = hurt[at:to] * chance.choice((1, 2, 50, 1000))
        case 6:
            del hurt[at:]
        case 7:
            other = chance.choice(seeds)
            hurt[at:] = other[min(at, len(other)) :]
        case _:
            hurt[at:at] = chance.choice(TOKENS) * chance.choice((2, 100, 10_000))
