"""The numbers that a team's hours and its roster rest on: which there are, and what is known of them."""

import datetime
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import hours, t, whole

ParameterKind = Literal["hours", "minutes", "days", "weeks", "points", "euros", "clock"]


@dataclass(frozen=True)
class ParameterTerms:
    """One number: its bounds, and where something is known of it its value with source and day.

    Hours are quarter-hours, a time on the clock is minutes after midnight. ``choices``: nothing but these;
    empty: anything within the bounds.
    """

    key: str
    kind: ParameterKind
    most: int
    least: int = 0
    choices: tuple[int, ...] = ()
    value: int | None = None
    source: str = ""
    read_on: datetime.date | None = None


@cache
def parameter_terms() -> dict[str, ParameterTerms]:
    """All numbers, by key, in the order of data/team_parameters.toml."""
    name = "team_parameters.toml"
    data = files("doorlezen.team").joinpath("data", name).read_bytes()
    listed = parse_toml(data, name=name)["parameter"]
    return {one["key"]: ParameterTerms(**{**one, "choices": tuple(one.get("choices", ()))}) for one in listed}


def parameter_name(key: str) -> str:
    """What people call a number."""
    return {
        "fulltime_week": t("Uren van een volle week"),
        "annual_hours": t("Jaaruren bij een volle week"),
        "leave_hours": t("Verlofuren per jaar bij een volle week"),
        "plus_hours": t("Hoeveel uren iemand voor mag lopen"),
        "minus_hours": t("Hoeveel uren iemand achter mag lopen"),
        "hour_cost": t("Wat een uur naar scholen kost"),
        "roster_notice": t("Hoe lang van tevoren een rooster bekend is"),
        "cycle_weeks": t("Om de hoeveel weken het rooster zich herhaalt"),
        "shortest_visit": t("Een bezoek duurt minstens"),
        "longest_visit": t("Een bezoek duurt hooguit"),
        "morning_begins": t("Het eerste bezoek van een ochtend begint om"),
        "afternoon_begins": t("Het eerste bezoek van een middag begint om"),
        "weight_minute": t("Gewicht van een minuut bezoek"),
        "weight_continuity": t("Gewicht van dezelfde persoon als vorig jaar"),
        "weight_travel": t("Gewicht van een minuut reizen"),
        "weight_wish": t("Gewicht van een wens"),
        "weight_over_target": t("Gewicht van een minuut boven de uren voor scholen"),
    }[key]


def unit_name(kind: ParameterKind) -> str:
    """In what a number is; empty for a weight and for a time on the clock."""
    return {
        "hours": t("uur"),
        "minutes": t("minuten"),
        "days": t("dagen"),
        "weeks": t("weken"),
        "points": "",
        "euros": t("euro"),
        "clock": "",
    }[kind]


def figure_told(kind: ParameterKind, value: int) -> str:
    """A number as people write it, without its unit: 144 quarter-hours as 36, 525 minutes as 08:45."""
    if kind == "clock":
        return f"{datetime.time(value // 60, value % 60):%H:%M}"
    return hours(value) if kind == "hours" else whole(value)
