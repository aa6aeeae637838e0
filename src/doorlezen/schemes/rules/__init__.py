"""The kinds of rule. To add one: write its module, enter its class in `KINDS`, name it in docs/schemes.md."""

from doorlezen.schemes.rules.base import (
    KINDS,
    Circumstances,
    Evidence,
    Parameter,
    RuleAnswer,
    SchemeRule,
    read_rule,
)
from doorlezen.schemes.rules.collaboration import CollaborationRunning, NoCollaboration
from doorlezen.schemes.rules.combined import AllOf, AnyOf, Not
from doorlezen.schemes.rules.in_municipality import InMunicipality
from doorlezen.schemes.rules.not_public import NotPublic
from doorlezen.schemes.rules.pupils_at_least import PupilsAtLeast
from doorlezen.schemes.rules.school_type import SchoolType
from doorlezen.schemes.rules.score_above import ScoreAbove

__all__ = [
    "KINDS",
    "Circumstances",
    "Evidence",
    "Parameter",
    "RuleAnswer",
    "SchemeRule",
    "every_rule",
    "read_rule",
]

KINDS.update(
    (kind.kind, kind)
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
)


def every_rule(rules: tuple[SchemeRule, ...]) -> tuple[SchemeRule, ...]:
    """These rules and all rules inside them, in the order of the file."""
    return tuple(found for rule in rules for found in (rule, *every_rule(rule.inside())))
