"""The way to a provider and back: authorization code with PKCE, state and nonce."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import httpx

from penstock.app.signing_in.doorkeeper import Doorkeeper, SignedIn
from penstock.app.signing_in.oidc.discovery import (
    Discovered,
    ProviderError,
    discover,
    exchanged,
    keys_of,
)
from penstock.app.signing_in.oidc.id_tokens import claims_of
from penstock.app.signing_in.oidc.settings import Provider
from penstock.app.signing_in.secrets import digest, is_same, new_secret
from penstock.governance.identity.passkeys import ANSWER_WITHIN, Pending
from penstock.governance.identity.ports import Identities

RETURN_PATH = "/sign-in/with/{name}/return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Somebody on the way to a provider.

    Args:
        handle: What their browser has to bring back in a cookie.
        address: Where they go.
    """

    handle: str = field(repr=False)
    address: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class OpenIdConnect:
    """Sign-in with one provider.

    Args:
        provider: The provider.
        identities: Where it is kept who is on the way.
        doorkeeper: Lets people in.
        now: Returns the moment it is.
        origin: Where people come back to: `https://penstock.example`.
        client: Asks the provider.
    """

    provider: Provider
    identities: Identities
    doorkeeper: Doorkeeper
    now: Callable[[], datetime]
    origin: str
    client: httpx.Client

    def depart(self) -> Departure:
        """Return where somebody goes to sign in.

        Raises:
            ProviderError: The provider does not answer as it should.
        """
        found = discover(self.provider, self.client)
        handle, state, nonce, verifier = (new_secret() for _ in range(4))
        pending = Pending(
            key=digest(handle),
            ends_at=self.now() + ANSWER_WITHIN,
            what=self._what,
            challenge=nonce,
            verifier=verifier,
            state=digest(state),
        )
        self.identities.keep(pending)
        asked = self._asked(state=state, nonce=nonce, verifier=verifier)
        address = httpx.URL(found.authorize).copy_merge_params(asked)
        return Departure(handle=handle, address=str(address))

    def arrive(self, handle: str, parameters: Mapping[str, str], *, old_id: str = "") -> SignedIn:
        """Let in whoever comes back from the provider.

        Args:
            handle: What their browser brought in its cookie.
            parameters: What the provider sent along in the address.
            old_id: The session that their browser has so far; it ends.

        Raises:
            ProviderError: It did not let them in, or what it says cannot be trusted.
            SignInError: The register of people knows nobody like that.
        """
        try:
            person = self._proven(handle, parameters)
        except ProviderError as error:
            recorder = self.doorkeeper.recorder
            recorder.turned_away("", by=self._what, because=error.because)
            raise
        return self.doorkeeper.let_in(person, by=self._what, old_id=old_id)

    @property
    def _what(self) -> str:
        return f"provider {self.provider.name}"

    def _proven(self, handle: str, parameters: Mapping[str, str]) -> str:
        pending = self._pending(handle, parameters.get("state", ""))
        if "error" in parameters:
            raise ProviderError(self.provider, "it says no")
        found = discover(self.provider, self.client)
        issuer = parameters.get("iss")
        if issuer != self.provider.issuer and (issuer or found.names_issuer):
            raise ProviderError(self.provider, "the answer is somebody else's")
        token = self._exchanged(found, parameters.get("code", ""), pending.verifier)
        keys = keys_of(self.provider, found, self.client)
        claims = claims_of(token, self.provider, keys, nonce=pending.challenge, now=self.now())
        return self._person(claims)

    def _pending(self, handle: str, state: str) -> Pending:
        # Taken, so that no answer counts twice.
        found = self.identities.take(Pending, digest(handle)) if handle else None
        is_live = found is not None and self.now() < found.ends_at and found.what == self._what
        if found is None or not is_live or not is_same(digest(state), found.state):
            raise ProviderError(self.provider, "that took too long, or was begun elsewhere")
        return found

    def _exchanged(self, found: Discovered, code: str, verifier: str) -> str:
        """Return the ID token that a provider gives for a code (RFC 6749, section 4.1.3)."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._return_to,
            "code_verifier": verifier,
        }
        token = exchanged(self.provider, self.client, found.token, sent).get("id_token")
        if not isinstance(token, str):
            raise ProviderError(self.provider, "it does not say who you are")
        return token

    def _person(self, claims: Mapping[str, Any]) -> str:
        """Return who it is by the claim that the company has configured.

        An address of e-mail that nobody has proven is anybody's.
        """
        name = claims.get(self.provider.claim)
        if not isinstance(name, str) or not name:
            raise ProviderError(self.provider, f"it does not tell your “{self.provider.claim}”")
        if self.provider.claim == "email" and claims.get("email_verified") is not True:
            raise ProviderError(self.provider, "it has not proven your address of e-mail")
        return name

    def _asked(self, *, state: str, nonce: str, verifier: str) -> dict[str, str]:
        """Return what a provider is asked (RFC 6749, 4.1.1; RFC 7636, 4.3; OIDC Core 3.1.2.1)."""
        return {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": self._return_to,
            "scope": " ".join(self.provider.scopes),
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
        }

    @property
    def _return_to(self) -> str:
        return f"{self.origin}{RETURN_PATH.format(name=self.provider.name)}"


def challenge_of(verifier: str) -> str:
    """Return what a provider is told of a verifier that it will be shown (RFC 7636, section 4.2).

    Example:
        >>> challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
