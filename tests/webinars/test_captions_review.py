"""What an editor is told about captions."""

from doorlezen.webinars.captions.review import Doubt, Finding, review
from doorlezen.webinars.catalogue.shape import CueEntry
from tests.webinars.entries import CUES


def test_good_captions_have_no_findings() -> None:
    assert review(CUES, seconds=10) == []


def test_overlap_speed_speaker_and_silence_are_found_at_their_cue() -> None:
    cues = [
        CueEntry(0, 1000, "x" * 22, "Sam"),
        CueEntry(900, 2000, "kort", "Sam"),
        CueEntry(18_000, 19_000, "kort", ""),
    ]
    assert [(finding.cue, finding.kind) for finding in review(cues, seconds=100)] == [
        (1, Doubt.TOO_FAST),
        (2, Doubt.OVERLAP),
        (3, Doubt.GAP),
        (3, Doubt.NO_SPEAKER),
        (3, Doubt.GAP),
    ]


def test_twenty_one_characters_a_second_is_still_fine() -> None:
    assert review([CueEntry(0, 1000, "x" * 21, "Sam")]) == []
    told = "21,1 tekens per seconde; meer dan 21 leest niet iedereen mee."
    assert review([CueEntry(0, 999, "x" * 21, "Sam")]) == [Finding(1, Doubt.TOO_FAST, told)]


def test_a_cue_after_the_end_of_the_recording_is_found() -> None:
    found = review([CueEntry(9_000, 12_000, "Nog even", "Sam")], seconds=10)
    assert found == [Finding(1, Doubt.AFTER_END, "Loopt door na het einde van de opname.")]


def test_a_long_cue_above_does_not_hide_an_overlap() -> None:
    cues = [
        CueEntry(0, 9000, "lang", "A"),
        CueEntry(1000, 2000, "kort", "B"),
        CueEntry(3000, 4000, "kort", "B"),
    ]
    assert [(finding.cue, finding.kind) for finding in review(cues)] == [
        (2, Doubt.OVERLAP),
        (3, Doubt.OVERLAP),
    ]
