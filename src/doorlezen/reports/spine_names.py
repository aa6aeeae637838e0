"""The names on a shelf. The books that stand out come first, so that never they are the ones without one."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from doorlezen.reports.drawing import (
    INK,
    LINE,
    PAPER,
    SOFT_INK,
    Element,
    box,
    line,
    number,
    text_width,
    words,
)
from doorlezen.reports.spines import NAME, Spine, spine_name

_APART, _CLEAR, _BESIDE = 500, 200, 350
"""Between a name and what it lies on; between two names; between a book and a name beside it."""
_MOST_ROWS = 3
_OVERHANG = 40_000
"""A name longer than this does not hang over the books beside its own."""


class _Room(NamedTuple):
    """A piece of the picture, in hundredths from its top left."""

    left: int
    top: int
    right: int
    bottom: int

    def touches(self, other: "_Room") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class _Place(NamedTuple):
    """Where a name could stand, and how it is written there."""

    room: _Room
    write: Callable[[Element], None]
    on_the_book: bool = False
    leader: _Room | None = None


class _Shelf:
    """What is taken on a shelf: its picture runs from ``start`` to ``end``, its plank is at ``floor``."""

    def __init__(self, spines: Sequence[Spine], floor: int, start: int, end: int) -> None:
        self.floor, self.start, self.end = floor, start, end
        self.books = [(spine, room) for spine in spines for room in self._taken_by(spine)]
        self.spines = spines
        self.names: list[_Room] = []

    def _taken_by(self, spine: Spine) -> list[_Room]:
        """A book, and last year's line above it; between the two there is air."""
        right, line = spine.x + spine.width, self.floor - self.top(spine)
        book = _Room(spine.x, self.floor - spine.height, right, self.floor)
        return [book, _Room(spine.x, line - _CLEAR // 2, right, line + _CLEAR // 2)]

    def top(self, spine: Spine) -> int:
        """How high a book with its line reaches above the floor."""
        return max(spine.height, spine.last_height if spine.book.last_year_quarters else 0)

    def stands_out(self, spine: Spine) -> bool:
        """Whether it is at least half as high as the highest book."""
        return spine.height > 0 and 2 * spine.height >= max(other.height for other in self.spines)

    def has_room(self, place: _Place, spine: Spine) -> bool:
        """Whether nothing else stands there, and all of it lies in the picture."""
        room = place.room
        if place.on_the_book:
            return True
        if room.top < 0 or room.left < self.start or room.right > self.end:
            return False
        others = [book for other, book in self.books if other is not spine]
        if place.leader and any(place.leader.touches(taken) for taken in self.names):
            return False
        return not any(room.touches(taken) for taken in chain(others, self.names))


def write_names(root: Element, spines: Sequence[Spine], floor: int, *, start: int, end: int) -> int:
    """Write each name once, where there is room: up the spine on a label, lying on the book or standing on
    it, or beside its top; a name that fits nowhere is left to the number and the table.

    The higher a book the sooner it has its name: books without hours come last. Returns how high the highest
    name reaches above the floor.
    """
    ways = [_placed(_Shelf(spines, floor, start, end), aside=aside) for aside in (False, True)]
    chosen = max(ways, key=lambda way: sum(stands_out for stands_out, _ in way))
    for _, place in chosen:
        place.write(root)
    return max((floor - place.room.top for _, place in chosen if not place.on_the_book), default=0)


def _placed(shelf: _Shelf, *, aside: bool) -> list[tuple[bool, _Place]]:
    """A place for each name that has one, and whether its book stands out. ``aside``: rather beside a book
    than hanging over those next to it, which may be the only way for two high ones."""
    placed = []
    for spine in sorted(shelf.spines, key=lambda spine: (-spine.height, spine.x)):
        places = _places(spine, shelf, aside=aside)
        found = next((place for place in places if shelf.has_room(place, spine)), None)
        if found is None:
            continue
        placed.append((shelf.stands_out(spine), found))
        if not found.on_the_book:
            shelf.names += [found.room, *([found.leader] if found.leader else [])]
    return placed


def _places(spine: Spine, shelf: _Shelf, *, aside: bool) -> list[_Place]:
    """Where the name of this book could stand, the best first."""
    name = spine_name(spine.book.name)
    length, middle = text_width(name, NAME), spine.x + spine.width // 2
    places = []
    if spine.width >= NAME * 15 // 10 and spine.height >= length + 1600:
        places.append(_up_the_spine(name, middle, shelf.floor - 700, length))
    lies = shelf.floor - shelf.top(spine) - _APART
    if spine.width >= length:
        places.append(_lying(name, middle, lies, length))
    if spine.width >= NAME * 11 // 10:
        places.append(_standing(name, middle, lies, length))
    if spine.height and length <= _OVERHANG:
        half = length // 2 + _CLEAR
        within = max(shelf.start + half, min(middle, shelf.end - half))
        top = shelf.floor - spine.height
        over = [_lying(name, within, lies, length)]
        beside = [
            _lying(name, spine.x + spine.width + _BESIDE + half, top + NAME, length),
            _lying(name, spine.x - _BESIDE - half, top + NAME, length),
        ]
        places += [*beside, *over] if aside else [*over, *beside]
    if spine.height and length <= _OVERHANG and shelf.stands_out(spine):
        places += [_led_to(spine, name, within, base, length, shelf) for base in _rows(within, half, shelf)]
        # last year's line is thin: better through it than no name on what stands out
        places.append(_lying(name, within, top - _APART, length))
    return places


def _rows(middle: int, half: int, shelf: _Shelf) -> list[int]:
    """Lines above every book that a name here hangs over, the lowest first."""
    under = [room.top for _, room in shelf.books if room.left < middle + half and middle - half < room.right]
    lowest = min(under, default=shelf.floor) - _APART
    return [lowest - row * (NAME + 2 * _CLEAR) for row in range(_MOST_ROWS)]


def _led_to(spine: Spine, name: str, middle: int, base: int, length: int, shelf: _Shelf) -> _Place:
    """High above the book, with a thin line down to it."""
    x, end = spine.x + spine.width // 2, shelf.floor - spine.height - _CLEAR
    plain = _lying(name, middle, base, length)

    def write(root: Element) -> None:
        plain.write(root)
        line(root, x, base + _CLEAR, x, end, stroke=SOFT_INK, stroke_width="0.8", class_="leader")

    return _Place(plain.room, write, leader=_Room(x - 50, base + _CLEAR, x + 50, end))


def _lying(name: str, middle: int, base: int, length: int) -> _Place:
    half = length // 2 + _CLEAR
    room = _Room(middle - half, base - NAME, middle + half, base + _CLEAR)

    def write(root: Element) -> None:
        words(root, name, middle, base, NAME, text_anchor="middle", fill=INK, class_="name")

    return _Place(room, write)


def _standing(name: str, middle: int, bottom: int, length: int) -> _Place:
    half = NAME * 55 // 100
    room = _Room(middle - half, bottom - length * 11 // 10, middle + half, bottom)
    return _Place(room, lambda root: _upright(root, name, middle, bottom, fill=INK, class_="name"))


def _up_the_spine(name: str, middle: int, bottom: int, length: int) -> _Place:
    height = NAME * 13 // 10
    room = _Room(middle - height // 2, bottom - length - 500, middle + height // 2, bottom + 300)
    label = {"fill": PAPER, "stroke": LINE, "stroke_width": "0.6", "rx": "2", "class_": "label"}

    def write(root: Element) -> None:
        box(root, room.left, room.top, height, length + 800, **label)
        _upright(root, name, middle, bottom, fill=INK, class_="name on-label")

    return _Place(room, write, on_the_book=True)


def _upright(root: Element, name: str, middle: int, bottom: int, **look: str) -> None:
    turn = f"translate({number(middle + NAME * 32 // 100)} {number(bottom)}) rotate(-90)"
    words(root, name, 0, 0, NAME, transform=turn, **look)
