"""Colours and how well they can be told apart, as WCAG 2 reckons."""

PAPER, RAISED = "#FBF8F2", "#FFFFFF"
DARK_PAPER, DARK_RAISED = "#16181D", "#1F222A"
INK, WHITE = "#16181D", "#FFFFFF"
READABLE = 4.5
"""The least contrast of text with what it stands on (WCAG 2.2, 1.4.3)."""
_STEPS = 40


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#RRGGBB), from 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, *, dark: bool = False) -> bool:
    """Whether text in this colour can be read on our light (or dark) papers."""
    papers = (DARK_PAPER, DARK_RAISED) if dark else (PAPER, RAISED)
    return all(contrast(colour, paper) >= READABLE for paper in papers)


def made_readable(colour: str, *, dark: bool = False) -> str:
    """The colour itself, or the first one that can be read: step by step lighter in the dark, else darker."""
    target = WHITE if dark else INK
    steps = (_mixed(colour, target, step) for step in range(_STEPS + 1))
    return next(step for step in steps if readable(step, dark=dark))


def text_on(colour: str) -> str:
    """White or dark ink: what is read best on a plane of this colour."""
    return max((WHITE, INK), key=lambda text: contrast(text, colour))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def _mixed(colour: str, target: str, step: int) -> str:
    pairs = zip(_parts(colour), _parts(target), strict=True)
    return "#" + "".join(f"{round(here + (there - here) * step / _STEPS):02X}" for here, there in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
