"""The page for people says what the matrix says."""

from tests.closed import written


def test_the_page_is_made_from_the_matrix() -> None:
    assert written.FILE.read_text() == written.page(), "make it again: python -m tests.closed.written"
