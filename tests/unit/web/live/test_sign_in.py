"""Signing in and out as a browser does it: passwords, invitations, hats, and people of the demo."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from penstock.app.signing_in import opening
from penstock.app.signing_in.hashing import Passwords
from penstock.web.live.visitors import signing_in_to
from tests.houses import COOKIE, PERSONNEL, SELLER, SERVICE, Office, office
from tests.unit.app.signing_in.front_door import cheap

PASSWORD = "seven quiet otters"
_SECRET = re.compile(r'name="csrf" value="([^"]*)"')


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Yield an office of its own, whose passwords cost no time."""
    monkeypatch.setattr(opening, "Passwords", lambda: Passwords(cheap()))
    opening._passwords.cache_clear()  # noqa: SLF001  # kept for the whole program
    with office() as found:
        yield found
    opening._passwords.cache_clear()  # noqa: SLF001  # kept for the whole program


@pytest.fixture
def invitation(town: Office) -> str:
    """Return the address by which the seller chooses a password."""
    accounts = signing_in_to(town.kept).accounts(PERSONNEL)
    accounts.invite(PERSONNEL, by=PERSONNEL)
    return accounts.invite(SELLER, by=PERSONNEL).path


def _chosen(client: TestClient, invitation: str, password: str = PASSWORD) -> None:
    answer = client.post(invitation, data={"password": password, "again": password})
    assert answer.headers["location"] == "/"


def _secret(client: TestClient, path: str = "/me") -> str:
    found = _SECRET.search(client.get(path).text)
    assert found
    return found[1]


