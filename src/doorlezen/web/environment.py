"""What the environment says. Every variable is read through here; docs/settings.md names them all."""

import contextlib
import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from doorlezen.language import InputError, t
from doorlezen.web.database import home


def text(name: str, default: str = "") -> str:
    """The variable as it stands, without blanks around it; ``default`` where it is absent or empty."""
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


def only_on_a_laptop(name: str, *, public: bool, address: str) -> bool:
    """A flag that no site for the public may have set: one behind https, or elsewhere than on this machine.

    Raises InputError.
    """
    wanted = flag(name)
    here = urlsplit(address).hostname in {"localhost", "127.0.0.1", "::1"}
    if wanted and (public or not here):
        raise InputError(name, t("is alleen voor een site op deze computer zelf; laat dit hier weg"))
    return wanted


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``. Raises InputError."""
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise InputError(name, t("moet een heel getal van minstens {least} zijn", least=least))
    return int(value)


def one_of(name: str, values: Sequence[str]) -> str:
    """One of ``values``, the first where the variable is absent. Raises InputError."""
    value = text(name, values[0])
    if value not in values:
        raise InputError(name, t("moet een van deze zijn: {values}", values=", ".join(sorted(values))))
    return value


def address(name: str, default: str) -> str:
    """The address of a site, without a path and without a slash at the end. Raises InputError."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if (
        parts.scheme not in {"http", "https"}
        or not parts.netloc
        or value != f"{parts.scheme}://{parts.netloc}"
    ):
        raise InputError(name, t("moet er zo uitzien: https://doorlezen.mijnbibliotheek.nl"))
    return value


def contact(name: str) -> str:
    """Where people write to: a mail address (made into mailto:…) or a page; empty when absent."""
    value = text(name)
    if not value or re.fullmatch(r"(mailto:\S+@\S+|https://\S+|tel:\S+)", value):
        return value
    if re.fullmatch(r"\S+@\S+\.\S+", value):
        return f"mailto:{value}"
    raise InputError(name, t("moet een mailadres zijn of beginnen met https://"))


def folder(name: str, default: Path) -> Path:
    """A folder; "~" is the user's own."""
    given = text(name)
    return Path(given).expanduser().resolve() if given else default


def secret_key() -> str:
    """DOORLEZEN_SECRET_KEY, or one made once and kept in DOORLEZEN_HOME for its owner only."""
    given = text("DOORLEZEN_SECRET_KEY")
    if given:
        return given
    path = home() / "secret-key"
    if not path.exists():
        _keep(path, secrets.token_urlsafe(50))
    return path.read_text()


def _keep(path: Path, secret: str) -> None:
    """Write the secret wholly, for its owner only; where another process was first, its secret stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}-{secrets.token_hex(6)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret)
    with contextlib.suppress(FileExistsError):
        path.hardlink_to(part)
    part.unlink()
