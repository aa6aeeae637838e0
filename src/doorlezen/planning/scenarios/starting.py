"""What a new scenario begins with: everything that the site knows, a proposal where nobody measured, and a
blank where only the library knows."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.language import first_year, t
from doorlezen.planning.counted_weeks import ASSUMED_WEEKS, counted_weeks
from doorlezen.planning.library.library_file import FORMAT
from doorlezen.planning.library.writing import new_id
from doorlezen.planning.proposals.models import PlanState, Proposal, ProposedSchool
from doorlezen.planning.scenarios.content import hours_of
from doorlezen.register.domain.queries import gemeente_names
from doorlezen.schemes.scheme import tracks_of
from doorlezen.schemes.shipped_schemes import load_schemes

PLANNED_FROM = 2
"""The month from which people plan for the school year that is still to come."""
OF_SCHOOLS = "po"
"""What a track is for: primary schools."""
DEEPEN = "doorontwikkeling-po"
"""The end of the id of a track that takes de Bibliotheek op school further where it already runs."""


def planned_year(today: datetime.date) -> str:
    """The school year that people make a plan for on this day: "2026-2027"."""
    first = today.year if today.month >= PLANNED_FROM else today.year - 1
    return f"{first}-{first + 1}"


def started(
    actor: Actor, *, school_year: str, gemeenten: tuple[str, ...], today: datetime.date
) -> dict[str, Any]:
    """A library file for the actor's library and these gemeenten, as far as the site can fill it in.

    Amounts and hours of people are left out: a page shows them as blanks, and nothing is calculated before
    they are filled in.
    """
    own = t("aanname van Doorlezen, geen norm: pas die aan")
    tree: dict[str, Any] = {
        "format": FORMAT,
        "library": {
            "name": actor.organisation.name,
            "school_year": school_year,
            "gemeenten": list(gemeenten),
            "site": actor.organisation.slug,
        },
        "entered": {"source": t("ingevuld op de site"), "date": today, "by": role_of(actor)},
        "leesconsulent": weeks_of(
            gemeenten, school_year, else_from=own, on=today, library=actor.organisation
        ),
        "need": {"per_pupil": 1, "per_point": 1, "source": own, "date": today},
        "profiles": {**proposed_profiles(), "source": own, "date": today},
        "cost": proposed_costs(),
        "fund": _funds(gemeenten),
    }
    if track := running_track(school_year):
        tree["scheme"] = {"track": track}
        blank = {"id": "regeling", "name": t("Regeling"), "kind": "scheme"}
        tree["fund"].insert(0, blank)
    if hours := _hours_of_last_year(actor, school_year, tree):
        tree["last_year"] = hours
    return tree


def weeks_of(
    gemeenten: tuple[str, ...],
    school_year: str,
    *,
    else_from: str,
    on: datetime.date,
    library: Organisation | None = None,
) -> dict[str, Any]:
    """[leesconsulent] with the school weeks alone: counted, or else an assumption with its source and day."""
    if counted := counted_weeks(gemeenten, school_year, library=library):
        return {"weeks": counted.weeks, "source": counted.source, "date": counted.day}
    return {"weeks": ASSUMED_WEEKS, "source": else_from, "date": on}


def proposed_profiles() -> dict[str, Any]:
    """The hours to choose from where nobody said otherwise: a proposal, no norm."""
    return {
        "size_bands": [100, 225, 350],
        "typical_pupils": [60, 160, 280, 420],
        "with_score": {"hours": [0, 2, 3, 4, 5, 6, 8]},
        "without_score": {"hours": [0, 1, 2, 3]},
    }


def proposed_costs() -> list[dict[str, Any]]:
    """What schools cost where nobody said otherwise: the hours of the leesconsulent alone."""
    return [{"bouwsteen": "expertise", "leesconsulent": True}]


def role_of(actor: Actor) -> str:
    """Who fills something in, as a library file says it: by role, because the file goes from hand to hand."""
    return ", ".join(str(role.label) for role in sorted(actor.roles)) or t("beheerder")


def running_track(school_year: str) -> str:
    """The track for primary schools that gives money in this school year, deepening ones first; "": none."""
    found = [
        track.id
        for _, track in tracks_of(load_schemes())
        if track.target == OF_SCHOOLS and school_year in (track.school_years.in_force or ())
    ]
    return next((track for track in found if track.endswith(DEEPEN)), found[0] if found else "")


def _funds(gemeenten: tuple[str, ...]) -> list[dict[str, Any]]:
    """A purse of each gemeente and of the library itself, with its amount left open."""
    names = gemeente_names(gemeenten)
    everything = ["expertise", "collectie"]
    funds: list[dict[str, Any]] = []
    for code in gemeenten:
        name = t("Subsidie {gemeente}", gemeente=names.get(code, code))
        purse_id = new_id(f"gem-{code}", (fund["id"] for fund in funds))
        funds.append(
            {"id": purse_id, "name": name, "kind": "gemeente", "gemeente": code, "bouwstenen": everything}
        )
    own = {"id": "eigen", "name": t("Eigen middelen"), "kind": "library", "bouwstenen": everything}
    return [*funds, own]


def _hours_of_last_year(actor: Actor, year: str, tree: Mapping[str, Any]) -> dict[str, Any] | None:
    """What the library's adopted plan for the year before gave each school, else the newest that it shares;
    None: no plan."""
    first = first_year(year)
    if first is None:
        return None
    before = f"{first - 1}-{first}"
    with scope(organisation=actor.organisation):
        found = (
            Proposal.objects.filter(
                Q(state=PlanState.ADOPTED) | Q(state=PlanState.PROPOSED, shared_at__isnull=False),
                schools__school_year=before,
            )
            # "adopted" stands before "proposed" as a word too
            .order_by("state", "-made_at", "-id")
            .first()
        )
        if found is None:
            return None
        rows = ProposedSchool.objects.filter(
            proposal=found, school_year=before, gemeente__in=tree["library"]["gemeenten"]
        )
        hours = dict(rows.order_by("code").values_list("code", "quarters"))
    source = t("plan {number} voor {year}", number=found.number, year=before)
    return {"source": source, "hours": {code: hours_of(quarters) for code, quarters in hours.items()}}
