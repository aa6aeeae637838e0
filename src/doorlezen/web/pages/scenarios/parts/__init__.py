"""The parts of a scenario, each a page: in the order in which somebody who begins meets them."""

from doorlezen.web.pages.scenarios.parts.approach_part import ApproachPart
from doorlezen.web.pages.scenarios.parts.area_part import AreaPart
from doorlezen.web.pages.scenarios.parts.demands_part import DemandsPart
from doorlezen.web.pages.scenarios.parts.dividing_part import DividingPart
from doorlezen.web.pages.scenarios.parts.money_part import MoneyPart
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.people_part import PeoplePart
from doorlezen.web.pages.scenarios.parts.scheme_part import SchemePart
from doorlezen.web.pages.scenarios.parts.schools_part import SchoolsPart

__all__ = ["PARTS", "Around", "ScenarioPart"]

PARTS: dict[str, type[ScenarioPart]] = {
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
