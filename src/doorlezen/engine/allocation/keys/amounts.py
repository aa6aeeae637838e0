"""An amount divided over areas before anything is planned: to the cent, by what their schools count for.

A verdeelsleutel of a plan (`registry.KEYS`) chooses what each school gets; these only say how much money an
area would have to choose with. They promise nothing about what is done with it.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from doorlezen.engine.largest_remainder import by_largest_remainder
from doorlezen.language import t


@dataclass(frozen=True)
class Basis:
    """What counts in an area: its ``schools`` with a score, their ``pupils``, and the sum of their scores."""

    schools: int
    pupils: int
    score: Decimal


class AmountKey(ABC):
    """A way to divide an amount: every area gets in proportion to what it weighs."""

    id: ClassVar[str]

    @property
    @abstractmethod
    def name(self) -> str:
        """What people call it, short enough to stand above a column."""

    @property
    @abstractmethod
    def aim(self) -> str:
        """What it does, in a sentence."""

    @abstractmethod
    def weight(self, basis: Basis) -> Fraction:
        """How heavily an area counts; 0 or more."""


class ByScore(AmountKey):
    """In proportion to the scores."""

    id = "score"

    @property
    def name(self) -> str:
        return t("naar score")

    @property
    def aim(self) -> str:
        return t("Naar de som van de achterstandsscores: elk punt is evenveel waard.")

    def weight(self, basis: Basis) -> Fraction:
        return Fraction(basis.score)


class PerSchool(AmountKey):
    """Every school with a score the same."""

    id = "school"

    @property
    def name(self) -> str:
        return t("gelijk per school")

    @property
    def aim(self) -> str:
        return t("Elke school met een score evenveel, hoe groot of hoe hoog ook.")

    def weight(self, basis: Basis) -> Fraction:
        return Fraction(basis.schools)


class PerPupil(AmountKey):
    """Every pupil of a school with a score the same."""

    id = "pupil"

    @property
    def name(self) -> str:
        return t("gelijk per leerling")

    @property
    def aim(self) -> str:
        return t("Elke leerling van een school met een score evenveel.")

    def weight(self, basis: Basis) -> Fraction:
        return Fraction(basis.pupils)


AMOUNT_KEYS: Mapping[str, AmountKey] = {key.id: key for key in (ByScore(), PerSchool(), PerPupil())}
"""By id, in the order in which they are shown."""


def divide_amount(cents: int, over: Sequence[Basis], key: AmountKey) -> list[int]:
    """What each area gets, in cents, in the same order; together exactly ``cents``, or 0 where none counts.

    Whole cents by the largest remainder; among equal ones the first gets it.
    """
    return by_largest_remainder(cents, [key.weight(basis) for basis in over])
