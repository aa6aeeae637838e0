"""What the environment says. Every variable is read through here; docs/settings.md names them all."""

import os
import secrets
from pathlib import Path

from doorlezen.language import InputError, t
from doorlezen.web.database import home

READ: set[str] = set()
"""The names that were read so far; a test compares them with docs/settings.md."""


def text(name: str, default: str = "") -> str:
    """The variable as it stands, without blanks around it; ``default`` where it is absent or empty."""
    READ.add(name)
    return os.environ.get(name, "").strip() or default


def several(name: str, default: str = "") -> list[str]:
    """A list with commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def flag(name: str) -> bool:
    """True for 1, yes or ja; False for 0, no, nee or absent. Raises InputError for anything else."""
    value = text(name, "0").lower()
    if value in {"1", "yes", "ja", "true"}:
        return True
    if value in {"0", "no", "nee", "false"}:
        return False
    raise InputError(name, t("moet 1 of 0 zijn, niet {value}", value=value))


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``. Raises InputError."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise InputError(name, t("moet een heel getal van minstens {least} zijn", least=least))
    return int(value)


def secret_key() -> str:
    """DOORLEZEN_SECRET_KEY, or one made once and kept in DOORLEZEN_HOME for its owner only."""
    given = text("DOORLEZEN_SECRET_KEY")
    if given:
        return given
    path = Path(home()) / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process was first
    return path.read_text()
