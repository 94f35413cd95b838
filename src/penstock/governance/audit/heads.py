"""Heads: what a log was at a moment, signed, so that it can be held against it later."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter
from typing import Any

from penstock.governance.audit.secret import Secret, is_signed

FORM = "penstock audit head 1"
_SIGNED = attrgetter("position", "hash", "at", "people", "erasures", "previous", "public_key")


class NoHeadError(ValueError):
    """A text is no head of an audit log."""

    def __init__(self, *, because: str) -> None:
        super().__init__(
            f"This is no head of an audit log: {because}. 'penstock audit head' prints one."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of a log at a moment; one is signed with each group of entries.

    Args:
        position: The last entry's, which is how many there are: positions have no gaps.
        hash: The last entry's, which covers all before it.
        at: The moment of the newest entry, as ISO text in UTC.
        people: How many people had been given a key until then.
        erasures: How many of these keys were destroyed.
        previous: SHA-256 of the head before it, signature included.
        public_key: The Ed25519 key that verifies the signature; 64 hexadecimal digits.
        signature: Of all the others; 128 hexadecimal digits.
    """

    position: int
    hash: str
    at: str
    people: int
    erasures: int
    previous: str
    public_key: str
    signature: str = ""

    @property
    def newest(self) -> datetime:
        """Return the moment of the newest entry."""
        return datetime.fromisoformat(self.at).astimezone(UTC)

    def message(self) -> bytes:
        """Return what is signed."""
        members = [FORM, *_SIGNED(self)]
        return json.dumps(members, separators=(",", ":")).encode()

    def signed(self, secret: Secret) -> "Head":
        """Return the head with a signature."""
        return replace(self, signature=secret.signature(self.message()))

    @property
    def is_genuine(self) -> bool:
        """Tell whether the signature is that of the key that the head names."""
        return is_signed(self.message(), signature=self.signature, public_key=self.public_key)

    @property
    def digest(self) -> str:
        """Return the hash that the next head names."""
        return sha256(self.message() + self.signature.encode(errors="surrogatepass")).hexdigest()

    def to_json(self) -> str:
        """Return the head as a file that can leave the machine."""
        return json.dumps({"form": FORM, **asdict(self)}, indent=2)

    @classmethod
    def from_json(cls, text: str) -> "Head":
        """Return the head that a file holds; whether it is genuine is another question.

        Raises:
            NoHeadError: It holds none.
        """
        try:
            said = json.loads(text)
        except ValueError as error:
            raise NoHeadError(because=f"it cannot be read as JSON ({error})") from error
        if not isinstance(said, dict) or said.get("form") != FORM:
            raise NoHeadError(because=f"its “form” is not “{FORM}”")
        try:
            return cls._from(said)
        except (KeyError, TypeError, ValueError) as error:
            raise NoHeadError(because=f"{error} is missing or wrong") from error

    @classmethod
    def _from(cls, said: dict[str, Any]) -> "Head":
        return cls(
            position=int(said["position"]),
            hash=str(said["hash"]),
            at=str(said["at"]),
            people=int(said["people"]),
            erasures=int(said["erasures"]),
            previous=str(said["previous"]),
            public_key=str(said["public_key"]),
            signature=str(said["signature"]),
        )


def head_text(at: datetime) -> str:
    """Return a moment as heads have it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
