"""A library file as text again, and everything in it with a name by which it is found."""

from collections.abc import Iterator, Mapping
from typing import Any

import tomli_w

KEYED = {"fund": "id", "demand": "id", "filled": "name", "pupils": "code", "course": "id"}
"""Lists of tables whose items have a name of their own → the key that it stands under."""


def write_tree(tree: Mapping[str, Any]) -> str:
    """The text of a library file. `parse_toml` of it gives the same values; remarks are not among them."""
    return tomli_w.dumps(tree)


def named(tree: Mapping[str, Any]) -> dict[str, Any]:
    """The same file in which every demand has an id: what has none gets the number that it is read with."""
    demands = tree.get("demand")
    if not isinstance(demands, list):
        return dict(tree)
    with_ids = [
        {"id": f"e{number:02d}", **demand} if isinstance(demand, dict) else demand
        for number, demand in enumerate(demands, start=1)
    ]
    return {**tree, "demand": with_ids}


def new_id(start: str, taken: Iterator[str]) -> str:
    """A name that is not taken: "gem-0281", "gem-0281-2", …"""
    known = set(taken)
    number = 1
    while (found := start if number == 1 else f"{start}-{number}") in known:
        number += 1
    return found
