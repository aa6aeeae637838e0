"""``school_type``: the school is of one of these kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from doorlezen.language import t
from doorlezen.schemes.citation import cite
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules.base import Circumstances, Evidence, RuleAnswer, SchemeRule, sentence
from doorlezen.schemes.scheme_words import SCHOOL_TYPES, school_type_name
from doorlezen.schemes.stated import SchemeSource, Stated
from doorlezen.schemes.value_types import WordList

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView

TYPES = WordList(SCHOOL_TYPES, name=school_type_name)


@dataclass(frozen=True)
class SchoolType(SchemeRule):
    """The kind as DUO names it; a school of the list of basisscholen is "bo"."""

    kind = "school_type"
    types: Stated[tuple[str, ...]]

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        return cls(id=id, source=source, types=entry.stated("types", TYPES, source=source))

    def labels(self) -> Mapping[str, str]:
        return {"types": t("welke soort school telt")}

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        kinds = school.school_type.split("/")  # DUO has schools that are both so and vso
        if not set(kinds) <= set(SCHOOL_TYPES):
            settle = t("laad een lijst met scholen waar deze school in staat")
            return RuleAnswer(Holds.UNDETERMINED, t("soort school onbekend"), settle=settle)
        name = sentence([school_type_name(kind) for kind in kinds], t("en"))
        facts = (Evidence(t("soort school"), name, _cited(school)),)
        types = self.types.in_force or ()
        if set(kinds) & set(types):
            out = t("{name}, en daarvoor is het geld niet", name=name)
            return RuleAnswer(Holds.YES, name, facts, obvious=True, turned=out)
        wanted = sentence([school_type_name(kind) for kind in types], t("of"))
        reason = t("{name}, en het geld is voor {wanted}", name=name, wanted=wanted)
        return RuleAnswer(Holds.NO, reason, facts, turned=name)


def _cited(school: "SchoolView") -> str:
    if school.address_edition is None:
        return cite(school.pupils_edition, school.pupils_row)
    return cite(school.address_edition, school.address_row)
