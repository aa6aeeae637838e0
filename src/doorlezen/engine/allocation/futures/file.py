"""Files of flips (doorlezen-futures/1, docs/futures.md): what changes at the drempel."""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.allocation.futures.future import Flip
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.language import t

FORMAT = "doorlezen-futures/1"


@dataclass(frozen=True)
class Flips:
    """The flips of a problem, and what they rest on: a band in points per pupil, and a source in words."""

    band: Decimal
    source: str
    flips: tuple[Flip, ...]


def read_flips(data: bytes, problem: Problem, *, name: str = "flips") -> Flips:
    """Read a file of flips for this problem. Raises InputError with the path of what is wrong."""
    fields = Fields(parse(data, name=name), "", name)
    if (found := fields.take("format")) != FORMAT:
        fields.refuse("format", t("moet {format} zijn, niet {found}", format=repr(FORMAT), found=repr(found)))
    if fields.text("problem_sha256") != problem.sha256:
        fields.refuse("problem_sha256", t("hoort bij een ander probleem; maak dit bestand opnieuw"))
    band = fields.decimal_or_null("band")
    source = fields.text("source")
    flips: list[Flip] = []
    for item in fields.objects("flips"):
        flips.append(_flip(item, problem, {flip.school for flip in flips}))
    fields.close()
    return Flips(Decimal(0) if band is None else band, source, tuple(flips))


def _flip(fields: Fields, problem: Problem, seen: set[str]) -> Flip:
    code = fields.one_of("school", problem.codes)
    if code in seen:
        fields.refuse("school", t("{value} staat er twee keer", value=repr(code)))
    score = fields.decimal_or_null("score")
    if score is None or score < 0:
        fields.refuse("score", t("moet minstens {least} zijn, niet {value}", least=0, value=score))
    here = problem.paying(code)
    elsewhere = [purse for purse in problem.purses if purse not in here]
    flip = Flip(
        code,
        score,
        weight=fields.whole("weight", least=None) if fields.has("weight") else None,
        menu=fields.one_of("menu", problem.menus) if fields.has("menu") else None,
        leaves=fields.names("leaves", here) if fields.has("leaves") else (),
        joins=fields.names("joins", elsewhere) if fields.has("joins") else (),
    )
    fields.close()
    return flip


def write_flips(flips: Flips, problem: Problem) -> bytes:
    """The bytes of the file; equal flips give equal bytes."""
    document = {
        "format": FORMAT,
        "problem_sha256": problem.sha256,
        "band": float(flips.band),
        "source": flips.source,
        "flips": [_as_data(flip) for flip in flips.flips],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _as_data(flip: Flip) -> dict[str, Any]:
    # the shortest float writes a published decimal back exactly; reading gives the Decimal again
    data: dict[str, Any] = {"school": flip.school, "score": float(flip.score)}
    rest = {
        "weight": flip.weight,
        "menu": flip.menu,
        "leaves": list(flip.leaves) or None,
        "joins": list(flip.joins) or None,
    }
    return data | {key: value for key, value in rest.items() if value is not None}
