"""What a process keeps in memory: the last so many answers, until they are forgotten."""

import datetime
import threading

import pytest

from doorlezen.desk.kept import Kept, forget, keep, minute_of


def test_a_value_is_made_once_and_what_was_not_asked_for_longest_goes() -> None:
    made: list[str] = []
    kept: Kept[str] = Kept(2)

    def ask(key: str) -> str:
        return kept.get(key, lambda: made.append(key) or key.upper())

    assert [ask(key) for key in "abacab"] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]


def test_a_function_is_asked_once_for_the_same_arguments() -> None:
    calls: list[tuple[int, int]] = []

    @keep(8)
    def add(one: int, *, other: int) -> int:
        calls.append((one, other))
        return one + other

    assert [add(1, other=2), add(1, other=2), add(1, other=3)] == [3, 3, 4]
    assert calls == [(1, 2), (1, 3)]


def test_what_raises_is_asked_again() -> None:
    kept: Kept[int] = Kept(8)
    with pytest.raises(ZeroDivisionError):
        kept.get("key", lambda: 1 // 0)
    assert kept.get("key", lambda: 1) == 1


@pytest.mark.parametrize(("about", "left"), [(None, []), ("webinars", ["register"])])
def test_one_call_forgets_all_or_what_is_about_one_app(about: str | None, left: list[str]) -> None:
    all_kept = {of: Kept[int](8, about=of) for of in ("webinars", "register")}
    for kept in all_kept.values():
        kept.get("key", lambda: 1)
    forget(about)
    assert [of for of, kept in all_kept.items() if kept.get("key", lambda: 2) == 1] == left


def test_what_was_asked_before_a_change_and_found_after_it_is_not_kept() -> None:
    kept: Kept[str] = Kept(8)
    asked, changed = threading.Event(), threading.Event()

    def slowly() -> str:
        asked.set()
        assert changed.wait(5)
        return "before the change"

    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(kept.get("key", slowly)))
    thread.start()
    assert asked.wait(5)
    forget()
    changed.set()
    thread.join(5)
    assert found == ["before the change"]
    assert kept.get("key", lambda: "after it") == "after it"


def test_a_minute_is_the_same_to_its_last_second() -> None:
    moment = datetime.datetime(2026, 11, 30, 9, 30, 0, 1, datetime.UTC)
    second = datetime.timedelta(seconds=1)
    assert minute_of(moment) == minute_of(moment + 59 * second) != minute_of(moment + 60 * second)
