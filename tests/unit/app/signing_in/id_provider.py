"""A small OpenID provider on this machine that signs real tokens, and can be told to lie."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from secrets import token_urlsafe
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

CLIENT = "penstock"
Claims = dict[str, Any]


@dataclass
class IdProvider:
    """A provider that lets everybody in as the same person."""

    address: str = ""
    claims: Claims = field(default_factory=dict)
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "k1"}))
    lies: Callable[[Claims], Claims] = lambda claims: claims
    signed: Callable[[Claims, ECKey], str] | None = None
    issuer: str = ""
    names_issuer: bool = True
    seconds: float = 0.0
    leads_to: str = ""
    filler: int = 0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorize(self, address: str) -> dict[str, str]:
        """Do what a browser is sent to do, and return what it brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = token_urlsafe(16)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.address}

    def document(self) -> Claims:
        return {
            "filler": "x" * self.filler,
            "issuer": self.issuer or self.address,
            "authorization_endpoint": f"{self.address}/authorize?tenant=7",
            "token_endpoint": self.leads_to or f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "authorization_response_iss_parameter_supported": self.names_issuer,
        }

    def keys(self) -> Mapping[str, Any]:
        return KeySet([self.key]).as_dict(private=False)

    def token(self, sent: Mapping[str, str]) -> tuple[int, Claims]:
        """Exchange a code once, for whoever knows the verifier."""
        asked = self.codes.pop(sent.get("code", ""), None)
        challenge = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest())
        fits = asked and challenge.rstrip(b"=").decode() == asked["code_challenge"]
        if not asked or not fits or sent["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "u-17",
            "iat": int(self.seconds),
            "exp": int(self.seconds) + 300,
            "nonce": asked["nonce"],
            **self.claims,
        }
        sign = self.signed or _signed
        return 200, {"access_token": "unused", "id_token": sign(self.lies(claims), self.key)}


def _signed(claims: Claims, key: ECKey) -> str:
    return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, key)


@contextmanager
def running(provider: IdProvider) -> Iterator[IdProvider]:
    """Serve a provider while somebody uses it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {"/.well-known/openid-configuration": provider.document, "/keys": provider.keys}
            self._send(200, pages[self.path]())

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["content-length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(text).items()}
            self._send(*provider.token(sent))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _send(self, status: int, said: Mapping[str, Any]) -> None:
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield provider
        finally:
            server.shutdown()
