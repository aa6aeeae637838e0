"""School holidays as the government's open data gives them, made for tests."""

import json
from typing import Any

HEEL = "heel Nederland"


def region(name: str, first: str, last: str) -> dict[str, str]:
    return {"region": name, "startdate": first, "enddate": last}


def vacation(kind: str, *regions: dict[str, str], law: bool = True) -> dict[str, Any]:
    return {"type": f"{kind} \n", "compulsorydates": str(law).lower(), "regions": list(regions)}


def published_year(year: str = " 2024-2025 ", **changes: Any) -> dict[str, Any]:
    """2024-2025 as it is published: midnight by our clock, told in UTC, the clock change between."""
    return {
        "id": "x",
        "type": "schoolholidays",
        "content": [
            {
                "title": "Schoolvakanties 2024-2025",
                "schoolyear": year,
                "vacations": [
                    vacation(
                        "Herfstvakantie",
                        region("noord", "2024-10-25T22:00:00.000Z", "2024-11-02T23:00:00.000Z"),
                        region("midden", "2024-10-25T22:00:00.000Z", "2024-11-02T23:00:00.000Z"),
                        region("zuid", "2024-10-18T22:00:00.000Z", "2024-10-26T22:00:00.000Z"),
                        law=False,
                    ),
                    vacation(
                        "Kerstvakantie", region(HEEL, "2024-12-20T23:00:00.000Z", "2025-01-04T23:00:00.000Z")
                    ),
                    vacation(
                        "Voorjaarsvakantie",
                        region("noord", "2025-02-14T23:00:00.000Z", "2025-02-22T23:00:00.000Z"),
                        region("midden", "2025-02-21T23:00:00.000Z", "2025-03-01T23:00:00.000Z"),
                        region("zuid", "2025-02-21T23:00:00.000Z", "2025-03-01T23:00:00.000Z"),
                        law=False,
                    ),
                    vacation(
                        "Meivakantie", region(HEEL, "2025-04-25T22:00:00.000Z", "2025-05-03T22:00:00.000Z")
                    ),
                    vacation(
                        "Zomervakantie",
                        region("noord", "2025-07-11T22:00:00.000Z", "2025-08-23T22:00:00.000Z"),
                        region("midden", "2025-07-18T22:00:00.000Z", "2025-08-30T22:00:00.000Z"),
                        region("zuid", "2025-07-04T22:00:00.000Z", "2025-08-16T22:00:00.000Z"),
                    ),
                ],
                **changes,
            }
        ],
        "notice": "Aan deze gegevens kunnen geen rechten worden ontleend.",
    }


def published(*years: dict[str, Any]) -> bytes:
    """Several years are a list, one is an object."""
    tree: object = years[0] if len(years) == 1 else list(years)
    return json.dumps(tree).encode()
