"""``last-year``: as last year, unless something must change."""

from doorlezen.engine.allocation.keys.base import Key
from doorlezen.engine.allocation.keys.terms import hours_kept
from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.pursuit import Pursuit
from doorlezen.language import t


class LastYear(Key):
    """The fewest quarter-hours moved from last year, then need."""

    id = "last-year"

    @property
    def name(self) -> str:
        return t("als vorig jaar")

    @property
    def aim(self) -> str:
        return t("Zo min mogelijk uren verschuiven ten opzichte van vorig jaar; daarna telt behoefte.")

    def pursue(self, model: Model, pursuit: Pursuit) -> None:
        pursuit.maximise("kept", hours_kept(model))
