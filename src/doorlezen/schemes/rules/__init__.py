"""The kinds of rule. To add one: write its module, enter its class in `KINDS`, name it in docs/schemes.md."""

from doorlezen.language import t
from doorlezen.schemes.entry import Entry
from doorlezen.schemes.rules.base import Answer, Fact, Known, Parameter, Rule
from doorlezen.schemes.rules.collaboration import CollaborationRunning, NoCollaboration
from doorlezen.schemes.rules.combined import AllOf, AnyOf, Combined, Not
from doorlezen.schemes.rules.in_municipality import InMunicipality
from doorlezen.schemes.rules.not_public import NotPublic
from doorlezen.schemes.rules.pupils_at_least import PupilsAtLeast
from doorlezen.schemes.rules.school_type import SchoolType
from doorlezen.schemes.rules.score_above import ScoreAbove

__all__ = ["KINDS", "Answer", "Fact", "Known", "Parameter", "Rule", "every_rule", "read_rule"]

KINDS: dict[str, type[Rule]] = {
    kind.kind: kind
    for kind in (
        ScoreAbove,
        CollaborationRunning,
        NoCollaboration,
        SchoolType,
        InMunicipality,
        PupilsAtLeast,
        NotPublic,
        AllOf,
        AnyOf,
        Not,
    )
}
WITHOUT_SOURCE = (NotPublic, Combined)
"""Kinds that state nothing of their own."""


def read_rule(entry: Entry) -> Rule:
    """Read one rule of a scheme file. Raises InputError with the path of what is wrong."""
    kind = KINDS[entry.one_of("kind", KINDS)]
    name = entry.name_or("id", kind.kind)
    source = entry.source()
    if source is None and not issubclass(kind, WITHOUT_SOURCE):
        entry.refuse("source", t("ontbreekt; noem een van de sources van dit bestand"))
    rule = kind.read(entry, name, source)
    entry.close()
    return rule


def every_rule(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """These rules and all rules inside them, in the order of the file."""
    return tuple(found for rule in rules for found in (rule, *every_rule(rule.inside())))
