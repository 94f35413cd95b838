import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from penstock.app.signing_in import SignInError
from penstock.app.signing_in.oidc.discovery import ProviderError, client_for_providers
from penstock.app.signing_in.oidc.flow import OpenIdConnect
from penstock.app.signing_in.oidc.settings import Provider, may_lead_to
from penstock.app.signing_in.site import Site
from penstock.governance.identity.passkeys import ANSWER_WITHIN
from penstock.governance.identity.sessions import Session
from tests.unit.app.signing_in.front_door import SELLER, FrontDoor
from tests.unit.app.signing_in.id_provider import CLIENT, Claims, IdProvider, running

HOST = "https://penstock.example"


@pytest.fixture(scope="module")
def server() -> Iterator[IdProvider]:
    with running(IdProvider()) as provider:
        yield provider


@pytest.fixture
def provider(server: IdProvider) -> IdProvider:
    """Return a provider that tells no lies, and knows Sal."""
    fresh = IdProvider(address=server.address, claims={"preferred_username": SELLER})
    server.__dict__.update(fresh.__dict__)
    return server


def connect(
    door: FrontDoor, provider: IdProvider, *, claim: str = "preferred_username"
) -> OpenIdConnect:
    provider.seconds = door.time.timestamp()
    known = Provider(
        name="company",
        title="Company sign-in",
        issuer=provider.address,
        client_id=CLIENT,
        claim=claim,
    )
    return door.signing_in.provider(known, Site.at(HOST), client_for_providers())


def test_who_comes_back_from_the_provider_is_let_in_as_the_person_of_the_claim(
    provider: IdProvider,
) -> None:
    door = FrontDoor()
    way = connect(door, provider)
    departure = way.depart()

    signed_in = way.arrive(departure.handle, provider.authorize(departure.address))

    assert (signed_in.visitor.person, signed_in.visitor.by) == (SELLER, "provider company")
    assert door.keeper.visitor(signed_in.session_id) == signed_in.visitor


def test_people_are_sent_with_a_challenge_a_state_and_a_nonce(provider: IdProvider) -> None:
    way = connect(FrontDoor(), provider)

    one, other = (parse_qs(urlsplit(way.depart().address).query) for _ in range(2))

    assert (one["response_type"], one["code_challenge_method"]) == (["code"], ["S256"])
    assert one["redirect_uri"] == [f"{HOST}/sign-in/with/company/return"]
    assert (one["tenant"], one["scope"]) == (["7"], ["openid profile email"])
    assert all(one[name] != other[name] for name in ("state", "nonce", "code_challenge"))


def _unsigned(claims: Claims, _key: ECKey) -> str:
    parts = ({"alg": "none"}, claims)
    return ".".join([*map(_part, parts), ""])


def _part(said: dict[str, Any]) -> str:
    return _text(json.dumps(said).encode())


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _by_another_key(claims: Claims, _key: ECKey) -> str:
    other = ECKey.generate_key("P-256", {"kid": "k1"})
    return jwt.encode({"alg": "ES256", "kid": "k1"}, claims, other)


def _by_a_shared_secret(claims: Claims, key: ECKey) -> str:
    # The public key taken for a secret that both sides know.
    said = ".".join(map(_part, ({"alg": "HS256", "kid": "k1"}, claims)))
    return f"{said}.{_text(hmac.digest(key.as_pem(private=False), said.encode(), 'sha256'))}"


@pytest.mark.parametrize("sign", [_unsigned, _by_another_key, _by_a_shared_secret])
def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(
    provider: IdProvider, sign: Callable[[Claims, ECKey], str]
) -> None:
    provider.signed = sign

    _require_turned_away(provider, "signature does not hold")


@pytest.mark.parametrize(
    ("lie", "because"),
    [
        ({"iss": "https://elsewhere.example"}, "signed by somebody else"),
        ({"aud": "another"}, "meant for another program"),
        ({"aud": [CLIENT, "another"]}, "given to another program"),
        ({"azp": "another"}, "given to another program"),
        ({"nonce": "old"}, "answers another question"),
        ({"nonce": None}, "answers another question"),
        ({"exp": 1_000}, "is over"),
        ({"exp": None}, "is over"),
        ({"iat": 9_999_999_999, "exp": 9_999_999_999}, "of the future"),
        ({"iat": 1_000}, "too old"),
        ({"nbf": 9_999_999_999}, "does not count yet"),
        ({"preferred_username": None}, "does not tell your “preferred_username”"),
        ({"preferred_username": ["Sal"]}, "does not tell your “preferred_username”"),
    ],
)
def test_a_token_that_says_something_else_lets_nobody_in(
    provider: IdProvider, lie: Claims, because: str
) -> None:
    provider.lies = lambda claims: {**claims, **lie}

    _require_turned_away(provider, because)


def _require_turned_away(provider: IdProvider, because: str) -> None:
    door = FrontDoor()
    way = connect(door, provider)
    departure = way.depart()

    with pytest.raises(ProviderError, match=because):
        way.arrive(departure.handle, provider.authorize(departure.address))

    assert door.store.identities.all(Session) == ()
    assert because in door.entries()[-1].detail


