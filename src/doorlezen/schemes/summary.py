"""The answer about many schools in one or two sentences."""

from doorlezen.language import n, t, whole
from doorlezen.schemes.domain import Verdicts
from doorlezen.schemes.verdict import Outcome


def summary(verdicts: Verdicts) -> str:
    """The sentence that counts: "58 van je 129 scholen hebben een achterstandsscore; 38 daarvan …"."""
    counts = verdicts.counts
    sentences = [_eligible(verdicts, counts[Outcome.ELIGIBLE])]
    if unknown := counts[Outcome.UNDETERMINED]:
        sentences.append(
            n(
                "Bij {number} school is het niet vast te stellen.",
                "Bij {number} scholen is het niet vast te stellen.",
                unknown,
                number=whole(unknown),
            )
        )
    if gone := len(verdicts.rows) - len(verdicts.existing):
        sentences.append(
            n(
                "{number} vestiging uit je lijst bestaat niet meer.",
                "{number} vestigingen uit je lijst bestaan niet meer.",
                gone,
                number=whole(gone),
            )
        )
    return " ".join(sentences)


def _eligible(verdicts: Verdicts, eligible: int) -> str:
    total, scored = len(verdicts.existing), len(verdicts.with_score)
    schools = _schools(verdicts, total)
    if not verdicts.track.score_rules() or verdicts.score_edition is None:
        return n(
            "{number} van {schools} komt in aanmerking.",
            "{number} van {schools} komen in aanmerking.",
            eligible,
            number=whole(eligible),
            schools=schools,
        )
    first = n(
        "{number} van {schools} heeft een achterstandsscore",
        "{number} van {schools} hebben een achterstandsscore",
        scored,
        number=whole(scored),
        schools=schools,
    )
    within = {row.school.code for row in verdicts.with_score}
    eligible_codes = {row.school.code for row in verdicts.existing if row.outcome == Outcome.ELIGIBLE}
    if eligible_codes <= within:
        second = n(
            "{number} daarvan komt in aanmerking",
            "{number} daarvan komen in aanmerking",
            eligible,
            number=whole(eligible),
        )
    else:
        second = n(
            "{number} school komt in aanmerking",
            "{number} scholen komen in aanmerking",
            eligible,
            number=whole(eligible),
        )
    return t("{first}; {second}.", first=first, second=second)


def _schools(verdicts: Verdicts, total: int) -> str:
    if verdicts.municipalities is None:
        return n("de {number} school", "de {number} scholen", total, number=whole(total))
    return n("je {number} school", "je {number} scholen", total, number=whole(total))
