"""What every school year has beside its school days: campaigns, and the weeks of the Monitor."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import date, t
from doorlezen.relations.models import OwnDayKind

SHIPPED = "campaigns.toml"


@dataclass(frozen=True)
class CampaignDays:
    """The days of a campaign in one school year, both included, with where and when that was read."""

    first: datetime.date
    last: datetime.date
    source: str
    read_on: datetime.date

    @property
    def told(self) -> str:
        """Where it comes from, as a page says it."""
        return t("{source}, gelezen op {day}", source=self.source, day=date(self.read_on))


@dataclass(frozen=True)
class Campaign:
    """One of them. ``usual``: when it was in other years, in words. ``days``: per year, where known."""

    key: str
    kind: OwnDayKind
    name: str
    usual: str
    days: Mapping[str, CampaignDays]


@cache
def campaigns() -> dict[str, Campaign]:
    """All of them by key, in the order of data/campaigns.toml."""
    data = files("doorlezen.relations").joinpath("data", SHIPPED).read_bytes()
    found = {}
    for one in parse_toml(data, name=SHIPPED)["campaign"]:
        days = {year: CampaignDays(**said) for year, said in one.get("days", {}).items()}
        kind = OwnDayKind(one["kind"])
        found[one["key"]] = Campaign(one["key"], kind, one["name"], one["usual"], days)
    return found
