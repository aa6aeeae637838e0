"""``equal``: the school with the fewest hours per pupil gets as many as possible."""

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.keys.levels import lift_the_lowest
from doorlezen.engine.allocation.keys.terms import schools_reached
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.pursuit import Pursuit
from doorlezen.language import t


class Equal(Key):
    """The fewest schools with nothing, then the highest lowest hours per pupil, then need.

    A school with nothing is the worst off, so that the first goal is the first step of the second: without
    it the lowest would be 0 wherever one school cannot be served, and nothing would be left to choose by.
    """

    id = "equal"
    for_a_country = False

    @property
    def name(self) -> str:
        return t("gelijk")

    @property
    def aim(self) -> str:
        return t(
            "Zo min mogelijk scholen met niets, dan zoveel mogelijk uren per leerling voor de school "
            "die het minst krijgt; daarna telt behoefte."
        )

    def pursue(self, model: Model, pursuit: Pursuit) -> None:
        pursuit.maximise("reach", schools_reached(model))
        lift_the_lowest(model, pursuit)