def test_whoever_was_invited_chooses_a_password_and_signs_in_with_it(
    town: Office, invitation: str
) -> None:
    _chosen(town.client(), invitation)
    client = town.client()

    answer = client.post("/sign-in", data={"name": SELLER, "password": PASSWORD, "next": "/cases"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/cases")
    assert "HttpOnly; SameSite=Lax" in answer.headers["set-cookie"]
    assert "SOL-1" in client.get("/cases").text


def test_an_invitation_counts_once(town: Office, invitation: str) -> None:
    _chosen(town.client(), invitation)

    again = town.client().get(invitation)

    assert again.status_code == 404
    assert "was used, or is over" in again.text
    assert town.client().post(invitation, data={"password": PASSWORD}).status_code == 404


def test_a_password_that_nobody_may_choose_leaves_the_invitation(
    town: Office, invitation: str
) -> None:
    short = town.client().post(invitation, data={"password": "otter", "again": "otter"})
    other = town.client().post(invitation, data={"password": PASSWORD, "again": "otter"})

    assert (short.status_code, other.status_code) == (422, 422)
    assert "12 are the fewest" in short.text
    assert "differ" in other.text
    assert town.client().get(invitation).status_code == 200


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(
    town: Office, invitation: str
) -> None:
    _chosen(town.client(), invitation)

    wrong = town.client().post("/sign-in", data={"name": SELLER, "password": "otter"})
    unknown = town.client().post("/sign-in", data={"name": "nobody", "password": "otter"})

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace(SELLER, "nobody") == unknown.text
    assert "set-cookie" not in wrong.headers


def test_whoever_guesses_has_to_wait(town: Office, invitation: str) -> None:
    _chosen(town.client(), invitation)
    client = town.client()

    answers = [
        client.post("/sign-in", data={"name": SELLER, "password": f"otter {number}"})
        for number in range(7)
    ]

    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


def test_a_session_that_somebody_slipped_in_is_not_the_one_that_is_let_in(
    town: Office, invitation: str
) -> None:
    _chosen(town.client(), invitation)
    client = town.client()
    client.cookies.set(COOKIE, "known to somebody else")

    answer = client.post("/sign-in", data={"name": SELLER, "password": PASSWORD})

    assert answer.cookies[COOKIE] != "known to somebody else"
    stranger = town.client()
    stranger.cookies.set(COOKIE, "known to somebody else")
    assert stranger.get("/cases").status_code == 303


def test_a_sign_in_that_another_site_sends_lets_nobody_in(town: Office, invitation: str) -> None:
    _chosen(town.client(), invitation)
    client = town.client()

    answer = client.post(
        "/sign-in",
        data={"name": SELLER, "password": PASSWORD},
        headers={"Origin": "http://evil.example"},
    )

    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


@pytest.mark.parametrize("way", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(town: Office, invitation: str, way: str) -> None:
    _chosen(town.client(), invitation)

    said = {"name": SELLER, "password": PASSWORD, "next": way}
    answer = town.client().post("/sign-in", data=said)

    assert answer.headers["location"] == "/"


def test_whoever_signs_out_is_out_in_every_window(house: Office) -> None:
    client = house.client(SELLER)
    window = house.client()
    window.cookies.set(COOKIE, client.cookies[COOKIE])

    answer = client.post("/sign-out", data={"csrf": _secret(client)})

    assert answer.headers["location"] == "/"
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert window.get("/cases").status_code == 303


def test_an_address_alone_signs_nobody_out(house: Office) -> None:
    client = house.client(SELLER)

    assert client.get("/sign-out").headers["location"] == "/me"
    assert client.get("/me").status_code == 200


def test_another_password_ends_every_other_session(town: Office, invitation: str) -> None:
    first, second = town.client(), town.client()
    _chosen(first, invitation)
    second.post("/sign-in", data={"name": SELLER, "password": PASSWORD})
    said = {"old": PASSWORD, "new": "eight quiet otters", "again": "eight quiet otters"}

    answer = first.post("/me/password", data=said | {"csrf": _secret(first)})

    assert answer.headers["location"] == "/me?done=password"
    assert first.get("/me").status_code == 200
    assert second.get("/me").status_code == 303


def test_whoever_serves_both_sides_sees_that_of_their_hat(house: Office) -> None:
    client = house.client(SERVICE)
    secret = _secret(client)

    client.post("/me/hat", data={"csrf": secret, "hat": "non-regulated"})
    own = client.get("/cases.csv").text
    client.post("/me/hat", data={"csrf": secret, "hat": "both"})

    assert ("SOL-1" in own, "GRID-1" in own) == (True, False)
    assert "GRID-1" in client.get("/cases.csv").text
    assert '<span class="side none">Both sides</span>' in client.get("/cases").text


def test_nobody_puts_on_a_hat_that_is_not_theirs(house: Office) -> None:
    client = house.client(SELLER)

    answer = client.post("/me/hat", data={"csrf": _secret(client), "hat": "regulated"})

    assert answer.status_code == 400
    assert "GRID-1" not in client.get("/cases").text


def test_people_are_played_in_the_demo_alone(house: Office) -> None:
    demo, other = house.client(is_demo=True), house.client()

    assert f'value="{SELLER}"' in demo.get("/sign-in").text
    assert f'value="{SELLER}"' not in other.get("/sign-in").text
    assert demo.post("/sign-in", data={"play": SELLER, "next": "/cases"}).status_code == 303
    assert other.post("/sign-in", data={"play": SELLER}).status_code == 401
    assert '<span class="tag warn">demo</span>' in demo.get("/cases").text


def test_pages_of_the_site_are_dressed_for_whoever_looks(house: Office) -> None:
    nobody, somebody = house.client(), house.client(SELLER)
    page = "/value-streams/NCV-03/stages/NCV-03.2.html"

    mark = nobody.get(page).headers["etag"]
    seen = somebody.get(page, headers={"If-None-Match": mark})

    assert seen.status_code == 200
    assert f">{SELLER}</span>" in seen.text
    assert SELLER not in nobody.get(page).text
    assert "<!-- account -->" not in seen.text
    assert somebody.get(page, headers={"If-None-Match": seen.headers["etag"]}).status_code == 304
