"""``not_public``: the scheme has a rule that nobody outside knows, so that no school can be judged on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from doorlezen.language import current, t
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds
from doorlezen.schemes.rules.base import Circumstances, RuleAnswer, SchemeRule
from doorlezen.schemes.scheme_words import unknown_name
from doorlezen.schemes.stated import SchemeSource

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView


@dataclass(frozen=True)
class NotPublic(SchemeRule):
    """``note`` names what is not known, ``why`` says why not ("": the note does).

    Undetermined for every school: no guess.
    """

    kind = "not_public"
    states_nothing = True
    note: str
    why: str = ""
    searched: str = ""
    in_english: str = ""

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        why, searched = entry.unknown() if entry.has("why") else ("", "")
        english = entry.text_or_empty("in_english")
        return cls(id, source, entry.text("note"), why=why, searched=searched, in_english=english)

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        settle = t("vraag je POI welke voorwaarden gelden")
        return RuleAnswer(Holds.UNDETERMINED, self.told, settle=settle)

    @property
    def told(self) -> str:
        """What is not known and why, as part of a sentence."""
        note = self.in_english if self.in_english and current() != "nl" else self.note
        if not self.why:
            return note
        return t("{what}: {unknown}", what=note, unknown=unknown_name(self.why, self.searched))
