"""Sentences that count schools: noughts, ones and many."""

import pytest

from doorlezen.language import use
from doorlezen.schemes.counted import called, eligible_after_scores, eligible_alone, having_scores


@pytest.mark.parametrize(
    ("number", "of", "own", "sentence"),
    [
        (0, 1, True, "Je enige school heeft geen achterstandsscore"),
        (1, 1, True, "Je enige school heeft een achterstandsscore"),
        (0, 1, False, "Deze school heeft geen achterstandsscore"),
        (0, 29, True, "Geen van je 29 scholen heeft een achterstandsscore"),
        (1, 29, True, "1 van je 29 scholen heeft een achterstandsscore"),
        (2, 6295, False, "2 van de 6.295 scholen hebben een achterstandsscore"),
    ],
)
def test_how_many_have_a_score(number: int, of: int, own: bool, sentence: str) -> None:
    assert having_scores(number, of, called(of, own=own)) == sentence


@pytest.mark.parametrize(
    ("eligible", "scored", "of", "all_scored", "undetermined", "sentence"),
    [
        (0, 1, 1, True, 0, "die komt niet in aanmerking"),
        (0, 1, 1, True, 1, ""),
        (1, 1, 1, True, 0, "die komt in aanmerking"),
        (0, 0, 5, True, 0, "geen school komt in aanmerking"),
        (0, 3, 5, True, 0, "geen daarvan komt in aanmerking"),
        (0, 3, 5, True, 2, "van geen school staat vast dat die in aanmerking komt"),
        (1, 3, 5, True, 2, "1 daarvan komt in aanmerking"),
        (2, 3, 5, True, 0, "2 daarvan komen in aanmerking"),
        (1, 0, 5, False, 0, "1 school komt in aanmerking"),
        (4, 3, 5, False, 0, "4 scholen komen in aanmerking"),
    ],
)
def test_how_many_of_them_are_eligible(
    eligible: int, scored: int, of: int, all_scored: bool, undetermined: int, sentence: str
) -> None:
    counted = {"scored": scored, "of": of, "undetermined": undetermined}
    assert eligible_after_scores(eligible, all_scored=all_scored, **counted) == sentence


@pytest.mark.parametrize(
    ("eligible", "of", "undetermined", "sentence"),
    [
        (0, 1, 0, "Deze school komt niet in aanmerking."),
        (1, 1, 0, "Deze school komt in aanmerking."),
        (0, 1, 1, ""),
        (0, 5, 0, "Geen van de 5 scholen komt in aanmerking."),
        (0, 5, 5, "Van geen van de 5 scholen staat vast dat die in aanmerking komt."),
        (1, 5, 0, "1 van de 5 scholen komt in aanmerking."),
        (2, 5, 0, "2 van de 5 scholen komen in aanmerking."),
    ],
)
def test_how_many_are_eligible_without_scores(
    eligible: int, of: int, undetermined: int, sentence: str
) -> None:
    assert eligible_alone(eligible, of, called(of, own=False), undetermined=undetermined) == sentence


def test_a_nought_in_english() -> None:
    with use("en"):
        assert having_scores(0, 1, called(1, own=False)) == "This school has no achterstandsscore"
        assert (
            having_scores(0, 29, called(29, own=True)) == "None of your 29 schools has an achterstandsscore"
        )
