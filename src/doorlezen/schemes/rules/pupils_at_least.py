"""``pupils_at_least``: the school has at least this many pupils."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from doorlezen.language import n, short_date, t, whole
from doorlezen.schemes.citation import cite
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules.base import Circumstances, Evidence, RuleAnswer, SchemeRule
from doorlezen.schemes.stated import SchemeSource, Stated
from doorlezen.schemes.value_types import Count

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView

PUPILS = Count()


@dataclass(frozen=True)
class PupilsAtLeast(SchemeRule):
    """The number of pupils is the newest one in the register; its day is part of the reason."""

    kind = "pupils_at_least"
    pupils: Stated[int]

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        return cls(id=id, source=source, pupils=entry.stated("pupils", PUPILS, source=source))

    def labels(self) -> Mapping[str, str]:
        return {"pupils": t("minstens zoveel leerlingen")}

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        least, edition = self.pupils.in_force, school.pupils_edition
        assert least is not None
        if school.pupils is None or edition is None:
            settle = t("laad de leerlingaantallen van DUO, of vraag de school")
            return RuleAnswer(Holds.UNDETERMINED, t("aantal leerlingen onbekend"), settle=settle)
        shown = n("{number} leerling", "{number} leerlingen", school.pupils, number=whole(school.pupils))
        facts = (Evidence(t("leerlingen"), whole(school.pupils), cite(edition, school.pupils_row)),)
        day = short_date(edition.peildatum)
        if school.pupils >= least:
            return RuleAnswer(Holds.YES, t("{pupils} ({day})", pupils=shown, day=day), facts)
        reason = t("{pupils} ({day}), minder dan {least}", pupils=shown, day=day, least=whole(least))
        return RuleAnswer(Holds.NO, reason, facts)
