"""The parts of a scenario, each a page: in the order in which somebody who begins meets them."""

from doorlezen.web.pages.scenarios.parts.approach import ApproachPart
from doorlezen.web.pages.scenarios.parts.area import AreaPart
from doorlezen.web.pages.scenarios.parts.demands import DemandsPart
from doorlezen.web.pages.scenarios.parts.dividing import DividingPart
from doorlezen.web.pages.scenarios.parts.money import MoneyPart
from doorlezen.web.pages.scenarios.parts.part import Around, Part
from doorlezen.web.pages.scenarios.parts.people import PeoplePart
from doorlezen.web.pages.scenarios.parts.scheme import SchemePart
from doorlezen.web.pages.scenarios.parts.schools import SchoolsPart

__all__ = ["PARTS", "Around", "Part"]

PARTS: dict[str, type[Part]] = {
    part.name: part
    for part in (
        AreaPart,
        SchoolsPart,
        SchemePart,
        MoneyPart,
        PeoplePart,
        ApproachPart,
        DividingPart,
        DemandsPart,
    )
}
"""To add a part: its module, and one entry here."""
