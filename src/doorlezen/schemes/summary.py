"""The answer about many schools in one or two sentences."""

from doorlezen.language import n, whole
from doorlezen.schemes.counted import called, capital, eligible_after_scores, eligible_alone, having_scores
from doorlezen.schemes.domain import Verdicts
from doorlezen.schemes.verdict import Eligibility


def summary(verdicts: Verdicts) -> str:
    """The sentence that counts: "58 van je 129 scholen hebben een achterstandsscore; 38 daarvan …".

    Where the scheme asks for a score, the first figures are about the schools in the scores; the others
    are counted in a sentence of their own.
    """
    about_scores = bool(verdicts.track.score_rules()) and verdicts.score_edition is not None
    unknown = verdicts.counts[Eligibility.UNDETERMINED]
    missing = len(verdicts.existing) - len(verdicts.in_scores) if about_scores else 0
    gone = len(verdicts.rows) - len(verdicts.existing)
    sentences = [
        _first(verdicts, about_scores=about_scores),
        n(
            "Nog {number} school staat niet in de scores.",
            "Nog {number} scholen staan niet in de scores.",
            missing,
            number=whole(missing),
        )
        if missing
        else "",
        n(
            "Bij {number} school is het niet vast te stellen.",
            "Bij {number} scholen is het niet vast te stellen.",
            unknown,
            number=whole(unknown),
        )
        if unknown
        else "",
        *(capital(f"{rule.told}.") for rule in verdicts.track.unknown_rules() if unknown),
        n(
            "{number} vestiging uit je lijst bestaat niet meer.",
            "{number} vestigingen uit je lijst bestaan niet meer.",
            gone,
            number=whole(gone),
        )
        if gone
        else "",
    ]
    return " ".join(filter(None, sentences))


def _first(verdicts: Verdicts, *, about_scores: bool) -> str:
    """How many are eligible; of a scheme that is over or has yet to begin, that."""
    if not verdicts.outside:
        return _eligible_with_scores(verdicts) if about_scores else _eligible(verdicts)
    outside = capital(f"{verdicts.outside}.")
    return f"{_scored(verdicts)}. {outside}" if about_scores else outside


def _eligible(verdicts: Verdicts) -> str:
    of = len(verdicts.existing)
    return eligible_alone(
        verdicts.counts[Eligibility.ELIGIBLE],
        of,
        _schools(verdicts, of),
        undetermined=verdicts.counts[Eligibility.UNDETERMINED],
    )


def _scored(verdicts: Verdicts) -> str:
    of = len(verdicts.in_scores)
    return having_scores(len(verdicts.with_score), of, _schools(verdicts, of))


def _eligible_with_scores(verdicts: Verdicts) -> str:
    scored = {row.school.code for row in verdicts.with_score}
    eligible = {row.school.code for row in verdicts.existing if row.outcome == Eligibility.ELIGIBLE}
    second = eligible_after_scores(
        len(eligible),
        scored=len(scored),
        of=len(verdicts.in_scores),
        all_scored=eligible <= scored,
        undetermined=verdicts.counts[Eligibility.UNDETERMINED],
    )
    return "; ".join(filter(None, [_scored(verdicts), second])) + "."


def _schools(verdicts: Verdicts, total: int) -> str:
    return called(total, own=verdicts.municipalities is not None)
