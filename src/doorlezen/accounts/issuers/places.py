"""Which places on the internet an issuer may stand at, and where a name leads at this moment."""

import ipaddress
import socket
import threading
import time
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

LONGEST = 2_000
LOOKED_UP_AT_ONCE = 4
"""A name server that does not answer holds a thread that nothing can end; so many at most, per process."""

_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
_NOT_FOR_US = (_SIX_TO_FOUR, ipaddress.ip_network("3fff::/20"))
_RELAYS = ipaddress.ip_network("192.88.99.0/24")

_looking_up = threading.BoundedSemaphore(LOOKED_UP_AT_ONCE)


class UnreachableError(Exception):
    """Nothing may be asked there, or nothing can be. ``private``: because the place is not a public one."""

    def __init__(self, reason: str, *, private: bool = False) -> None:
        super().__init__(reason)
        self.private = private


def parts_of(url: object) -> SplitResult:
    """``url`` in parts, when it is one that we ask: https, a name, no password, nothing odd in it.

    http only on this machine itself, and only with DOORLEZEN_LOCAL_ISSUERS. Raises UnreachableError.
    """
    if not isinstance(url, str) or not url.isascii() or not url.isprintable() or len(url) > LONGEST:
        raise UnreachableError("not an address")
    if " " in url or "\\" in url:
        raise UnreachableError("not an address")
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise UnreachableError("not an address") from None
    if not named or parts.username is not None or parts.password is not None or parts.fragment:
        raise UnreachableError("not an address")
    if parts.scheme != "https" and not (settings.LOCAL_ISSUERS and parts.scheme == "http"):
        raise UnreachableError("not https")
    return parts


def is_public(address: str) -> bool:
    """Whether this address can only be somebody's on the public internet.

    Not: this machine, a private or shared network (CGNAT), link-local, multicast, reserved, nor an address
    that hides another one in it (IPv4-mapped, 6to4, Teredo); of NAT64 the address inside decides.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast and found not in _RELAYS
    if found in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)))
    if found.scope_id is not None or found.teredo is not None or any(found in net for net in _NOT_FOR_US):
        return False
    return found.is_global and found in _UNICAST


def reachable(host: str, port: int, *, until: float, plain: bool = False) -> list[str]:
    """The numeric addresses of ``host`` that may be connected to, in the order of the system.

    ``until``: by `time.monotonic`. ``plain``: without TLS, which only ever goes to this machine itself.
    Raises UnreachableError, also when one address of several is not public: the next may be that one.
    """
    found = _looked_up(host, port, until)
    for address in found:
        here = settings.LOCAL_ISSUERS and ipaddress.ip_address(address).is_loopback
        if not here and (plain or not is_public(address)):
            raise UnreachableError(f"{host} leads to an address that is not public", private=True)
    return found


def _looked_up(host: str, port: int, until: float) -> list[str]:
    """What the system says of ``host``, in a thread that can be left behind: a look-up knows no deadline."""
    if not _looking_up.acquire(blocking=False):
        raise UnreachableError("too many look-ups at once")
    found: list[str] = []

    def look() -> None:
        try:
            for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                if str(place[0]) not in found:
                    found.append(str(place[0]))
        except (OSError, UnicodeError):
            found.clear()
        finally:
            _looking_up.release()

    thread = threading.Thread(target=look, daemon=True, name="look-up of an issuer")
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    if thread.is_alive() or not found:
        raise UnreachableError(f"{host} is not found")
    return found
