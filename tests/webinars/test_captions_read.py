"""Captions in files: what is right is read wholly, what is wrong is refused with its line."""

import io

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.language import InputError
from doorlezen.webinars.captions.read import LARGEST, read_captions
from doorlezen.webinars.captions.vtt import as_srt, as_vtt
from doorlezen.webinars.catalogue.shape import CueEntry


def vtt(body: str) -> bytes:
    return f"WEBVTT\n\n{body}".encode()


def test_reads_what_webvtt_allows() -> None:
    data = (
        "\ufeffWEBVTT - Gesprek\nKind: captions\n\nSTYLE\n::cue { color: red }\n\n"
        "NOTE een opmerking\nvan twee regels\n\n"
        "intro\n00:01.000 --> 00:03.500 line:0 align:start\n"
        "<v.luid Noor van Dam>Tom &amp; Jerry <i>lezen</i>\n"
        "<00:00:02.000>verder</v>\n\n01:00:00.000 --> 01:00:01.000\nZonder naam\n"
    ).encode()
    assert read_captions(data, name="a.vtt") == (
        CueEntry(1000, 3500, "Tom & Jerry lezen\nverder", "Noor van Dam"),
        CueEntry(3_600_000, 3_601_000, "Zonder naam", ""),
    )


def test_reads_subrip_with_windows_line_ends() -> None:
    data = b"1\r\n00:00:01,000 --> 00:00:02,250\r\n<i>Hallo</i> {\\an8}daar\r\n1 < 2 &amp; 3\r\n\r\n"
    data += b"2\r\n00:00:03,000 --> 00:00:04,000\r\nDag\r\n"
    assert read_captions(data, name="A.SRT") == (
        CueEntry(1000, 2250, "Hallo daar\n1 < 2 &amp; 3"),
        CueEntry(3000, 4000, "Dag"),
    )


