"""The answer about many schools in one or two sentences."""

from doorlezen.language import n, t, whole
from doorlezen.schemes.domain import Verdicts
from doorlezen.schemes.verdict import Outcome


def summary(verdicts: Verdicts) -> str:
    """The sentence that counts: "58 van je 129 scholen hebben een achterstandsscore; 38 daarvan …".

    Where the scheme asks for a score, the first figures are about the schools in the scores; the others
    are counted in a sentence of their own.
    """
    about_scores = bool(verdicts.track.score_rules()) and verdicts.score_edition is not None
    unknown = verdicts.counts[Outcome.UNDETERMINED]
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


def capital(text: str) -> str:
    """A sentence with its capital."""
    return f"{text[:1].upper()}{text[1:]}"


def _first(verdicts: Verdicts, *, about_scores: bool) -> str:
    """How many are eligible; of a scheme that is over or has yet to begin, that."""
    if not verdicts.outside:
        return _eligible_with_scores(verdicts) if about_scores else _eligible(verdicts)
    outside = capital(f"{verdicts.outside}.")
    return f"{_scored(verdicts)}. {outside}" if about_scores else outside


def _eligible(verdicts: Verdicts) -> str:
    eligible = verdicts.counts[Outcome.ELIGIBLE]
    return n(
        "{number} van {schools} komt in aanmerking.",
        "{number} van {schools} komen in aanmerking.",
        eligible,
        number=whole(eligible),
        schools=_schools(verdicts, len(verdicts.existing)),
    )


def _scored(verdicts: Verdicts) -> str:
    scored = len(verdicts.with_score)
    return n(
        "{number} van {schools} heeft een achterstandsscore",
        "{number} van {schools} hebben een achterstandsscore",
        scored,
        number=whole(scored),
        schools=_schools(verdicts, len(verdicts.in_scores)),
    )


def _eligible_with_scores(verdicts: Verdicts) -> str:
    scored = {row.school.code for row in verdicts.with_score}
    eligible = {row.school.code for row in verdicts.existing if row.outcome == Outcome.ELIGIBLE}
    number = whole(len(eligible))
    second = (
        n(
            "{number} daarvan komt in aanmerking",
            "{number} daarvan komen in aanmerking",
            len(eligible),
            number=number,
        )
        if eligible <= scored
        else n(
            "{number} school komt in aanmerking",
            "{number} scholen komen in aanmerking",
            len(eligible),
            number=number,
        )
    )
    return t("{first}; {second}.", first=_scored(verdicts), second=second)


def _schools(verdicts: Verdicts, total: int) -> str:
    if verdicts.municipalities is None:
        return n("de {number} school", "de {number} scholen", total, number=whole(total))
    return n("je {number} school", "je {number} scholen", total, number=whole(total))
