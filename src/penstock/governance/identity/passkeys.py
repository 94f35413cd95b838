"""Passkeys of people, and what was asked of a browser and is not answered yet."""

from dataclasses import dataclass
from datetime import datetime, timedelta

ANSWER_WITHIN = timedelta(minutes=10)
"""So long a browser, or another provider, may take to answer what it was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A key pair, of which somebody's device has the private half (WebAuthn level 3).

    Args:
        key: The credential's id, in base64url.
        person: Whose it is.
        version: From 1; each use makes the next one.
        name: What they call the device.
        public_key: The public half, as COSE in base64url.
        user_handle: By what devices know the person, in base64url; it tells nothing of them.
        sign_count: How often it was used, as the device counts; 0 where it does not.
        made_at: When.
        used_at: When it was used last.
    """

    key: str
    person: str
    version: int = 1
    name: str
    public_key: str
    user_handle: str
    sign_count: int
    made_at: datetime
    used_at: datetime | None = None

    @property
    def ends_at(self) -> None:
        """It ends by no clock."""
        return

    @property
    def id(self) -> str:
        """What people call it."""
        return f"PASSKEY-{self.key[:10]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What was asked and is not answered yet; the answer counts once.

    Args:
        key: SHA-256 of what whoever was asked has to bring along.
        person: For whom a passkey is made; empty where nobody knows yet who it is.
        ends_at: The first moment at which no answer counts.
        what: What was asked for: `register`, `authenticate`, or the name of a provider.
        challenge: What the answer has to be about.
        verifier: What a provider asks back for (RFC 7636); empty for passkeys.
        state: SHA-256 of what comes back with the browser; empty for passkeys.
        version: It never changes.
    """

    key: str
    person: str = ""
    ends_at: datetime
    what: str
    challenge: str
    verifier: str = ""
    state: str = ""
    version: int = 1
