"""``need``: the weights and points of the problem itself, as `solve` uses them."""

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.pursuit import Pursuit
from doorlezen.language import t


class Need(Key):
    """Nothing comes before need."""

    id = "need"

    @property
    def name(self) -> str:
        return t("behoefte")

    @property
    def aim(self) -> str:
        return t(
            "De uren gaan waar ze het meest uitmaken: hoe zwaar een school weegt, maal wat haar keuze "
            "oplevert."
        )

    def pursue(self, model: Model, pursuit: Pursuit) -> None:
        """Need itself comes after every key's own goals, so there is nothing to do before it."""
