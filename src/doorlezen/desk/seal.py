"""Secrets that we must be able to read back are sealed before they reach the database.

The key is made from SECRET_KEY, so a copy of the database alone gives nothing away. Keys in
SECRET_KEY_FALLBACKS still open what they sealed.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from doorlezen.language import InputError, t


def seal(text: str) -> str:
    """``text`` so that only this site can read it; another text each time."""
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """What ``seal`` was given. Raises InputError when it was sealed with another SECRET_KEY."""
    try:
        return _box().decrypt(sealed.encode()).decode()
    except InvalidToken:
        what = t(
            "een bewaard geheim is met een andere sleutel verzegeld; zet de oude sleutel terug, of vul het "
            "geheim opnieuw in"
        )
        raise InputError("DOORLEZEN_SECRET_KEY", what) from None


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"doorlezen.seal:" + secret.encode()).digest())
