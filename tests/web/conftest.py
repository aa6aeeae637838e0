"""What the site logs."""

import io
import logging
from collections.abc import Iterator

import pytest

from doorlezen.web.operations import logs


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is logged during a test, as in production, by whatever logger."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.formatter(readable=False))
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
