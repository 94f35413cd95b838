"""What a provider says of itself: where people go, and by which keys it signs."""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from penstock.app.signing_in.oidc.settings import Provider, may_lead_to
from penstock.app.signing_in.wrong import SignInError

_WAIT_S = 10.0
_LONGEST_ANSWER = 1_000_000


class ProviderError(SignInError):
    """A provider cannot be asked, or its answer cannot be trusted; nobody was let in."""

    def __init__(self, provider: Provider, because: str) -> None:
        self.because = because
        super().__init__(
            f"{provider.title} did not let you in: {because}. Try again, or sign in another way."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What a provider publishes (OpenID Connect Discovery 1.0, section 3).

    Args:
        authorize: Where people go.
        token: Where codes are exchanged.
        keys: Where its keys are.
        names_issuer: Whether answers say who gives them (RFC 9207).
    """

    authorize: str
    token: str
    keys: str
    names_issuer: bool


def discover(provider: Provider, client: httpx.Client) -> Discovered:
    """Return what a provider publishes.

    Raises:
        ProviderError: It does not answer, or speaks for somebody else.
    """
    base = provider.issuer.rstrip("/")
    said = fetched(provider, client, f"{base}/.well-known/openid-configuration")
    if said.get("issuer") != provider.issuer:
        raise ProviderError(provider, f"it calls itself {said.get('issuer')!r}")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    addresses = [str(said.get(name, "")) for name in names]
    for name, address in zip(names, addresses, strict=True):
        if not may_lead_to(address, issuer=provider.issuer):
            raise ProviderError(provider, f"its {name} is not reached by https from here")
    authorize, token, keys = addresses
    names_issuer = said.get("authorization_response_iss_parameter_supported") is True
    return Discovered(authorize=authorize, token=token, keys=keys, names_issuer=names_issuer)


def keys_of(provider: Provider, found: Discovered, client: httpx.Client) -> KeySet:
    """Return the keys by which a provider signs.

    Raises:
        ProviderError: It does not answer, or has none.
    """
    said = fetched(provider, client, found.keys)
    try:
        return KeySet.import_key_set(said)  # type: ignore[arg-type]
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderError(provider, "its keys cannot be read") from error


def exchanged(
    provider: Provider, client: httpx.Client, address: str, sent: Mapping[str, str]
) -> Mapping[str, Any]:
    """Return what a provider gives for a code; we say who we are (RFC 6749, section 2.3.1).

    Raises:
        ProviderError: It does not take it.
    """
    if not provider.client_secret:
        sent = {**sent, "client_id": provider.client_id}
        return _answer(provider, client, client.build_request("POST", address, data=sent))
    who = httpx.BasicAuth(*map(quote_plus, (provider.client_id, provider.client_secret)))
    request = client.build_request("POST", address, data=sent)
    return _answer(provider, client, request, who)


def fetched(provider: Provider, client: httpx.Client, address: str) -> Mapping[str, Any]:
    """Return what lies at an address of a provider.

    Raises:
        ProviderError: It does not answer, or with something else.
    """
    return _answer(provider, client, client.build_request("GET", address))


def _answer(
    provider: Provider,
    client: httpx.Client,
    request: httpx.Request,
    who: httpx.BasicAuth | None = None,
) -> Mapping[str, Any]:
    try:
        answer = client.send(request, auth=who, stream=True)
        with closing(answer):
            answer.raise_for_status()
            said = json.loads(_bounded(answer))
    except (httpx.HTTPError, ValueError, RecursionError) as error:
        # What it says may hold what nobody should read.
        raise ProviderError(provider, "it does not answer as it should") from error
    if not isinstance(said, dict):
        raise ProviderError(provider, "it does not answer as it should")
    return said


def _bounded(answer: httpx.Response) -> bytes:
    """Return the body of an answer.

    Raises:
        ValueError: It goes on for longer than anything that a provider has to say.
    """
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > _LONGEST_ANSWER:
            raise ValueError("too long")
    return bytes(body)


def client_for_providers() -> httpx.Client:
    """Return what asks providers: it follows nobody elsewhere, and waits ten seconds."""
    return httpx.Client(
        timeout=_WAIT_S, follow_redirects=False, headers={"accept": "application/json"}
    )
