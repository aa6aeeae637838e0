"""Proposals to test with: the neighbourhood's four schools in a small problem with a real best plan."""

import json
from functools import cache
from typing import Any

from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.engine.allocation import read_problem, solve, write_plan
from doorlezen.planning.proposals import deciding, sharing
from doorlezen.planning.proposals.models import PlanState, Proposal
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from doorlezen.planning.sources import FilledValue, SourceFile, Sources, write_sources
from tests.people import SCHOOLS

GEMEENTEN = {"0281": "Tiel", "0214": "Buren", "0216": "Culemborg", "0668": "West Maas en Waal"}
_EVERYTHING = ["expertise", "collectie"]


def a_problem(gemeenten: tuple[str, ...] = ("0281", "0214"), **changes: Any) -> dict[str, Any]:
    """A problem for the neighbourhood's schools in these gemeenten and as many others there, as JSON.

    Every amount in it differs, so that a figure that leaks is recognised.
    """
    schools = []
    for index, (code, name, _, gemeente) in enumerate(SCHOOLS):
        if gemeente not in gemeenten:
            continue
        for extra in range(3):
            schools.append(
                {
                    "code": code if not extra else f"{extra}{index}XX0{extra}",
                    "name": name if not extra else f"{name} {'Noord' if extra == 1 else 'Zuid'}",
                    "municipality": gemeente,
                    "pupils": 101 + 37 * index + 53 * extra,
                    "score": (211.75, 0, 88.31)[extra] + index,
                    "collaboration": True,
                    "last_year_quarters": 4 + 2 * extra,
                    "weight": 300 + 7 * index + 11 * extra,
                    "menu": "all",
                }
            )
    of = {
        code: [school["code"] for school in schools if school["municipality"] == code] for code in gemeenten
    }
    return {
        "format": "doorlezen-problem/1",
        "title": "Klein gebied",
        "school_year": "2026-2027",
        "schools": schools,
        "menus": {
            "all": [
                {
                    "id": f"{quarters}q",
                    "quarters": quarters,
                    "cost": {"expertise": {"fixed": cents}, "collectie": {"per_pupil": 131}}
                    if quarters
                    else {},
                    "points": points,
                }
                for quarters, cents, points in [
                    (0, 0, 0),
                    (4, 248_013, 500),
                    (8, 496_029, 800),
                    (12, 744_051, 950),
                ]
            ]
        },
        "capacity_quarters": 37,
        "funds": [
            {
                "id": "mbv2",
                "name": "Impulsregeling",
                "cents": 1_734_500,
                "schools": "all",
                "bouwstenen": ["expertise"],
                "max_cents_per_school": 400_000,
            },
            *(
                {
                    "id": f"gem-{code}",
                    "name": f"Subsidie {GEMEENTEN[code]}",
                    "cents": 900_700 + 10_011 * index,
                    "schools": of[code],
                    "bouwstenen": _EVERYTHING,
                }
                for index, code in enumerate(gemeenten)
            ),
        ],
        "requirements": [
            *(
                {
                    "id": f"r-{code}",
                    "by": code,
                    "text": f"{GEMEENTEN[code]}: elke school houdt haar uren",
                    "kind": "keep",
                    "schools": of[code],
                    "percent": 100 if code == "0281" else 50,
                }
                for code in gemeenten
            ),
            {
                "id": "r-library",
                "by": "library",
                "text": "Niemand krijgt meer dan twee uur",
                "kind": "max_quarters",
                "schools": "all",
                "quarters": 8,
            },
        ],
        **changes,
    }


def conflicting() -> dict[str, Any]:
    """A problem with two demands that cannot be met together."""
    own = a_problem()["requirements"]
    least = {"id": "r-least", "by": "0281", "text": "Elke school krijgt een uur", "kind": "min_quarters"}
    most = {"id": "r-most", "by": "library", "text": "Hooguit twee scholen", "kind": "at_most_schools"}
    return a_problem(
        requirements=[
            *own,
            {**least, "schools": "all", "quarters": 4},
            {**most, "schools": "all", "count": 2},
        ]
    )


def as_bytes(value: dict[str, Any]) -> bytes:
    """A JSON value as the bytes of a file."""
    return json.dumps(value).encode()


@cache
def solved(problem: bytes) -> bytes:
    """The bytes of the best plan of a problem, with prices."""
    return write_plan(solve(read_problem(problem), with_prices=True))


def sources_of(problem: bytes, **changes: Any) -> bytes:
    """Sources as the library's own, with parameters and notes that nobody else needs to see."""
    values: dict[str, Any] = {
        "library": "Bibliotheek De Linge",
        "problem_sha256": read_problem(problem).sha256,
        "gemeenten": GEMEENTEN,
        "invented": True,
        "scheme": "mbv2-doorontwikkeling-po",
        "editions": (
            SourceFile("CBS", "Achterstandsscores", "CC BY 4.0", "2019-10-01", "scores.xlsx", "ab" * 32),
        ),
        "parameters": (
            FilledValue("Subsidie Buren", "€ 9.107,11 in totaal", "Begroting", "2026-01-15", "Ans de Boer"),
        ),
        "notes": ("Twee scholen in Buren doen niet mee.",),
    }
    return write_sources(Sources(**{**values, **changes}))


def files(value: dict[str, Any] | None = None) -> dict[str, GivenFile]:
    """Problem, plan and sources as `store_proposal` takes them."""
    problem = as_bytes(a_problem() if value is None else value)
    return {
        "problem": GivenFile("probleem.json", problem),
        "plan": GivenFile("plan.json", solved(problem)),
        "sources": GivenFile("probleem.sources.json", sources_of(problem)),
    }


def share(actor: Actor, *, proposal: int) -> Proposal:
    """Propose a draft and share it, as a director does both."""
    with scope(organisation=actor.organisation):
        state = Proposal.objects.values_list("state", flat=True).get(pk=proposal)
    if state == PlanState.DRAFT:
        deciding.propose(actor, proposal=proposal, now=timezone.now())
    return sharing.share(actor, proposal=proposal)


def a_proposal(actor: Actor, value: dict[str, Any] | None = None, *, title: str = "") -> Proposal:
    """A proposal that ``actor`` stores."""
    return store_proposal(actor, title=title, **files(value))
