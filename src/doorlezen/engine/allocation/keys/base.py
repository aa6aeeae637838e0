"""What every verdeelsleutel is: a name, a sentence, and the goals that it puts before need."""

from abc import ABC, abstractmethod
from typing import ClassVar

from doorlezen.engine.allocation.programs.model import Model
from doorlezen.engine.allocation.solving.pursuit import Pursuit


class Key(ABC):
    """A way to divide. Money, people and every demand hold under each of them."""

    id: ClassVar[str]
    for_a_country: ClassVar[bool] = True
    """Whether its goals can be searched for by the parts of a large problem, in seconds to minutes."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What people call it, short enough to stand above a column."""

    @property
    @abstractmethod
    def aim(self) -> str:
        """What it puts first, in a sentence."""

    @abstractmethod
    def pursue(self, model: Model, pursuit: Pursuit) -> None:
        """Reach this key's own goals, in its order. Need follows by itself (`compare.divide`)."""
