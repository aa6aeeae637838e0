"""Verdicts as rows and as data: every reason, fact and edition, for other programs and for the archive."""

from collections.abc import Callable, Sequence
from typing import Any

from doorlezen.documents.sheets import SheetColumn
from doorlezen.register.domain.load_result import edition_as_data
from doorlezen.register.models import Edition
from doorlezen.schemes.domain import Verdicts
from doorlezen.schemes.rules import Parameter
from doorlezen.schemes.scheme import Scheme, Track
from doorlezen.schemes.summary import summary
from doorlezen.schemes.verdict import Eligibility, Verdict, outcome_name

FORMAT = "doorlezen-verdicts/1"


def verdict_columns(verdicts: Verdicts) -> list[SheetColumn[Verdict]]:
    """The columns of the CSV, documented in docs/schemes.md. An edition is its peildatum and its hash."""

    def told(head: str, of: Callable[[Verdict], object]) -> SheetColumn[Verdict]:
        return SheetColumn(head, of, "figure")

    def fact(row: Verdict) -> str:
        return " | ".join(f"{fact.label}: {fact.value} ({fact.source})" for fact in row.facts)

    return [
        told("vestigingscode", lambda row: row.school.code),
        told("naam", lambda row: row.school.name),
        told("plaats", lambda row: row.school.place),
        told("gemeentecode", lambda row: row.school.gemeente),
        told("gemeente", lambda row: row.school.gemeente_name),
        told("leerlingen", lambda row: row.school.pupils),
        told("score_met_drempel", lambda row: row.school.score_met),
        told("score_zonder_drempel", lambda row: row.school.score_zonder),
        told("voetnoten", lambda row: row.school.score_footnotes),
        told("spoor", lambda row: verdicts.track.id),
        told("versie", lambda row: verdicts.scheme.version),
        told("dag", lambda row: verdicts.on),
        told("schooljaar", lambda row: verdicts.school_year),
        told("oordeel", lambda row: outcome_name(row.outcome)),
        told("redenen", lambda row: " | ".join(answer.reason for answer in row.deciding)),
        told("wat_het_oplost", lambda row: row.settle),
        told("let_op", lambda row: " | ".join(warning.text for warning in row.warnings)),
        told("feiten", fact),
        told("scores_editie", lambda row: _edition_cell(row.school.score_edition)),
        told("scholen_editie", lambda row: _edition_cell(row.school.address_edition)),
        told("samenwerkingen_editie", lambda row: _edition_cell(verdicts.collaborations)),
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
        "counts": {outcome.value: counts[outcome] for outcome in Eligibility},
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
