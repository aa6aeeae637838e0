"""What a plan is called, in titles and in addresses: by its number within library and school year."""

import re
from typing import NamedTuple

from doorlezen.accounts.actor import Actor
from doorlezen.language import school_year, t
from doorlezen.planning.proposals.models import Proposal

_KEY = re.compile(r"(?:(?P<library>[a-z0-9-]+)-)?(?P<year>\d{4}-\d{4})-(?P<number>\d{1,9})", re.ASCII)


class PlanKey(NamedTuple):
    """How an address names a plan; ``library``: its slug, "" for the library of who reads."""

    library: str
    school_year: str
    number: int


def plan_name(proposal: Proposal, year: str = "") -> str:
    """ "Plan 3 voor 2026–2027", by the first school year; with ``year`` where that is another one."""
    name = t("Plan {number} voor {year}", number=proposal.number, year=school_year(proposal.school_year))
    if year in {"", proposal.school_year}:
        return name
    return t("{plan}, schooljaar {year}", plan=name, year=school_year(year))


def key_of(actor: Actor, proposal: Proposal) -> str:
    """The part of an address that names this plan to this reader: "2026-2027-3", of another library with its
    slug in front. The plan comes with its organisation."""
    own = f"{proposal.school_year}-{proposal.number}"
    if proposal.organisation_id == actor.organisation.pk:
        return own
    return f"{proposal.organisation.slug}-{own}"


def read_key(text: str) -> PlanKey | None:
    """What such a part of an address names; None where it is none."""
    found = _KEY.fullmatch(text)
    if found is None or int(found["number"]) > 2**31 - 1:
        return None
    return PlanKey(found["library"] or "", found["year"], int(found["number"]))
