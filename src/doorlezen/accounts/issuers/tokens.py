"""What an id-token proves: only what the issuer signed, for us, just now, for this very visit."""

import hmac
from collections.abc import Callable
from typing import Any

import jwt

ALGORITHMS = frozenset(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)) | {"EdDSA"}
"""Signed with a key of the issuer's own. "none" proves nothing, and HS… whoever knows the secret can make."""
LEEWAY = 60
"""Seconds that two clocks may differ."""

Keys = list[dict[str, str]]


class UnprovenError(Exception):
    """The id-token does not prove who came."""


def claims_of(
    token: object, *, issuer: str, client_id: str, nonce: str, keys: Keys, keys_now: Callable[[], Keys]
) -> dict[str, Any]:
    """What the id-token says, proven. Raises UnprovenError.

    ``keys``: as they are kept; ``keys_now`` asks for them, for a key that is not among them.
    """
    if not isinstance(token, str):
        raise UnprovenError("no id-token")
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise UnprovenError(f"signed with {algorithm!r}")
        key = _key_of(header, keys) or _key_of(header, keys_now())
        if key is None:
            raise UnprovenError("signed with an unknown key")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=jwt.PyJWK({**key, "alg": algorithm}).key,
            algorithms=[algorithm],
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as wrong:
        raise UnprovenError(type(wrong).__name__) from wrong
    _require_for_us(claims, client_id)
    if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise UnprovenError("for another visit")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255 or "\0" in claims["sub"]:
        raise UnprovenError("about nobody")
    return claims


def _key_of(header: dict[str, Any], keys: Keys) -> dict[str, str] | None:
    """The key that the header names; where it names none, the only one that there is."""
    if header.get("kid") is None:
        return keys[0] if len(keys) == 1 else None
    return next((key for key in keys if key.get("kid") == header["kid"]), None)


def _require_for_us(claims: dict[str, Any], client_id: str) -> None:
    """``aud`` holds us already; when it holds others too, ``azp`` must say that it was made for us."""
    audience, party = claims["aud"], claims.get("azp")
    alone = audience == client_id or audience == [client_id]
    if party is None and not alone:
        raise UnprovenError("for several")
    if party is not None and party != client_id:
        raise UnprovenError("for another")
