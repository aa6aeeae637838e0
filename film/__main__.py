"""Make the demo's recording anew: `python -m film`, on a machine with espeak-ng and ffmpeg.

Writes vier-vragen.webm, vier-vragen.png and webinars.json in src/doorlezen/demo/files. The captions are true
because each line is spoken by itself and its length is measured; nothing is recognised afterwards.
"""

import hashlib
import json
import subprocess
import tempfile
import wave
from pathlib import Path
from typing import Any

import typst

from doorlezen.documents.yaml_tree import parse
from doorlezen.webinars.catalogue.catalogue_files import to_json
from film import entry

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "doorlezen" / "demo" / "files"
RATE = 22_050
"""Samples a second of espeak-ng."""
BETWEEN_LINES, BETWEEN_CHAPTERS = 350, 1200
"""Milliseconds of silence after a line, and after a chapter."""


def main() -> None:
    """Speak every line, draw every slide, put them together, and write the catalogue that goes with them."""
    script, _ = parse((HERE / "script.yaml").read_bytes(), name="script.yaml")
    with tempfile.TemporaryDirectory() as folder:
        timed, length = speak(script, Path(folder))
        slides = [draw(script, at) for at in range(len(script["chapters"]))]
        starts = [chapter["start"] for chapter in timed]
        film(Path(folder), slides, [*starts, length])
    (OUT / "vier-vragen.png").write_bytes(slides[0])
    video = (OUT / "vier-vragen.webm").read_bytes()
    catalogue = entry.catalogue(
        script, timed, size=len(video), sha256=hashlib.sha256(video).hexdigest(), seconds=length // 1000
    )
    (OUT / "webinars.json").write_bytes(to_json(catalogue))


def speak(script: dict[str, Any], folder: Path) -> tuple[list[dict[str, Any]], int]:
    """Write ``speech.wav``; return each chapter's start and timed lines, and the length (ms)."""
    samples, timed = bytearray(), []
    for chapter in script["chapters"]:
        lines = []
        start = _length(samples)
        for who, text in chapter["lines"]:
            begins = _length(samples)
            samples += _spoken(script["speakers"][who], text, folder)
            lines.append({"who": who, "text": text, "start": begins, "end": _length(samples)})
            samples += _silence(BETWEEN_LINES)
        samples += _silence(BETWEEN_CHAPTERS)
        timed.append({"start": start, "lines": lines})
    with wave.open(str(folder / "speech.wav"), "wb") as speech:
        speech.setnchannels(1)
        speech.setsampwidth(2)
        speech.setframerate(RATE)
        speech.writeframes(bytes(samples))
    return timed, _length(samples)


def draw(script: dict[str, Any], at: int) -> bytes:
    """The slide of a chapter as PNG, 1280 × 720."""
    data = {"title": script["chapters"][at]["slide"], "at": at, "count": len(script["chapters"])}
    compiler = typst.Compiler(HERE / "slide.typ", root=HERE, ignore_system_fonts=True)
    png = compiler.compile(format="png", ppi=144, sys_inputs={"data": json.dumps(data)})
    assert isinstance(png, bytes)
    return png


def film(folder: Path, slides: list[bytes], cuts: list[int]) -> None:
    """Put slides and speech together; ``cuts``: where each slide begins, and the end, in milliseconds."""
    listed = ["ffconcat version 1.0"]
    for at, slide in enumerate(slides):
        (folder / f"{at}.png").write_bytes(slide)
        listed += [f"file {at}.png", f"duration {(cuts[at + 1] - cuts[at]) / 1000:.3f}"]
    listed.append(f"file {len(slides) - 1}.png")
    (folder / "slides.txt").write_text("\n".join(listed))
    pictures = ["-f", "concat", "-safe", "0", "-i", "slides.txt", "-i", "speech.wav"]
    video = ["-vf", "fps=5,scale=640:360,format=yuv420p", "-c:v", "libvpx-vp9", "-crf", "40", "-b:v", "0"]
    audio = ["-c:a", "libopus", "-b:a", "24k", "-ac", "1", "-shortest", "-fflags", "+bitexact"]
    command = ["ffmpeg", "-loglevel", "error", "-y", *pictures, *video, *audio, str(OUT / "vier-vragen.webm")]
    subprocess.run(command, cwd=folder, check=True, timeout=600)


def _spoken(speaker: dict[str, Any], text: str, folder: Path) -> bytes:
    path = folder / "line.wav"
    voice = ["-v", speaker["voice"], "-s", str(speaker["speed"]), "-p", str(speaker["pitch"]), "-z"]
    subprocess.run(["espeak-ng", *voice, "-w", str(path), text], check=True, timeout=60)
    with wave.open(str(path)) as line:
        assert (line.getframerate(), line.getnchannels(), line.getsampwidth()) == (RATE, 1, 2)
        return bytes(line.readframes(line.getnframes()))


def _silence(milliseconds: int) -> bytes:
    return bytes(2 * (RATE * milliseconds // 1000))


def _length(samples: bytearray) -> int:
    return len(samples) // 2 * 1000 // RATE


if __name__ == "__main__":
    main()