WRONG = [
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\nA\n\n-00:03.000 --> 00:04.000\nB"),
        "a.vtt, regel 6: een tijd kan niet negatief zijn: -00:03.000",
    ),
    (
        "a.vtt",
        vtt("00:01.000 -> 00:02.000\nA"),
        "a.vtt, regel 3: hier ontbreekt de tijd, zoals 00:01:02.000 --> 00:01:05.500",
    ),
    (
        "a.vtt",
        vtt("Alleen tekst"),
        "a.vtt, regel 3: hier ontbreekt de tijd, zoals 00:01:02.000 --> 00:01:05.500",
    ),
    ("a.vtt", vtt("00:03.000 --> 00:02.000\nA"), "a.vtt, regel 3: deze ondertitel eindigt voor hij begint"),
    ("a.vtt", vtt("00:02.000 --> 00:02.000\nA"), "a.vtt, regel 3: deze ondertitel eindigt voor hij begint"),
    (
        "a.vtt",
        vtt("00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB"),
        "a.vtt, regel 6: deze ondertitel begint eerder dan die erboven",
    ),
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nB"),
        "a.vtt, regel 3: onder deze tijd staat geen tekst",
    ),
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\nA\n00:03.000 --> 00:04.000\nB"),
        "a.vtt, regel 5: voor deze tijd hoort een lege regel",
    ),
    (
        "a.vtt",
        vtt("00:61.000 --> 00:02.000\nA"),
        "a.vtt, regel 3: '00:61.000' is geen tijd zoals 00:01:02.000",
    ),
    ("a.vtt", vtt("00:01.000 -->\nA"), "a.vtt, regel 3: '' is geen tijd zoals 00:01:02.000"),
    (
        "a.vtt",
        vtt("99:00:01.000 --> 99:00:02.000\nA"),
        "a.vtt, regel 3: 99:00:01.000 ligt na de eerste 24 uur",
    ),
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\n<v A>Ja\n<v B>Nee"),
        "a.vtt, regel 5: twee sprekers in één ondertitel; maak er twee van",
    ),
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\n1 < 2"),
        "a.vtt, regel 4: hier staat een < zonder >; schrijf &lt; als je het teken bedoelt",
    ),
    ("a.vtt", vtt("00:01.000 --> 00:02.000\n<i></i>"), "a.vtt, regel 4: deze ondertitel heeft geen tekst"),
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\n" + "x" * 1001),
        "a.vtt, regel 4: deze ondertitel is langer dan 1000 tekens",
    ),
    (
        "a.vtt",
        b"00:01.000 --> 00:02.000\nA",
        "a.vtt, regel 1: een .vtt begint met WEBVTT; is dit een ander bestand?",
    ),
    (
        "a.vtt",
        b"WEBVTTX\n\n00:01.000 --> 00:02.000\nA",
        "a.vtt, regel 1: een .vtt begint met WEBVTT; is dit een ander bestand?",
    ),
    (
        "a.vtt",
        b"WEBVTT\n00:01.000 --> 00:02.000\nA",
        "a.vtt, regel 2: na de regel WEBVTT hoort een lege regel",
    ),
    ("a.vtt", b"", "a.vtt, regel 1: een .vtt begint met WEBVTT; is dit een ander bestand?"),
    ("a.vtt", b"WEBVTT\n\nNOTE niets\n", "a.vtt: er staan geen ondertitels in"),
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\ncaf") + b"\xe9",
        "a.vtt, regel 4: een teken dat geen UTF-8 is; bewaar het bestand als UTF-8",
    ),
    ("a.vtt", "WEBVTT".encode("utf-16"), "a.vtt: is UTF-16; bewaar het als UTF-8"),
    (
        "a.vtt",
        vtt("00:01.000 --> 00:02.000\nA\x00B"),
        "a.vtt, regel 4: een teken dat niet in ondertitels kan",
    ),
    ("a.vtt", b"WEBVTT" + b" " * LARGEST, "a.vtt: is groter dan 5 MB; zo groot zijn ondertitels niet"),
    ("a.srt", b"1\n00:00:01 --> 00:00:02\nA", "a.srt, regel 2: '00:00:01' is geen tijd zoals 00:01:02.000"),
    (
        "a.srt",
        b"1\n\n00:00:01,000 --> 00:00:02,000\nA",
        "a.srt, regel 1: hier ontbreekt de tijd, zoals 00:01:02.000 --> 00:01:05.500",
    ),
    ("a.srt", b"", "a.srt: er staan geen ondertitels in"),
    ("a.txt", b"", "a.txt: geen ondertitels; geef een bestand dat eindigt op .vtt of .srt"),
]


@pytest.mark.parametrize(("name", "data", "told"), WRONG)
def test_a_bad_file_gets_one_line_that_says_where(name: str, data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_captions(data, name=name)
    assert str(refused.value) == told


_words = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["C", "Z"]),
    min_size=1,
    max_size=12,
)
_line = st.lists(_words, min_size=1, max_size=6).map(" ".join)


@st.composite
def cue_lists(draw: st.DrawFn) -> tuple[CueEntry, ...]:
    cues, start = [], 0
    for _ in range(draw(st.integers(1, 6))):
        start += draw(st.integers(0, 5_000_000))
        end = start + draw(st.integers(1, 100_000))
        text = "\n".join(draw(st.lists(_line, min_size=1, max_size=3)))
        cues.append(CueEntry(start, end, text, draw(st.just("") | _line)))
    return tuple(cues)


@given(cue_lists())
def test_what_is_written_reads_back_the_same(cues: tuple[CueEntry, ...]) -> None:
    assert read_captions(as_vtt(cues), name="a.vtt") == cues


@given(cue_lists())
def test_another_reader_reads_the_same_in_what_is_written(cues: tuple[CueEntry, ...]) -> None:
    read = webvtt.from_buffer(io.StringIO(as_vtt(cues).decode()), format="vtt")
    assert [(cue.start_in_seconds, cue.voice or "") for cue in read] == [
        (cue.start // 1000, _seen(cue)) for cue in cues
    ]


def _seen(cue: CueEntry) -> str:
    return cue.speaker.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_subrip_puts_the_name_before_the_words() -> None:
    cues = [CueEntry(61_001, 3_661_002, "Ja --> nee", "Sam")]
    assert as_srt(cues) == "1\n00:01:01,001 --> 01:01:01,002\nSam: Ja —> nee\n".encode()
