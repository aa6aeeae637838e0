"""Whether a file is a picture, for `confined` to find out: what unpacks it is not ours."""

import io
import struct

MOST_PIXELS = 40_000_000
"""Of a picture: what a good camera makes, many times what a page shows."""


MOST_SCANS = 100
"""Of a JPEG: programs write ten. Each takes the time of the whole picture again, and a few bytes."""


def has_endless_scans(content: bytes) -> bool:
    """Whether this is a JPEG that keeps whoever draws it busy for minutes: us, and every visitor."""
    return content.startswith(b"\xff\xd8") and content.count(b"\xff\xda") > MOST_SCANS


def is_whole_picture(content: bytes) -> bool:
    """Whether this is a whole PNG, JPEG or WebP, and not so large that who opens it runs out of memory."""
    from PIL import Image

    if has_endless_scans(content):
        return False
    try:
        # the size stands at the start: nothing is unpacked before it is known
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as picture:
            small = picture.width * picture.height <= MOST_PIXELS
            picture.verify()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, OSError, SyntaxError, ValueError):
        return False
    except (EOFError, LookupError, struct.error):
        return False
    return small
