"""An issuer on this machine that does what a test tells it: is slow, endless, elsewhere, or a liar."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

CLIENT = "doorlezen"
Says = Callable[["Asked"], None]


@cache
def key(number: int) -> ec.EllipticCurvePrivateKey:
    """The so manyth key that somebody signs with."""
    return ec.generate_private_key(ec.SECP256R1())


def public(number: int) -> dict[str, Any]:
    """The same for everybody to see, as JWK."""
    told: dict[str, Any] = jwt.algorithms.ECAlgorithm.to_jwk(key(number).public_key(), as_dict=True)
    return {**told, "kid": f"key-{number}", "use": "sig", "alg": "ES256"}


class Asked(BaseHTTPRequestHandler):
    """One request to the issuer."""

    issuer: "Issuer"

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        with self.issuer.counting(path, body + str(self.headers)):
            self.issuer.says[path](self)

    def tell(self, told: object, *, status: int = 200, **headers: str) -> None:
        """Answer with JSON, and be done."""
        content = told if isinstance(told, bytes) else json.dumps(told).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@dataclass
class Issuer:
    """``says``: what it does per path. ``seen``: (path, what was sent there). ``most``: so many at once."""

    address: str
    says: dict[str, Says] = field(default_factory=dict)
    seen: list[tuple[str, str]] = field(default_factory=list)
    most: int = 0
    claims: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    signing: Callable[[dict[str, Any]], str] | None = None
    keys: list[dict[str, Any]] = field(default_factory=lambda: [public(0)])
    _now: int = 0
    _lock: Any = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.says = {
            "/.well-known/openid-configuration": lambda asked: asked.tell(self.configuration()),
            "/token": lambda asked: asked.tell({"access_token": "a", "id_token": self.token()}),
            "/who": lambda asked: asked.tell({"sub": self.claims.get("sub"), **self.about}),
            "/keys": lambda asked: asked.tell({"keys": self.keys}),
        }

    @contextmanager
    def counting(self, path: str, sent: str) -> Iterator[None]:
        """Count how many are asking at this moment."""
        with self._lock:
            self.seen.append((path, sent))
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [path for path, _ in self.seen]

    def configuration(self, **others: Any) -> dict[str, Any]:
        """What it says about itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/login",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/who",
            "jwks_uri": f"{self.address}/keys",
            **others,
        }

    def will_say(self, nonce: str | None, **claims: Any) -> None:
        """What the next id-token holds; None leaves a claim out."""
        now = int(time.time())
        usual = {"iss": self.address, "sub": "ada", "aud": CLIENT, "iat": now, "exp": now + 300}
        held = {**usual, "nonce": nonce, **claims}
        self.claims = {name: value for name, value in held.items() if value is not None}

    def token(self) -> str:
        """The id-token, signed with its first key unless ``signing`` does it otherwise."""
        if self.signing is not None:
            return self.signing(self.claims)
        return jwt.encode(self.claims, key(0), algorithm="ES256", headers={"kid": "key-0"})


@contextmanager
def an_issuer() -> Iterator[Issuer]:
    """An issuer that behaves, until a test tells it otherwise."""

    class Here(Asked):
        pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        server.daemon_threads = True
        Here.issuer = Issuer(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Here.issuer
        finally:
            server.shutdown()


def drip(asked: Asked) -> None:
    """One byte, and a while later the next one: no single wait is long."""
    asked.send_response(200)
    asked.send_header("Content-Type", "application/json")
    asked.end_headers()
    try:
        for _ in range(100):
            asked.wfile.write(b" ")
            asked.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def pour(asked: Asked) -> None:
    """400 MB, as fast as it goes."""
    asked.send_response(200)
    asked.send_header("Content-Type", "application/json")
    asked.end_headers()
    try:
        for _ in range(400):
            asked.wfile.write(b" " * 1_000_000)
    except OSError:
        return
