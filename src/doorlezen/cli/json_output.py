"""Answers as JSON for other programs."""

import datetime
import json
from decimal import Decimal
from typing import Any


def as_json(value: Any) -> bytes:
    """The value as indented UTF-8 JSON: days as "2019-10-01", decimals as the number that was published."""
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        # at most ten digits, so it leaves a float exactly as it came in
        return float(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
