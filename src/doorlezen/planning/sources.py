"""What a problem rests on: editions, parameters and names that the problem format itself does not hold.

Written beside the problem file as ``<problem>.sources.json`` and read by the reports, so that every figure
shown can name its source. Format: docs/formats.md (doorlezen-sources/1).
"""

import datetime
from collections.abc import Mapping
from dataclasses import MISSING, asdict, dataclass, field
from dataclasses import fields as dataclass_fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from doorlezen.documents.fields import Fields, parse
from doorlezen.documents.json_text import write_json
from doorlezen.engine.allocation.futures import Flip
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.language import RECORDED, InputError, t

FORMAT = "doorlezen-sources/1"
FUND_KINDS = ("scheme", "gemeente", "oab", "library", "school", "other")
"""What kind of purse a fund can be."""


ON_A_SCORE = ("scheme", "oab")
"""The kinds of purse that pay only schools with a score (docs/library-file.md)."""


@dataclass(frozen=True)
class SourceFile:
    """A file that figures were read from: whose, what, the day it describes, and the hash of its bytes."""

    publisher: str
    title: str
    licence: str
    peildatum: str
    file_name: str
    sha256: str


@dataclass(frozen=True)
class FilledValue:
    """A value that is not public and was filled in: what, how much (in words), on what ground, by whom."""

    name: str
    value: str
    source: str
    date: str
    by: str = ""


@dataclass(frozen=True)
class Sources:
    """Everything a report needs beside the problem. ``invented`` is True for made-up data.

    ``fund_kinds`` says what kind of purse each fund is (the kinds of the library file), by its id.
    ``falls``: what a school with a score becomes without one, as the library file says; None: not told here.
    """

    library: str
    problem_sha256: str
    gemeenten: Mapping[str, str]
    invented: bool = False
    scheme: str = ""
    editions: tuple[SourceFile, ...] = ()
    parameters: tuple[FilledValue, ...] = ()
    notes: tuple[str, ...] = ()
    fund_kinds: Mapping[str, str] = field(default_factory=dict)
    falls: tuple[Flip, ...] | None = None

    def falls_in(self, of: Problem, *, name: str) -> tuple[Flip, ...]:
        """``falls``, each of which fits this problem. Raises InputError."""
        for index, flip in enumerate(self.falls or ()):
            known = (("school", [flip.school], of.codes), ("menu", [flip.menu or ""], ["", *of.menus]))
            purses = (("leaves", flip.leaves, of.purses), ("joins", flip.joins, of.purses))
            for key, values, there in (*known, *purses):
                for value in values:
                    if value not in there:
                        what = t("{value} komt in het probleem niet voor", value=repr(value))
                        raise InputError(f"{name}: falls[{index}].{key}", what)
        return self.falls or ()


def path_beside(problem: Path) -> Path:
    """Where the sources of a problem file lie: P.json → P.sources.json."""
    return problem.with_suffix(".sources.json")


def write_sources(sources: Sources) -> bytes:
    """The bytes of the sources file."""
    plain = {name: value for name, value in asdict(sources).items() if name != "falls"}
    document = {
        "format": FORMAT,
        **plain,
        "gemeenten": dict(sorted(sources.gemeenten.items())),
        "fund_kinds": dict(sorted(sources.fund_kinds.items())),
    }
    if sources.falls is not None:
        document["falls"] = [_fall_as_data(flip) for flip in sources.falls]
    return write_json(document)


def _fall_as_data(flip: Flip) -> dict[str, Any]:
    """What becomes other at a score of 0; what stays is not written."""
    purses = {"leaves": list(flip.leaves) or None, "joins": list(flip.joins) or None}
    changes = {"weight": flip.weight, "menu": flip.menu, **purses}
    return {"school": flip.school, **{key: value for key, value in changes.items() if value is not None}}


def read_sources(data: bytes, *, name: str = "sources") -> Sources:
    """Read the bytes of a sources file. Raises InputError with the path of the first field that is wrong."""
    fields = Fields(parse(data, name=name), "", name)
    if fields.take("format") != FORMAT:
        fields.refuse("format", t("moet {format} zijn", format=repr(FORMAT)))
    names = Fields(fields.mapping("gemeenten"), "gemeenten", name)
    kinds = Fields(fields.mapping("fund_kinds") if fields.has("fund_kinds") else {}, "fund_kinds", name)
    sources = Sources(
        library=fields.text("library"),
        problem_sha256=fields.text("problem_sha256"),
        gemeenten={code: names.text(code) for code in names.mapping_keys()},
        invented=fields.boolean("invented"),
        scheme=_text(fields, "scheme"),
        editions=tuple(_record(item, SourceFile) for item in fields.objects("editions")),
        parameters=tuple(_record(item, FilledValue) for item in fields.objects("parameters")),
        notes=fields.names("notes"),
        fund_kinds={fund: kinds.one_of(fund, FUND_KINDS) for fund in kinds.mapping_keys()},
        falls=tuple(_fall(item) for item in fields.objects("falls")) if fields.has("falls") else None,
    )
    fields.close()
    return sources


def _fall(fields: Fields) -> Flip:
    flip = Flip(
        fields.text("school"),
        Decimal(0),
        weight=fields.whole("weight", least=None) if fields.has("weight") else None,
        menu=fields.text("menu") if fields.has("menu") else None,
        leaves=fields.names("leaves") if fields.has("leaves") else (),
        joins=fields.names("joins") if fields.has("joins") else (),
    )
    fields.close()
    return flip


def _text(fields: Fields, key: str) -> str:
    value = fields.take(key)
    if not isinstance(value, str):
        fields.refuse(key, t("moet een tekst zijn"))
    return value


def _record(fields: Fields, kind: type[Any]) -> Any:
    # a key with a default may be missing: files from before it had none
    keys = [item.name for item in dataclass_fields(kind) if item.default is MISSING or fields.has(item.name)]
    record = kind(**{key: _text(fields, key) for key in keys})
    fields.close()
    return record


def day(text: str, *, where: str) -> datetime.date:
    """Read a date as written in our files: 2019-10-01. Raises InputError."""
    try:
        return RECORDED.read(text)
    except ValueError:
        raise InputError(where, t("{text} is geen datum zoals 2019-10-01", text=repr(text))) from None
