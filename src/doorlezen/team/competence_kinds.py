"""The kinds of competence that are shipped (data/competences.toml)."""

from functools import cache
from importlib.resources import files

from doorlezen.documents.toml_text import parse_toml


@cache
def shipped_competences() -> dict[str, str]:
    """What the shipped kinds are called, by key, in the order of the file."""
    name = "competences.toml"
    data = files("doorlezen.team").joinpath("data", name).read_bytes()
    return {one["key"]: one["name"] for one in parse_toml(data, name=name)["competence"]}
