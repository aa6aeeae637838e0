"""What can be done on a visit: the kinds that are shipped (data/activities.toml)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from doorlezen.documents.toml_text import parse_toml


@dataclass(frozen=True)
class ActivityKind:
    """A kind of activity, and the bouwsteen that it usually belongs to."""

    key: str
    name: str
    bouwsteen: str


@cache
def activity_kinds() -> dict[str, ActivityKind]:
    """The shipped kinds by key, in the order of the file."""
    name = "activities.toml"
    data = files("doorlezen.visits").joinpath("data", name).read_bytes()
    rows = parse_toml(data, name=name)["activity"]
    return {one["key"]: ActivityKind(one["key"], one["name"], one["bouwsteen"]) for one in rows}


def activity_name(activity: str) -> str:
    """What an activity is called: a kind by its name, anything else as it was typed."""
    kind = activity_kinds().get(activity)
    return kind.name if kind else activity
