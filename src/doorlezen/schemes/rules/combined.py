"""``all_of``, ``any_of`` and ``not``: rules made of rules."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from doorlezen.language import t
from doorlezen.schemes.entry import SchemeEntry
from doorlezen.schemes.holds import Holds, all_hold, any_holds, opposite
from doorlezen.schemes.rules.base import Circumstances, Parameter, RuleAnswer, SchemeRule, read_rule, sentence
from doorlezen.schemes.stated import SchemeSource, Stated

if TYPE_CHECKING:
    from doorlezen.register.domain.queries import SchoolView


@dataclass(frozen=True)
class Combined(SchemeRule):
    """A rule over ``rules``. What decided it gives the reason; the facts of all are kept."""

    states_nothing = True
    rules: tuple[SchemeRule, ...]

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        return cls(id=id, source=source, rules=tuple(map(read_rule, entry.entries("rules"))))

    @abstractmethod
    def combine(self, answers: Sequence[RuleAnswer]) -> Holds:
        """What the answers come to together."""

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        answers = [rule.judge(school, known) for rule in self.rules]
        holds = self.combine(answers)
        decided = [answer for answer in answers if answer.holds == holds]
        facts = tuple(fact for answer in answers for fact in answer.facts)
        settle = sentence([answer.settle for answer in decided if answer.settle], t("en"))
        return RuleAnswer(
            holds,
            sentence([answer.reason for answer in decided], t("en")),
            facts,
            settle,
            turned=sentence([answer.turned or answer.reason for answer in decided], t("en")),
        )

    def inside(self) -> tuple[SchemeRule, ...]:
        return self.rules

    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(parameter for rule in self.rules for parameter in rule.parameters())

    def with_values(self, values: Mapping[str, Stated[Any]]) -> Self:
        return replace(self, rules=tuple(rule.with_values(values) for rule in self.rules))


@dataclass(frozen=True)
class AllOf(Combined):
    """Every rule holds."""

    kind = "all_of"

    def combine(self, answers: Sequence[RuleAnswer]) -> Holds:
        return all_hold(answer.holds for answer in answers)


@dataclass(frozen=True)
class AnyOf(Combined):
    """At least one rule holds."""

    kind = "any_of"

    def combine(self, answers: Sequence[RuleAnswer]) -> Holds:
        return any_holds(answer.holds for answer in answers)


@dataclass(frozen=True)
class Not(Combined):
    """The one rule does not hold. Its reason is that of the rule, turned round."""

    kind = "not"

    @classmethod
    def read(cls, entry: SchemeEntry, id: str, source: SchemeSource | None) -> Self:
        return cls(id=id, source=source, rules=(read_rule(entry.entry("rule")),))

    def combine(self, answers: Sequence[RuleAnswer]) -> Holds:
        return opposite(answers[0].holds)

    def answer(self, school: "SchoolView", known: Circumstances) -> RuleAnswer:
        return self.rules[0].judge(school, known).turn_round()
