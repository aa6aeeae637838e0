"""A key in a link: of it only the hash is kept, so that nobody who reads the database can follow the link."""

import hashlib
import secrets


def new_key(size: int = 32) -> str:
    """A key that nobody guesses, of so many random bytes, as it stands in an address."""
    return secrets.token_urlsafe(size)


def key_hash(key: str) -> str:
    """What is kept of it: SHA-256, in hexadecimal. The key is random, so it needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()
