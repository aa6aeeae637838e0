"""The two approaches of a library, as its file writes them: what a school chooses from, and who may pay."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from doorlezen.language import InputError
from doorlezen.planning.library.costs import read_profiles
from doorlezen.planning.library.fund_entries import KINDS
from doorlezen.planning.library.grounds import Grounds
from doorlezen.planning.library.library_model import WITH_SCORE, FundLine, Library, Profile
from doorlezen.planning.library.selectors import Candidate
from doorlezen.planning.library.toml_entries import Entries
from doorlezen.planning.menus import build_menus, menu_id, profile_of

LEAST_SCORE = Decimal("0.01")
"""The score that a school without one has where it is looked at as if it had one."""


@dataclass(frozen=True)
class PricedChoice:
    """What a school can choose: quarter-hours a week, and what that costs in cents a school year."""

    quarters: int
    cents: int


@dataclass(frozen=True)
class MayPay:
    """A purse that may pay at a school; not ``sure``: only where the scheme finds the school eligible."""

    fund: FundLine
    sure: bool


@dataclass(frozen=True)
class SchoolApproach:
    """One school under one profile; ``real``: the one that it has."""

    profile: str
    real: bool
    choices: tuple[PricedChoice, ...]
    may_pay: tuple[MayPay, ...]

    @property
    def most(self) -> PricedChoice:
        """The most hours that it can choose."""
        return self.choices[-1]


def at_school(library: Library, school: Candidate, profile: str) -> SchoolApproach:
    """The school as if it had this profile, whichever it has: the same pupils, with or without a score."""
    real = profile_of(school) == profile
    menu = build_menus(library)[menu_id(profile, library.sizes.band(school.pupils))]
    choices = tuple(
        PricedChoice(
            option.quarters,
            sum(cost.fixed + cost.per_pupil * school.pupils for cost in option.cost.values()),
        )
        for option in menu
    )
    return SchoolApproach(profile, real, choices, _may_pay(library, school, profile, real=real))


def _may_pay(library: Library, school: Candidate, profile: str, *, real: bool) -> tuple[MayPay, ...]:
    score = LEAST_SCORE if profile == WITH_SCORE else Decimal(0)
    asked = school if real else replace(school, score=score)
    found = []
    for fund in library.funds:
        if fund.kind == "scheme" and not real:
            # whether it would be eligible, only the scheme can say
            found.append(MayPay(fund, sure=False))
        elif KINDS[fund.kind].pays(fund, asked):
            found.append(MayPay(fund, sure=True))
    return tuple(found)


def profiles_written(tree: Mapping[str, Any], *, name: str) -> Mapping[str, Profile] | None:
    """The profiles of a library file of which other tables may still be wrong; None where they cannot be
    read."""
    try:
        grounds = Grounds.read(Entries(tree.get("entered"), "entered", name))
    except InputError:
        grounds = Grounds.unknown()
    try:
        return read_profiles(Entries(tree.get("profiles"), "profiles", name), grounds)[2]
    except InputError:
        return None
