"""Every drawn test asks tests/examples.py how many it tries, so that the usual run takes a third of them."""

import re
from pathlib import Path

from hypothesis import settings

from tests.examples import THOROUGH, USUAL, examples

TESTS = Path(__file__).parent


def test_nobody_says_a_number_of_examples_alone() -> None:
    alone = re.compile(r"max_examples=\d")
    found = [str(path.relative_to(TESTS)) for path in sorted(TESTS.rglob("test_*.py"))]
    assert [name for name in found if alone.search((TESTS / name).read_text(encoding="utf-8"))] == []


def test_a_third_is_rounded_up_and_all_are_tried_in_the_long_run() -> None:
    before = settings.get_current_profile_name()
    try:
        settings.load_profile(USUAL)
        usual = [examples(number) for number in (1, 3, 100, 250)]
        settings.load_profile(THOROUGH)
        assert (usual, [examples(number) for number in (1, 3, 100)]) == ([1, 1, 34, 84], [1, 3, 100])
    finally:
        settings.load_profile(before)
