"""What a provider says of somebody, held against all that it has to say (OIDC Core, 3.1.3.7)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from penstock.app.signing_in.oidc.discovery import ProviderError
from penstock.app.signing_in.oidc.settings import Provider
from penstock.app.signing_in.secrets import is_same

_CLOCKS_DIFFER_S = 60
_OLDEST_S = 600


def claims_of(
    token: str, provider: Provider, keys: KeySet, *, nonce: str, now: datetime
) -> Mapping[str, Any]:
    """Return what an ID token says, after it is proven that the provider says it to us, and now.

    Raises:
        ProviderError: It is not; the sentence says what is wrong, and nothing of the token.
    """
    try:
        claims = jwt.decode(token, keys, algorithms=list(provider.algorithms)).claims
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderError(provider, "its signature does not hold") from error
    if problem := _problem(claims, provider, nonce, now.timestamp()):
        raise ProviderError(provider, problem)
    return claims


def _problem(claims: Mapping[str, Any], provider: Provider, nonce: str, now_s: float) -> str:
    if claims.get("iss") != provider.issuer:
        return "it was signed by somebody else"
    if problem := _problem_of_audience(claims, provider.client_id):
        return problem
    if problem := _problem_of_time(claims, now_s):
        return problem
    if not is_same(str(claims.get("nonce", "")), nonce):
        return "it answers another question"
    return ""


def _problem_of_audience(claims: Mapping[str, Any], client_id: str) -> str:
    audience = claims.get("aud")
    listed = audience if isinstance(audience, list) else [audience]
    if client_id not in listed:
        return "it was meant for another program"
    # Whoever is named besides us has to be authorised by nobody but us.
    if claims.get("azp", client_id) != client_id or (len(listed) > 1 and "azp" not in claims):
        return "it was given to another program"
    return ""


def _problem_of_time(claims: Mapping[str, Any], now_s: float) -> str:
    expires, issued = claims.get("exp"), claims.get("iat")
    if not isinstance(expires, int | float) or now_s >= expires + _CLOCKS_DIFFER_S:
        return "its answer is over"
    if not isinstance(issued, int | float) or issued > now_s + _CLOCKS_DIFFER_S:
        return "its answer is of the future"
    not_before = claims.get("nbf", issued)
    if not isinstance(not_before, int | float) or not_before > now_s + _CLOCKS_DIFFER_S:
        return "its answer does not count yet"
    if issued < now_s - _OLDEST_S:
        return "its answer is too old"
    return ""
