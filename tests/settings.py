"""The product's own settings, on an embedded database that belongs to the tests."""

import os
from pathlib import Path

os.environ.setdefault("DOORLEZEN_HOME", str(Path(__file__).parent.parent / "var" / "test"))

from doorlezen.web.settings import *  # noqa: F403
