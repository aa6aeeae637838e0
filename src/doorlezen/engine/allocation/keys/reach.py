"""``reach``: as many schools as possible get hours."""

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.keys.terms import schools_reached
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.pursuit import Pursuit
from doorlezen.language import t


class Reach(Key):
    """The most schools with hours, then need."""

    id = "reach"
    for_a_country = False

    @property
    def name(self) -> str:
        return t("bereik")

    @property
    def aim(self) -> str:
        return t("Zoveel mogelijk scholen krijgen uren; daarna telt behoefte.")

    def pursue(self, model: Model, pursuit: Pursuit) -> None:
        pursuit.maximise("reach", schools_reached(model))