def test_an_answer_counts_once_and_in_time_and_for_the_browser_that_asked(
    provider: IdProvider,
) -> None:
    door = FrontDoor()
    way = connect(door, provider)
    first, second, third = (way.depart() for _ in range(3))
    answer = provider.authorize(first.address)
    way.arrive(first.handle, answer)

    with pytest.raises(ProviderError, match="begun elsewhere"):
        way.arrive(first.handle, answer)
    with pytest.raises(ProviderError, match="begun elsewhere"):
        way.arrive(second.handle, provider.authorize(third.address))
    door.time += ANSWER_WITHIN
    with pytest.raises(ProviderError, match="took too long"):
        way.arrive(third.handle, provider.authorize(third.address))
    with pytest.raises(ProviderError):
        way.arrive("", {})


@pytest.mark.parametrize(
    "changed",
    [{"iss": "https://elsewhere.example"}, {"iss": ""}, {"code": "guessed"}, {"error": "no"}],
)
def test_an_answer_that_was_changed_on_the_way_lets_nobody_in(
    provider: IdProvider, changed: dict[str, str]
) -> None:
    way = connect(FrontDoor(), provider)
    departure = way.depart()

    with pytest.raises(ProviderError):
        way.arrive(departure.handle, {**provider.authorize(departure.address), **changed})


def test_a_code_is_worth_nothing_without_the_verifier(provider: IdProvider) -> None:
    way = connect(FrontDoor(), provider)
    mine, theirs = way.depart(), way.depart()
    stolen = provider.authorize(theirs.address)["code"]

    with pytest.raises(ProviderError, match="does not answer as it should"):
        way.arrive(mine.handle, {**provider.authorize(mine.address), "code": stolen})


def test_whom_the_register_does_not_know_is_told_so(provider: IdProvider) -> None:
    provider.claims = {"preferred_username": "Nobody"}
    way = connect(FrontDoor(), provider)
    departure = way.depart()

    with pytest.raises(SignInError, match="Nobody has no role in the register of people"):
        way.arrive(departure.handle, provider.authorize(departure.address))


def test_an_address_of_email_counts_when_it_was_proven(provider: IdProvider) -> None:
    provider.claims = {"email": SELLER, "email_verified": False}
    way = connect(FrontDoor(), provider, claim="email")
    departure = way.depart()
    with pytest.raises(ProviderError, match="has not proven"):
        way.arrive(departure.handle, provider.authorize(departure.address))

    provider.claims = {"email": SELLER, "email_verified": True}
    departure = way.depart()

    signed_in = way.arrive(departure.handle, provider.authorize(departure.address))
    assert signed_in.visitor.person == SELLER


def test_a_provider_that_speaks_for_another_is_not_asked(provider: IdProvider) -> None:
    provider.issuer = "https://elsewhere.example"

    with pytest.raises(ProviderError, match="it calls itself"):
        connect(FrontDoor(), provider).depart()


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest",
        "http://internal.example/",
        "file:///etc/passwd",
        "https://[",
    ],
)
def test_a_provider_that_leads_elsewhere_is_not_followed(
    provider: IdProvider, address: str
) -> None:
    provider.leads_to = address

    with pytest.raises(ProviderError, match="its token_endpoint is not reached by https from here"):
        connect(FrontDoor(), provider).depart()


@pytest.mark.parametrize(
    ("address", "issuer", "may"),
    [
        ("https://login.example/keys", "https://login.example", True),
        ("https://keys.example/keys", "https://login.example", True),
        ("http://127.0.0.1:9200/", "https://login.example", False),
        ("https://127.0.0.1/", "https://login.example", False),
        ("https://[::1]/", "https://login.example", False),
        ("https://localhost/", "https://login.example", False),
        ("http://127.0.0.1:8080/keys", "http://127.0.0.1:8080", True),
    ],
)
def test_a_provider_elsewhere_reaches_no_program_of_this_machine(
    address: str, issuer: str, *, may: bool
) -> None:
    assert may_lead_to(address, issuer=issuer) is may


def test_a_provider_that_talks_without_end_is_not_heard_out(provider: IdProvider) -> None:
    provider.filler = 2_000_000

    with pytest.raises(ProviderError, match="it does not answer as it should"):
        connect(FrontDoor(), provider).depart()


def test_a_provider_that_is_not_there_is_a_sentence() -> None:
    way = connect(FrontDoor(), IdProvider(address="http://127.0.0.1:9"))

    with pytest.raises(ProviderError, match="Company sign-in did not let you in"):
        way.depart()


def test_a_provider_whose_clock_differs_a_little_is_believed(provider: IdProvider) -> None:
    door = FrontDoor()
    way = connect(door, provider)
    provider.seconds += timedelta(seconds=45).total_seconds()
    departure = way.depart()

    signed_in = way.arrive(departure.handle, provider.authorize(departure.address))

    assert signed_in.visitor.person == SELLER
