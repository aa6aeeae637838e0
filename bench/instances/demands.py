"""The demands of an instance: drawn per gemeente, set where the reference plan just meets them.

The texts are Dutch in every language, because the same seed must give the same bytes.
"""

from collections.abc import Callable
from typing import Any

from bench.instances.reference import MOST_QUARTERS, Paid, Reference
from doorlezen.demo.seeded_numbers import Draw

Fields = dict[str, Any]
MOST_COMPARED = 5
"""So many schools of a gemeente are compared with each other."""
LEAST_SCHOOLS = 3
"""A gemeente with fewer schools makes no demand."""


def demands(draw: Draw, reference: list[Reference], paid: Paid, *, ease: int, slack: int) -> list[Fields]:
    """One demand per gemeente, three over all schools. ``ease``: per cent of what the reference reaches."""
    by_gemeente: dict[str, list[Reference]] = {}
    for row in reference:
        by_gemeente.setdefault(row.school.municipality, []).append(row)
    made = []
    for gemeente, rows in sorted(by_gemeente.items()):
        first = draw.below(len(_KINDS))
        for kind in (*_KINDS[first:], *_KINDS[:first]):
            if len(rows) >= LEAST_SCHOOLS and (demand := kind(gemeente, rows, paid, ease)):
                made.append({"by": gemeente, **demand})
                break
    made += _over_all(reference, paid, ease, slack)
    return [{"id": f"r{number:03d}", **demand} for number, demand in enumerate(made, start=1)]


def _codes(rows: list[Reference]) -> list[str]:
    return [row.school.code for row in rows]


def _keep(gemeente: str, rows: list[Reference], paid: Paid, ease: int) -> Fields | None:
    had = [row for row in rows if row.last_year]
    percent = min((min(100, 100 * row.quarters // row.last_year) for row in had), default=0) * ease // 100
    text = f"Wie uren had, houdt er {percent}% van"
    return {"text": text, "kind": "keep", "schools": _codes(had), "percent": percent} if percent else None


def _reach(gemeente: str, rows: list[Reference], paid: Paid, ease: int) -> Fields | None:
    count = sum(row.quarters >= 4 for row in rows) * ease // 100
    text = f"Minstens {count} scholen krijgen een uur"
    fields = {"kind": "reach", "schools": _codes(rows), "count": count, "at_least_quarters": 4}
    return {"text": text, **fields} if count else None


def _equal(gemeente: str, rows: list[Reference], paid: Paid, ease: int) -> Fields | None:
    served = [row for row in rows if row.quarters][:MOST_COMPARED]
    shares = [
        100 * a.quarters * b.school.pupils // (b.quarters * a.school.pupils)
        for a in served
        for b in served
        if a is not b
    ]
    percent = min(shares, default=0) * ease // 100
    text = f"Geen school heeft minder dan {percent}% van de uren per leerling van een andere"
    fields = {"kind": "equal_treatment", "schools": _codes(served), "percent": percent}
    return {"text": text, **fields} if percent else None


def _least(gemeente: str, rows: list[Reference], paid: Paid, ease: int) -> Fields | None:
    needy = [row for row in rows if row.needy and row.quarters]
    needy = sorted(needy, key=lambda row: (-(row.school.score or 0), row.school.code))[:3]
    quarters = min((row.quarters for row in needy), default=0) * ease // 100 // 4 * 4
    text = f"De scholen met de hoogste score krijgen minstens {quarters} kwartier"
    fields = {"kind": "min_quarters", "schools": _codes(needy), "quarters": quarters}
    return {"text": text, **fields} if quarters else None


def _share(gemeente: str, rows: list[Reference], paid: Paid, ease: int) -> Fields | None:
    needy = [row for row in rows if row.needy]
    of_all = sum(row.quarters for row in rows)
    percent = 100 * sum(row.quarters for row in needy) // of_all * ease // 100 if of_all else 0
    text = f"Minstens {percent}% van de uren gaat naar scholen met een score"
    fields = {"kind": "min_share", "schools": _codes(needy), "among": _codes(rows), "percent": percent}
    return {"text": text, **fields} if percent else None


def _spend(gemeente: str, rows: list[Reference], paid: Paid, ease: int) -> Fields | None:
    fund = f"gem-{gemeente}"
    cents = sum(amount for (payer, _, _), amount in paid.items() if payer == fund) * ease // 100
    text = "Het geld van de gemeente wordt besteed"
    return {"text": text, "kind": "spend_at_least", "funds": [fund], "cents": cents} if cents else None


_Kind = Callable[[str, list[Reference], Paid, int], Fields | None]
_KINDS: tuple[_Kind, ...] = (_keep, _reach, _equal, _least, _share, _spend)


def _over_all(reference: list[Reference], paid: Paid, ease: int, slack: int) -> list[Fields]:
    """No school too many hours, not more schools than can be served, and own money beside the scheme's."""
    served = sum(row.quarters > 0 for row in reference)
    count = served * (100 + slack) // 100
    made: list[Fields] = [
        {
            "by": "library",
            "text": "Geen school krijgt meer dan zes uur",
            "kind": "max_quarters",
            "schools": "all",
            "quarters": MOST_QUARTERS,
        },
        {
            "by": "library",
            "text": f"Hooguit {count} scholen",
            "kind": "at_most_schools",
            "schools": "all",
            "count": count,
        },
    ]
    eligible = [row.school.code for row in reference if row.eligible]
    at_eligible = set(eligible)
    here = {key: cents for key, cents in paid.items() if key[1] in at_eligible}
    own = sum(cents for (fund, _, _), cents in here.items() if fund != "scheme")
    if eligible and (percent := 100 * own // sum(here.values()) * ease // 100):
        made.append(
            {
                "by": "scheme",
                "text": f"Minstens {percent}% eigen geld naast de regeling",
                "kind": "cofinance",
                "schools": eligible,
                "own_funds": sorted({fund for fund, _, _ in paid} - {"scheme"}),
                "percent": percent,
                "scope": "total",
            }
        )
    return made
