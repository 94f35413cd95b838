"""A device with passkeys, in software: real keys, real signatures, and faults on demand."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Authenticator:
    """A device that makes one passkey (WebAuthn level 3, sections 6.1 and 6.5)."""

    origin: str = "https://penstock.example"
    verifies: bool = True
    counts_from: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: token_bytes(32))
    user_handle: str = ""
    count: int = 0

    def __post_init__(self) -> None:
        self.count = self.counts_from

    def made(self, options: str) -> str:
        """Return the answer to `navigator.credentials.create`."""
        asked = json.loads(options)
        self.user_handle = asked["user"]["id"]
        attested = bytes(16) + len(self.credential_id).to_bytes(2) + self.credential_id
        data = self._data(asked["rp"]["id"], _ATTESTED) + attested + self._public_key()
        said = {
            "clientDataJSON": self._client_data("webauthn.create", asked["challenge"]),
            "attestationObject": _text(
                cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
            ),
        }
        return self._answer(said)

    def proven(self, options: str, **changed: Any) -> str:
        """Return the answer to `navigator.credentials.get`."""
        asked = json.loads(options)
        self.count += 1 if self.counts_from >= 0 else 0
        data = self._data(asked["rpId"], 0)
        client = self._client_data("webauthn.get", asked["challenge"])
        signed = self.key.sign(data + sha256(_bytes(client)).digest(), ec.ECDSA(SHA256()))
        said = {
            "clientDataJSON": client,
            "authenticatorData": _text(data),
            "signature": _text(signed),
            "userHandle": self.user_handle,
        }
        return self._answer({**said, **changed})

    def _data(self, rp_id: str, flags: int) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.verifies else 0)
        count = max(self.count, 0).to_bytes(4)
        return sha256(rp_id.encode()).digest() + bytes([flags]) + count

    def _public_key(self) -> bytes:
        numbers = self.key.public_key().public_numbers()
        # ES256 on P-256, as COSE has it (RFC 9053).
        x, y = numbers.x.to_bytes(32), numbers.y.to_bytes(32)
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _client_data(self, kind: str, challenge: str) -> str:
        said = {"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}
        return _text(json.dumps(said).encode())

    def _answer(self, said: dict[str, Any]) -> str:
        credential = _text(self.credential_id)
        return json.dumps(
            {"id": credential, "rawId": credential, "type": "public-key", "response": said}
        )
