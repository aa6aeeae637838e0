"""A verdict: a word, the reasons that decided, the facts, what would settle it, and what to watch."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.register.models import Kind
from doorlezen.schemes.holds import Holds, all_hold
from doorlezen.schemes.rules import Evidence
from doorlezen.schemes.verdict import OUTCOMES, Eligibility, Warning, WarningKind, judge
from tests.schemes.make import KNOWN, OCTOBER, edition, line, school, track

RULES = """\
- {kind: school_type, source: bron, types: [bo]}
- {kind: score_above, source: bron, variant: met-drempel, threshold: 0, peildatum: newest}
- {kind: collaboration_running, source: bron, programmes: [dbos-po], on: asked}
"""
TRACK = track(RULES)
RUNS = (line("2018-08-01"),)
SCORE_SOURCE = "CBS, Achterstandsscores (1 oktober 2019), rij 9"


def test_eligible_in_one_sentence() -> None:
    verdict = judge(TRACK, school(collaborations=RUNS), KNOWN)
    assert verdict.outcome == Eligibility.ELIGIBLE
    assert str(verdict) == "Komt in aanmerking: score 33,02 (1 okt 2019) en samenwerking sinds 1 aug 2018."
    assert [answer.holds for answer in verdict.answers] == [Holds.YES] * 3
    assert verdict.facts == (
        Evidence("soort school", "basisonderwijs", "DUO, Vestigingen (3 september 2019), rij 7"),
        Evidence("achterstandsscore met drempel", "33,02", SCORE_SOURCE),
        Evidence("samenwerking", "de Bibliotheek op school (po) sinds 1 aug 2018", "eigen lijst, regel 14"),
    )
    assert verdict.warnings == ()


def test_not_eligible_gives_only_what_is_against_it() -> None:
    verdict = judge(TRACK, school(collaborations=(line("2020-08-01"),)), KNOWN)
    assert str(verdict) == (
        "Komt niet in aanmerking: op 1 nov 2019 nog geen samenwerking (bron: eigen lijst, regel 14)."
    )
    assert len(verdict.facts) == 3


def test_a_no_decides_over_what_nobody_knows() -> None:
    verdict = judge(TRACK, school(score_footnotes="a"), KNOWN)
    assert (verdict.outcome, verdict.settle) == (Eligibility.NOT_ELIGIBLE, "")


def test_undetermined_says_what_would_settle_it() -> None:
    verdict = judge(TRACK, school(score_footnotes="a", collaborations=RUNS), KNOWN)
    assert str(verdict) == (
        "Niet vast te stellen: score 33,02 (1 okt 2019) rust op 40 leerlingen of minder. "
        "Vraag je POI of zo'n score telt."
    )


def test_the_obvious_is_said_where_there_is_nothing_else() -> None:
    only_type = track("- {kind: school_type, source: bron, types: [bo]}")
    assert str(judge(only_type, school(), KNOWN)) == "Komt in aanmerking: basisonderwijs."


YES, NO, UNKNOWN = (
    "{kind: in_municipality, id: yes_%d, source: bron, codes: [0281]}",
    "{kind: in_municipality, id: no_%d, source: bron, codes: [0225]}",
    "{kind: not_public, id: unknown_%d, note: niet openbaar}",
)
PART = {Holds.YES: YES, Holds.NO: NO, Holds.UNDETERMINED: UNKNOWN}


@given(st.lists(st.sampled_from(list(Holds)), min_size=1, max_size=5))
def test_the_outcome_is_the_and_of_all_rules(parts: list[Holds]) -> None:
    rules = "\n".join(f"- {PART[part] % index}" for index, part in enumerate(parts))
    verdict = judge(track(rules), school(), KNOWN)
    assert verdict.outcome == OUTCOMES[all_hold(parts)]
    assert [answer.holds for answer in verdict.answers] == parts
    assert {OUTCOMES[answer.holds] for answer in verdict.deciding} == {verdict.outcome}


def near(zonder: str, met: str) -> tuple[Warning, ...]:
    asked = school(score_zonder=Decimal(zonder), score_met=Decimal(met), collaborations=RUNS)
    return judge(TRACK, asked, KNOWN).warnings


def warning(points: str, side: str) -> Warning:
    return Warning(
        WarningKind.NEAR_THRESHOLD,
        f"{points} punt per leerling {side} de drempel: kan omslaan",
        Evidence(
            "afstand tot de drempel",
            f"{points} punt per leerling",
            "CBS, Achterstandsscores (1 oktober 2019), rij 11",
        ),
    )


@pytest.mark.parametrize(
    ("zonder", "met", "warnings"),
    [
        ("79.60", "10.00", (warning("0,10", "boven"),)),
        ("79.61", "10.01", ()),
        ("69.61", "0.01", (warning("0,00", "boven"),)),
        ("69.60", "0.00", (warning("0,00", "onder"),)),
        ("59.60", "0.00", (warning("0,10", "onder"),)),
        ("59.59", "0.00", ()),
    ],
)
def test_warns_within_a_tenth_of_a_point_per_pupil(
    zonder: str, met: str, warnings: tuple[Warning, ...]
) -> None:
    assert near(zonder, met) == warnings


def test_the_band_is_a_value_of_the_scheme() -> None:
    wide = track(RULES.replace("newest}", "newest, band: 0.4}"))
    verdict = judge(wide, school(collaborations=RUNS), KNOWN)
    assert verdict.warnings == (warning("0,33", "boven"),)


def test_another_threshold_is_no_drempel() -> None:
    higher = track(RULES.replace("threshold: 0", "threshold: 30"))
    (told,) = judge(higher, school(collaborations=RUNS), KNOWN).warnings
    assert told.text == "0,03 punt per leerling boven de grens: kan omslaan"


def test_provisional_scores_are_said_to_be() -> None:
    provisional = edition(Kind.SCORES, OCTOBER, mark="*")
    verdict = judge(TRACK, school(score_edition=provisional, collaborations=RUNS), KNOWN)
    assert verdict.outcome == Eligibility.ELIGIBLE
    assert verdict.warnings == (
        Warning(
            WarningKind.PROVISIONAL,
            "de scores van 1 okt 2019 zijn voorlopig",
            Evidence("status van de scores", "voorlopig (*)", "CBS, Achterstandsscores (1 oktober 2019)"),
        ),
    )


def test_a_track_without_a_score_says_nothing_of_scores() -> None:
    asked = school(
        score_edition=edition(Kind.SCORES, OCTOBER, mark="*"),
        score_zonder=Decimal(70),
        score_met=Decimal("0.40"),
    )
    only_type = track("- {kind: school_type, source: bron, types: [bo]}")
    assert judge(only_type, asked, KNOWN).warnings == ()


def test_a_school_that_is_gone_is_not_eligible_and_the_list_needs_mending() -> None:
    gone = school(closed_on=datetime.date(2021, 10, 1), collaborations=RUNS)
    verdict = judge(TRACK, gone, KNOWN)
    fact = Evidence(
        "vestiging",
        "sinds 1 okt 2021 niet meer in de lijst van DUO",
        "laatst in DUO, Vestigingen (3 september 2019), rij 7",
    )
    assert str(verdict) == "Komt niet in aanmerking: deze vestiging bestaat niet meer sinds 1 okt 2021."
    assert verdict.answers[0].facts == (fact,)
    assert verdict.warnings == (
        Warning(
            WarningKind.CLOSED,
            "staat nog in je lijst: zoek de nieuwe vestigingscode of sluit de samenwerking af",
            fact,
        ),
    )


def test_a_school_that_is_gone_and_left_the_list_needs_nothing() -> None:
    gone = school(closed_on=datetime.date(2021, 10, 1), collaborations=(line("2018-08-01", "2019-07-31"),))
    assert judge(TRACK, gone, KNOWN).warnings == ()
