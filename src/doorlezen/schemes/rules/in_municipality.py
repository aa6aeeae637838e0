"""``in_municipality``: the school stands in one of these gemeenten."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from doorlezen.language import t
from doorlezen.schemes.citation import cite
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules.base import Circumstances, Evidence, RuleAnswer, SchemeRule
from doorlezen.schemes.stated import SchemeSource, Stated
from doorlezen.schemes.value_types import WordList

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView

CODES = WordList(pattern=r"[0-9]{4}", example="0281")


@dataclass(frozen=True)
class InMunicipality(SchemeRule):
    """``codes`` are gemeente codes of four digits."""

    kind = "in_municipality"
    codes: Stated[tuple[str, ...]]

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        return cls(id=id, source=source, codes=entry.stated("codes", CODES, source=source))

    def labels(self) -> Mapping[str, str]:
        return {"codes": t("in welke gemeenten")}

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        if not school.gemeente:
            settle = t("laad een lijst met scholen waar deze school in staat")
            return RuleAnswer(Holds.UNDETERMINED, t("gemeente onbekend"), settle=settle)
        name = school.gemeente_name
        fact = Evidence(
            t("gemeente"), f"{name} ({school.gemeente})", cite(school.address_edition, school.address_row)
        )
        there, out = t("in gemeente {name}", name=name), t("gemeente {name} doet niet mee", name=name)
        if school.gemeente in (self.codes.in_force or ()):
            return RuleAnswer(Holds.YES, there, (fact,), turned=out)
        return RuleAnswer(Holds.NO, out, (fact,), turned=there)
