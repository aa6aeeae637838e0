"""TOML that somebody gave us: bounded, fractions as they are written."""

import re
import tomllib
from decimal import Decimal
from typing import Any

from doorlezen.documents.source import decoded
from doorlezen.language import InputError, t

LARGEST = 2**20
"""Bytes of a file; one of forty demands takes ten kilobytes."""


def parse_toml(data: bytes, *, name: str) -> dict[str, Any]:
    """Parse the bytes of a TOML file; ``name`` is what an error calls it. Fractions become Decimal, exactly.

    Raises InputError for a file over 1 MB, bytes that are not UTF-8 and text that is not TOML.
    """
    if len(data) > LARGEST:
        size = -(-len(data) // 2**20)
        raise InputError(name, t("het bestand is {size} MB; meer dan 1 MB wordt niet gelezen", size=size))
    try:
        return tomllib.loads(decoded(data, name=name), parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        line = re.search(r"line (\d+)", str(wrong))
        where = t("{name}, regel {line}", name=name, line=line[1]) if line else t("{name}, einde", name=name)
        what = t("geen geldige TOML; kijk naar aanhalingstekens, haakjes en namen die er twee keer staan")
        raise InputError(where, what) from None
    except (RecursionError, ValueError, ArithmeticError):
        raise InputError(name, t("geen geldige TOML (te diep genest, of een getal is te groot)")) from None
