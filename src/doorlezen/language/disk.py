"""Why the system would not read or write a file, in words that say what helps."""

import errno
from pathlib import Path

from doorlezen.language.texts import t


def not_read(wrong: OSError) -> str:
    """Why a file could not be read: "dit bestand bestaat niet"."""
    match wrong.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return t("dit bestand bestaat niet")
        case errno.EISDIR:
            return t("dit is een map; geef de naam van een bestand")
        case errno.EACCES | errno.EPERM:
            return t("je mag dit bestand niet lezen")
        case _:
            return _either_way(wrong)


def not_written(wrong: OSError) -> str:
    """Why a file or a folder could not be written: "de map weg bestaat niet"."""
    match wrong.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return t("de schijf is vol; maak ruimte of kies een andere map")
        case errno.EFBIG:
            return t("zo groot mag een bestand hier niet zijn; kies een andere map")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return t("je mag in deze map niet schrijven; kies een andere map")
        case errno.ENOENT | errno.ENOTDIR:
            return t("de map {folder} bestaat niet", folder=Path(str(wrong.filename)).parent)
        case errno.EISDIR:
            return t("dit is een map; geef de naam van een bestand")
        case errno.EEXIST:
            return t("er is al een bestand met deze naam")
        case _:
            return _either_way(wrong)


def _either_way(wrong: OSError) -> str:
    match wrong.errno:
        case errno.ENAMETOOLONG:
            return t("deze naam is te lang")
        case errno.ELOOP:
            return t("deze koppeling verwijst naar zichzelf")
        case errno.EIO:
            return t("de schijf geeft een fout; probeer het nog eens of kies een andere plek")
        case _:
            return wrong.strerror or str(wrong)
