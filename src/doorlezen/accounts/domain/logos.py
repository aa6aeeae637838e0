"""A logo that somebody uploads is drawn anew, so that nothing but a picture is ever kept or sent."""

import io
import struct
from dataclasses import dataclass

from doorlezen.documents.confined import confined
from doorlezen.documents.pictures import has_endless_scans
from doorlezen.language import InputError, t, whole

MOST_BYTES = 500_000
MOST_PIXELS = 4_000_000
LARGEST_SIDE = 600
KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True)
class LogoImage:
    """The bytes of a picture and their media type."""

    content: bytes
    media_type: str


def drawn_anew(name: str, content: bytes) -> LogoImage:
    """A PNG or JPEG, at most 600 pixels on a side, without what cameras and programs write in it.

    Raises InputError for anything else, and for what is too large to be opened safely.
    """
    if len(content) > MOST_BYTES:
        raise InputError(
            name, t("is te groot; een logo is hoogstens {most} kB", most=whole(MOST_BYTES // 1000))
        )
    if has_endless_scans(content):
        raise InputError(name, _damaged())
    return confined(_drawn, name, content, name=name)


def _drawn(name: str, content: bytes) -> LogoImage:
    from PIL import Image, UnidentifiedImageError

    try:
        # the size stands at the start: nothing is unpacked before it is known to be small
        picture: Image.Image = Image.open(io.BytesIO(content), formats=tuple(KINDS))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, LookupError):
        raise InputError(
            name, t("is geen PNG of JPEG; bewaar het logo als PNG en probeer het opnieuw")
        ) from None
    if picture.width * picture.height > MOST_PIXELS:
        what = t(
            "is {width} bij {height} punten; maak het kleiner dan 2.000 bij 2.000",
            width=whole(picture.width),
            height=whole(picture.height),
        )
        raise InputError(name, what)
    kind = str(picture.format)
    try:
        small = picture.convert("RGBA" if kind == "PNG" else "RGB")
    except (OSError, ValueError, SyntaxError, EOFError, LookupError, struct.error):
        raise InputError(name, _damaged()) from None
    small.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = io.BytesIO()
    small.save(drawn, format=kind, optimize=True)
    return LogoImage(drawn.getvalue(), KINDS[kind])


def _damaged() -> str:
    return t("is beschadigd; bewaar het logo opnieuw en probeer het nog eens")
