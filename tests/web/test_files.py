"""Static files are gathered once, anew when one has changed, and what is open in a browser stays."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from doorlezen.web.operations.static_files import gather


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The only folder with static files, and a place to gather them in."""
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "proef.css").write_text("p { color: black }\n" * 50)
    return tmp_path / "from"


def _settings(source: Path) -> override_settings:
    return override_settings(
        STATICFILES_DIRS=[source],
        STATICFILES_FINDERS=["django.contrib.staticfiles.finders.FileSystemFinder"],
        STATIC_ROOT=source.parent / "to",
        STORAGES={
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
    )


def test_gathered_once_and_again_after_a_change(source: Path) -> None:
    to = source.parent / "to"
    with _settings(source):
        assert gather()
        first = json.loads((to / "staticfiles.json").read_text())["paths"]["proef.css"]
        assert not gather()
        (source / "proef.css").write_text("p { color: navy }\n" * 50)
        assert gather()
        second = json.loads((to / "staticfiles.json").read_text())["paths"]["proef.css"]
    assert first != second
    assert sorted(path.name for path in to.glob("proef.*.css*")) == sorted(
        name + packed for name in (first, second) for packed in ("", ".br", ".gz")
    )


def test_gathering_that_was_broken_off_is_done_again(source: Path) -> None:
    with _settings(source):
        gather()
        (source.parent / "to" / ".gathered").unlink()
        assert gather()
