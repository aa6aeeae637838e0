"""A reader in a process of its own: what it gives back, and what it cannot do."""

import socket
import threading
import time
from pathlib import Path

import pytest

from doorlezen.documents.confined import AT_ONCE, Limits, ReaderError, confined
from doorlezen.language import InputError, use
from tests.documents import readers

TOO_MUCH = (
    "lijst.xlsx: dit bestand is beschadigd of te groot om te lezen; zet wat nodig is in een nieuw bestand "
    "en kies dat"
)


def test_a_result_comes_back_and_what_is_printed_is_no_part_of_it() -> None:
    assert confined(readers.double, 21, name="lijst.xlsx") == 42
    assert confined(readers.talkative, name="lijst.xlsx") == "neat"


def test_a_refusal_comes_through_as_it_is() -> None:
    with pytest.raises(InputError) as refusal:
        confined(readers.refuse, "de prijs is “niks”", name="lijst.xlsx")
    assert (refusal.value.where, refusal.value.what) == ("lijst.csv, rij 3", "de prijs is “niks”")


def test_the_reader_speaks_the_language_of_who_asks() -> None:
    assert confined(readers.months, name="lijst.xlsx") == ("nl", "deze cel is leeg")
    with use("en"):
        assert confined(readers.months, name="lijst.xlsx") == ("en", "this cell is empty")


def refusal_of(reader: object, *given: object, seconds: float = 5.0) -> str:
    with pytest.raises(InputError) as refusal:
        confined(reader, *given, name="lijst.xlsx", limits=Limits(seconds=seconds))  # type: ignore[arg-type]
    return str(refusal.value)


def test_memory_has_a_limit() -> None:
    assert confined(readers.take, 200, name="lijst.xlsx") == 200 * 2**20
    assert refusal_of(readers.take, 400) == TOO_MUCH
    assert refusal_of(readers.take, 500_000) == TOO_MUCH


@pytest.mark.parametrize("reader", [readers.endless, readers.asleep])
def test_time_has_a_limit(reader: object) -> None:
    begin = time.monotonic()
    assert refusal_of(reader, seconds=1.0) == TOO_MUCH
    assert time.monotonic() - begin < 6


def test_a_reader_that_dies_takes_nobody_along() -> None:
    assert refusal_of(readers.killed) == TOO_MUCH
    assert refusal_of(readers.deep, 100_000) == TOO_MUCH


def test_a_fault_of_ours_is_no_fault_of_the_file() -> None:
    with pytest.raises(ReaderError, match="nobody thought of this"):
        confined(readers.wrong, name="lijst.xlsx")


def test_it_knows_no_secret_and_holds_nothing_of_ours_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORLEZEN_SECRET_KEY", "hush")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        environment, held = confined(readers.surroundings, name="lijst.xlsx")
    assert not any(key.startswith(("DOORLEZEN", "DATABASE", "DJANGO")) for key in environment)
    assert not any("socket" in one for one in held)


def test_it_cannot_write_a_file(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="File too large"):
        confined(readers.scribble, str(tmp_path / "left"), name="lijst.xlsx")
    assert (tmp_path / "left").stat().st_size == 0


def test_so_many_at_once_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("doorlezen.documents.confined.LONGEST_WAIT", 0.3)
    limits = Limits(seconds=0.7)
    outcomes: list[str] = []

    def ask() -> None:
        try:
            confined(readers.asleep, name="lijst.xlsx", limits=limits)
        except InputError as wrong:
            outcomes.append(wrong.what)

    threads = [threading.Thread(target=ask) for _ in range(AT_ONCE + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waited = "er worden nu veel bestanden tegelijk gelezen; probeer het zo nog eens"
    assert outcomes == [waited, *[TOO_MUCH.partition(": ")[2]] * AT_ONCE]
    assert confined(readers.double, 1, name="lijst.xlsx") == 2
