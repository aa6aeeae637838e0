"""Verdicts as rows and as data: every reason, fact and edition, for other programs and for the archive."""

from collections.abc import Sequence
from typing import Any

from doorlezen.register.domain.report import edition_as_data
from doorlezen.register.models import Edition
from doorlezen.schemes.domain import Verdicts
from doorlezen.schemes.rules import Parameter
from doorlezen.schemes.scheme import Scheme, Track
from doorlezen.schemes.summary import summary
from doorlezen.schemes.verdict import Outcome, Verdict, outcome_name

FORMAT = "doorlezen-verdicts/1"
HEADER = (
    "vestigingscode",
    "naam",
    "plaats",
    "gemeentecode",
    "gemeente",
    "leerlingen",
    "score_met_drempel",
    "score_zonder_drempel",
    "voetnoten",
    "spoor",
    "versie",
    "dag",
    "schooljaar",
    "oordeel",
    "redenen",
    "wat_het_oplost",
    "let_op",
    "feiten",
    "scores_editie",
    "scholen_editie",
    "samenwerkingen_editie",
)
"""The columns of the CSV, in order; documented in docs/schemes.md."""


def as_rows(verdicts: Verdicts, rows: Sequence[Verdict]) -> list[list[object]]:
    """One row per verdict, in the columns of HEADER. An edition is its peildatum and the hash of its file."""
    return [_cells(verdicts, row) for row in rows]


def _cells(verdicts: Verdicts, row: Verdict) -> list[object]:
    school = row.school
    return [
        school.code,
        school.name,
        school.place,
        school.gemeente,
        school.gemeente_name,
        school.pupils,
        school.score_met,
        school.score_zonder,
        school.score_footnotes,
        verdicts.track.id,
        verdicts.scheme.version,
        verdicts.on.isoformat(),
        verdicts.school_year,
        outcome_name(row.outcome),
        " | ".join(answer.reason for answer in row.deciding),
        row.settle,
        " | ".join(warning.text for warning in row.warnings),
        " | ".join(f"{fact.label}: {fact.value} ({fact.source})" for fact in row.facts),
        _edition_cell(school.score_edition),
        _edition_cell(school.address_edition),
        _edition_cell(verdicts.collaborations),
    ]


def _edition_cell(edition: Edition | None) -> str:
    return "" if edition is None else f"{edition.peildatum.isoformat()} {edition.sha256}"


def as_data(verdicts: Verdicts, rows: Sequence[Verdict]) -> dict[str, Any]:
    """Everything that is known about the answer, in the format doorlezen-verdicts/1 (docs/schemes.md)."""
    counts = verdicts.counts
    return {
        "format": FORMAT,
        "sentence": summary(verdicts),
        "scheme": _scheme(verdicts.scheme, verdicts.track),
        "on": verdicts.on,
        "school_year": verdicts.school_year,
        "municipalities": verdicts.municipalities,
        "schools": len(verdicts.existing),
        "in_scores": len(verdicts.in_scores),
        "with_score": len(verdicts.with_score),
        "counts": {outcome.value: counts[outcome] for outcome in Outcome},
        "editions": [edition_as_data(edition) for edition in verdicts.editions()],
        "verdicts": [_verdict(row) for row in rows],
    }


def _scheme(scheme: Scheme, track: Track) -> dict[str, Any]:
    return {
        "id": scheme.id,
        "title": scheme.title,
        "version": scheme.version,
        "file": scheme.file_name,
        "track": track.id,
        "track_title": track.title,
        "open": [_parameter(parameter) for parameter in track.open_parameters()],
        "school_years": scheme.school_years.in_force,
        "unknown": [{"what": rule.note, "why": rule.why or "not-public"} for rule in track.unknown_rules()],
        "sources": [str(source) for source in scheme.sources.values()],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    stated = parameter.stated
    return {
        "name": parameter.name,
        "label": parameter.label,
        "form": stated.type.form(),
        "reckoned_with": None if stated.default is None else stated.show(),
        "why": stated.why,
        "note": stated.note,
    }


def _verdict(row: Verdict) -> dict[str, Any]:
    school = row.school
    return {
        "code": school.code,
        "name": school.name,
        "place": school.place,
        "municipality": school.gemeente,
        "municipality_name": school.gemeente_name,
        "closed_on": school.closed_on,
        "verdict": row.outcome.value,
        "sentence": str(row),
        "settle": row.settle,
        "rules": [
            {
                "holds": answer.holds.value,
                "reason": answer.reason,
                "settle": answer.settle,
                "facts": [vars(fact) for fact in answer.facts],
            }
            for answer in row.answers
        ],
        "warnings": [
            {"kind": warning.kind.value, "text": warning.text, "fact": vars(warning.fact)}
            for warning in row.warnings
        ],
    }
