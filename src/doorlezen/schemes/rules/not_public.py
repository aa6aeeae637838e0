"""``not_public``: the scheme has a rule that nobody outside knows, so that no school can be judged on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from doorlezen.language import t
from doorlezen.schemes.entry import Entry
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules.base import Answer, Known, Rule
from doorlezen.schemes.stated import Source

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView


@dataclass(frozen=True)
class NotPublic(Rule):
    """``note`` says what is not known. Undetermined for every school: no guess."""

    kind = "not_public"
    note: str

    @classmethod
    def read(cls, entry: Entry, id: str, source: Source | None) -> Self:
        return cls(id=id, source=source, note=entry.text("note"))

    def answer(self, school: "SchoolView", known: Known) -> Answer:
        settle = t("zet de regel in een nieuwe versie van het regelingbestand zodra hij bekend is")
        return Answer(Holds.UNDETERMINED, self.note, settle=settle)
