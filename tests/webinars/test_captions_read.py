"""Captions in files: what is right is read wholly, what is wrong is refused with its line."""

import io

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from doorlezen.language import InputError
from doorlezen.webinars.captions.caption_files import LARGEST, ReadCaptions, WrongCaptionsError, read_captions
from doorlezen.webinars.captions.vtt import as_srt, as_vtt
from doorlezen.webinars.catalogue.shape import CueEntry
from tests.conftest import SHARED


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
    assert read_captions(data, name="a.vtt").cues == (
        CueEntry(1000, 3500, "Tom & Jerry lezen\nverder", "Noor van Dam"),
        CueEntry(3_600_000, 3_601_000, "Zonder naam", ""),
    )


def test_reads_subrip_with_windows_line_ends() -> None:
    data = b"1\r\n00:00:01,000 --> 00:00:02,250\r\n<i>Hallo</i> {\\an8}daar\r\n1 < 2 &amp; 3\r\n\r\n"
    data += b"2\r\n00:00:03,000 --> 00:00:04,000\r\nDag\r\n"
    assert read_captions(data, name="A.SRT").cues == (
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
        "a.vtt, regel 4: een teken dat hier niet te lezen is; open het in Kladblok of Teksteditor en "
        "bewaar het opnieuw, met als codering UTF-8",
    ),
    (
        "a.vtt",
        "WEBVTT".encode("utf-16"),
        "a.vtt: is hier niet te lezen; open het in Kladblok of Teksteditor en bewaar het opnieuw, met als "
        "codering UTF-8",
    ),
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
    assert read_captions(as_vtt(cues), name="a.vtt") == ReadCaptions(cues)


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


def said(data: bytes, name: str = "a.vtt") -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in read_captions(data, name=name).cues]


AUTOMATIC = """WEBVTT
Kind: captions
Language: nl

00:00:00.160 --> 00:00:03.429 align:start position:0%
{blank}
goedemiddag<00:00:00.960><c> en</c><00:00:01.520><c> welkom</c>

00:00:03.429 --> 00:00:03.439 align:start position:0%
goedemiddag en welkom
{blank}

00:00:03.439 --> 00:00:05.749 align:start position:0%
goedemiddag en welkom
bij<00:00:03.760><c> dit</c><00:00:04.000><c> webinar</c>

00:00:05.749 --> 00:00:05.759 align:start position:0%
bij dit webinar
{blank}

00:00:05.759 --> 00:00:08.000 align:start position:0%
bij dit webinar
{blank}
"""


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", " \u2007\t"])
def test_automatic_captions_come_in_once(blank: str) -> None:
    read = read_captions(AUTOMATIC.format(blank=blank).encode(), name="a.vtt")
    assert [(cue.start, cue.end, cue.text) for cue in read.cues] == [
        (160, 3429, "goedemiddag en welkom"),
        (3439, 5749, "bij dit webinar"),
    ]
    (told,) = read.remarks
    assert told.startswith("4 ondertitels herhaalden wat er al stond")


def test_the_automatic_captions_that_were_refused() -> None:
    file = SHARED / "cases" / "captions-automatic.vtt"
    if not file.is_file():
        pytest.skip("the small inputs are not on this machine")
    assert said(file.read_bytes()) == [(160, 3429, "goedemiddag en welkom"), (3439, 5749, "bij dit webinar")]


def test_captions_that_roll_without_times_between_the_words() -> None:
    lines = ["een twee", "drie vier", "vijf zes", "zeven acht", "negen"]
    shown = [lines[:1], *([lines[at], lines[at + 1]] for at in range(4))]
    blocks = [
        f"{at}\n00:00:{at:02},000 --> 00:00:{at + 1:02},000\n" + "\n".join(words)
        for at, words in enumerate(shown)
    ]
    assert [text for _, _, text in said("\n\n".join(blocks).encode(), "a.srt")] == lines


def test_captions_that_grow_word_by_word() -> None:
    shown = ["een", "een twee", "een twee drie", "een twee drie vier", "vijf", "vijf zes"]
    blocks = [f"00:{at:02}.000 --> 00:{at + 1:02}.000\n{words}" for at, words in enumerate(shown)]
    texts = [text for _, _, text in said(vtt("\n\n".join(blocks)))]
    assert texts == ["een", "twee", "drie", "vier", "vijf", "zes"]


