"""Drawing in SVG: whole hundredths of a unit, so that equal figures give equal bytes on every machine."""

import re
from xml.etree import ElementTree as Xml

from doorlezen.reports.purse_styles import PURSES, Kind

INK, SOFT_INK, LINE, PAPER, PLANK = "#1F2430", "#5A6070", "#D9D3C7", "#FBF8F2", "#8A6A4A"
SERIF = "Source Serif 4, Literata, Libertinus Serif, Georgia, serif"

Element = Xml.Element
_WITHOUT = ("solid", "plain")


def number(hundredths: int) -> str:
    """A length as SVG writes it: 1250 → "12.5"."""
    sign, (units, rest) = "-" if hundredths < 0 else "", divmod(abs(hundredths), 100)
    return f"{sign}{units}.{rest:02d}".rstrip("0").rstrip(".")


def picture(width: int, height: int, *, name: str, title: str, text: str) -> Element:
    """An empty picture of width × height hundredths, with what it is called and what it shows.

    ``name`` prefixes every id inside, so that several pictures can stand on one page.
    """
    root = Xml.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-text",
            "font-family": SERIF,
        },
    )
    Xml.SubElement(root, "title", {"id": f"{name}-title"}).text = title
    Xml.SubElement(root, "desc", {"id": f"{name}-text"}).text = text
    return root


def define_patterns(root: Element, name: str, kinds: list[Kind]) -> None:
    """Put the pattern of each kind of purse that has one into the picture, for `fill`."""
    drawn = [kind for kind in kinds if PURSES[kind].pattern not in _WITHOUT]
    definitions = Xml.SubElement(root, "defs") if drawn else root
    for kind in drawn:
        purse = PURSES[kind]
        pattern = Xml.SubElement(
            definitions,
            "pattern",
            {"id": f"{name}-{kind}", "width": "8", "height": "8", "patternUnits": "userSpaceOnUse"},
        )
        ground = {"width": "8", "height": "8", "fill": purse.fill, "class": f"purse-{kind}"}
        Xml.SubElement(pattern, "rect", ground)
        mark = {"stroke": purse.mark, "stroke-width": "1.4", "fill": "none", "class": f"purse-{kind}-mark"}
        match purse.pattern:
            case "rising":
                Xml.SubElement(pattern, "path", {"d": "M-2 2L2 -2M0 8L8 0M6 10L10 6", **mark})
            case "falling":
                Xml.SubElement(pattern, "path", {"d": "M-2 6L2 10M0 0L8 8M6 -2L10 2", **mark})
            case "level":
                Xml.SubElement(pattern, "path", {"d": "M0 4L8 4", **mark})
            case "dots":
                for x, y in ((2, 2), (6, 6)):
                    dot = {"cx": str(x), "cy": str(y), "r": "1.3", "fill": purse.mark}
                    Xml.SubElement(pattern, "circle", {**dot, "class": f"purse-{kind}-mark"})


def fill(name: str, kind: Kind) -> dict[str, str]:
    """The attributes that fill a shape with the colour and pattern of a kind of purse."""
    plain = PURSES[kind].pattern in _WITHOUT
    return {"fill": PURSES[kind].fill if plain else f"url(#{name}-{kind})"}


def box(parent: Element, x: int, y: int, width: int, height: int, **attributes: str) -> Element:
    """A rectangle; lengths in hundredths. ``class_`` and names with _ become SVG's own spelling."""
    place = {"x": number(x), "y": number(y), "width": number(width), "height": number(height)}
    return Xml.SubElement(parent, "rect", place | _spelled(attributes))


def line(parent: Element, x1: int, y1: int, x2: int, y2: int, **attributes: str) -> Element:
    """A straight line; lengths in hundredths."""
    ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
    return Xml.SubElement(parent, "line", ends | _spelled(attributes))


def shape(parent: Element, tag: str, attributes: dict[str, str]) -> Element:
    """Any other element, with SVG's own attributes."""
    return Xml.SubElement(parent, tag, attributes)


def words(parent: Element, text: str, x: int, y: int, size: int, **attributes: str) -> Element:
    """A line of text with its base line at (x, y); lengths in hundredths."""
    place = {"x": number(x), "y": number(y), "font-size": number(size)}
    element = Xml.SubElement(parent, "text", place | _spelled(attributes))
    element.text = text
    return element


def text_width(text: str, size: int) -> int:
    """About how wide a text is, in the unit of ``size``: a rule of thumb that errs on the wide side."""
    return sum(_width(character) for character in text) * size // 1000


def _width(character: str) -> int:
    if character in "iljtfr.,;:'’|!()[]-  ":
        return 310
    if character in "mwMW@%—":
        return 900
    if character.isupper():
        return 670
    return 510 if character.isascii() or character.islower() else 1000


def _spelled(attributes: dict[str, str]) -> dict[str, str]:
    return {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}


def swatch(kind: Kind) -> str:
    """A small sample of a kind of purse, for a legend."""
    name = f"swatch-{kind}"
    root = picture(1600, 1600, name=name, title=kind, text=kind)
    define_patterns(root, name, [kind])
    box(root, 50, 50, 1500, 1500, stroke=SOFT_INK, stroke_width="1", **fill(name, kind))
    return finished(root)


def finished(root: Element) -> str:
    """The picture as text."""
    return Xml.tostring(root, encoding="unicode")


_TAG, _HUNDREDTHS = re.compile(r"<[^>]*>"), re.compile(r"(\d\.\d)\d(?=[ \")L])")


def in_tenths(svg: str) -> str:
    """A finished drawing with lengths in tenths of a unit: as sharp on a screen, and lighter to send."""
    return _TAG.sub(lambda tag: _HUNDREDTHS.sub(r"\1", tag[0]), svg)
