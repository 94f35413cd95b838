"""Tokens, sessions, passkeys and providers as a browser without scripts sees them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from penstock.governance.identity.passkeys import Passkey
from penstock.web.live.visitors import signing_in_to
from tests.houses import COOKIE, SELLER, Office, office
from tests.unit.app.signing_in.authenticator import Authenticator
from tests.unit.app.signing_in.id_provider import IdProvider, running

_SECRET = re.compile(r'name="csrf" value="([^"]*)"')
_TOKEN = re.compile(r"pst_[\w-]+")


@pytest.fixture(scope="module")
def town() -> Iterator[Office]:
    with office() as found:
        yield found


@pytest.fixture
def seller(town: Office) -> TestClient:
    """Return the browser of the seller, who has just signed in."""
    found = town.client()
    session_id = signing_in_to(town.kept).doorkeeper.let_in(SELLER, by="password").session_id
    found.cookies.set(COOKIE, session_id)
    return found


def _sent(client: TestClient, path: str, **fields: str) -> tuple[int, str]:
    secret = _SECRET.search(client.get(path).text)
    assert secret
    answer = client.post(path, data={"csrf": secret[1], **fields})
    return answer.status_code, answer.text


def test_a_token_is_shown_once_and_lets_a_program_in(town: Office, seller: TestClient) -> None:
    status, page = _sent(seller, "/me/tokens", name="report", scope="read", days="7")

    (text,) = set(_TOKEN.findall(page))
    visitor = signing_in_to(town.kept).doorkeeper.bearer(text)
    assert status == 200
    assert visitor
    assert (visitor.person, visitor.may_work) == (SELLER, False)
    listed = seller.get("/me/tokens").text
    assert "report" in listed
    assert text not in listed


def test_a_token_is_ended_where_it_is_listed(town: Office, seller: TestClient) -> None:
    _, page = _sent(seller, "/me/tokens", name="old", scope="work", days="7")
    (text,) = set(_TOKEN.findall(page))
    ended = re.search(r'value="(TOKEN-\w+)" aria-label="End old"', page)
    assert ended

    status, _ = _sent(seller, "/me/tokens", end=ended[1])

    assert status == 303
    assert signing_in_to(town.kept).doorkeeper.bearer(text) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "", "scope": "read", "days": "7"},
        {"name": "x", "scope": "all", "days": "7"},
        {"name": "x", "scope": "read", "days": "367"},
        {"name": "x", "scope": "read", "days": "a week"},
        {"end": "TOKEN-of-another"},
    ],
)
def test_what_makes_no_token_is_said_on_the_page(
    seller: TestClient, fields: dict[str, str]
) -> None:
    status, page = _sent(seller, "/me/tokens", **fields)

    assert status == 422
    assert 'class="wrong"' in page


def test_whom_a_demo_plays_gets_no_token_and_no_passkey(town: Office) -> None:
    played = town.client(SELLER)

    status, page = _sent(played, "/me/tokens", name="x", scope="read", days="7")

    assert (status, "In the demo everybody is played" in page) == (422, True)
    assert "In the demo" in played.get("http://localhost/me/passkeys").text


def test_sessions_elsewhere_are_ended_and_this_one_stays(town: Office, seller: TestClient) -> None:
    elsewhere = signing_in_to(town.kept).doorkeeper.let_in(SELLER, by="passkey").session_id
    assert "passkey" in seller.get("/me/sessions").text

    status, _ = _sent(seller, "/me/sessions")

    assert status == 303
    assert signing_in_to(town.kept).doorkeeper.visitor(elsewhere) is None
    assert seller.get("/me/sessions").text.count("SESSION-") == 1


def test_a_passkey_is_made_and_taken_away_by_forms(town: Office, seller: TestClient) -> None:
    here, device = "http://localhost", Authenticator(origin="http://localhost")
    client = town.client()
    client.cookies.set(COOKIE, seller.cookies[COOKIE])
    client.base_url = here
    client.headers["origin"] = here
    page = client.get("/me/passkeys").text
    options = re.search(r'data-options="([^"]*)"', page)
    handle = re.search(r'name="handle" value="([^"]*)"', page)
    secret = _SECRET.search(page)
    assert options
    assert handle
    assert secret

    made = client.post(
        "/me/passkeys",
        data={
            "csrf": secret[1],
            "handle": handle[1],
            "answer": device.made(options[1].replace("&#34;", '"')),
            "name": "<b>phone</b>",
        },
    )

    assert made.status_code == 303
    (kept,) = town.cases.store.identities.of_person(Passkey, SELLER)
    assert "&lt;b&gt;phone&lt;/b&gt;" in client.get("/me/passkeys").text
    assert client.post("/me/passkeys", data={"csrf": secret[1], "end": kept.id}).status_code == 303
    assert town.cases.store.identities.of_person(Passkey, SELLER) == ()


def test_where_the_address_is_no_name_passkeys_say_what_to_do(seller: TestClient) -> None:
    assert "at <code>localhost</code>" in seller.get("/me/passkeys").text


def test_an_answer_of_no_passkey_is_a_sentence(town: Office) -> None:
    answer = town.client().post("/sign-in/passkey", data={"handle": "x", "answer": "{}"})

    assert (answer.status_code, "too long, or was answered" in answer.text) == (401, True)


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[IdProvider]:
    """Yield a provider on this machine that is configured, and knows the seller."""
    with running(IdProvider(claims={"preferred_username": SELLER})) as found:
        said = (
            f'[[provider]]\nname = "company"\ntitle = "Company sign-in"\n'
            f'issuer = "{found.address}"\nclient_id = "penstock"\nclaim = "preferred_username"\n'
        )
        path = tmp_path / "oidc.toml"
        path.write_text(said, encoding="utf-8")
        monkeypatch.setenv("PENSTOCK_OIDC", str(path))
        yield found


def test_whom_a_provider_knows_goes_there_and_comes_back_signed_in(
    town: Office, provider: IdProvider
) -> None:
    client = town.client()
    provider.seconds = town.cases.now().timestamp()
    assert "Company sign-in" in client.get("/sign-in").text

    there = client.get("/sign-in/with/company")
    assert "HttpOnly; SameSite=Lax" in there.headers["set-cookie"]
    back = client.get(
        "/sign-in/with/company/return", params=provider.authorize(there.headers["location"])
    )

    assert (back.status_code, back.headers["location"]) == (303, "/")
    assert SELLER in client.get("/me").text
    assert f"{COOKIE}-way" not in client.cookies


def test_an_answer_that_somebody_else_was_given_lets_nobody_in(
    town: Office, provider: IdProvider
) -> None:
    provider.seconds = town.cases.now().timestamp()
    theirs = town.client().get("/sign-in/with/company").headers["location"]

    # Their answer, put into the browser of somebody who has asked for nothing.
    back = town.client().get("/sign-in/with/company/return", params=provider.authorize(theirs))

    assert (back.status_code, "was begun elsewhere" in back.text) == (401, True)
    assert COOKIE not in back.cookies


def test_a_provider_that_nobody_has_configured_is_not_there(town: Office) -> None:
    assert town.client().get("/sign-in/with/company").status_code == 404


def test_a_configuration_that_cannot_be_used_is_a_sentence(
    town: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENSTOCK_OIDC", "/nowhere/oidc.toml")

    answer = town.client().get("/sign-in")

    assert (answer.status_code, "cannot be read" in answer.text) == (503, True)