def test_who_says_the_same_twice_said_it_twice() -> None:
    body = "\n\n".join(f"00:{at:02}.000 --> 00:{at + 1:02}.000\nJa." for at in range(6))
    assert [text for _, _, text in said(vtt(body))] == ["Ja."] * 6
    apart = "\n\n".join(f"00:{2 * at:02}.000 --> 00:{2 * at + 1:02}.000\nJa.\nNee." for at in range(6))
    assert [text for _, _, text in said(vtt(apart))] == ["Ja.\nNee."] * 6


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0"])
def test_a_line_of_blanks_belongs_to_its_caption(blank: str) -> None:
    body = f"00:01.000 --> 00:02.000\nEen\n{blank}\ntwee\n\n00:03.000 --> 00:04.000\nDrie"
    assert said(vtt(body)) == [(1000, 2000, "Een\ntwee"), (3000, 4000, "Drie")]
    # and so it does not hide the next one
    for number in ("", "2\n"):
        body = f"00:01.000 --> 00:02.000\nEen\n{blank}\n{number}00:03.000 --> 00:04.000\nDrie"
        assert said(vtt(body)) == [(1000, 2000, "Een"), (3000, 4000, "Drie")]


def test_a_caption_of_blanks_is_left_out_and_told() -> None:
    read = read_captions(vtt("00:01.000 --> 00:02.000\n \n\n00:03.000 --> 00:04.000\nB"), name="a.vtt")
    assert read == ReadCaptions((CueEntry(3000, 4000, "B"),), ("1 ondertitel zonder woorden is weggelaten.",))


def test_captions_without_length_stay_until_the_next() -> None:
    body = "00:01.000 --> 00:01.000\nA\n\n00:01.400 --> 00:01.400\nB\n\n00:05.000 --> 00:06.000\nC"
    read = read_captions(vtt(body), name="a.vtt")
    assert [(cue.start, cue.end, cue.text) for cue in read.cues] == [
        (1000, 1400, "A"),
        (1400, 2400, "B"),
        (5000, 6000, "C"),
    ]
    assert read.remarks == (
        "2 ondertitels duurden niets en blijven nu staan tot de volgende, hoogstens een seconde.",
    )
    again = "00:01.000 --> 00:02.000\nA\n\n00:02.000 --> 00:02.000\nA"
    assert said(vtt(again)) == [(1000, 2000, "A")]


def test_all_that_is_wrong_is_told_at_once() -> None:
    body = "00:03.000 --> 00:02.000\nA\n\nmis\n\n00:05.000 --> 00:06.000\nGoed\n\n00:61.000 --> 00:62.000\nB"
    with pytest.raises(WrongCaptionsError) as wrong:
        read_captions(vtt(body), name="a.vtt")
    assert [str(each) for each in wrong.value.each] == [
        "a.vtt, regel 3: deze ondertitel eindigt voor hij begint",
        "a.vtt, regel 6: hier ontbreekt de tijd, zoals 00:01:02.000 --> 00:01:05.500",
        "a.vtt, regel 11: '00:61.000' is geen tijd zoals 00:01:02.000",
    ]


def test_what_only_looks_like_a_mark_is_words_and_told() -> None:
    body = "00:01.000 --> 00:02.000\nvan <100 leerlingen en 1 < 2 > 0 of 3 <\n<i>schuin</i> <c.geel>geel</c>"
    read = read_captions(vtt(body), name="a.vtt")
    assert read.cues[0].text == "van <100 leerlingen en 1 < 2 > 0 of 3 <\nschuin geel"
    assert read.remarks == ("Dit leek op opmaak en is als woorden bewaard: < 2 >, <. Kijk dat na.",)
    srt = b"1\n00:00:01,000 --> 00:00:02,000\n<100 en> {\\i1}schuin{\\i0} <b>vet</b> {\\an8}\n"
    read = read_captions(srt, name="a.srt")
    assert read.cues[0].text == "<100 en> schuin vet"
    assert read.remarks == (
        "Opmaak die geen ondertitels toont, is weggelaten: {\\i1}, {\\i0}, {\\an8}.",
        "Dit leek op opmaak en is als woorden bewaard: <100 en>. Kijk dat na.",
    )


def test_a_segment_of_a_stream_and_other_heads() -> None:
    data = b"WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\n1\n00:01.000 --> 00:03.000\nA\n\n"
    data += b"NOTE ja\n\nREGION\nid:a\n\n2\n00:02.000 --> 00:04.000\nB\n"
    assert said(data) == [(1000, 3000, "A"), (2000, 4000, "B")]
    windows = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")
    assert said(windows) == said(data) == said(data.replace(b"\n", b"\r"))
