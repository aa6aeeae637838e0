"""Write a file wholly or not at all."""

import contextlib
import os
import secrets
import stat
from pathlib import Path

from doorlezen.language import InputError, not_written, t


def write_atomically(path: Path, data: bytes) -> None:
    """Make ``path`` hold exactly ``data``, or leave it as it was.

    The bytes go to a new file in the same folder, are forced to disk, and take the place of ``path`` in one
    step, with the permissions that the old file had. A symbolic link stays one; a device or pipe (such as
    /dev/stdout) is written to as it is. Raises InputError with what holds it back and what helps.
    """
    try:
        # where /dev/stdout is a pipe, its real path is a name that cannot be opened
        whole_file = path.is_file() or not path.exists()
        _write(Path(os.path.realpath(path)) if whole_file else path, data)
    except OSError as wrong:
        raise InputError(str(path), t("niet geschreven: {reason}", reason=not_written(wrong))) from wrong


def _write(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(data)  # a folder refuses here, as it should
        return
    part = path.with_name(f".doorlezen-{secrets.token_hex(6)}.part")
    try:
        # made with open, not tempfile, so that the umask of the user decides who may read it
        with part.open("xb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), stat.S_IMODE(mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
